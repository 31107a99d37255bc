//! The gate by example: one test for each way in which contact once went wrong (R01, R02, R-07).

use jiff::civil::{Weekday, date, time};

use super::*;
use crate::case::testkit::*;
use crate::case::{CaseEvent, CaseState};
use crate::incident::{AbuseKind, Incident};
use crate::people::{PersonRole, SecretKind};
use crate::report::ReportSource;
use crate::{Answer, Happened, PersonId, SecretId};

fn call(state: &CaseState) -> Result<ClearedContact, NotCleared> {
    clear(state, Intent { channel: PHONE, at: noon() })
}

fn reason(events: Vec<CaseEvent>) -> Option<Reason> {
    call(&state(events)).err().map(|no| no.reason)
}

fn planned(channel: Channel) -> Vec<CaseEvent> {
    with(survivors_case(), [plan_with([channel]).into()])
}

/// A channel to the survivor's address.
fn to_home(kind: ChannelKind) -> Channel {
    Channel { kind, secret: Some(HOME), ..channel_safe_by_survivor() }
}

/// The survivor's case with this channel, and with the alleged perpetrator living there or not.
fn at_home(kind: ChannelKind, perpetrator: Answer) -> Vec<CaseEvent> {
    with(
        planned(to_home(kind)),
        [held(HOME, SecretKind::Address, SURVIVOR).into(), alleged_perpetrator(perpetrator).into()],
    )
}

/// The survivor's case with a channel through this supporter, whose number it is.
fn through(supporter: crate::people::Person) -> Vec<CaseEvent> {
    let number = SecretId::from_uuid(uuid::Uuid::from_u128(0xe3));
    let channel = Channel {
        kind: ChannelKind::Supporter,
        whose: supporter.person,
        secret: Some(number),
        ..channel_safe_by_survivor()
    };
    with(planned(channel), [held(number, SecretKind::Phone, supporter.person).into(), supporter.into()])
}

#[test]
fn her_own_phone_is_cleared_with_what_to_keep_to() {
    let cleared = call(&state(reachable_case())).unwrap();
    assert_eq!((cleared.channel(), cleared.kind(), cleared.to()), (PHONE, ChannelKind::Phone, SURVIVOR));
    assert_eq!((cleared.secret(), cleared.at()), (Some(NUMBER), noon()));
    let keep_to = cleared.instructions();
    assert_eq!(keep_to.voicemail, Voicemail::Never);
    assert_eq!(keep_to.code_word, Some(short("marmalade")));
    assert_eq!((keep_to.line_drops, keep_to.until), (LineDrops::WaitForThem, None));
}

#[test]
fn nobody_is_contacted_on_a_suspicion() {
    let plan =
        [held(NUMBER, SecretKind::Phone, SURVIVOR).into(), plan_with([channel_safe_by_survivor()]).into()];
    assert_eq!(reason(with(suspicion(), plan)), Some(Reason::NotOpenToContact));
    assert_eq!(reason(vec![]), Some(Reason::NotOpenToContact));
}

#[test]
fn what_is_not_in_the_plan_is_not_used() {
    assert_eq!(reason(survivors_case()), Some(Reason::NoPlan));
    assert_eq!(reason(with(survivors_case(), [plan_with([]).into()])), Some(Reason::NotInPlan));
}

#[test]
fn a_channel_listed_twice_is_not_used() {
    let twice = plan_with([channel_safe_by_survivor(), channel_safe_by_survivor()]);
    assert_eq!(reason(with(survivors_case(), [twice.into()])), Some(Reason::NotInPlan));
}

#[test]
fn her_no_counts_however_often_a_number_is_listed() {
    let not_safe = Channel { safety: Safety::NotSafe, ..channel_safe_by_survivor() };
    assert_eq!(reason(planned(not_safe.clone())), Some(Reason::NotSafe));
    let again = Channel { channel: crate::ChannelId::from_uuid(uuid::Uuid::from_u128(0xd2)), ..not_safe };
    let both = plan_with([channel_safe_by_survivor(), again.clone()]);
    assert_eq!(reason(with(survivors_case(), [both.into()])), Some(Reason::NotSafe));
    let texts_are_not_safe = Channel { kind: ChannelKind::Text, ..again };
    let calls_are = plan_with([channel_safe_by_survivor(), texts_are_not_safe]);
    assert_eq!(reason(with(survivors_case(), [calls_are.into()])), None);
}

#[test]
fn unknown_is_never_safe() {
    let safe = channel_safe_by_survivor;
    let table = [
        (Channel { safety: Safety::Unknown, ..safe() }, Reason::SafetyUnknown),
        (Channel { confirmed: None, ..safe() }, Reason::SafetyUnknown),
        (Channel { seen_by_others: Answer::NotKnown, ..safe() }, Reason::SeenByOthers),
        (Channel { seen_by_others: Answer::Yes, ..safe() }, Reason::SeenByOthers),
        (Channel { times: SafeTimes::NotKnown, ..safe() }, Reason::HoursNotKnown),
        (Channel { times: SafeTimes::Only(Vec::new()), ..safe() }, Reason::HoursNotKnown),
        (Channel { secret: None, ..safe() }, Reason::NoAddress),
        (Channel { secret: Some(HOME), ..safe() }, Reason::NoAddress),
    ];
    for (channel, expected) in table {
        assert_eq!(reason(planned(channel)), Some(expected));
    }
}

#[test]
fn a_confirmation_holds_for_ninety_days_and_not_before_it_was_given() {
    let on = |day| {
        let mut channel = channel_safe_by_survivor();
        channel.confirmed.as_mut().unwrap().on = day;
        reason(planned(channel))
    };
    assert_eq!(CONFIRMATION_HOLDS_DAYS, 90);
    assert_eq!(on(date(2025, 12, 10)), None);
    assert_eq!(on(date(2025, 12, 9)), Some(Reason::ConfirmationOld));
    assert_eq!(on(date(2026, 3, 10)), None);
    assert_eq!(on(date(2026, 3, 11)), Some(Reason::SafetyUnknown));
}

#[test]
fn a_number_that_is_also_somebody_elses_is_not_used() {
    for kind in [ChannelKind::Phone, ChannelKind::Text] {
        for other in [PERPETRATOR, SUPPORTER, NEIGHBOUR, STRANGER] {
            let channel = Channel { kind, ..channel_safe_by_survivor() };
            let events = with(planned(channel), [held(NUMBER, SecretKind::Phone, other).into()]);
            assert_eq!(reason(events), Some(Reason::SharedWithLinkedPerson));
        }
    }
}

#[test]
fn a_channel_said_to_be_somebody_elses_is_not_used() {
    for whose in [PERPETRATOR, STRANGER] {
        let channel = Channel { whose, ..channel_safe_by_survivor() };
        assert_eq!(reason(planned(channel)), Some(Reason::SharedWithLinkedPerson));
    }
}

#[test]
fn the_same_person_recorded_twice_counts_as_somebody_else() {
    let twin = crate::people::Person { person: STRANGER, ..survivor() };
    let events = with(reachable_case(), [twin.into(), held(NUMBER, SecretKind::Phone, STRANGER).into()]);
    assert_eq!(reason(events), Some(Reason::SharedWithLinkedPerson));
}

#[test]
fn nothing_goes_to_a_home_where_the_alleged_perpetrator_lives_or_may() {
    for kind in [ChannelKind::Letter, ChannelKind::Visit, ChannelKind::Meeting] {
        assert_eq!(reason(at_home(kind, Answer::Yes)), Some(Reason::SharedHome));
        assert_eq!(reason(at_home(kind, Answer::NotKnown)), Some(Reason::SharedHome));
        assert_eq!(reason(at_home(kind, Answer::No)), None);
    }
}

#[test]
fn a_home_of_which_nobody_knows_who_causes_harm_may_be_shared() {
    let events = vec![
        report_by(ReportSource::Survivor).into(),
        survivor().into(),
        held(HOME, SecretKind::Address, SURVIVOR).into(),
        plan_with([to_home(ChannelKind::Letter)]).into(),
    ];
    assert_eq!(reason(events), Some(Reason::SharedHome));
}

#[test]
fn of_two_answers_about_who_lives_there_the_graver_counts() {
    let mut lives_there = alleged_perpetrator(Answer::No);
    lives_there.roles.insert(PersonRole::HouseholdMember);
    let events = with(at_home(ChannelKind::Letter, Answer::No), [lives_there.into()]);
    assert_eq!(reason(events), Some(Reason::SharedHome));
}

#[test]
fn who_is_said_to_cause_harm_by_an_incident_alone_counts() {
    let cousin = person(NEIGHBOUR, PersonRole::HouseholdMember, "Noel Example", Answer::Yes);
    let mut by_cousin = incident(Happened::NotKnown);
    by_cousin.by = vec![NEIGHBOUR];
    let events = with(at_home(ChannelKind::Letter, Answer::No), [cousin.into(), by_cousin.into()]);
    assert_eq!(reason(events), Some(Reason::SharedHome));
}

#[test]
fn a_letter_to_her_place_of_work_is_not_a_letter_home() {
    let events = with(
        planned(to_home(ChannelKind::Letter)),
        [held(HOME, SecretKind::Workplace, SURVIVOR).into(), alleged_perpetrator(Answer::Yes).into()],
    );
    assert_eq!(reason(events), None);
}

#[test]
fn a_meeting_needs_no_recorded_place() {
    let meeting = Channel { kind: ChannelKind::Meeting, secret: None, ..channel_safe_by_survivor() };
    assert_eq!(call(&state(planned(meeting))).unwrap().secret(), None);
}

#[test]
fn a_trusted_supporter_who_lives_elsewhere_may_be_asked() {
    assert_eq!(reason(through(supporter())), None);
}

#[test]
fn a_supporter_who_may_live_with_the_alleged_perpetrator_is_not_asked() {
    let mut near = supporter();
    near.lives_in_home = Answer::NotKnown;
    assert_eq!(reason(through(near.clone())), None, "the alleged perpetrator is known to live elsewhere");
    let events = with(through(near), [alleged_perpetrator(Answer::NotKnown).into()]);
    assert_eq!(reason(events), Some(Reason::SupporterInDoubt));
}

#[test]
fn a_supporter_who_is_a_child_or_said_to_cause_harm_is_not_asked() {
    for role in [PersonRole::AllegedPerpetrator, PersonRole::Child] {
        let mut both = supporter();
        both.roles.insert(role);
        assert_eq!(reason(through(both)), Some(Reason::SharedWithLinkedPerson));
    }
    let not_a_supporter = person(SUPPORTER, PersonRole::Reporter, "Dilys Example", Answer::No);
    assert_eq!(reason(through(not_a_supporter)), Some(Reason::SharedWithLinkedPerson));
}

#[test]
fn a_supporter_nobody_named_is_not_asked() {
    let nobody = Channel { kind: ChannelKind::Supporter, secret: None, ..channel_safe_by_survivor() };
    assert_eq!(reason(planned(nobody)), Some(Reason::SupporterInDoubt));
}

#[test]
fn given_a_harmful_practice_when_contact_would_go_through_somebody_who_may_be_family_then_it_is_refused() {
    for kind in AbuseKind::HARMFUL_PRACTICES {
        let told = Incident { kinds: [kind, AbuseKind::Threats].into(), ..incident(Happened::NotKnown) };
        let events = with(through(supporter()), [told.clone().into()]);
        assert_eq!(reason(events), Some(Reason::MayBeFamily), "{kind:?}");
        assert_eq!(reason(with(reachable_case(), [told.into()])), None, "her own phone stays open: {kind:?}");
    }
    let other = with(through(supporter()), [incident(Happened::NotKnown).into()]);
    assert_eq!(reason(other), None, "without one it is as she said");
}

#[test]
fn a_plan_for_anybody_but_the_survivor_clears_nothing() {
    for other in [PERPETRATOR, STRANGER] {
        let mut plan = plan_with([Channel { whose: other, ..channel_safe_by_survivor() }]);
        plan.survivor = other;
        assert_eq!(reason(with(survivors_case(), [plan.into()])), Some(Reason::NotTheSurvivor));
    }
}

#[test]
fn a_counter_allegation_alone_does_not_cut_the_survivor_off() {
    let mut accused = survivor();
    accused.roles.insert(PersonRole::AllegedPerpetrator);
    let events = with(reachable_case(), [accused.into()]);
    assert_eq!(reason(events.clone()), None);
    let another = person(NEIGHBOUR, PersonRole::Survivor, "Noel Example", Answer::NotKnown);
    assert_eq!(reason(with(events, [another.into()])), Some(Reason::NotTheSurvivor));
}

fn own_plan(person: PersonId, channel: Channel) -> Vec<CaseEvent> {
    let mut plan = plan_with([Channel { whose: person, ..channel }]);
    plan.survivor = person;
    with(
        own_behaviour_record(),
        [
            held(NUMBER, SecretKind::Phone, PERPETRATOR).into(),
            held(HOME, SecretKind::Address, PERPETRATOR).into(),
            plan.into(),
        ],
    )
}

#[test]
fn somebody_who_told_of_their_own_behaviour_is_rung_but_not_written_to_at_home() {
    assert_eq!(reason(own_plan(PERPETRATOR, channel_safe_by_survivor())), None);
    let letter = own_plan(PERPETRATOR, to_home(ChannelKind::Letter));
    assert_eq!(reason(letter), Some(Reason::SharedHome));
    assert_eq!(reason(own_plan(SURVIVOR, channel_safe_by_survivor())), Some(Reason::NotTheSurvivor));
}

#[test]
fn while_contact_must_wait_nothing_is_cleared() {
    let pause = ContactPaused { until: tomorrow(), why: words("He is at home this week.") };
    let paused = state(with(reachable_case(), [pause.into()]));
    let no = call(&paused).unwrap_err();
    assert_eq!((no.reason, no.next_safe), (Reason::Paused, Some(tomorrow())));
    assert!(clear(&paused, Intent { channel: PHONE, at: tomorrow() }).is_ok());
    let before_it_was_recorded = Intent { channel: PHONE, at: instant("2026-03-10T08:00:00Z") };
    assert!(clear(&paused, before_it_was_recorded).is_ok());
}

#[test]
fn a_newer_plan_ends_the_wait() {
    let pause = ContactPaused { until: tomorrow(), why: words("He is at home this week.") };
    let events = with(reachable_case(), [pause.into(), plan_with([channel_safe_by_survivor()]).into()]);
    assert_eq!(reason(events), None);
}

#[test]
fn waiting_is_offered_only_where_it_helps() {
    let wednesdays =
        SafeTimes::Only(vec![Window::new([Weekday::Wednesday], time(10, 0, 0, 0), time(11, 0, 0, 0))]);
    let mut channel = Channel { times: wednesdays, ..channel_safe_by_survivor() };
    let no = call(&state(planned(channel.clone()))).unwrap_err();
    assert_eq!((no.reason, no.next_safe), (Reason::OutsideHours, Some(instant("2026-03-11T10:00:00Z"))));
    channel.confirmed.as_mut().unwrap().on = date(2025, 12, 10);
    let runs_out_today = call(&state(planned(channel))).unwrap_err();
    assert_eq!((runs_out_today.reason, runs_out_today.next_safe), (Reason::OutsideHours, None));
}

#[test]
fn every_reason_tells_the_officer_something() {
    for reason in Reason::ALL {
        let no = NotCleared { reason: *reason, next_safe: None };
        assert_eq!(no.to_string(), format!("contact was not cleared: {}", reason.label()));
        assert_eq!(reason.code().parse(), Ok(*reason));
    }
}

#[test]
fn given_they_have_died_then_no_way_is_cleared_and_the_death_of_somebody_else_closes_none() {
    let died = |person| {
        let death = crate::reviewing::DeathRecorded {
            person,
            on: Happened::NotKnown,
            words: None,
            kin: crate::next_of_kin::NextOfKin::default(),
        };
        with(reachable_case(), [CaseEvent::DeathRecorded(death)])
    };
    assert_eq!(reason(died(SURVIVOR)), Some(Reason::HasDied));
    assert_eq!(reason(died(PersonId::from_uuid(uuid::Uuid::from_u128(0xe9)))), None);
}
