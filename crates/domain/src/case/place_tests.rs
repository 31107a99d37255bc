//! What may stand in a record of somebody's own behaviour, and that a reporter stays one.

use jiff::civil::date;

use super::testkit::*;
use super::*;
use crate::contact::{ChannelKind, ContactPaused, ContactPlan, Safety, Way};
use crate::disclosure::{AgenciesOffered, Agency, GivenHow, WishesRecorded};
use crate::people::{ConnectionRecorded, Person, PersonRole, SecretKind};
use crate::report::{PoliceCall, PoliceTold, ReportSource};
use crate::safeguarding::{Agreement, ConcernFor, ConcernNotNeeded, ConcernRaised, Harm};
use crate::suspicion::{EnquiryOutcome, HistoryLookedUp, SafeEnquiryMade, SafeEnquiryPlanned};
use crate::{Answer, Happened, Severity};

/// A record of somebody's own behaviour, whose number is known.
fn own_record() -> Vec<CaseEvent> {
    with(own_behaviour_record(), [held(NUMBER, SecretKind::Phone, PERPETRATOR).into()])
}

/// A plan for whoever told us.
fn own_plan() -> ContactPlan {
    let mut channel = channel_safe_by_survivor();
    channel.whose = PERPETRATOR;
    ContactPlan { survivor: PERPETRATOR, ..plan_with([channel]) }
}

fn concern(survivor_told: Answer) -> ConcernRaised {
    ConcernRaised {
        concern: ConcernFor::Children,
        categories: [].into(),
        harm: Harm::Significant,
        agreed: Agreement::NotKnown,
        with: Agency::Mash,
        at: noon(),
        reference: None,
        survivor_told,
        words: None,
    }
}

fn child() -> Person {
    person(SUPPORTER, PersonRole::Child, "Wren Example", Answer::Yes)
}

/// Everything that speaks of a survivor, with people who are in the record, so that only its kind can be
/// refused.
fn about_a_survivor() -> Vec<CaseCommand> {
    let mut through_somebody_else = own_plan();
    through_somebody_else.channels[0].kind = ChannelKind::Supporter;
    through_somebody_else.channels[0].whose = SUPPORTER;
    through_somebody_else.channels[0].safety = Safety::Unknown;
    let with_the_child = ConnectionRecorded { survivor: SUPPORTER, ..connection() };
    let enquiry = SafeEnquiryPlanned { on: date(2026, 3, 12), how: words("The yearly gas check.") };
    vec![
        CaseCommand::TakeDisclosure(Box::new(first_disclosure())),
        CaseCommand::AnswerHousehold(household()),
        CaseCommand::RecordWishes(WishesRecorded { words: words("To stay here.") }),
        CaseCommand::OfferAgencies(AgenciesOffered { agencies: vec![(Agency::Idva, GivenHow::Aloud)] }),
        CaseCommand::PlanContact(ContactPlan { survivor: SUPPORTER, ..plan_with([]) }),
        CaseCommand::PlanContact(through_somebody_else),
        CaseCommand::RecordPerson(survivor()),
        CaseCommand::RecordPerson(neighbour()),
        CaseCommand::RecordConnection(with_the_child),
        CaseCommand::RecordIncident(incident(Happened::NotKnown)),
        CaseCommand::LookUpHistory(HistoryLookedUp { found: Answer::No, words: None }),
        CaseCommand::PlanSafeEnquiry(enquiry),
        CaseCommand::MakeSafeEnquiry(SafeEnquiryMade { outcome: EnquiryOutcome::Nothing, words: None }),
        CaseCommand::RaiseConcern(concern(Answer::Yes)),
        CaseCommand::RaiseConcern(concern(Answer::No)),
        CaseCommand::RaiseConcern(ConcernRaised { agreed: Agreement::Yes, ..concern(Answer::NotKnown) }),
    ]
}

#[test]
fn nothing_about_a_survivor_stands_in_a_record_of_somebodys_own_behaviour() {
    let record = with(own_record(), [child().into()]);
    for command in about_a_survivor() {
        given(record.clone()).when(command).then_refused(Refusal::WrongKindOfRecord);
    }
}

#[test]
fn a_first_report_about_ones_own_behaviour_names_no_survivor_and_no_reporter() {
    let open = |people: Vec<Person>, reporter| {
        let mut first = first_report(ReportSource::OwnBehaviour);
        (first.people, first.report.reporter) = (people, reporter);
        given([]).when(CaseCommand::Open(Box::new(NewCase { first, region: None })))
    };
    open(vec![survivor()], None).then_refused(Refusal::WrongKindOfRecord);
    open(vec![neighbour()], Some(NEIGHBOUR)).then_refused(Refusal::WrongKindOfRecord);
    open(vec![child()], Some(SUPPORTER)).then_refused(Refusal::WrongKindOfRecord);
}

#[test]
fn what_somebody_said_of_their_own_behaviour_has_no_place_in_a_survivors_case() {
    let mut first = first_report(ReportSource::Survivor);
    first.own_behaviour = Some(own_behaviour());
    given(survivors_case())
        .when(CaseCommand::AddReport(Box::new(first)))
        .then_refused(Refusal::WrongKindOfRecord);
}

/// Everything else has a place there: whoever told us is listened to, and may be spoken with through the
/// gate; children are kept safe; somebody has it.
#[test]
fn what_is_about_whoever_told_us_and_about_children_stands_there() {
    let told = PoliceTold { by: PoliceCall::Us, at: noon(), reference: None };
    let not_needed = ConcernNotNeeded { concern: ConcernFor::Both, why: words("They live alone.") };
    let pause = ContactPaused { until: tomorrow(), why: words("They asked us to wait.") };
    let aside = DutySetAside {
        duty: short("respect-line"),
        started: 1,
        why: SetAsideWhy::DoneElsewhere,
        words: words("They had rung already."),
    };
    let table: Vec<(CaseCommand, CaseEvent)> = vec![
        (CaseCommand::PlaceInRegion(REGION), RegionPlaced { region: REGION }.into()),
        (CaseCommand::RecordPerson(child()), child().into()),
        (CaseCommand::AssessSeverity { severity: Severity::High, why: None }, judged(Severity::High)),
        (CaseCommand::PlanContact(own_plan()), own_plan().into()),
        (CaseCommand::PauseContact(pause.clone()), pause.into()),
        (
            CaseCommand::RecordAttempt(attempt(Way::TheyContactedUs, noon())),
            attempt(Way::TheyContactedUs, noon()).into(),
        ),
        (CaseCommand::TellPolice(told.clone()), told.into()),
        (CaseCommand::RaiseConcern(concern(Answer::NotKnown)), concern(Answer::NotKnown).into()),
        (CaseCommand::DeclareConcernNotNeeded(not_needed.clone()), not_needed.into()),
        (CaseCommand::SetDutyAside(aside.clone()), aside.into()),
    ];
    for (command, event) in table {
        given(own_record()).when(command).then([event]);
    }
    let next = agreed(tomorrow(), tomorrow() + jiff::SignedDuration::from_hours(1));
    given(with(own_record(), [own_plan().into()]))
        .when(CaseCommand::AgreeContact(next.clone()))
        .then([next.into()]);
}

#[test]
fn the_same_commands_have_their_place_in_a_survivors_case() {
    let record = with(survivors_case(), [supporter().into()]);
    let refused: Vec<_> = about_a_survivor()
        .into_iter()
        .filter(|command| {
            decide(&state(record.clone()), command.clone(), &moment()) == Err(Refusal::WrongKindOfRecord)
        })
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
}

/// A neighbour who also became a supporter.
fn became_supporter() -> Vec<CaseEvent> {
    let mut report = report_by(ReportSource::Neighbour);
    report.reporter = Some(NEIGHBOUR);
    let mut both = neighbour();
    both.roles.insert(PersonRole::Supporter);
    vec![report.into(), survivor().into(), both.into()]
}

/// The neighbour as somebody records them who may not see that they reported it.
fn as_supporter() -> Person {
    person(NEIGHBOUR, PersonRole::Supporter, "Noel Example", Answer::No)
}

fn still_a_reporter() -> Person {
    let mut still = as_supporter();
    still.roles.insert(PersonRole::Reporter);
    still
}

#[test]
fn whoever_records_a_reporter_again_takes_nothing_from_their_protection() {
    given(became_supporter())
        .when(CaseCommand::RecordPerson(as_supporter()))
        .then([still_a_reporter().into()]);
    let in_a_conversation = FirstDisclosure { people: vec![as_supporter()], ..first_disclosure() };
    given(became_supporter()).when(CaseCommand::TakeDisclosure(Box::new(in_a_conversation))).then([
        disclosure().into(),
        household().into(),
        still_a_reporter().into(),
    ]);
    let correction = correction(3, Some(as_supporter().into()));
    let kept = Corrected { instead: Some(Box::new(still_a_reporter().into())), ..correction.clone() };
    given(became_supporter()).when(CaseCommand::Correct(correction)).then([kept.into()]);
}

#[test]
fn whom_a_report_names_is_protected_even_where_nobody_gave_them_the_role() {
    let mut first = first_report(ReportSource::Neighbour);
    (first.report.reporter, first.people) = (Some(NEIGHBOUR), vec![as_supporter()]);
    let report = first.report.clone();
    given(suspicion())
        .when(CaseCommand::AddReport(Box::new(first)))
        .then([report.into(), still_a_reporter().into()]);
}

#[test]
fn nobody_else_becomes_a_reporter() {
    given(became_supporter()).when(CaseCommand::RecordPerson(supporter())).then([supporter().into()]);
    let mut hers = report_by(ReportSource::Survivor);
    hers.reporter = Some(SURVIVOR);
    given([hers.into(), survivor().into()])
        .when(CaseCommand::RecordPerson(survivor()))
        .then([survivor().into()]);
}

#[test]
fn a_correction_is_no_way_to_set_another_duty_aside() {
    let aside = |duty, started| DutySetAside {
        duty: short(duty),
        started,
        why: SetAsideWhy::SurvivorsChoice,
        words: words("She has an IDVA already."),
    };
    let events = with(survivors_case(), [aside("agencies-offered", 1).into()]);
    for other in [aside("safeguarding", 1), aside("agencies-offered", 2)] {
        given(events.clone())
            .when(CaseCommand::Correct(correction(5, Some(other.into()))))
            .then_refused(Refusal::CorrectionDiffers);
    }
    let mut reworded = aside("agencies-offered", 1);
    reworded.words = words("Her IDVA told her of them.");
    let correction = correction(5, Some(reworded.into()));
    given(events).when(CaseCommand::Correct(correction.clone())).then([correction.into()]);
}
