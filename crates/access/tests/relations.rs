//! Relations that come from a team, a grant, a broken glass or a wall, and what a fresh sign-in is for.
#![cfg(test)]

mod beside;
mod common;

use std::collections::BTreeSet;

use access::action::*;
use access::{
    ActionKind, Actor, CaseFacts, CaseView, Denied, Field, Grant, OfficeKind, Relation, Role, check,
    check_office, may,
};
use common::{actor, every_case, facts, id};
use domain::case::Owner;
use domain::report::Route;
use jiff::Timestamp;

fn granted(parts: &[Field]) -> CaseFacts {
    CaseFacts { grant: Some(Grant { parts: parts.iter().copied().collect() }), ..facts() }
}

fn shown(actor: &Actor, facts: &CaseFacts) -> BTreeSet<Field> {
    let permit = check::<SeeCase>(actor, facts).expect("they may see it");
    CaseView::reduce(&permit, &[], Timestamp::UNIX_EPOCH).shown
}

#[test]
fn a_partner_sees_the_parts_they_were_let_in_to_and_no_other() {
    let partner = actor(Role::PartnerWorker);
    assert_eq!(may(&partner, &facts(), ActionKind::SeeCase), Err(Denied::NothingHere));
    let some = granted(&[Field::Contact, Field::Wishes]);
    assert_eq!(shown(&partner, &some), BTreeSet::from([Field::Contact, Field::Wishes]));
    assert_eq!(may(&partner, &some, ActionKind::RecordOnCase), Err(Denied::NothingHere));
    assert_eq!(may(&partner, &some, ActionKind::RevealSecret), Err(Denied::NothingHere));
}

#[test]
fn nobody_is_let_in_to_who_reported() {
    for role in Role::ALL {
        let some = granted(&[Field::Reporter, Field::People]);
        if let Ok(permit) = check::<SeeCase>(&actor(*role), &some)
            && permit.relation() == Relation::Granted
        {
            assert!(!permit.shows(Field::Reporter), "{role:?}");
        }
    }
}

#[test]
fn a_stronger_relation_is_not_narrowed_by_a_grant() {
    let lead = actor(Role::DaLead);
    assert_eq!(shown(&lead, &granted(&[Field::Contact])).len(), Field::ALL.len());
}

#[test]
fn a_repairs_planner_learns_how_and_never_why() {
    let planner = actor(Role::RepairsPlanner);
    let some = granted(Field::ALL);
    assert_eq!(may(&planner, &some, ActionKind::SeeInstruction), Ok(()));
    assert_eq!(may(&planner, &some, ActionKind::SeeCase), Err(Denied::NothingHere));
    assert_eq!(may(&planner, &facts(), ActionKind::SeeInstruction), Err(Denied::NothingHere));
}

#[test]
fn colleagues_of_a_team_cover_for_each_other_and_do_not_reveal() {
    let ours = CaseFacts { team: Some(id(4)), ..facts() };
    let theirs = CaseFacts { team: Some(id(5)), ..facts() };
    for role in [Role::HousingOfficer, Role::SpecialistCaseworker] {
        assert_eq!(Relation::between(&actor(role), &ours), Relation::Team);
        assert_eq!(Relation::between(&actor(role), &theirs), Relation::None);
        assert_eq!(may(&actor(role), &ours, ActionKind::MakeContact), Ok(()));
        assert_eq!(may(&actor(role), &ours, ActionKind::RevealSecret), Err(Denied::NothingHere));
    }
    let alone = Actor { team: None, ..actor(Role::HousingOfficer) };
    assert_eq!(
        Relation::between(&alone, &facts()),
        Relation::None,
        "two without a team are in none together"
    );
}

#[test]
fn a_broken_glass_opens_the_content_and_neither_a_location_nor_a_contact() {
    let broken = CaseFacts { glass: true, ..facts() };
    for role in Role::ALL {
        let someone = actor(*role);
        if Relation::between(&someone, &broken) != Relation::BrokenGlass {
            continue;
        }
        let opens = check_office::<BreakGlass>(&someone).is_ok();
        assert_eq!(may(&someone, &broken, ActionKind::SeeCase).is_ok(), opens, "{role:?}");
        for kind in [ActionKind::RevealSecret, ActionKind::MakeContact, ActionKind::Triage] {
            assert_eq!(may(&someone, &broken, kind), Err(Denied::NothingHere), "{role:?}");
        }
        if let Ok(permit) = check::<SeeCase>(&someone, &broken) {
            assert!(!permit.shows(Field::Reporter));
        }
    }
}

#[test]
fn a_perpetrator_worker_is_walled_off_from_every_survivor() {
    let worker = actor(Role::PerpetratorWorker);
    for facts in every_case() {
        let relation = Relation::between(&worker, &facts);
        assert_eq!(relation == Relation::Excluded, facts.excluded || facts.route != Route::OwnBehaviour);
    }
    let owner = Owner::Person { owner: id(1), cover: None };
    let theirs = CaseFacts { route: Route::OwnBehaviour, owner, ..facts() };
    assert_eq!(may(&worker, &theirs, ActionKind::RecordOnCase), Ok(()), "their own work goes on");
}

#[test]
fn a_protected_fact_and_the_office_need_somebody_who_has_just_confirmed() {
    let owner = Owner::Person { owner: id(1), cover: None };
    let mine = CaseFacts { owner, ..facts() };
    let before = Actor { fresh: false, ..actor(Role::HousingOfficer) };
    assert_eq!(check::<RevealSecret>(&before, &mine).err(), Some(Denied::ConfirmFirst));
    assert!(check::<RevealSecret>(&before.clone().confirmed(), &mine).is_ok());
    assert!(check::<SeeCase>(&before, &mine).is_ok(), "nobody confirms to read what is theirs");
    let administrator = Actor { fresh: false, ..actor(Role::Administrator) };
    assert_eq!(check_office::<ManagePeople>(&administrator).err(), Some(Denied::ConfirmFirst));
}

#[test]
fn who_may_not_is_never_asked_to_confirm() {
    for facts in every_case() {
        for role in Role::ALL {
            let before = Actor { fresh: false, ..actor(*role) };
            let later = before.clone().confirmed();
            for kind in ActionKind::ALL {
                let asked = may(&before, &facts, *kind) == Err(Denied::ConfirmFirst);
                assert_eq!(
                    asked,
                    kind.needs_fresh() && may(&later, &facts, *kind).is_ok(),
                    "{role:?} {kind:?}"
                );
            }
        }
    }
}

#[test]
fn what_needs_a_fresh_sign_in_is_a_closed_list() {
    use OfficeKind as O;
    let cases: Vec<_> = ActionKind::ALL.iter().filter(|kind| kind.needs_fresh()).collect();
    assert_eq!(cases, [&ActionKind::RevealSecret, &ActionKind::TakeCopy, &ActionKind::JoinRecords]);
    let office: Vec<_> = OfficeKind::ALL.iter().filter(|kind| kind.needs_fresh()).collect();
    assert_eq!(office, [&O::ManagePeople, &O::ChoosePolicy, &O::ManageWalls, &O::KeepRota, &O::VouchFor]);
}
