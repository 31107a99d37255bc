//! Tests in the field's words: `given([…]).when(command).then([…])`, with samples and fixed moments.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::child::Classified;
use crate::compromise::*;
use crate::contact::*;
use crate::disclosure::*;
use crate::incident::{AbuseForms, AbuseKind, Incident};
use crate::people::*;
use crate::report::*;
use crate::suspicion::*;
use crate::text::{Name, ShortText, Words};
use crate::{
    Answer, AttemptId, ChannelId, Happened, IdBlock, IncidentId, Moment, PersonId, Recorded, RegionId,
    ReportId, SecretId, Severity, UserId,
};

pub(crate) const SURVIVOR: PersonId = PersonId::from_uuid(Uuid::from_u128(0xa1));
pub(crate) const PERPETRATOR: PersonId = PersonId::from_uuid(Uuid::from_u128(0xa2));
pub(crate) const SUPPORTER: PersonId = PersonId::from_uuid(Uuid::from_u128(0xa3));
pub(crate) const NEIGHBOUR: PersonId = PersonId::from_uuid(Uuid::from_u128(0xa4));
pub(crate) const STRANGER: PersonId = PersonId::from_uuid(Uuid::from_u128(0xaf));
pub(crate) const REGION: RegionId = RegionId::from_uuid(Uuid::from_u128(0xb1));
pub(crate) const OFFICER: UserId = UserId::from_uuid(Uuid::from_u128(0xc1));
pub(crate) const COVER: UserId = UserId::from_uuid(Uuid::from_u128(0xc2));
pub(crate) const PHONE: ChannelId = ChannelId::from_uuid(Uuid::from_u128(0xd1));
pub(crate) const NUMBER: SecretId = SecretId::from_uuid(Uuid::from_u128(0xe1));
pub(crate) const HOME: SecretId = SecretId::from_uuid(Uuid::from_u128(0xe2));
pub(crate) const INCIDENT: IncidentId = IncidentId::from_uuid(Uuid::from_u128(0xf1));

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A Tuesday, at noon in London.
pub(crate) fn noon() -> Timestamp {
    instant("2026-03-10T12:00:00Z")
}

pub(crate) fn tomorrow() -> Timestamp {
    instant("2026-03-11T12:00:00Z")
}

pub(crate) fn moment() -> Moment {
    Moment { now: noon(), actor: OFFICER, ids: IdBlock::new(noon(), [7; 10]) }
}

pub(crate) fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

pub(crate) fn short(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}

/// Events as a journal keeps them, recorded from nine o'clock, a minute apart.
pub(crate) fn journal(events: impl IntoIterator<Item = CaseEvent>) -> Vec<Recorded<CaseEvent>> {
    let nine = instant("2026-03-10T09:00:00Z");
    let record = |(n, event)| Recorded {
        sequence: n,
        recorded_at: nine + jiff::SignedDuration::from_mins(i64::try_from(n).unwrap()),
        actor: OFFICER,
        event,
    };
    (1..).zip(events).map(record).collect()
}

pub(crate) fn state(events: impl IntoIterator<Item = CaseEvent>) -> CaseState {
    CaseState::from_history(&journal(events))
}

pub(crate) fn given(events: impl IntoIterator<Item = CaseEvent>) -> Given {
    Given(state(events))
}

pub(crate) struct Given(CaseState);

impl Given {
    pub(crate) fn when(self, command: CaseCommand) -> Decided {
        Decided(decide(&self.0, command, &moment()))
    }
}

#[derive(Debug)]
pub(crate) struct Decided(Result<Vec<CaseEvent>, Refusal>);

impl Decided {
    #[track_caller]
    pub(crate) fn then(self, expected: impl IntoIterator<Item = CaseEvent>) {
        assert_eq!(self.0, Ok(expected.into_iter().collect()));
    }

    #[track_caller]
    pub(crate) fn then_refused(self, expected: Refusal) {
        assert_eq!(self.0, Err(expected));
    }

    #[track_caller]
    pub(crate) fn then_not_cleared(self, expected: Reason) {
        match self.0 {
            Err(Refusal::NotCleared(no)) => assert_eq!(no.reason, expected),
            other => panic!("expected the gate's no, got {other:?}"),
        }
    }
}

pub(crate) fn person(id: PersonId, role: PersonRole, name: &str, lives_in_home: Answer) -> Person {
    Person { name: Some(Name::parse(name).unwrap()), lives_in_home, ..Person::unnamed(id, role) }
}

pub(crate) fn survivor() -> Person {
    person(SURVIVOR, PersonRole::Survivor, "Asha Example", Answer::Yes)
}

pub(crate) fn alleged_perpetrator(lives_in_home: Answer) -> Person {
    person(PERPETRATOR, PersonRole::AllegedPerpetrator, "Corin Example", lives_in_home)
}

pub(crate) fn supporter() -> Person {
    person(SUPPORTER, PersonRole::Supporter, "Dilys Example", Answer::No)
}

pub(crate) fn neighbour() -> Person {
    person(NEIGHBOUR, PersonRole::Reporter, "Noel Example", Answer::No)
}

pub(crate) fn no_danger() -> Danger {
    Danger { now: Answer::No, police: PoliceCall::NotCalled, police_reference: None }
}

pub(crate) fn report_by(source: ReportSource) -> ReportTaken {
    ReportTaken {
        report: ReportId::from_uuid(Uuid::from_u128(0x11)),
        source,
        came_by: CameBy::Phone,
        danger: no_danger(),
        reporter: None,
        words: Some(words("Shouting through the wall, most nights.")),
        happened: Happened::Month { year: 2026, month: 2 },
        severity: Severity::Unknown,
    }
}

pub(crate) fn first_report(source: ReportSource) -> FirstReport {
    let own_behaviour = (source == ReportSource::OwnBehaviour).then(own_behaviour);
    FirstReport { report: report_by(source), people: Vec::new(), secrets: Vec::new(), own_behaviour }
}

pub(crate) fn own_behaviour() -> OwnBehaviourDisclosed {
    OwnBehaviourDisclosed {
        words: Some(words("I frightened somebody and I want to stop.")),
        respect_line: Offered::Taken,
        children_at_home: Answer::NotKnown,
    }
}

pub(crate) fn disclosure() -> DisclosureTaken {
    DisclosureTaken {
        survivor: SURVIVOR,
        danger: no_danger(),
        safe_to_talk: Answer::Yes,
        who_is_there: None,
        line_drops: LineDrops::WaitForThem,
        limits_explained: Answer::Yes,
        meeting: MeetingWishes {
            place: None,
            worker: WorkerWish::Woman,
            language: None,
            supporter: None,
            adjustments: None,
        },
    }
}

pub(crate) fn household() -> HouseholdAnswered {
    HouseholdAnswered { children: Answer::NotKnown, adults_at_risk: Answer::No }
}

pub(crate) fn first_disclosure() -> FirstDisclosure {
    FirstDisclosure {
        disclosure: disclosure(),
        household: Some(household()),
        people: vec![survivor()],
        secrets: Vec::new(),
        connections: Vec::new(),
        plan: None,
        incidents: Vec::new(),
        wishes: None,
        agencies: None,
        severity: None,
        next_contact: None,
    }
}

pub(crate) fn held(secret: SecretId, kind: SecretKind, person: PersonId) -> SecretHeld {
    SecretHeld { secret, kind, person }
}

pub(crate) fn compromised(secret: SecretId, kind: SecretKind) -> LocationCompromised {
    LocationCompromised {
        secret,
        kind,
        since: Happened::NotKnown,
        known_to: KnownTo::AllegedPerpetrator,
        noticed_by: NoticedBy::Survivor,
        how: Some(words("It stood in a letter to the old home.")),
    }
}

/// The survivor's own mobile, safe at any time by her own word of nine days before.
pub(crate) fn channel_safe_by_survivor() -> Channel {
    Channel {
        channel: PHONE,
        kind: ChannelKind::Phone,
        secret: Some(NUMBER),
        whose: SURVIVOR,
        seen_by_others: Answer::No,
        who_else: None,
        safety: Safety::Safe,
        confirmed: Some(Confirmed { by: ConfirmedBy::Survivor, on: date(2026, 3, 1) }),
        times: SafeTimes::Any,
        voicemail: Voicemail::Never,
        neutral_words: None,
    }
}

pub(crate) fn plan_with(channels: impl IntoIterator<Item = Channel>) -> ContactPlan {
    ContactPlan {
        survivor: SURVIVOR,
        channels: channels.into_iter().collect(),
        code_word: Some(short("marmalade")),
        line_drops: LineDrops::WaitForThem,
        may_be_told: None,
        interpreter: None,
    }
}

/// A survivor's case: she reported, and her number is hers alone. The perpetrator lives elsewhere.
pub(crate) fn survivors_case() -> Vec<CaseEvent> {
    vec![
        report_by(ReportSource::Survivor).into(),
        survivor().into(),
        alleged_perpetrator(Answer::No).into(),
        held(NUMBER, SecretKind::Phone, SURVIVOR).into(),
    ]
}

/// The same, with a contact plan that lets us ring her.
pub(crate) fn reachable_case() -> Vec<CaseEvent> {
    with(survivors_case(), [plan_with([channel_safe_by_survivor()]).into()])
}

pub(crate) fn suspicion() -> Vec<CaseEvent> {
    vec![report_by(ReportSource::Neighbour).into(), survivor().into()]
}

pub(crate) fn own_behaviour_record() -> Vec<CaseEvent> {
    vec![report_by(ReportSource::OwnBehaviour).into(), alleged_perpetrator(Answer::NotKnown).into()]
}

pub(crate) fn with(mut events: Vec<CaseEvent>, more: impl IntoIterator<Item = CaseEvent>) -> Vec<CaseEvent> {
    events.extend(more);
    events
}

pub(crate) fn incident(happened: Happened) -> Incident {
    Incident {
        incident: INCIDENT,
        kinds: BTreeSet::from([AbuseKind::Controlling]),
        forms: AbuseForms::default(),
        happened,
        words: Some(words("Took the bank card.")),
        by: vec![PERPETRATOR],
        told_by: ReportSource::Survivor,
        injuries: None,
        children_present: Answer::NotKnown,
        police_reference: None,
        report: None,
        classified: Classified::default(),
    }
}

pub(crate) fn attempt(way: Way, at: Timestamp) -> Attempted {
    let attempt = AttemptId::from_uuid(Uuid::from_u128(0x21));
    Attempted {
        attempt,
        way,
        at,
        outcome: Outcome::NoAnswer,
        was_agreed: false,
        against_plan: false,
        words: None,
    }
}

pub(crate) fn cleared_call() -> Way {
    Way::WeTried { channel: PHONE, clearance: Clearance::Cleared }
}

pub(crate) fn agreed(from: Timestamp, until: Timestamp) -> AgreedContact {
    AgreedContact { channel: PHONE, from, until, if_missed: IfMissed::TryAgain }
}

pub(crate) fn connection() -> ConnectionRecorded {
    ConnectionRecorded {
        alleged_perpetrator: PERPETRATOR,
        survivor: SURVIVOR,
        route: Connection::Intimate,
        reach: Reach::NOT_KNOWN,
        detail: None,
        classified: Classified::default(),
    }
}

pub(crate) fn judged(severity: Severity) -> CaseEvent {
    SeverityAssessed { severity, why: None }.into()
}

pub(crate) fn correction(sequence: u64, instead: Option<CaseEvent>) -> Corrected {
    Corrected { sequence, why: words("It was written down wrongly."), instead: instead.map(Box::new) }
}
