//! A case about nobody real, with every part that a page about a case can have.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::action::SeeCase;
use access::{ActionKind, Actor, CaseFacts, CaseView, Line, Role, check};
use domain::case::{CaseEvent, Owner, Telling};
use domain::child::Definition;
use domain::contact::{NotCleared, Reason};
use domain::incident::PatternRule;
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, Recorded, UserId};
use jiff::{SignedDuration, Timestamp};
use policy::words::{Evidence, Role as FallsTo};
use policy::{DutyState, Raised, Started};
use serde_json::{Value, json};
use service::{CasePage, ChannelLine, DutyLine, Silence};
use uuid::Uuid;

const SURVIVOR: u8 = 0x21;
const PERPETRATOR: u8 = 0x22;
const CHILD: u8 = 0x23;
const PHONE: u8 = 0x41;
const FORMER: u8 = 0x45;
/// The entry in which they first said what they want; it was corrected.
const WISH: u64 = 9;

/// A colleague's id, a case's id: the same for a small number.
fn uuid(n: u8) -> Uuid {
    Uuid::from_u128(0x7000_8000_0000_0000_0000 | u128::from(n))
}

fn text(n: u8) -> String {
    uuid(n).to_string()
}

/// The moment as of which the sample is shown.
pub fn now() -> Timestamp {
    "2026-11-20T11:00:00Z".parse().unwrap_or_default()
}

fn person(n: u8, role: &str, name: &str, lives_in_home: &str) -> (&'static str, Value) {
    let person = json!({"person": text(n), "roles": [role], "name": name, "also_known_as": [], "born": null,
        "about": null, "lives_in_home": lives_in_home});
    ("person-recorded", person)
}

fn incident(n: u8, happened: &Value, kinds: &[&str], words: &str) -> (&'static str, Value) {
    let incident = json!({"incident": text(n), "kinds": kinds, "happened": happened, "words": words,
        "by": [text(PERPETRATOR)], "told_by": "survivor", "injuries": null, "children_present": "not-known",
        "police_reference": null});
    ("incident-recorded", incident)
}

fn channel(n: u8, kind: &str, safety: &str) -> Value {
    json!({"channel": text(n), "kind": kind, "secret": text(PHONE), "whose": text(SURVIVOR),
        "seen_by_others": "no", "who_else": null, "safety": safety,
        "confirmed": {"by": "survivor", "on": "2026-11-16"},
        "times": {"only": [{"days": [1, 2, 3, 4, 5], "from": "10:00:00", "until": "12:00:00"}]},
        "voicemail": "never", "neutral_words": null})
}

fn first_entries() -> Vec<(&'static str, Value)> {
    let danger = json!({"now": "no", "police": "not-called", "police_reference": null});
    let report = json!({"report": text(0x31), "source": "survivor", "came_by": "phone", "danger": danger,
        "reporter": null, "words": "He broke the door again.", "happened": {"on": "2026-11-15"}, "severity": "high"});
    let meeting = json!({"place": null, "worker": "woman", "language": "Welsh", "supporter": null,
        "adjustments": "Short calls."});
    let taken = json!({"survivor": text(SURVIVOR), "danger": danger, "safe_to_talk": "yes", "who_is_there": null,
        "line_drops": "wait", "limits_explained": "yes", "meeting": meeting});
    let reach = json!({"on_tenancy": "no", "has_keys": "yes", "portal_access": "not-known",
        "works_with_us": "no", "weapons": "not-known"});
    let connection = json!({"alleged_perpetrator": text(PERPETRATOR), "survivor": text(SURVIVOR),
        "route": "intimate-relationship", "reach": reach, "detail": null});
    vec![
        ("report-taken", report),
        person(SURVIVOR, "survivor", "Rowan Malik", "yes"),
        person(PERPETRATOR, "alleged-perpetrator", "Corin Vale", "not-known"),
        person(CHILD, "child", "Ash Malik", "yes"),
        (
            "protected-fact-recorded",
            json!({"secret": text(PHONE), "kind": "phone", "person": text(SURVIVOR)}),
        ),
        ("disclosure-taken", taken),
        ("household-answered", json!({"children": "yes", "adults_at_risk": "not-known"})),
        ("connection-recorded", connection),
    ]
}

fn later_entries() -> Vec<(&'static str, Value)> {
    let channels =
        [channel(0x51, "phone", "safe"), channel(0x52, "text", "not-safe"), channel(0x53, "email", "safe")];
    let plan = json!({"survivor": text(SURVIVOR), "channels": channels, "code_word": "Marigold",
        "line_drops": "wait", "may_be_told": null, "interpreter": null});
    let agreed = json!({"channel": text(0x51), "from": "2026-11-23T10:00:00Z", "until": "2026-11-23T12:00:00Z",
        "if_missed": "try-again"});
    let wish = |words: &str| json!({ "words": words });
    let corrected = json!({"sequence": WISH, "why": "Two calls were mixed up.",
        "instead": {"kind": "wishes-recorded", "is": wish("To stay, with new locks.")}});
    vec![
        ("wishes-recorded", wish("To move away.")),
        ("contact-plan-made", plan),
        incident(
            0x61,
            &json!({"season": {"year": 2021, "season": "spring"}}),
            &["controlling"],
            "Counted the money.",
        ),
        incident(0x62, &json!({"year": 2026}), &["threats"], "Said what would happen if they left."),
        incident(0x63, &json!({"on": "2026-11-15"}), &["damage"], "Broke the door."),
        ("corrected", corrected),
        ("wishes-recorded", wish("New locks before the weekend.")),
        ("contact-agreed", agreed),
        (
            "protected-fact-recorded",
            json!({"secret": text(FORMER), "kind": "address", "person": text(SURVIVOR)}),
        ),
        (
            "location-compromised",
            json!({"secret": text(FORMER), "kind": "address", "since": {"on": "2026-11-20"},
                "known_to": "alleged-perpetrator", "noticed_by": "survivor",
                "how": "A bill that went to the old home named the street."}),
        ),
        (
            "safety-plan-made",
            json!({"with_survivor": "yes", "parts": {"signal": "Two short rings.", "bag": "Keys and papers."},
                "again_on": "2026-11-27", "paper": "not-known"}),
        ),
        (
            "choice-talked-over",
            json!({"choice": "move", "state": "later", "words": "Not before Christmas.", "ask_again_on": "2027-01-04"}),
        ),
        ("promise-made", json!({"what": "New locks by the weekend.", "by": "2026-11-19"})),
    ]
}

/// What they need, a child, and what was alleged in return. The equality answers are on no page.
fn needs_entries() -> Vec<(&'static str, Value)> {
    vec![
        (
            "needs-recorded",
            json!({"person": text(SURVIVOR), "needs": {"immigration": "yes", "rural": "yes", "substances": "rather-not",
                "caring": "no"}, "language": "Welsh", "interpreter": "A woman, by phone", "formats": ["large-print"],
                "by_and_for": ["migrant"], "words": "Appointments after the second bus."}),
        ),
        (
            "child-situation-recorded",
            json!({"child": text(CHILD), "affected": "yes", "related": "yes", "hurt_directly": "not-known",
                "spoken_with": "no", "words": "Sleeps badly."}),
        ),
        (
            "counter-allegation-recorded",
            json!({"by": text(PERPETRATOR), "of": text(SURVIVOR), "happened": {"on": "2026-11-15"},
                "words": "Says to have been hit first.", "signs": {"fear": "yes", "defence": "not-known"},
                "view": "Rowan is the one who is afraid."}),
        ),
        (
            "equality-answered",
            json!({"person": text(SURVIVOR), "ethnicity": "gypsy-or-traveller", "sex": "female", "gender": "same",
                "orientation": "bisexual", "religion": "buddhist", "disability": "yes"}),
        ),
    ]
}

/// Entries to be added to those of the sample, each by its kind.
pub type More = Vec<(&'static str, Value)>;

fn history(more: More) -> Vec<Recorded<CaseEvent>> {
    let entries = first_entries().into_iter().chain(later_entries()).chain(needs_entries()).chain(more);
    let decoded = entries.filter_map(|(kind, is)| CaseEvent::decode(kind, is.to_string().as_bytes()).ok());
    (1_u64..)
        .zip(decoded)
        .map(|(sequence, event)| {
            let hours = i64::try_from(sequence).unwrap_or(0).min(24) - 24;
            let recorded_at = now() + SignedDuration::from_hours(hours);
            Recorded { sequence, recorded_at, actor: UserId::from_uuid(uuid(1)), event }
        })
        .collect()
}

fn view(more: More) -> CaseView {
    let (user, organisation) = (UserId::from_uuid(uuid(1)), domain::OrganisationId::from_uuid(uuid(2)));
    let actor = Actor::new(user, organisation, Role::HousingOfficer);
    let facts = CaseFacts {
        case: CaseId::from_uuid(uuid(3)),
        organisation,
        owner: Owner::Person { owner: user, cover: None },
        region: None,
        recorder: user,
        route: Route::Disclosure,
        team: None,
        grant: None,
        glass: false,
        excluded: false,
        across: false,
    };
    let permit = check::<SeeCase>(&actor, &facts);
    let mut view = permit.map(|permit| CaseView::reduce(&permit, &history(more), now())).unwrap_or_default();
    view.owner = Some(facts.owner);
    view
}

/// What the gate would say: safe now, never, and from Monday on.
fn channels(view: &CaseView) -> Vec<ChannelLine> {
    let next = "2026-11-23T10:00:00Z".parse().ok();
    let gates = [
        Ok("2026-11-20T12:00:00Z".parse().ok()),
        Err(NotCleared { reason: Reason::NotSafe, next_safe: None }),
        Err(NotCleared { reason: Reason::OutsideHours, next_safe: next }),
    ];
    let plan = view.plan.iter().flat_map(|plan| plan.channels.iter().cloned());
    plan.zip(gates).map(|(channel, gate)| ChannelLine { channel, gate }).collect()
}

fn duty(title: &str, clauses: &[&str], met_by: Evidence, state: DutyState) -> DutyLine {
    let hours = if state == DutyState::Overdue { -3 } else { 3 };
    let raised = Raised { at: now() - SignedDuration::from_hours(1), to: FallsTo::RegionalManager };
    DutyLine {
        code: "example".to_owned(),
        title: title.to_owned(),
        clauses: clauses.iter().map(ToString::to_string).collect(),
        started: Started { sequence: 1, at: now() - SignedDuration::from_hours(24) },
        due: now() + SignedDuration::from_hours(hours),
        met_by: vec![met_by],
        state,
        falls_to: FallsTo::CaseOwner,
        raised: if state == DutyState::Overdue { vec![raised] } else { Vec::new() },
        closing_ends: false,
        manager_sets_aside: false,
        line: None,
    }
}

fn duties() -> Vec<DutyLine> {
    let met = DutyState::Met { at: now() - SignedDuration::from_hours(13), late: false, by: 10 };
    let until = now() + SignedDuration::from_hours(71);
    vec![
        duty("Ask which ways of making contact are safe", &["NHG-18", "6"], Evidence::ContactPlanMade, met),
        duty("Tell them of agencies that can help", &["NHG-20"], Evidence::AgenciesOffered, DutyState::Due),
        duty(
            "Raise a safeguarding concern",
            &["NHG-16", "R-02"],
            Evidence::SafeguardingConcernRaised,
            DutyState::Overdue,
        ),
        duty("Speak with them as agreed", &["R-16"], Evidence::ContactMade, DutyState::Waiting { until }),
    ]
}

/// Nobody has spoken with them for two working days, and somebody has to on Monday.
fn silence() -> Silence {
    let spoke = now() - SignedDuration::from_hours(48);
    let due = "2026-11-23T17:00:00Z".parse().ok();
    Silence { spoke: Some(spoke), wrote: None, since: spoke, working_days: 2, due, alarm: false }
}

/// The case as the housing officer who has it sees it.
pub fn page() -> CasePage {
    page_with(Vec::new())
}

/// The same case, with more recorded on it.
pub fn page_with(more: More) -> CasePage {
    let view = view(more);
    CasePage {
        case: CaseId::from_uuid(uuid(3)),
        reference: CaseReference::from_random([7; 5]),
        channels: channels(&view),
        duties: duties(),
        silence: Some(silence()),
        pattern: PatternRule::whoever_told(3, 12),
        definition: Some(Definition::Act2021),
        view,
        colleagues: Arc::new(BTreeMap::from([(UserId::from_uuid(uuid(1)), "Sam Okafor".to_owned())])),
        regions: Arc::default(),
        may: ActionKind::ALL.iter().copied().filter(|action| *action != ActionKind::Triage).collect(),
        may_ask: false,
        glass: None,
        as_of: now(),
        is_past: false,
    }
}

/// An entry of it that was corrected.
pub fn wish() -> Line {
    let line = view(Vec::new()).chronology.into_iter().find(|line| line.sequence == WISH);
    line.unwrap_or_else(|| Line {
        sequence: WISH,
        kind: "wishes-recorded",
        recorded_at: now(),
        actor: UserId::from_uuid(uuid(1)),
        telling: Telling { headline: "What they want", happened: None, details: Vec::new() },
        corrected_by: None,
        corrects: None,
        instead: None,
        words: None,
    })
}
