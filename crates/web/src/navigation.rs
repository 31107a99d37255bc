//! The main places, as each role sees them.

use access::{OfficeKind, Role, allows_office};

use crate::components::prelude::NavigationItem;

/// Each place: its name, its address, and what one must be allowed to do there.
const PLACES: [(&str, &str, OfficeKind); 14] = [
    ("My work", "/work", OfficeKind::SeeOwnWork),
    ("Take a report", "/reports", OfficeKind::TakeReport),
    ("To go through", "/review", OfficeKind::ReviewLooks),
    ("Find", "/find", OfficeKind::SearchCases),
    ("How it went", "/voice", OfficeKind::SeeOthersWork),
    ("On call", "/on-call", OfficeKind::DecideLocation),
    ("Figures", "/figures", OfficeKind::SeeOthersWork),
    ("Walls", "/walls", OfficeKind::ManageWalls),
    ("Urgent", "/urgent", OfficeKind::BreakGlass),
    ("Choices here", "/choices", OfficeKind::KeepChoices),
    ("Shared with you", "/shared", OfficeKind::SeeShared),
    ("People and regions", "/people", OfficeKind::ManagePeople),
    ("Sign-ins", "/security", OfficeKind::SeeSecurityLog),
    ("Policy", "/policy", OfficeKind::ChoosePolicy),
];

/// The places of a role; the one at `here` is marked as the current one.
pub fn places(role: Role, here: &str) -> Vec<NavigationItem> {
    PLACES
        .iter()
        .filter(|(_, _, needs)| allows_office(role, *needs))
        .map(|(name, address, _)| NavigationItem::new(*name, *address).current(*address == here))
        .collect()
}

/// Where somebody begins.
pub fn start(role: Role) -> &'static str {
    PLACES.iter().find(|(_, _, needs)| allows_office(role, *needs)).map_or("/", |(_, address, _)| address)
}
