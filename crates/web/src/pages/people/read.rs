//! Reads the answers about a new colleague or region.

use std::collections::{BTreeMap, BTreeSet};

use access::Role;
use domain::text::{Name, ShortText};
use domain::{RegionId, TeamId};
use service::{Duties, NewColleague};

use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};

/// Every field of the form, in its order.
pub(super) const FIELDS: &[&str] = &["name", "login", "role", "regions"];

pub(super) const NO_REGION: &str = "Choose the regions that they manage";
const NOT_THEIRS: &str =
    "Only a regional housing manager has regions. Choose that role, or take the ticks away";

/// Somebody to add, or what is wrong with the answers.
pub(super) fn colleague(sent: &Sent, regions: &BTreeMap<RegionId, String>) -> Result<NewColleague, Problems> {
    // No date stands on this form, so the reader needs no clock.
    let mut reader = Reader::new(sent, jiff::Timestamp::UNIX_EPOCH);
    let name = name(&mut reader);
    let login = reader.must_line("login", "Sign-in name", "Enter the name they will sign in with");
    let role = role(&mut reader);
    let managed = managed(&mut reader, role, regions);
    let colleague = (|| Some(NewColleague { name: name?, login: login?, role: role?, regions: managed? }))();
    reader.done(colleague)
}

/// Every field of the form about what a colleague does.
pub(super) const DUTIES: &[&str] = &["seen", "role", "regions", "team"];

/// What a colleague is to do, with the version of the account that was changed; or what is wrong with the answers.
pub(super) fn duties(
    sent: &Sent,
    regions: &BTreeMap<RegionId, String>,
    teams: &BTreeMap<TeamId, String>,
) -> Result<(u64, Duties), Problems> {
    let mut reader = Reader::new(sent, jiff::Timestamp::UNIX_EPOCH);
    let role = role(&mut reader);
    let managed = managed(&mut reader, role, regions);
    let team = team(&mut reader, teams);
    let duties = (|| Some(Duties { role: role?, regions: managed?, team: team.ok()? }))();
    reader.done(duties.map(|duties| (seen(sent), duties)))
}

/// The version of the account that the page showed; one that it never had, where nothing readable was sent.
pub(super) fn seen(sent: &Sent) -> u64 {
    sent.one("seen").parse().unwrap_or(0)
}

/// None of the teams on the page.
struct NotATeam;

/// The team, or that there is none.
fn team(reader: &mut Reader<'_>, known: &BTreeMap<TeamId, String>) -> Result<Option<TeamId>, NotATeam> {
    let chosen = reader.sent().one("team");
    if chosen.is_empty() {
        return Ok(None);
    }
    let team = chosen.parse().ok().filter(|team| known.contains_key(team));
    if team.is_none() {
        reader.wrong("team", "Choose from the teams of the list");
    }
    team.map(Some).ok_or(NotATeam)
}

/// The name of a new region.
pub(super) fn region(sent: &Sent) -> Result<ShortText, Problems> {
    let mut reader = Reader::new(sent, jiff::Timestamp::UNIX_EPOCH);
    let name = reader.must_line("region", "Name of the region", "Enter the name of the region");
    reader.done(name)
}

pub(super) fn new_team(sent: &Sent) -> Result<ShortText, Problems> {
    let mut reader = Reader::new(sent, jiff::Timestamp::UNIX_EPOCH);
    let name = reader.must_line("team", "Name of the team", "Enter the name of the team");
    reader.done(name)
}

fn name(reader: &mut Reader<'_>) -> Option<Name> {
    if !reader.sent().has("name") {
        reader.wrong("name", "Enter their name");
        return None;
    }
    reader.name("name", "Name")
}

fn role(reader: &mut Reader<'_>) -> Option<Role> {
    let role = Role::from_code(reader.sent().one("role"));
    if role.is_none() {
        reader.wrong("role", "Choose what they do");
    }
    role
}

fn managed(
    reader: &mut Reader<'_>,
    role: Option<Role>,
    known: &BTreeMap<RegionId, String>,
) -> Option<BTreeSet<RegionId>> {
    let ticked = reader.sent().all("regions").to_vec();
    let regions: BTreeSet<RegionId> =
        ticked.iter().filter_map(|id| id.parse().ok()).filter(|id| known.contains_key(id)).collect();
    match role {
        _ if regions.len() != ticked.len() => reader.wrong("regions", "Choose from the regions of the list"),
        Some(Role::RegionalManager) if regions.is_empty() => reader.wrong("regions", NO_REGION),
        Some(role) if role != Role::RegionalManager && !regions.is_empty() => {
            reader.wrong("regions", NOT_THEIRS);
        }
        _ => return Some(regions),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(answers: &[(&str, &str)]) -> Result<NewColleague, Problems> {
        let mut sent = Sent::default();
        for (field, value) in answers {
            sent.set(*field, vec![(*value).to_owned()]);
        }
        let north = RegionId::from_uuid(uuid::Uuid::from_u128(1));
        colleague(&sent, &[(north, "North".to_owned())].into())
    }

    const NORTH: &str = "00000000-0000-0000-0000-000000000001";
    const ELSEWHERE: &str = "00000000-0000-0000-0000-000000000002";

    #[test]
    fn a_manager_has_regions_and_nobody_else_has() {
        let manager = [("name", "Sam"), ("login", "sam"), ("role", "regional-manager")];
        let with =
            |role: &'static str, region| read(&[manager[0], manager[1], ("role", role), ("regions", region)]);
        assert_eq!(with("regional-manager", NORTH).ok().unwrap().regions.len(), 1);
        assert_eq!(read(&manager).err().unwrap().on("regions"), Some(NO_REGION));
        assert_eq!(with("housing-officer", NORTH).err().unwrap().on("regions"), Some(NOT_THEIRS));
        let elsewhere = with("regional-manager", ELSEWHERE).err().unwrap();
        assert_eq!(elsewhere.on("regions"), Some("Choose from the regions of the list"));
    }

    #[test]
    fn each_answer_that_is_missing_is_told_beside_its_field() {
        let problems = read(&[]).err().unwrap();
        assert_eq!(problems.on("name"), Some("Enter their name"));
        assert_eq!(problems.on("login"), Some("Enter the name they will sign in with"));
        assert_eq!(problems.on("role"), Some("Choose what they do"));
        assert_eq!(problems.on("regions"), None);
    }
}
