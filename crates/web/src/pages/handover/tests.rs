use std::collections::BTreeMap;

use access::Role;
use access::action::needed;
use askama::Template as _;
use domain::case::CaseCommand;
use domain::{IdBlock, Moment, RegionId, Severity, UserId};
use service::{Assignable, Entry};
use uuid::Uuid;

use super::read::{Choices, decisions};
use super::*;
use crate::components::prelude::Problems;
use crate::page::Sample as _;
use crate::pages::notes::tests::{main_part, sent};

fn user(number: u128) -> UserId {
    UserId::from_uuid(Uuid::from_u128(number))
}

fn region() -> RegionId {
    RegionId::from_uuid(Uuid::from_u128(9))
}

fn read(answers: &[(&str, &str)]) -> Result<Vec<CaseCommand>, Problems> {
    let now = "2026-03-02T10:00:00Z".parse().unwrap();
    let moment = Moment { now, actor: user(0), ids: IdBlock::new(now, [7; 10]) };
    let colleague = |name: &str| Assignable { name: name.to_owned(), role: Role::HousingOfficer };
    let regions = BTreeMap::from([(region(), "North".to_owned())]);
    let colleagues = BTreeMap::from([(user(1), colleague("Sam")), (user(2), colleague("Ola"))]);
    let choices = Choices { regions: &regions, colleagues: &colleagues };
    let entries = decisions(&sent(answers), &choices, &moment)?;
    Ok(entries.into_iter().map(|Entry { command, .. }| command).collect())
}

#[track_caller]
fn refused(answers: &[(&str, &str)], field: &str, message: &str) {
    assert_eq!(read(answers).expect_err("it was taken").on(field), Some(message));
}

#[test]
fn everything_in_one_form_is_recorded_in_order() {
    let (sam, ola, north) = (user(1).to_string(), user(2).to_string(), region().to_string());
    let answers = [
        ("owner", &*sam),
        ("cover", &*ola),
        ("severity", "high"),
        ("severity-was", "medium"),
        ("region", &*north),
    ];
    let commands = read(&answers).ok().unwrap();
    let [
        CaseCommand::PlaceInRegion(place),
        CaseCommand::AssessSeverity { severity, why: None },
        CaseCommand::NameOwner(named),
    ] = commands.as_slice()
    else {
        panic!("{commands:?}")
    };
    assert_eq!((*place, *severity), (region(), Severity::High));
    assert_eq!((named.owner, named.cover), (user(1), Some(user(2))));
}

#[test]
fn each_part_may_be_left_out_and_not_all_of_them() {
    let sam = user(1).to_string();
    assert_eq!(read(&[("owner", &sam)]).ok().unwrap().len(), 1);
    assert_eq!(read(&[("severity", "medium"), ("severity-was", "unknown")]).ok().unwrap().len(), 1);
    refused(&[("severity-was", "high")], "owner", "Choose who has it now, or change something else");
}

#[test]
fn lowering_needs_a_reason_and_its_own_permit() {
    let lower = [("severity", "standard"), ("severity-was", "high")];
    refused(&lower, "why", "Say why it is lowered");
    let commands =
        read(&[lower[0], lower[1], ("why", "The injunction is served and he lives abroad")]).ok().unwrap();
    assert_eq!(commands.iter().map(needed).collect::<Vec<_>>(), [access::ActionKind::LowerSeverity]);
    // A page that does not say what it showed lowers nothing without a reason.
    refused(&[("severity", "standard")], "why", "Say why it is lowered");
}

#[test]
fn only_those_who_can_have_it_are_taken() {
    let (sam, stranger) = (user(1).to_string(), user(8).to_string());
    refused(&[("owner", &stranger)], "owner", "Choose who has it from the list");
    refused(&[("region", &stranger)], "region", "Choose a region from the list");
    refused(&[("cover", &sam)], "owner", "Choose who has it as well as who covers");
    refused(
        &[("owner", &sam), ("cover", &sam)],
        "cover",
        "Choose somebody else to cover: one person cannot do both",
    );
}

#[test]
fn the_handover_is_shown_as_reviewed() {
    insta::assert_snapshot!("handover", main_part(&HandoverPage::sample().render().unwrap()));
}
