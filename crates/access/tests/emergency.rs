//! Opening a case in an emergency, the second person, and what of a burnt fact the veil hides.
#![cfg(test)]

mod common;

use access::action::{RevealSecret, SeeCase, needed, only_adds};
use access::{
    ActionKind, Actor, Answered, CaseFacts, Countersigned, Denied, Field, OfficeKind, Relation, Role, allows,
    allows_office, answers, breaks, check, may_answer, may_ask, may_review,
};
use common::{actor, every_case, facts, id};
use domain::case::{CaseCommand, Owner};
use domain::contact::{Attempted, Clearance, Outcome, Way};
use domain::{SecretId, UserId};
use jiff::{SignedDuration, Timestamp};

fn somebody(role: Role, user: u8) -> Actor {
    Actor { user: id(user), ..actor(role) }
}

fn walled() -> CaseFacts {
    CaseFacts { excluded: true, ..facts() }
}

fn foreign() -> CaseFacts {
    CaseFacts { organisation: id(99), ..facts() }
}

/// Every role, and every way in which it can be related to a case.
#[test]
fn a_case_opens_in_an_emergency_only_to_those_who_may_and_never_across_a_wall() {
    let mut opened = 0;
    for role in Role::ALL.iter().copied() {
        let asker = actor(role);
        for facts in every_case() {
            let sees = check::<SeeCase>(&asker, &facts).is_ok();
            let allowed = allows_office(role, OfficeKind::BreakGlass);
            match breaks(&asker, &facts) {
                Ok(None) => assert!(allowed && sees),
                Ok(Some(breaking)) => {
                    opened += 1;
                    assert!(allowed && !sees && !facts.excluded, "{role:?}");
                    assert_eq!(facts.organisation, asker.organisation);
                    assert_eq!(breaking.permit().relation(), Relation::BrokenGlass);
                    assert!(!breaking.permit().shows(Field::Reporter));
                }
                Err(Denied::NothingHere) => {}
                Err(Denied::ConfirmFirst) => panic!("an emergency waits for nothing"),
            }
        }
        assert!(breaks(&asker, &walled()).is_err() && breaks(&asker, &foreign()).is_err(), "{role:?}");
    }
    assert!(opened > 2, "the control: to some it opens");
}

#[test]
fn broken_glass_lets_nobody_reveal_contact_judge_or_hand_over() {
    for role in Role::ALL.iter().copied() {
        for action in ActionKind::ALL.iter().copied() {
            let harmless = matches!(action, ActionKind::SeeCase | ActionKind::RecordOnCase);
            let looks =
                matches!(role, Role::Auditor | Role::PrivacyOfficer) && action == ActionKind::SeeLooks;
            let allowed = allows(role, Relation::BrokenGlass, action);
            assert!(!allowed || harmless || looks, "{role:?} {action:?}");
        }
    }
    assert!(allows(Role::HousingOfficer, Relation::BrokenGlass, ActionKind::SeeCase), "the control");
}

/// Glass that was broken does not outlast the half hour or a wall: both are facts that are read each time.
#[test]
fn the_relation_is_the_weakest_and_gone_with_its_fact() {
    let asker = actor(Role::HousingOfficer);
    let open = CaseFacts { glass: true, ..facts() };
    assert_eq!(Relation::between(&asker, &open), Relation::BrokenGlass);
    assert_eq!(Relation::between(&asker, &facts()), Relation::None);
    assert_eq!(Relation::between(&asker, &CaseFacts { glass: true, ..walled() }), Relation::Excluded);
}

/// Of two records of two sides, neither opens in an emergency to whoever is close to the other.
#[test]
fn glass_does_not_cross_from_one_side_to_the_other() {
    let asker = actor(Role::HousingOfficer);
    let across = CaseFacts { across: true, ..facts() };
    assert!(breaks(&asker, &across).is_err());
    assert_eq!(Relation::between(&asker, &CaseFacts { glass: true, ..across.clone() }), Relation::None);
    assert!(breaks(&asker, &facts()).is_ok(), "the control");
    // Whoever has it, manages its region or leads is not kept from it by that.
    let own = CaseFacts { owner: Owner::Person { owner: asker.user, cover: None }, ..across.clone() };
    assert_eq!(Relation::between(&asker, &own), Relation::Assigned);
    assert_eq!(Relation::between(&actor(Role::DaLead), &across), Relation::Organisation);
}

#[test]
fn whoever_may_reveal_a_fact_does_not_ask_for_it_and_others_do() {
    let open = CaseFacts { glass: true, ..facts() };
    let officer = actor(Role::HousingOfficer);
    assert!(may_ask(&check::<SeeCase>(&officer, &open).unwrap()));
    let own = CaseFacts { owner: Owner::Person { owner: officer.user, cover: None }, ..facts() };
    assert!(check::<RevealSecret>(&officer, &own).is_ok());
    assert!(!may_ask(&check::<SeeCase>(&officer, &own).unwrap()));
}

/// Never the asker, never across a wall, and only a lead or the manager of the region.
#[test]
fn who_may_answer() {
    let asker: UserId = id(77);
    for role in Role::ALL.iter().copied() {
        for facts in every_case() {
            let second = actor(role);
            let relation = Relation::between(&second, &facts);
            let may = answers(&second, &facts, asker).is_ok();
            let leads = matches!(role, Role::DaLead | Role::SafeguardingLead | Role::RegionalManager);
            let related = matches!(relation, Relation::Region | Relation::Organisation);
            let same = second.organisation == facts.organisation;
            assert_eq!(may, leads && related && same, "{role:?} {relation:?}");
            assert!(answers(&second, &facts, second.user).is_err(), "{role:?} answers themself");
        }
    }
    let lead = actor(Role::DaLead);
    assert!(answers(&lead, &facts(), asker).is_ok(), "the control");
    assert!(answers(&lead, &walled(), asker).is_err());
    // One who has not just confirmed who they are is asked to, and nobody else is told that.
    let tired = Actor { fresh: false, ..lead };
    assert_eq!(answers(&tired, &facts(), asker).err(), Some(Denied::ConfirmFirst));
    assert!(may_answer(&tired, &facts(), asker));
    assert_eq!(answers(&tired, &walled(), asker).err(), Some(Denied::NothingHere));
}

fn now() -> Timestamp {
    "2026-03-10T12:00:00Z".parse().unwrap()
}

fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

#[test]
fn a_yes_is_for_one_person_one_case_one_use_and_fifteen_minutes() {
    let asker = actor(Role::HousingOfficer);
    let permit = check::<SeeCase>(&asker, &CaseFacts { glass: true, ..facts() }).unwrap();
    let secret: SecretId = id(5);
    let yes = Answered {
        case: permit.case(),
        secret,
        asker: asker.user,
        by: id(77),
        yes: true,
        at: now(),
        used: false,
    };
    let signed = |answered: Answered, at| Countersigned::new(&permit, &answered, at).unwrap();
    assert_eq!(signed(yes, later(14)).map(|signed| signed.secret()), Some(secret), "the control");
    for (never, at, why) in [
        (Answered { yes: false, ..yes }, later(1), "a no"),
        (Answered { used: true, ..yes }, later(1), "a second look"),
        (Answered { asker: id(78), ..yes }, later(1), "somebody else's"),
        (Answered { case: id(79), ..yes }, later(1), "another case"),
        (Answered { by: asker.user, ..yes }, later(1), "answered by the asker"),
        (yes, later(15), "too late"),
        (yes, later(-1), "before it was given"),
    ] {
        assert!(signed(never, at).is_none(), "{why}");
    }
    let tired = Actor { fresh: false, ..asker };
    let permit = check::<SeeCase>(&tired, &CaseFacts { glass: true, ..facts() }).unwrap();
    assert_eq!(Countersigned::new(&permit, &yes, later(1)).err(), Some(Denied::ConfirmFirst));
}

#[test]
fn who_goes_through_it_again() {
    let breaker: UserId = id(50);
    for role in Role::ALL.iter().copied() {
        for officer in [true, false] {
            let expected = role == Role::PrivacyOfficer || (role == Role::DaLead && !officer);
            assert_eq!(may_review(&somebody(role, 51), breaker, officer), expected, "{role:?} {officer}");
            assert!(!may_review(&somebody(role, 50), breaker, officer), "{role:?} goes through their own");
        }
    }
}

/// Whoever takes the call writes it down; to ring somebody, or to settle what was agreed, is not theirs.
#[test]
fn a_call_that_came_in_only_adds_and_one_that_we_made_does_not() {
    let tried = |way: Way, was_agreed: bool| {
        let (attempt, at) = (id(9), now());
        let outcome = Outcome::Spoke;
        CaseCommand::RecordAttempt(Attempted {
            attempt,
            way,
            at,
            outcome,
            was_agreed,
            against_plan: false,
            words: None,
        })
    };
    let ours = Way::WeTried { channel: id(8), clearance: Clearance::Cleared };
    let theirs = tried(Way::TheyContactedUs, false);
    assert!(only_adds(&theirs) && needed(&theirs) == ActionKind::RecordOnCase);
    assert!(!only_adds(&tried(Way::TheyContactedUs, true)), "it would settle what somebody agreed");
    let ours = tried(ours, false);
    assert!(!only_adds(&ours) && needed(&ours) == ActionKind::MakeContact, "the control");
}
