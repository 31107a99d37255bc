//! After a death: who is told and by whom, who has what was in the home, and when the hold is lifted.

use crate::Answer;
use crate::Happened;
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, CaseState, Refusal, tell};
use crate::incident::{AbuseKind, Incident};
use crate::next_of_kin::{Belongings, NextOfKin, TellsFamily, Told, Whom};
use crate::reviewing::{DeathRecorded, HoldLifted};

fn death(kin: NextOfKin) -> DeathRecorded {
    DeathRecorded { person: SURVIVOR, on: Happened::NotKnown, words: None, kin }
}

fn to_be_told(whom: Whom, by: TellsFamily) -> NextOfKin {
    NextOfKin { told: Told::ToBeTold { whom, by }, ..NextOfKin::default() }
}

fn has_things(whom: Whom, may_be_perpetrator: Answer) -> NextOfKin {
    NextOfKin { may_be_perpetrator, belongings: Belongings::HandedTo(whom), ..NextOfKin::default() }
}

fn her_sister() -> Whom {
    Whom::Named(short("Her sister"))
}

fn case() -> Vec<CaseEvent> {
    with(survivors_case(), [supporter().into()])
}

#[track_caller]
fn refused(case: Vec<CaseEvent>, kin: NextOfKin, why: Refusal) {
    given(case).when(CaseCommand::from(death(kin))).then_refused(why);
}

#[track_caller]
fn taken(case: Vec<CaseEvent>, kin: NextOfKin) {
    given(case).when(CaseCommand::from(death(kin.clone()))).then([death(kin).into()]);
}

#[test]
fn given_an_alleged_perpetrator_as_the_one_to_tell_then_the_record_of_the_death_is_refused_with_a_reason() {
    for by in TellsFamily::ALL {
        refused(case(), to_be_told(Whom::InTheRecord(PERPETRATOR), *by), Refusal::PerpetratorToBeTold);
    }
    // The control: somebody else of the same record is told.
    taken(case(), to_be_told(Whom::InTheRecord(SUPPORTER), TellsFamily::Police));
    refused(case(), to_be_told(Whom::InTheRecord(STRANGER), TellsFamily::Police), Refusal::NoSuchPerson);
}

#[test]
fn given_somebody_whom_only_an_incident_names_then_they_count_as_an_alleged_perpetrator() {
    let by_them = Incident { by: vec![SUPPORTER], ..incident(Happened::NotKnown) };
    let kin = to_be_told(Whom::InTheRecord(SUPPORTER), TellsFamily::Police);
    refused(with(case(), [by_them.into()]), kin, Refusal::PerpetratorToBeTold);
}

#[test]
fn given_it_is_not_known_whether_the_family_is_part_of_it_then_the_police_or_the_coroner_tells_them() {
    for doubt in [Answer::Yes, Answer::NotKnown] {
        let by = |by| NextOfKin { may_be_perpetrator: doubt, ..to_be_told(her_sister(), by) };
        refused(case(), by(TellsFamily::Us), Refusal::LeftToThePolice);
        taken(case(), by(TellsFamily::Police));
        taken(case(), by(TellsFamily::Coroner));
    }
    let sure = NextOfKin { may_be_perpetrator: Answer::No, ..to_be_told(her_sister(), TellsFamily::Us) };
    taken(case(), sure.clone());
    // Where a harmful practice is recorded the family may be part of it, whatever anybody is sure of.
    let kinds = [AbuseKind::HonourBased].into();
    let harmful = Incident { kinds, ..incident(Happened::NotKnown) };
    refused(with(case(), [harmful.into()]), sure, Refusal::LeftToThePolice);
}

#[test]
fn given_belongings_keys_and_letters_then_no_alleged_perpetrator_has_them_and_nobody_whom_we_are_not_sure_of()
{
    let no = Refusal::PerpetratorToHaveThings;
    refused(case(), has_things(Whom::InTheRecord(PERPETRATOR), Answer::No), no.clone());
    refused(case(), has_things(her_sister(), Answer::NotKnown), no.clone());
    refused(case(), has_things(her_sister(), Answer::Yes), no);
    taken(case(), has_things(her_sister(), Answer::No));
    taken(case(), has_things(Whom::InTheRecord(SUPPORTER), Answer::NotKnown));
    taken(case(), NextOfKin { belongings: Belongings::WithPolice, ..NextOfKin::default() });
}

#[test]
fn given_nothing_was_decided_then_it_is_not_known_and_everything_is_kept() {
    let old: DeathRecorded =
        serde_json::from_str(&format!("{{\"person\":\"{SURVIVOR}\",\"on\":\"not-known\",\"words\":null}}"))
            .unwrap();
    assert_eq!(old, death(NextOfKin::default()));
    assert!(old.kin.may_be_perpetrator.may_be());
    assert_eq!((old.kin.is_told(), old.kin.has_belongings()), (None, None));
}

#[test]
fn given_a_death_then_a_review_reads_who_is_told_by_whom_or_why_not_and_who_has_what() {
    let lines = |kin| {
        let told = tell(&death(kin).into(), &|_| "Cover Name".to_owned());
        told.details
            .into_iter()
            .map(|detail| format!("{}: {}", detail.label, detail.text))
            .collect::<Vec<_>>()
    };
    let told = lines(to_be_told(her_sister(), TellsFamily::Coroner));
    assert!(told.contains(&"Who is told: Her sister".to_owned()), "{told:?}");
    assert!(told.contains(&"By whom: The coroner’s officer".to_owned()), "{told:?}");
    assert!(told.contains(&"Belongings, keys and letters about the home: Kept by us".to_owned()), "{told:?}");
    let not = lines(NextOfKin {
        told: Told::NotTold { why: words("The police asked us.") },
        ..NextOfKin::default()
    });
    assert!(not.contains(&"Nobody is told, because: The police asked us.".to_owned()), "{not:?}");
}

#[test]
fn given_a_second_record_of_the_same_death_then_it_stands_for_the_first() {
    let kin = to_be_told(her_sister(), TellsFamily::Police);
    let state = state(with(case(), [death(NextOfKin::default()).into(), death(kin.clone()).into()]));
    let deaths: Vec<&NextOfKin> = state.support().deaths().iter().map(|death| &death.is.kin).collect();
    assert_eq!(deaths, [&kin]);
}

#[test]
fn given_somebody_is_said_to_have_caused_harm_after_the_decision_then_it_can_be_seen_that_it_reaches_them() {
    let kin = to_be_told(Whom::InTheRecord(SUPPORTER), TellsFamily::Police);
    assert!(kin.reaches(|person| person == SUPPORTER));
    assert!(!kin.reaches(|person| person == PERPETRATOR));
    assert!(has_things(Whom::InTheRecord(SUPPORTER), Answer::No).reaches(|person| person == SUPPORTER));
    assert!(!to_be_told(her_sister(), TellsFamily::Police).reaches(|_| true));
}

fn lifted() -> HoldLifted {
    HoldLifted { why: words("It was another man of that name: the police rang back.") }
}

/// A case with a death, and how many entries it has then.
fn held_case() -> (Vec<CaseEvent>, u64) {
    let events = with(case(), [death(NextOfKin::default()).into()]);
    let place = u64::try_from(events.len()).unwrap();
    (events, place)
}

#[test]
fn given_a_death_that_stands_then_nobody_lifts_the_hold() {
    let (events, _) = held_case();
    given(events).when(CaseCommand::from(lifted())).then_refused(Refusal::HeldForADeath);
    given(case()).when(CaseCommand::from(lifted())).then_refused(Refusal::NothingHeld);
}

#[test]
fn given_a_death_by_mistake_then_its_correction_alone_lifts_nothing_and_a_manager_lifts_it_with_a_reason() {
    let (events, place) = held_case();
    let corrected = with(events, [correction(place, None).into()]);
    assert!(state(corrected.clone()).support().deaths().is_empty());
    assert!(state(corrected.clone()).support().is_held(), "a correction alone lifts nothing");
    given(corrected.clone()).when(CaseCommand::from(lifted())).then([lifted().into()]);
    let lifted_case = with(corrected, [lifted().into()]);
    assert!(!state(lifted_case.clone()).support().is_held());
    // It cannot be taken back in its place: the death is recorded again, and then everything is held again.
    let last = u64::try_from(lifted_case.len()).unwrap();
    given(lifted_case.clone())
        .when(CaseCommand::Correct(correction(last, None)))
        .then_refused(Refusal::NothingToCorrect);
    let again = with(lifted_case, [death(NextOfKin::default()).into()]);
    assert!(state(again.clone()).support().is_held());
    let one_by_one = journal(again).iter().fold(CaseState::default(), CaseState::evolve);
    assert!(one_by_one.support().is_held(), "folded entry by entry it is the same");
}
