//! The stored contract of every kind of event, and what a person reads of it in the chronology.

use std::collections::BTreeSet;
use std::fmt::Write;

use jiff::civil::{Weekday, date, time};

use super::testkit::*;
use super::*;
use crate::compromise::{BreachDecided, Regulator, SafetyReviewed, SurvivorTold};
use crate::contact::{
    Attempted, Clearance, ContactPaused, ContactPlan, Interpreter, LineDrops, Outcome, Reason, SafeTimes,
    Voicemail, Way, Window,
};
use crate::disclosure::{
    AgenciesOffered, Agency, DisclosureTaken, GivenHow, MeetingWishes, WishesRecorded, WorkerWish,
};
use crate::incident::{AbuseForms, AbuseKind, EconomicForm, Incident, TechnologyForm};
use crate::people::{ConnectionRecorded, Person, Reach, SecretKind};
use crate::report::{CameBy, Danger, PoliceCall, PoliceTold, ReportSource, ReportTaken};
use crate::safeguarding::{
    Agreement, ChildCategory, ConcernFor, ConcernNotNeeded, ConcernRaised, Ground, Harm, WithoutAgreement,
};
use crate::same_person::{ConfirmAgain, Joined, Parted};
use crate::suspicion::{EnquiryOutcome, HistoryLookedUp, SafeEnquiryMade, SafeEnquiryPlanned};
use crate::text::Name;
use crate::{Answer, Happened, PersonId, Severity};

fn whole_report() -> ReportTaken {
    let danger = Danger {
        now: Answer::Yes,
        police: PoliceCall::Us,
        police_reference: Some(short("CAD 1200 of 10 March")),
    };
    ReportTaken {
        danger,
        reporter: Some(NEIGHBOUR),
        came_by: CameBy::Text,
        severity: Severity::Immediate,
        ..report_by(ReportSource::Neighbour)
    }
}

fn whole_person() -> Person {
    Person {
        also_known_as: vec![Name::parse("Ash").unwrap()],
        born: Some(date(1990, 4, 5)),
        about: Some(words("Ring twice; she lets the first call pass.")),
        ..survivor()
    }
}

fn whole_connection() -> ConnectionRecorded {
    let reach = Reach { on_tenancy: Answer::Yes, has_keys: Answer::Yes, ..Reach::NOT_KNOWN };
    ConnectionRecorded { reach, detail: Some(short("Separated in January.")), ..connection() }
}

fn whole_disclosure() -> DisclosureTaken {
    let meeting = MeetingWishes {
        place: Some(short("The library")),
        worker: WorkerWish::Woman,
        language: Some(short("Welsh")),
        supporter: Some(short("Her sister")),
        adjustments: Some(words("A room without steps.")),
    };
    DisclosureTaken { who_is_there: Some(short("A friend")), meeting, ..disclosure() }
}

fn whole_plan() -> ContactPlan {
    let mut channel = channel_safe_by_survivor();
    channel.times =
        SafeTimes::Only(vec![Window::new([Weekday::Monday], time(22, 0, 0, 0), time(6, 0, 0, 0))]);
    channel.voicemail = Voicemail::Neutral;
    channel.neutral_words = Some(short("It is Sam about the boiler."));
    channel.who_else = Some(short("Nobody"));
    ContactPlan {
        line_drops: LineDrops::CallPolice,
        may_be_told: Some(words("Her sister, that she is well.")),
        interpreter: Some(Interpreter { language: short("Welsh"), wishes: Some(short("A woman")) }),
        ..plan_with([channel])
    }
}

fn made_anyway() -> Attempted {
    let clearance =
        Clearance::MadeAnyway { reason: Reason::OutsideHours, why: words("The police were on the way.") };
    Attempted {
        outcome: Outcome::LineDropped,
        was_agreed: true,
        against_plan: false,
        words: Some(words("A door shut.")),
        ..attempt(Way::WeTried { channel: PHONE, clearance }, noon())
    }
}

fn whole_incident() -> Incident {
    Incident {
        kinds: BTreeSet::from([
            AbuseKind::Strangulation,
            AbuseKind::Threats,
            AbuseKind::Technology,
            AbuseKind::Economic,
        ]),
        forms: AbuseForms {
            technology: BTreeSet::from([TechnologyForm::Tracking]),
            economic: BTreeSet::from([EconomicForm::Debt, EconomicForm::IncomeTaken]),
        },
        injuries: Some(words("Marks on the neck.")),
        children_present: Answer::Yes,
        police_reference: Some(short("CR 42")),
        report: Some(1),
        ..incident(Happened::Between(date(2026, 2, 1), date(2026, 2, 8)))
    }
}

fn safeguarding() -> [CaseEvent; 2] {
    let raised = ConcernRaised {
        concern: ConcernFor::Both,
        categories: BTreeSet::from([ChildCategory::OwnRelationship, ChildCategory::SomebodyElse]),
        harm: Harm::Significant,
        agreed: Agreement::No(WithoutAgreement {
            ground: Ground::Coerced,
            why: words("He answers for her."),
        }),
        with: Agency::Mash,
        at: noon(),
        reference: Some(short("MASH 7")),
        survivor_told: Answer::No,
        words: Some(words("It was not safe to tell her first.")),
    };
    let not_needed = ConcernNotNeeded { concern: ConcernFor::Adult, why: words("Nobody else lives there.") };
    [raised.into(), not_needed.into()]
}

fn work() -> [CaseEvent; 4] {
    [
        RegionPlaced { region: REGION }.into(),
        OwnerNamed { owner: OFFICER, cover: Some(COVER) }.into(),
        SeverityAssessed { severity: Severity::High, why: Some(words("He has keys.")) }.into(),
        DutySetAside {
            duty: short("offer-agencies"),
            started: 9,
            why: SetAsideWhy::SurvivorsChoice,
            words: words("She has an IDVA already."),
        }
        .into(),
    ]
}

fn no_longer_safe() -> [CaseEvent; 3] {
    let decided = BreachDecided {
        of: 12,
        regulator: Some(Regulator::Reported { at: noon(), reference: Some(short("IC-7")) }),
        survivor: Some(SurvivorTold::NotTold { why: words("It is not safe to ring her today.") }),
    };
    let reviewed =
        SafetyReviewed { with_survivor: Answer::Yes, words: words("She sleeps elsewhere this week.") };
    [compromised(NUMBER, SecretKind::Phone).into(), decided.into(), reviewed.into()]
}

fn two_records() -> [CaseEvent; 3] {
    let (other, reference) = (
        crate::CaseId::from_uuid(uuid::Uuid::from_u128(0x91)),
        crate::text::CaseReference::from_random([7; 5]),
    );
    let why = words("She gave both references herself.");
    let joined = Joined { other, reference, why };
    let parted = Parted { other, reference, why: words("Her cousin rang, of the same name.") };
    [ConfirmAgain {}.into(), joined.into(), parted.into()]
}

fn enquiries() -> [CaseEvent; 4] {
    [
        HistoryLookedUp { found: Answer::Yes, words: Some(words("Three door repairs.")) }.into(),
        SafeEnquiryPlanned { on: date(2026, 3, 12), how: words("The yearly gas check.") }.into(),
        SafeEnquiryMade { outcome: EnquiryOutcome::NotSafe, words: Some(words("He opened.")) }.into(),
        own_behaviour().into(),
    ]
}

/// One sample of each kind, with every part filled in, in the order of the list of kinds.
fn samples() -> Vec<CaseEvent> {
    let told = PoliceTold { by: PoliceCall::Caller, at: noon(), reference: Some(short("CAD 1201")) };
    let offered = AgenciesOffered {
        agencies: vec![(Agency::Idva, GivenHow::Aloud), (Agency::Helpline, GivenHow::NotNow)],
    };
    let mut all: Vec<CaseEvent> = vec![
        whole_report().into(),
        told.into(),
        whole_person().into(),
        whole_connection().into(),
        held(NUMBER, SecretKind::Phone, SURVIVOR).into(),
        whole_disclosure().into(),
        household().into(),
        WishesRecorded { words: words("To stay here, without him.") }.into(),
        offered.into(),
        whole_plan().into(),
        agreed(noon(), tomorrow()).into(),
        made_anyway().into(),
        ContactPaused { until: tomorrow(), why: words("He is at home this week.") }.into(),
        whole_incident().into(),
        correction(2, Some(survivor().into())).into(),
    ];
    all.extend(work());
    all.extend(enquiries());
    all.extend(no_longer_safe());
    all.extend(two_records());
    all.extend(safeguarding());
    all.extend(support::tests::samples::every_step());
    let place = |event: &CaseEvent| CaseEvent::KINDS.iter().position(|kind| *kind == event.kind());
    all.sort_by_key(place);
    all
}

#[test]
fn there_is_a_sample_of_every_kind() {
    let kinds: Vec<&str> = samples().iter().map(CaseEvent::kind).collect();
    assert_eq!(kinds, CaseEvent::KINDS);
}

#[test]
fn every_kind_reads_back_as_it_was_written() {
    for event in samples() {
        let bytes = event.encode().unwrap();
        assert_eq!(CaseEvent::decode(event.kind(), &bytes), Ok(event));
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    for event in samples() {
        let bytes = event.encode().unwrap();
        assert_eq!(CaseEvent::decode("not-yet-invented", &bytes), Err(Unreadable));
        assert_eq!(CaseEvent::decode(event.kind(), &bytes[..bytes.len() - 1]), Err(Unreadable));
        assert_eq!(CaseEvent::decode(event.kind(), b"7"), Err(Unreadable));
    }
    assert!(!Unreadable.to_string().contains("Example"));
}

/// Change this snapshot only by adding: journals were written in this form.
#[test]
fn the_stored_form_of_every_kind() {
    let stored = samples().iter().fold(String::new(), |mut all, event| {
        let json: serde_json::Value = serde_json::from_slice(&event.encode().unwrap()).unwrap();
        let pretty = serde_json::to_string_pretty(&json).unwrap();
        writeln!(all, "## {}\n{pretty}\n", event.kind()).unwrap();
        all
    });
    insta::assert_snapshot!("stored_form", stored);
}

fn named(person: PersonId) -> String {
    let known = [(SURVIVOR, "Asha Example"), (PERPETRATOR, "Corin Example"), (NEIGHBOUR, "Noel Example")];
    known.iter().find(|(id, _)| *id == person).map_or("somebody", |(_, name)| name).to_owned()
}

fn as_read(event: &CaseEvent) -> String {
    let told = tell(event, &named);
    let mut page = format!("## {}\n", told.headline);
    if let Some(happened) = &told.happened {
        writeln!(page, "When: {happened:?}").unwrap();
    }
    for detail in &told.details {
        let closely = if detail.shade == Shade::Reporter { "  (kept closely)" } else { "" };
        writeln!(page, "{}: {}{closely}", detail.label, detail.text).unwrap();
    }
    page
}

#[test]
fn what_a_person_reads_of_every_kind() {
    let pages: Vec<String> = samples().iter().map(as_read).collect();
    insta::assert_snapshot!("as_read", pages.join("\n"));
}

#[test]
fn the_words_of_the_chronology_blame_nobody() {
    for page in samples().iter().map(as_read) {
        assert_eq!(xtask::blaming(&page), [""; 0]);
    }
}

#[test]
fn a_reporter_is_kept_closely_wherever_they_are_named() {
    let reporter = neighbour();
    let by_pattern = ReportTaken { source: ReportSource::Noise, ..whole_report() };
    for event in [whole_report().into(), by_pattern.into(), CaseEvent::from(reporter)] {
        let plain = tell(&event, &named).details;
        let named_in: Vec<Shade> =
            plain.iter().filter(|detail| detail.text.contains("Noel")).map(|detail| detail.shade).collect();
        assert_eq!(named_in, [Shade::Reporter]);
    }
}

#[test]
fn a_protected_fact_never_stands_in_an_event() {
    let stored = serde_json::to_value(CaseEvent::from(held(NUMBER, SecretKind::Phone, SURVIVOR))).unwrap();
    let fields: Vec<&String> = stored["is"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["kind", "person", "secret"]);
}
