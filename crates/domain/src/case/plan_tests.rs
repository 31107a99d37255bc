//! What a contact plan may call safe (F12, R02): not what is known to reach somebody else.

use super::testkit::*;
use super::*;
use crate::Answer;
use crate::contact::{Channel, ChannelKind, ContactPlan, Intent, Interpreter, Reason, Safety, clear};
use crate::people::{PersonRole, SecretKind};

fn plan(channel: Channel) -> CaseCommand {
    CaseCommand::PlanContact(plan_with([channel]))
}

fn marked_safe(kind: ChannelKind, reason: Reason) -> Refusal {
    Refusal::MarkedSafe { place: 0, kind, reason }
}

/// Her number, which the alleged perpetrator has too.
fn shared_number() -> Vec<CaseEvent> {
    with(survivors_case(), [held(NUMBER, SecretKind::Phone, PERPETRATOR).into()])
}

fn letter() -> Channel {
    Channel { kind: ChannelKind::Letter, secret: Some(HOME), ..channel_safe_by_survivor() }
}

/// Her home, and what is known of whether the alleged perpetrator lives there.
fn home(perpetrator: Answer) -> Vec<CaseEvent> {
    let home = held(HOME, SecretKind::Address, SURVIVOR);
    with(survivors_case(), [home.into(), alleged_perpetrator(perpetrator).into()])
}

#[test]
fn a_number_that_is_somebody_elses_too_is_not_recorded_as_safe() {
    for kind in [ChannelKind::Phone, ChannelKind::Text] {
        given(shared_number())
            .when(plan(Channel { kind, ..channel_safe_by_survivor() }))
            .then_refused(marked_safe(kind, Reason::SharedWithLinkedPerson));
    }
    let his = Channel { whose: PERPETRATOR, ..channel_safe_by_survivor() };
    given(survivors_case())
        .when(plan(his))
        .then_refused(marked_safe(ChannelKind::Phone, Reason::SharedWithLinkedPerson));
}

#[test]
fn that_it_is_shared_and_not_safe_is_recorded() {
    for safety in [Safety::NotSafe, Safety::Unknown] {
        let channel = Channel { safety, ..channel_safe_by_survivor() };
        given(shared_number()).when(plan(channel.clone())).then([plan_with([channel]).into()]);
    }
}

#[test]
fn the_refusal_says_which_way_of_the_plan_it_is() {
    let email = Channel { kind: ChannelKind::Email, safety: Safety::Unknown, ..channel_safe_by_survivor() };
    let both = plan_with([Channel { secret: None, ..email }, channel_safe_by_survivor()]);
    given(shared_number()).when(CaseCommand::PlanContact(both)).then_refused(Refusal::MarkedSafe {
        place: 1,
        kind: ChannelKind::Phone,
        reason: Reason::SharedWithLinkedPerson,
    });
}

#[test]
fn a_home_in_which_he_is_known_to_live_is_not_recorded_as_safe() {
    let refusal = marked_safe(ChannelKind::Letter, Reason::SharedHome);
    given(home(Answer::Yes)).when(plan(letter())).then_refused(refusal.clone());
    let mut of_the_home = alleged_perpetrator(Answer::No);
    of_the_home.roles.insert(PersonRole::HouseholdMember);
    given(with(home(Answer::No), [of_the_home.into()])).when(plan(letter())).then_refused(refusal);
    given(home(Answer::No)).when(plan(letter())).then([plan_with([letter()]).into()]);
}

/// Whether he lives there may become known later in the same conversation, and changes. What she said is
/// kept as she said it; the gate keeps it shut for as long as nobody knows.
#[test]
fn a_home_of_which_that_is_not_known_is_recorded_as_she_said_and_the_gate_keeps_it_shut() {
    given(home(Answer::NotKnown)).when(plan(letter())).then([plan_with([letter()]).into()]);
    let planned = state(with(home(Answer::NotKnown), [plan_with([letter()]).into()]));
    let no = clear(&planned, Intent { channel: PHONE, at: noon() }).unwrap_err();
    assert_eq!(no.reason, Reason::SharedHome);
}

/// It was hers alone when she said so: the plan stands, and the gate refuses from then on.
#[test]
fn a_number_that_becomes_shared_later_is_kept_shut_by_the_gate() {
    let later = state(with(reachable_case(), [held(NUMBER, SecretKind::Phone, PERPETRATOR).into()]));
    let no = clear(&later, Intent { channel: PHONE, at: noon() }).unwrap_err();
    assert_eq!(no.reason, Reason::SharedWithLinkedPerson);
}

#[test]
fn neither_a_conversation_nor_a_correction_gets_round_it() {
    let refusal = marked_safe(ChannelKind::Phone, Reason::SharedWithLinkedPerson);
    let told = FirstDisclosure {
        secrets: vec![held(NUMBER, SecretKind::Phone, PERPETRATOR)],
        people: vec![survivor(), alleged_perpetrator(Answer::No)],
        plan: Some(plan_with([channel_safe_by_survivor()])),
        ..first_disclosure()
    };
    given(suspicion()).when(CaseCommand::TakeDisclosure(Box::new(told))).then_refused(refusal.clone());
    let planned = with(shared_number(), [plan_with([]).into()]);
    let instead: CaseEvent = plan_with([channel_safe_by_survivor()]).into();
    given(planned).when(CaseCommand::Correct(correction(6, Some(instead)))).then_refused(refusal);
}

#[test]
fn whom_she_trusts_may_be_the_way_and_their_number_is_theirs() {
    let theirs = crate::SecretId::from_uuid(uuid::Uuid::from_u128(0xe3));
    let through = Channel {
        kind: ChannelKind::Supporter,
        whose: SUPPORTER,
        secret: Some(theirs),
        ..channel_safe_by_survivor()
    };
    let known =
        with(survivors_case(), [supporter().into(), held(theirs, SecretKind::Phone, SUPPORTER).into()]);
    given(known).when(plan(through.clone())).then([plan_with([through]).into()]);
}

#[test]
fn a_plan_in_which_somebody_of_the_family_interprets_is_refused_by_the_rule_that_holds_for_the_needs() {
    let interpreted = |language: &str, wishes: Option<&str>| {
        let interpreter = Some(Interpreter { language: short(language), wishes: wishes.map(short) });
        CaseCommand::PlanContact(ContactPlan { interpreter, ..plan_with([channel_safe_by_survivor()]) })
    };
    for (language, wishes) in
        [("Polish", Some("her sister")), ("Her son speaks it", None), ("Polish", Some("A friend, by phone"))]
    {
        let planned = interpreted(language, wishes);
        given(survivors_case()).when(planned).then_refused(Refusal::FamilyInterprets);
    }
    for wishes in [None, Some("A woman, by phone"), Some("Nobody who knows the family")] {
        let CaseCommand::PlanContact(plan) = interpreted("Polish", wishes) else { panic!() };
        given(survivors_case()).when(CaseCommand::PlanContact(plan.clone())).then([plan.into()]);
    }
}

#[test]
fn in_a_first_disclosure_and_in_a_correction_the_family_does_not_interpret_either() {
    let interpreter = Some(Interpreter { language: short("Polish"), wishes: Some(short("her mother")) });
    let wrong = ContactPlan { interpreter, ..plan_with([]) };
    let first = FirstDisclosure { plan: Some(wrong.clone()), ..first_disclosure() };
    let told = vec![report_by(crate::report::ReportSource::Survivor).into(), survivor().into()];
    given(told).when(CaseCommand::TakeDisclosure(Box::new(first))).then_refused(Refusal::FamilyInterprets);
    let events = with(survivors_case(), [plan_with([]).into()]);
    let place = u64::try_from(events.len()).unwrap();
    let corrected = CaseCommand::Correct(correction(place, Some(wrong.into())));
    given(events).when(corrected).then_refused(Refusal::FamilyInterprets);
}
