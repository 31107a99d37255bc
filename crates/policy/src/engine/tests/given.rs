//! Histories in the words of the field.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;

use domain::case::{
    CaseEvent, Corrected, DutySetAside, OwnerNamed, RegionPlaced, SetAsideWhy, SeverityAssessed,
};
use domain::child::Classified;
use domain::contact::{
    AgreedContact, Attempted, Clearance, ContactPaused, ContactPlan, IfMissed, LineDrops, Outcome, Way,
};
use domain::disclosure::{
    AgenciesOffered, Agency, DisclosureTaken, GivenHow, HouseholdAnswered, MeetingWishes, WishesRecorded,
    WorkerWish,
};
use domain::incident::{AbuseForms, AbuseKind, Incident};
use domain::people::{Connection, ConnectionRecorded, Reach};
use domain::report::{CameBy, Danger, PoliceCall, PoliceTold, ReportSource, ReportTaken};
use domain::safeguarding::{Agreement, ConcernFor, ConcernRaised, Harm};
use domain::suspicion::{
    EnquiryOutcome, HistoryLookedUp, Offered, OwnBehaviourDisclosed, SafeEnquiryMade, SafeEnquiryPlanned,
};
use domain::text::{ShortText, Words};
use domain::{
    Answer, AttemptId, ChannelId, Happened, IncidentId, PersonId, Recorded, RegionId, ReportId, Severity,
    UserId,
};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::engine::{Duty, DutyState, duties};
use crate::pack::PolicyPack;
use crate::words::{Nation, Word};

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::new(Nation::EnglandAndWales));
static PACKS: LazyLock<Vec<PolicyPack>> =
    LazyLock::new(|| crate::packs::shipped().unwrap_or_else(|problem| panic!("{problem}")));

pub fn calendar() -> &'static Calendar {
    &CALENDAR
}

pub fn pack(id: &str) -> &'static PolicyPack {
    PACKS.iter().find(|pack| pack.id == id).unwrap()
}

/// Every pack that is shipped.
pub fn packs() -> &'static [PolicyPack] {
    &PACKS
}

/// The only duty of this code, or the last one.
pub fn one<'a, 'p>(all: &'a [Duty<'p>], code: &str) -> &'a Duty<'p> {
    all.iter().rfind(|duty| duty.code == code).unwrap_or_else(|| panic!("no duty {code}: {}", states(all)))
}

macro_rules! ids {
    ($($name:ident: $kind:ty;)+) => { $(
        fn $name(n: u128) -> $kind {
            format!("{:032x}", 0x0190_0000_0000_7000_8000_0000_0000_0000_u128 + n).parse().unwrap()
        }
    )+ };
}

ids! { user: UserId; person: PersonId; report_id: ReportId; incident_id: IncidentId; region: RegionId; channel: ChannelId; attempt_id: AttemptId; }

fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

/// An incident of these kinds that the police told of, and of which nothing else is known.
pub fn happened(n: u128, kinds: &[AbuseKind]) -> Incident {
    Incident {
        incident: incident_id(n),
        kinds: kinds.iter().copied().collect(),
        forms: AbuseForms::default(),
        happened: Happened::NotKnown,
        words: None,
        by: Vec::new(),
        told_by: ReportSource::Police,
        injuries: None,
        children_present: Answer::NotKnown,
        police_reference: None,
        report: None,
        classified: Classified::default(),
    }
}

fn danger(now: Answer, police: PoliceCall) -> Danger {
    Danger { now, police, police_reference: None }
}

/// A history that grows entry by entry; `later` moves the clock on the wall.
#[derive(Clone)]
pub struct Story {
    now: Timestamp,
    pub entries: Vec<Recorded<CaseEvent>>,
}

impl Story {
    pub fn begin(now: &str) -> Self {
        Self { now: at(now), entries: Vec::new() }
    }

    pub fn later(&self, now: &str) -> Self {
        Self { now: at(now), ..self.clone() }
    }

    pub fn duties<'p>(&self, pack: &'p PolicyPack, now: &str) -> Vec<Duty<'p>> {
        duties(pack, &self.entries, calendar(), at(now))
    }

    pub fn say(mut self, event: impl Into<CaseEvent>) -> Self {
        let sequence = u64::try_from(self.entries.len()).unwrap() + 1;
        self.entries.push(Recorded { sequence, recorded_at: self.now, actor: user(1), event: event.into() });
        self
    }

    pub fn report(self, source: ReportSource, severity: Severity, now: Answer) -> Self {
        self.say_report(source, severity, danger(now, PoliceCall::NotCalled))
    }

    pub fn report_with_police(self, now: &str) -> Self {
        let danger = danger(Answer::Yes, PoliceCall::Caller);
        self.later(now).say_report(ReportSource::Survivor, Severity::Immediate, danger)
    }

    /// The survivor wrote to us.
    pub fn letter(self) -> Self {
        let report = report_id(self.entries.len() as u128);
        self.say(ReportTaken {
            report,
            source: ReportSource::Survivor,
            came_by: CameBy::Letter,
            danger: danger(Answer::No, PoliceCall::NotCalled),
            reporter: None,
            words: None,
            happened: Happened::NotKnown,
            severity: Severity::High,
        })
    }

    fn say_report(self, source: ReportSource, severity: Severity, danger: Danger) -> Self {
        let report = report_id(self.entries.len() as u128);
        let happened = Happened::NotKnown;
        self.say(ReportTaken {
            report,
            source,
            came_by: CameBy::Phone,
            danger,
            reporter: None,
            words: None,
            happened,
            severity,
        })
    }

    pub fn severity(self, severity: Severity) -> Self {
        self.say(SeverityAssessed { severity, why: None })
    }

    pub fn owner(self) -> Self {
        self.say(OwnerNamed { owner: user(2), cover: None })
    }

    pub fn region(self) -> Self {
        self.say(RegionPlaced { region: region(1) })
    }

    pub fn police_told(self) -> Self {
        let at = self.now;
        self.say(PoliceTold { by: PoliceCall::Us, at, reference: None })
    }

    pub fn disclosed(self) -> Self {
        self.say(DisclosureTaken {
            survivor: person(1),
            danger: danger(Answer::No, PoliceCall::NotCalled),
            safe_to_talk: Answer::Yes,
            who_is_there: None,
            line_drops: LineDrops::ALL[0],
            limits_explained: Answer::Yes,
            meeting: MeetingWishes {
                place: None,
                worker: WorkerWish::NotAsked,
                language: None,
                supporter: None,
                adjustments: None,
            },
        })
    }

    pub fn household(self, children: Answer, adults_at_risk: Answer) -> Self {
        self.say(HouseholdAnswered { children, adults_at_risk })
    }

    pub fn concern(self, concern: ConcernFor) -> Self {
        let (with, at) = (Agency::Mash, self.now);
        self.say(ConcernRaised {
            concern,
            categories: BTreeSet::new(),
            harm: Harm::Significant,
            agreed: Agreement::NotKnown,
            with,
            at,
            reference: None,
            survivor_told: Answer::Yes,
            words: None,
        })
    }

    pub fn wishes(self) -> Self {
        self.say(WishesRecorded { words: words("To stay here, and not to be afraid.") })
    }

    pub fn agencies(self) -> Self {
        self.say(AgenciesOffered { agencies: vec![(Agency::Specialist, GivenHow::Aloud)] })
    }

    pub fn connection(self) -> Self {
        self.say(ConnectionRecorded {
            alleged_perpetrator: person(2),
            survivor: person(1),
            route: Connection::Intimate,
            reach: Reach::NOT_KNOWN,
            detail: None,
            classified: Classified::default(),
        })
    }

    pub fn contact_plan(self) -> Self {
        self.say(ContactPlan {
            survivor: person(1),
            channels: Vec::new(),
            code_word: None,
            line_drops: LineDrops::ALL[0],
            may_be_told: None,
            interpreter: None,
        })
    }

    pub fn agreed(self, from: &str, until: &str) -> Self {
        self.say(AgreedContact {
            channel: channel(1),
            from: at(from),
            until: at(until),
            if_missed: IfMissed::TryAgain,
        })
    }

    pub fn spoke(self) -> Self {
        let now = self.now;
        self.attempt(now, Outcome::Spoke, false)
    }

    pub fn spoke_at(self, when: &str) -> Self {
        self.attempt(at(when), Outcome::Spoke, false)
    }

    pub fn no_answer(self, was_agreed: bool) -> Self {
        let now = self.now;
        self.attempt(now, Outcome::NoAnswer, was_agreed)
    }

    pub fn attempt(self, when: Timestamp, outcome: Outcome, was_agreed: bool) -> Self {
        let way = Way::WeTried { channel: channel(1), clearance: Clearance::Cleared };
        let attempt = attempt_id(self.entries.len() as u128);
        self.say(Attempted { attempt, way, at: when, outcome, was_agreed, against_plan: false, words: None })
    }

    pub fn pause(self, until: &str) -> Self {
        self.say(ContactPaused {
            until: at(until),
            why: words("The phone is with somebody else until then."),
        })
    }

    pub fn incident(self, happened: Happened, children_present: Answer) -> Self {
        let n = self.entries.len() as u128;
        self.incident_again(n, happened, children_present)
    }

    pub fn incident_again(self, n: u128, happened: Happened, children_present: Answer) -> Self {
        let told_by = ReportSource::Survivor;
        self.say(Incident { happened, told_by, children_present, ..self::happened(n, &[]) })
    }

    /// Of an incident that records the report of this entry.
    pub fn incident_of(self, report: u64) -> Self {
        let n = self.entries.len() as u128;
        self.say(Incident { report: Some(report), ..happened(n, &[]) })
    }

    /// Of an incident of a day that is not known, by whoever told us of it.
    pub fn incident_told_by(self, told_by: ReportSource) -> Self {
        let mut told = self.incident(Happened::NotKnown, Answer::No);
        if let Some(CaseEvent::IncidentRecorded(incident)) =
            told.entries.last_mut().map(|last| &mut last.event)
        {
            incident.told_by = told_by;
        }
        told
    }

    pub fn history(self) -> Self {
        self.say(HistoryLookedUp { found: Answer::No, words: None })
    }

    pub fn enquiry_planned(self, on: Date) -> Self {
        self.say(SafeEnquiryPlanned { on, how: words("At the yearly check of the boiler.") })
    }

    pub fn enquiry_not_safe(self) -> Self {
        self.say(SafeEnquiryMade { outcome: EnquiryOutcome::NotSafe, words: None })
    }

    pub fn own_behaviour(self) -> Self {
        let (respect_line, children_at_home) = (Offered::NotOffered, Answer::NotKnown);
        self.say(OwnBehaviourDisclosed { words: None, respect_line, children_at_home })
    }

    pub fn set_aside(self, duty: &str, started: u64) -> Self {
        self.say(DutySetAside {
            duty: ShortText::parse(duty).unwrap(),
            started,
            why: SetAsideWhy::SurvivorsChoice,
            words: words("Not today."),
        })
    }

    pub fn withdraw_entry(self, sequence: u64) -> Self {
        self.say(Corrected { sequence, why: words("Recorded on the wrong case."), instead: None })
    }
}

/// A case from the first call to the agreed contact, with a missed one and a new incident.
pub fn whole_case() -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Unknown, Answer::NotKnown)
        .region()
        .later("2026-03-02T09:20:00Z")
        .disclosed()
        .household(Answer::Yes, Answer::NotKnown)
        .connection()
        .contact_plan()
        .incident(Happened::Year(2025), Answer::NotKnown)
        .wishes()
        .agencies()
        .agreed("2026-03-04T10:00:00Z", "2026-03-04T11:00:00Z")
        .later("2026-03-02T11:00:00Z")
        .severity(Severity::High)
        .owner()
        .later("2026-03-03T15:00:00Z")
        .concern(ConcernFor::Children)
        .later("2026-03-04T10:15:00Z")
        .no_answer(true)
        .later("2026-03-05T09:00:00Z")
        .spoke()
        .agreed("2026-03-12T10:00:00Z", "2026-03-12T11:00:00Z")
        .later("2026-03-20T09:00:00Z")
        .incident(Happened::On(jiff::civil::date(2026, 3, 19)), Answer::Yes)
}

/// One line for each duty: what a person reviews in a snapshot.
pub fn states(all: &[Duty<'_>]) -> String {
    let mut lines = String::new();
    for duty in all {
        let state = match duty.state {
            DutyState::Met { late, by, .. } => {
                format!("met {} by {by}", if late { "late" } else { "in time" })
            }
            DutyState::SetAside { by, .. } => format!("set aside by {by}"),
            DutyState::Paused { until, by } => format!("paused until {until} by {by}"),
            DutyState::NotApplicable { by, replaced: true, .. } => {
                format!("overdue when started anew by {by}")
            }
            DutyState::NotApplicable { by, .. } => format!("not called for since {by}"),
            DutyState::Closed { by, .. } => format!("ended by closing by {by}"),
            DutyState::Waiting { until } => format!("waiting until {until}"),
            DutyState::Due => "due".to_owned(),
            DutyState::Overdue => "OVERDUE".to_owned(),
        };
        let raised: Vec<&str> = duty.raised.iter().map(|raised| raised.to.word()).collect();
        let raised =
            if raised.is_empty() { String::new() } else { format!(", raised to {}", raised.join(", ")) };
        writeln!(lines, "{} {} (from {}): {state}{raised}", duty.due, duty.code, duty.started.sequence)
            .unwrap();
    }
    lines
}
