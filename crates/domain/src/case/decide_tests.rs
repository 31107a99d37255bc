//! Every command: what it records, and why the rules say no.

use super::testkit::*;
use super::*;
use crate::contact::{Clearance, ContactPaused, NotCleared, Reason, Way};
use crate::disclosure::{AgenciesOffered, Agency, GivenHow, WishesRecorded};
use crate::people::SecretKind;
use crate::report::{PoliceCall, PoliceTold, ReportSource, Route};
use crate::safeguarding::{Agreement, ConcernFor, ConcernNotNeeded, ConcernRaised, Harm};
use crate::suspicion::{EnquiryOutcome, HistoryLookedUp, SafeEnquiryMade, SafeEnquiryPlanned};
use crate::{Answer, Happened, Severity};
use jiff::civil::date;

fn open(first: FirstReport) -> CaseCommand {
    CaseCommand::Open(Box::new(NewCase { first, region: Some(REGION) }))
}

fn add(first: FirstReport) -> CaseCommand {
    CaseCommand::AddReport(Box::new(first))
}

fn disclose(first: FirstDisclosure) -> CaseCommand {
    CaseCommand::TakeDisclosure(Box::new(first))
}

fn told(at: jiff::Timestamp) -> PoliceTold {
    PoliceTold { by: PoliceCall::Us, at, reference: None }
}

fn concern(at: jiff::Timestamp) -> ConcernRaised {
    ConcernRaised {
        concern: ConcernFor::Children,
        categories: [].into(),
        harm: Harm::Significant,
        agreed: Agreement::NotKnown,
        with: Agency::Mash,
        at,
        reference: None,
        survivor_told: Answer::NotKnown,
        words: None,
    }
}

#[test]
fn a_case_opens_with_a_report_the_people_in_it_and_a_region() {
    let mut first = first_report(ReportSource::Neighbour);
    first.report.reporter = Some(NEIGHBOUR);
    first.people = vec![survivor(), neighbour()];
    first.secrets = vec![held(HOME, SecretKind::Address, SURVIVOR)];
    given([]).when(open(first.clone())).then([
        first.report.into(),
        survivor().into(),
        neighbour().into(),
        held(HOME, SecretKind::Address, SURVIVOR).into(),
        RegionPlaced { region: REGION }.into(),
    ]);
}

#[test]
fn a_case_opens_once_and_nothing_comes_before() {
    given(suspicion()).when(open(first_report(ReportSource::Police))).then_refused(Refusal::AlreadyOpened);
    given([]).when(CaseCommand::RecordPerson(survivor())).then_refused(Refusal::NotOpened);
    given([]).when(disclose(first_disclosure())).then_refused(Refusal::NotOpened);
}

#[test]
fn a_report_names_only_people_who_came_with_it() {
    let mut by_nobody_known = first_report(ReportSource::Neighbour);
    by_nobody_known.report.reporter = Some(NEIGHBOUR);
    given([]).when(open(by_nobody_known)).then_refused(Refusal::NoSuchPerson);

    let mut of_nobody_known = first_report(ReportSource::Survivor);
    of_nobody_known.secrets = vec![held(NUMBER, SecretKind::Phone, SURVIVOR)];
    given([]).when(open(of_nobody_known)).then_refused(Refusal::NoSuchPerson);
}

#[test]
fn nothing_happened_in_the_future() {
    let later = Happened::On(date(2026, 3, 11));
    let mut first = first_report(ReportSource::Survivor);
    first.report.happened = later.clone();
    given([]).when(open(first.clone())).then_refused(Refusal::InTheFuture);
    given(survivors_case()).when(add(first)).then_refused(Refusal::InTheFuture);
    given(survivors_case())
        .when(CaseCommand::RecordIncident(incident(later)))
        .then_refused(Refusal::InTheFuture);
    given(survivors_case())
        .when(CaseCommand::TellPolice(told(tomorrow())))
        .then_refused(Refusal::InTheFuture);
    given(survivors_case())
        .when(CaseCommand::RaiseConcern(concern(tomorrow())))
        .then_refused(Refusal::InTheFuture);
    given(survivors_case())
        .when(CaseCommand::RecordAttempt(attempt(Way::TheyContactedUs, tomorrow())))
        .then_refused(Refusal::InTheFuture);
    let mut confirmed_tomorrow = channel_safe_by_survivor();
    confirmed_tomorrow.confirmed.as_mut().unwrap().on = date(2026, 3, 11);
    given(survivors_case())
        .when(CaseCommand::PlanContact(plan_with([confirmed_tomorrow])))
        .then_refused(Refusal::InTheFuture);
}

#[test]
fn this_month_and_not_known_are_not_in_the_future() {
    for happened in [Happened::Month { year: 2026, month: 3 }, Happened::Year(2026), Happened::NotKnown] {
        let recorded = incident(happened);
        given(survivors_case()).when(CaseCommand::RecordIncident(recorded.clone())).then([recorded.into()]);
    }
}

#[test]
fn a_later_report_stays_with_its_kind_of_record() {
    let police = first_report(ReportSource::Police);
    given(suspicion()).when(add(police.clone())).then([police.report.clone().into()]);
    given(own_behaviour_record()).when(add(police)).then_refused(Refusal::WrongKindOfRecord);

    let own = first_report(ReportSource::OwnBehaviour);
    given(suspicion()).when(add(own.clone())).then_refused(Refusal::WrongKindOfRecord);
    given(own_behaviour_record())
        .when(add(own.clone()))
        .then([own.report.clone().into(), own_behaviour().into()]);
}

/// Each later word about their own behaviour offers the Respect phoneline and checks on the survivor anew:
/// a report without it would start neither (domain.md 13A).
#[test]
fn every_report_about_ones_own_behaviour_comes_with_what_was_said_of_it() {
    let bare = FirstReport { own_behaviour: None, ..first_report(ReportSource::OwnBehaviour) };
    let missing = Refusal::Unanswered("what they told us of their own behaviour");
    given([]).when(open(bare.clone())).then_refused(missing.clone());
    given(own_behaviour_record()).when(add(bare.clone())).then_refused(missing);
    given(suspicion()).when(add(bare)).then_refused(Refusal::WrongKindOfRecord);
}

#[test]
fn the_question_about_the_household_cannot_be_skipped() {
    let skipped = FirstDisclosure { household: None, ..first_disclosure() };
    given(suspicion())
        .when(disclose(skipped))
        .then_refused(Refusal::Unanswered("children and adults at risk at home"));
}

#[test]
fn not_known_is_an_answer_about_the_household() {
    given(suspicion()).when(disclose(first_disclosure())).then([
        disclosure().into(),
        household().into(),
        survivor().into(),
    ]);
}

#[test]
fn a_disclosure_is_recorded_whole() {
    let plan = plan_with([channel_safe_by_survivor()]);
    let next = agreed(tomorrow(), tomorrow() + jiff::SignedDuration::from_hours(1));
    let whole = FirstDisclosure {
        people: vec![survivor(), alleged_perpetrator(Answer::No)],
        secrets: vec![held(NUMBER, SecretKind::Phone, SURVIVOR)],
        connections: vec![connection()],
        plan: Some(plan.clone()),
        incidents: vec![incident(Happened::NotKnown)],
        wishes: Some(WishesRecorded { words: words("To stay here, without him.") }),
        next_contact: Some(next.clone()),
        ..first_disclosure()
    };
    given(suspicion()).when(disclose(whole)).then([
        disclosure().into(),
        household().into(),
        survivor().into(),
        alleged_perpetrator(Answer::No).into(),
        held(NUMBER, SecretKind::Phone, SURVIVOR).into(),
        connection().into(),
        plan.into(),
        incident(Happened::NotKnown).into(),
        WishesRecorded { words: words("To stay here, without him.") }.into(),
        next.into(),
    ]);
}

#[test]
fn a_disclosure_raises_a_severity_and_never_lowers_it() {
    let judges = |severity| FirstDisclosure {
        severity: Some(SeverityAssessed { severity, why: None }),
        ..first_disclosure()
    };
    let medium = || with(suspicion(), [judged(Severity::Medium)]);
    given(medium()).when(disclose(judges(Severity::High))).then([
        disclosure().into(),
        household().into(),
        survivor().into(),
        judged(Severity::High),
    ]);
    given(medium()).when(disclose(judges(Severity::Standard))).then_refused(Refusal::OnlyAManagerLowers);
}

#[test]
fn one_bad_part_keeps_the_whole_disclosure_out() {
    let unknown_survivor = FirstDisclosure { people: Vec::new(), ..first_disclosure() };
    given([report_by(ReportSource::Survivor).into()])
        .when(disclose(unknown_survivor))
        .then_refused(Refusal::NoSuchPerson);
    let unknown_holder =
        FirstDisclosure { secrets: vec![held(NUMBER, SecretKind::Phone, STRANGER)], ..first_disclosure() };
    given(suspicion()).when(disclose(unknown_holder)).then_refused(Refusal::NoSuchPerson);
    let without_a_plan =
        FirstDisclosure { next_contact: Some(agreed(noon(), tomorrow())), ..first_disclosure() };
    given(suspicion()).when(disclose(without_a_plan)).then_refused(Refusal::NoSuchChannel);
}

#[test]
fn only_a_manager_lowers_a_severity() {
    let high = with(suspicion(), [judged(Severity::High)]);
    let lower = CaseCommand::AssessSeverity { severity: Severity::Standard, why: None };
    given(high.clone()).when(lower.clone()).then_refused(Refusal::OnlyAManagerLowers);
    let to_unknown = CaseCommand::AssessSeverity { severity: Severity::Unknown, why: None };
    given(high.clone()).when(to_unknown).then_refused(Refusal::OnlyAManagerLowers);

    let by_manager = CaseCommand::LowerSeverity { severity: Severity::Standard, why: words("Moved away.") };
    let lowered = SeverityAssessed { severity: Severity::Standard, why: Some(words("Moved away.")) };
    given(high).when(by_manager).then([lowered.into()]);
    given(suspicion()).when(lower).then([judged(Severity::Standard)]);
}

#[test]
fn anybody_raises_a_severity() {
    let raise = CaseCommand::AssessSeverity { severity: Severity::Immediate, why: None };
    given(with(suspicion(), [judged(Severity::Medium)])).when(raise).then([judged(Severity::Immediate)]);
}

#[test]
fn nobody_is_named_who_is_not_in_the_case() {
    let mut by_stranger = incident(Happened::NotKnown);
    by_stranger.by = vec![STRANGER];
    let mut with_stranger = connection();
    with_stranger.survivor = STRANGER;
    let mut stranger_alleged = connection();
    stranger_alleged.alleged_perpetrator = STRANGER;
    let mut strangers_phone = channel_safe_by_survivor();
    strangers_phone.whose = STRANGER;
    let mut strangers_plan = plan_with([]);
    strangers_plan.survivor = STRANGER;
    for command in [
        CaseCommand::RecordIncident(by_stranger),
        CaseCommand::RecordConnection(with_stranger),
        CaseCommand::RecordConnection(stranger_alleged),
        CaseCommand::HoldSecret(held(NUMBER, SecretKind::Phone, STRANGER)),
        CaseCommand::PlanContact(plan_with([strangers_phone])),
        CaseCommand::PlanContact(strangers_plan),
    ] {
        given(survivors_case()).when(command).then_refused(Refusal::NoSuchPerson);
    }
}

#[test]
fn what_needs_no_rule_is_recorded_as_it_was_given() {
    let owner = OwnerNamed { owner: OFFICER, cover: Some(COVER) };
    let wishes = WishesRecorded { words: words("Nobody is to ring after six.") };
    let agencies = AgenciesOffered { agencies: vec![(Agency::Idva, GivenHow::Aloud)] };
    let looked = HistoryLookedUp { found: Answer::No, words: None };
    let enquiry = SafeEnquiryPlanned { on: date(2026, 3, 12), how: words("The yearly gas check.") };
    let made = SafeEnquiryMade { outcome: EnquiryOutcome::Nothing, words: None };
    let not_needed = ConcernNotNeeded { concern: ConcernFor::Adult, why: words("Nobody else lives there.") };
    let aside = DutySetAside {
        duty: short("offer-agencies"),
        started: 1,
        why: SetAsideWhy::SurvivorsChoice,
        words: words("She has an IDVA already."),
    };
    let table: Vec<(CaseCommand, CaseEvent)> = vec![
        (CaseCommand::PlaceInRegion(REGION), RegionPlaced { region: REGION }.into()),
        (CaseCommand::NameOwner(owner.clone()), owner.into()),
        (CaseCommand::RecordPerson(supporter()), supporter().into()),
        (CaseCommand::RecordConnection(connection()), connection().into()),
        (
            CaseCommand::HoldSecret(held(HOME, SecretKind::Address, SURVIVOR)),
            held(HOME, SecretKind::Address, SURVIVOR).into(),
        ),
        (CaseCommand::AnswerHousehold(household()), household().into()),
        (CaseCommand::RecordWishes(wishes.clone()), wishes.into()),
        (CaseCommand::OfferAgencies(agencies.clone()), agencies.into()),
        (CaseCommand::PlanContact(plan_with([])), plan_with([]).into()),
        (CaseCommand::TellPolice(told(noon())), told(noon()).into()),
        (CaseCommand::LookUpHistory(looked.clone()), looked.into()),
        (CaseCommand::PlanSafeEnquiry(enquiry.clone()), enquiry.into()),
        (CaseCommand::MakeSafeEnquiry(made.clone()), made.into()),
        (CaseCommand::RaiseConcern(concern(noon())), concern(noon()).into()),
        (CaseCommand::DeclareConcernNotNeeded(not_needed.clone()), not_needed.into()),
        (CaseCommand::SetDutyAside(aside.clone()), aside.into()),
    ];
    for (command, event) in table {
        given(survivors_case()).when(command).then([event]);
    }
}

#[test]
fn the_next_contact_is_agreed_by_a_way_that_will_be_safe() {
    let next = agreed(tomorrow(), tomorrow() + jiff::SignedDuration::from_hours(1));
    given(reachable_case()).when(CaseCommand::AgreeContact(next.clone())).then([next.clone().into()]);
    given(survivors_case())
        .when(CaseCommand::AgreeContact(next.clone()))
        .then_refused(Refusal::NoSuchChannel);
    let empty = with(survivors_case(), [plan_with([]).into()]);
    given(empty).when(CaseCommand::AgreeContact(next.clone())).then_refused(Refusal::NoSuchChannel);
    let shared = with(reachable_case(), [held(NUMBER, SecretKind::Phone, PERPETRATOR).into()]);
    given(shared).when(CaseCommand::AgreeContact(next)).then_not_cleared(Reason::SharedWithLinkedPerson);
}

#[test]
fn an_agreed_time_ends_after_it_begins_and_after_now() {
    let hour_ago = noon() - jiff::SignedDuration::from_hours(1);
    for (from, until) in [(tomorrow(), tomorrow()), (tomorrow(), noon()), (hour_ago, noon())] {
        given(reachable_case())
            .when(CaseCommand::AgreeContact(agreed(from, until)))
            .then_refused(Refusal::TimesDoNotFit);
    }
}

#[test]
fn an_attempt_is_cleared_only_where_the_gate_agrees() {
    let call = attempt(cleared_call(), noon());
    given(reachable_case()).when(CaseCommand::RecordAttempt(call.clone())).then([call.clone().into()]);
    given(survivors_case())
        .when(CaseCommand::RecordAttempt(call))
        .then_refused(Refusal::NotCleared(NotCleared { reason: Reason::NoPlan, next_safe: None }));
}

#[test]
fn an_attempt_that_was_not_cleared_is_recorded_as_it_was() {
    let clearance = Clearance::MadeAnyway { reason: Reason::NoPlan, why: words("The police asked us to.") };
    let anyway = attempt(Way::WeTried { channel: PHONE, clearance }, noon());
    let theirs = attempt(Way::TheyContactedUs, noon());
    for recorded in [anyway, theirs] {
        given(suspicion()).when(CaseCommand::RecordAttempt(recorded.clone())).then([recorded.into()]);
    }
}

#[test]
fn contact_waits_for_a_moment_that_is_still_to_come() {
    let pause = |until| ContactPaused { until, why: words("He is at home this week.") };
    given(reachable_case())
        .when(CaseCommand::PauseContact(pause(tomorrow())))
        .then([pause(tomorrow()).into()]);
    given(reachable_case())
        .when(CaseCommand::PauseContact(pause(noon())))
        .then_refused(Refusal::TimesDoNotFit);
}

#[test]
fn every_source_but_two_is_a_suspicion() {
    let roads = |route: Route| ReportSource::ALL.iter().filter(|source| source.route() == route).count();
    assert_eq!((roads(Route::Disclosure), roads(Route::OwnBehaviour)), (1, 1));
    for source in ReportSource::ALL {
        let own = first_report(*source).own_behaviour.map(CaseEvent::from);
        let before = std::iter::once(report_by(*source).into()).chain(own);
        let events = before.chain([RegionPlaced { region: REGION }.into()]);
        given([]).when(open(first_report(*source))).then(events.collect::<Vec<_>>());
    }
}

#[test]
fn r05_given_a_report_then_an_incident_may_name_it_and_no_entry_that_is_none() {
    let of = |report| crate::incident::Incident { report, ..incident(Happened::NotKnown) };
    for report in [Some(1), None] {
        given(survivors_case()).when(CaseCommand::RecordIncident(of(report))).then([of(report).into()]);
    }
    for report in [0, 2, 99] {
        let command = CaseCommand::RecordIncident(of(Some(report)));
        given(survivors_case()).when(command).then_refused(Refusal::NoSuchReport);
    }
}
