//! The matrix of role, relation, action and field, as a practitioner reads it, and what holds for all.
#![cfg(test)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;

use access::action::*;
use access::{
    ActionKind, CaseFacts, Denied, Field, OfficeKind, Relation, Role, allows, allows_office, check,
    check_office, sees,
};
use common::{actor, every_case, facts, id};

/// The relations in which somebody with this role can really stand to a case.
fn relations(role: Role) -> BTreeSet<Relation> {
    every_case().iter().map(|facts| Relation::between(&actor(role), facts)).collect()
}

fn row(page: &mut String, role: Role, label: &str, holds: impl Fn(Relation) -> bool) {
    let here = relations(role);
    let cells = Relation::ALL.iter().map(|relation| match (here.contains(relation), holds(*relation)) {
        (false, _) => "",
        (true, true) => "yes",
        (true, false) => "-",
    });
    let cells: String = cells.fold(String::new(), |all, cell| format!("{all}{cell:<14}"));
    writeln!(page, "{}", format!("  {label:<34}{cells}").trim_end()).expect("a string takes it");
}

fn table(role: Role) -> String {
    let mut page = format!("# {}\n", role.label());
    let heads = Relation::ALL.iter().fold(String::new(), |all, one| format!("{all}{:<14}", one.code()));
    let without: Vec<_> =
        OfficeKind::ALL.iter().filter(|kind| allows_office(role, **kind)).map(|kind| kind.label()).collect();
    writeln!(page, "Without a case: {}\n", without.join("; ")).expect("a string takes it");
    writeln!(page, "{}", format!("  {:<34}{heads}", "On a case, by relation").trim_end())
        .expect("a string takes it");
    for action in ActionKind::ALL {
        row(&mut page, role, action.label(), |relation| allows(role, relation, *action));
    }
    for field in Field::ALL {
        let label = format!("sees: {}", field.label());
        row(&mut page, role, &label, |relation| sees(role, relation, *field));
    }
    page
}

#[test]
fn the_matrix_as_a_practitioner_reads_it() {
    let relations = Relation::ALL
        .iter()
        .fold(String::new(), |all, relation| format!("{all}  {:<14}{}\n", relation.code(), relation.label()));
    let tables: Vec<String> = Role::ALL.iter().map(|role| table(*role)).collect();
    let page =
        format!("Relations (a blank column cannot happen in that role):\n{relations}\n{}", tables.join("\n"));
    insta::assert_snapshot!("matrix", page);
}

macro_rules! permitted {
    ($actor:expr, $facts:expr; $($action:ident)+) => {
        [$((ActionKind::$action, check::<$action>($actor, $facts).is_ok())),+]
    };
}

fn permitted(role: Role, facts: &CaseFacts) -> Vec<ActionKind> {
    let actor = actor(role);
    permitted!(&actor, facts; SeeCase RecordOnCase MakeContact RevealSecret Triage LowerSeverity SetDutyAside CorrectRecord SeeLooks
        GrantAccess SeeInstruction AssessRisk EndCase TakeCopy JoinRecords)
        .into_iter()
        .filter_map(|(kind, ok)| ok.then_some(kind))
        .collect()
}

/// Every role and every case there can be.
fn everybody_and_everything() -> impl Iterator<Item = (Role, CaseFacts)> {
    Role::ALL.iter().flat_map(|role| every_case().into_iter().map(|facts| (*role, facts)))
}

#[test]
fn a_permit_is_given_just_where_the_matrix_says_so() {
    for (role, facts) in everybody_and_everything() {
        let relation = Relation::between(&actor(role), &facts);
        let expected: Vec<ActionKind> =
            ActionKind::ALL.iter().copied().filter(|action| allows(role, relation, *action)).collect();
        assert_eq!(permitted(role, &facts), expected, "{role:?} {relation:?}");
    }
}

#[test]
fn a_permit_carries_who_may_and_on_what_it_rests() {
    let mine = CaseFacts { owner: domain::case::Owner::Person { owner: id(1), cover: None }, ..facts() };
    let permit = check::<SeeCase>(&actor(Role::HousingOfficer), &mine).expect("it is theirs");
    assert_eq!((permit.case(), permit.organisation()), (mine.case, mine.organisation));
    assert_eq!((permit.relation(), permit.actor().role), (Relation::Assigned, Role::HousingOfficer));
}

#[test]
fn excluded_beats_every_role_and_every_other_relation() {
    for (role, facts) in everybody_and_everything() {
        let excluded = CaseFacts { excluded: true, ..facts };
        assert_eq!(Relation::between(&actor(role), &excluded), Relation::Excluded);
        assert_eq!(permitted(role, &excluded), []);
        assert!(Field::ALL.iter().all(|field| !sees(role, Relation::Excluded, *field)));
    }
}

#[test]
fn a_case_of_another_organisation_does_not_exist() {
    for (role, facts) in everybody_and_everything() {
        let elsewhere = CaseFacts { organisation: id(99), ..facts };
        assert_eq!(permitted(role, &elsewhere), [], "{role:?}");
        assert_eq!(check::<SeeCase>(&actor(role), &elsewhere).err(), Some(Denied::NothingHere));
    }
}

#[test]
fn an_administrator_never_meets_a_case() {
    for facts in every_case() {
        assert_eq!(permitted(Role::Administrator, &facts), []);
    }
    assert!(check_office::<SearchCases>(&actor(Role::Administrator)).is_err());
    assert!(check_office::<TakeReport>(&actor(Role::Administrator)).is_err());
}

#[test]
fn auditors_and_privacy_officers_see_who_has_looked_and_never_what_they_saw() {
    for facts in every_case().into_iter().filter(|facts| !facts.excluded) {
        for role in [Role::Auditor, Role::PrivacyOfficer] {
            assert_eq!(permitted(role, &facts), [ActionKind::SeeLooks]);
        }
    }
    for role in [Role::Auditor, Role::PrivacyOfficer] {
        let fields = |relation: &Relation| Field::ALL.iter().any(|field| sees(role, *relation, *field));
        assert!(!Relation::ALL.iter().any(fields));
    }
}

#[test]
fn without_a_relation_no_case_is_seen_or_touched() {
    for role in Role::ALL.iter().filter(|role| !matches!(role, Role::Auditor | Role::PrivacyOfficer)) {
        assert!(ActionKind::ALL.iter().all(|action| !allows(*role, Relation::None, *action)));
    }
}

#[test]
fn only_managers_and_leads_lower_a_severity_or_learn_who_reported() {
    for role in Role::ALL {
        let may = matches!(role, Role::RegionalManager | Role::DaLead | Role::SafeguardingLead);
        for relation in Relation::ALL {
            assert!(may || !allows(*role, *relation, ActionKind::LowerSeverity));
            assert!(may || !sees(*role, *relation, Field::Reporter));
        }
    }
}

#[test]
fn who_took_a_report_loses_it_when_somebody_is_named() {
    let fresh = CaseFacts { owner: domain::case::Owner::Nobody, recorder: id(1), ..facts() };
    let handler = actor(Role::CallHandler);
    assert_eq!(Relation::between(&handler, &fresh), Relation::Recorder);
    let given = CaseFacts { owner: facts().owner, ..fresh };
    assert_eq!(Relation::between(&handler, &given), Relation::None);
}

#[test]
fn the_office_is_permitted_just_where_the_matrix_says_so() {
    for role in Role::ALL {
        let actor = actor(*role);
        let office = [
            (OfficeKind::TakeReport, check_office::<TakeReport>(&actor).is_ok()),
            (OfficeKind::SeeOwnWork, check_office::<SeeOwnWork>(&actor).is_ok()),
            (OfficeKind::SeeOthersWork, check_office::<SeeOthersWork>(&actor).is_ok()),
            (OfficeKind::SearchCases, check_office::<SearchCases>(&actor).is_ok()),
            (OfficeKind::ManagePeople, check_office::<ManagePeople>(&actor).is_ok()),
            (OfficeKind::ChoosePolicy, check_office::<ChoosePolicy>(&actor).is_ok()),
            (OfficeKind::SeeShared, check_office::<SeeShared>(&actor).is_ok()),
            (OfficeKind::BreakGlass, check_office::<BreakGlass>(&actor).is_ok()),
            (OfficeKind::DecideLocation, check_office::<DecideLocation>(&actor).is_ok()),
            (OfficeKind::ReviewLooks, check_office::<ReviewLooks>(&actor).is_ok()),
            (OfficeKind::SeeSecurityLog, check_office::<SeeSecurityLog>(&actor).is_ok()),
            (OfficeKind::ManageWalls, check_office::<ManageWalls>(&actor).is_ok()),
            (OfficeKind::KeepRota, check_office::<KeepRota>(&actor).is_ok()),
            (OfficeKind::KeepChoices, check_office::<KeepChoices>(&actor).is_ok()),
            (OfficeKind::VouchFor, check_office::<VouchFor>(&actor).is_ok()),
        ];
        for (kind, ok) in office {
            assert_eq!(ok, allows_office(*role, kind), "{role:?} {kind:?}");
        }
    }
}
