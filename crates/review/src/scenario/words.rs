//! The words for what happened: what each means, what it may say, and what still waits.

use domain::change::LifeChange;
use domain::choices::Choice;
use domain::incident::AbuseKind;
use domain::precautions::{Precaution, PrecautionState};
use domain::report::ReportSource;

/// What a word puts on the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Records {
    Report,
    ReportFrom(ReportSource),
    Notice,
    Disclosure,
    OwnBehaviour,
    Incident(&'static [AbuseKind]),
    Household,
    Severity,
    Region,
    Owner,
    PoliceTold,
    History,
    EnquiryPlanned,
    EnquiryMade,
    Wishes,
    ContactPlan,
    ContactAgreed,
    ContactMade,
    ContactTried,
    ContactMissed,
    ContactPaused,
    Agencies,
    Concern,
    ConcernNotNeeded,
    Compromised,
    BreachDecided,
    SafetyReviewed,
    Again,
    Joined,
    Parted,
    Road(Road),
    Corrected,
    Noted,
}

/// A step of the survivor's road.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Road {
    Change(LifeChange),
    Assessed,
    DayTold,
    DayMoved,
    CoSigned,
    Referred,
    NotReferred,
    Heard,
    Plan,
    Precaution(Precaution, PrecautionState),
    Needs,
    Choice(Choice),
    TalkedOver,
    Child,
    ChildForm,
    CareAct,
    NonRecent,
    InReturn,
    ProofAsked,
    Watch,
    Answered,
    Reviewed,
    Closed,
    Reopened,
    HoldLifted,
    Promised,
    Settled,
    Death,
    EqualityAsked,
    Asking,
    Feedback,
}

/// One word for what happened.
#[derive(Debug, PartialEq, Eq)]
pub struct FactWord {
    /// As it is written after `what =`.
    pub word: &'static str,
    /// What it means, in plain words.
    pub meaning: &'static str,
    /// The keys that it may have besides those that every fact may have.
    pub keys: &'static [&'static str],
    /// The capability that it waits for, where this version cannot do all that it asks for.
    pub waits_for: Option<&'static str>,
    pub(crate) records: Records,
}

impl FactWord {
    /// Whether it may lie ahead of the moment at which it became known: a hearing, a release.
    pub(crate) fn may_lie_ahead(&self) -> bool {
        matches!(
            self.word,
            "release"
                | "order-expired"
                | "bail-changed"
                | "hearing"
                | "plans-to-leave"
                | "home-offered"
                | "survivor-moved"
                | "possession-action"
                | "note"
        )
    }

    /// The place among facts that became known at one instant: what tells of abuse comes first.
    pub(crate) fn rank(&self) -> usize {
        FACT_WORDS.iter().position(|word| word.word == self.word).unwrap_or(FACT_WORDS.len())
    }

    /// Whether it puts an entry into the journal, or only stands in the chronology.
    pub fn is_recorded(&self) -> bool {
        self.records != Records::Noted
    }
}

/// Every word, in the order of the document.
pub const fn fact_words() -> &'static [FactWord] {
    FACT_WORDS
}

const TOLD: &[&str] = &["severity", "danger", "police", "reference", "came_by"];
const HARM: &[&str] = &[
    "severity",
    "danger",
    "police",
    "reference",
    "came_by",
    "kinds",
    "technology",
    "economic",
    "done_by",
    "children_present",
    "injuries",
];
const DISCLOSED: &[&str] = &[
    "severity",
    "danger",
    "police",
    "reference",
    "came_by",
    "children",
    "adults_at_risk",
    "wishes",
    "names",
    "agencies",
    "how",
    "limits_explained",
    "safe_to_talk",
];
const TRIED: &[&str] = &["way", "outcome"];
const CONCERN: &[&str] =
    &["concern", "category", "agreed", "ground", "why_without", "with", "reference", "survivor_told"];

const fn word(
    word: &'static str,
    records: Records,
    keys: &'static [&'static str],
    meaning: &'static str,
) -> FactWord {
    FactWord { word, meaning, keys, waits_for: None, records }
}

const fn change(name: &'static str, change: LifeChange, meaning: &'static str) -> FactWord {
    word(name, Records::Road(Road::Change(change)), &["on", "reference"], meaning)
}

const fn road(
    name: &'static str,
    road: Road,
    keys: &'static [&'static str],
    meaning: &'static str,
) -> FactWord {
    word(name, Records::Road(road), keys, meaning)
}

const fn precaution(
    name: &'static str,
    (which, how_far): (Precaution, PrecautionState),
    meaning: &'static str,
) -> FactWord {
    word(name, Records::Road(Road::Precaution(which, how_far)), &[], meaning)
}

const fn harm(name: &'static str, kinds: &'static [AbuseKind], meaning: &'static str) -> FactWord {
    word(name, Records::Incident(kinds), HARM, meaning)
}

const fn waits(name: &'static str, capability: &'static str, meaning: &'static str) -> FactWord {
    FactWord { word: name, meaning, keys: &[], waits_for: Some(capability), records: Records::Noted }
}

/// A refused move that is looked at again and listed, the areas that are not safe, an offer (case-04, R-23).
const REHOUSING: &str = "rehousing";
/// Arrears, possession and recharging stop where abuse is known.
const TENANCY_ACTION: &str = "tenancy-action";
/// A complaint that closes no question of risk (case-04).
const COMPLAINTS: &str = "complaints";

/// The capabilities of the field's rules that no commitment of the five policies names.
#[cfg(test)]
pub(crate) const OF_THE_FIELD: [&str; 3] = [REHOUSING, TENANCY_ACTION, COMPLAINTS];

impl FactWord {
    const fn also_waits(self, capability: &'static str) -> Self {
        Self { waits_for: Some(capability), ..self }
    }
}

static FACT_WORDS: &[FactWord] = &[
    word("report", Records::Report, TOLD, "somebody told the landlord of abuse, or of a worry"),
    word(
        "repair-reported",
        Records::ReportFrom(ReportSource::Repairs),
        TOLD,
        "a repair was reported that may point to harm",
    )
    .also_waits("early-signals"),
    word(
        "noise-reported",
        Records::ReportFrom(ReportSource::Noise),
        TOLD,
        "noise, banging or shouting was reported",
    )
    .also_waits("early-signals"),
    word(
        "agency-notice",
        Records::Notice,
        TOLD,
        "police, social care or another professional gave notice of high risk",
    ),
    word(
        "own-behaviour",
        Records::OwnBehaviour,
        &["severity", "danger", "police", "reference", "came_by", "children", "respect_line"],
        "somebody told of harm that they themselves cause: a scenario of its own",
    ),
    word("disclosure", Records::Disclosure, DISCLOSED, "the survivor told the landlord about the abuse"),
    harm("incident", &[], "something was done to the survivor; say which in kinds"),
    harm("assault", &[AbuseKind::Physical], "physical violence"),
    harm("sexual-assault", &[AbuseKind::Sexual], "sexual violence"),
    harm(
        "strangulation",
        &[AbuseKind::Strangulation, AbuseKind::Physical],
        "strangling, choking or suffocating",
    ),
    harm("threat", &[AbuseKind::Threats], "a threat"),
    harm("threat-to-kill", &[AbuseKind::ThreatToKill, AbuseKind::Threats], "a threat to kill"),
    harm("stalking", &[AbuseKind::Stalking], "following, watching, unwanted contact, harassment"),
    harm("verbal-abuse", &[AbuseKind::Emotional], "shouting, insults, humiliation"),
    harm("controlling", &[AbuseKind::Controlling], "controlling or coercive behaviour"),
    harm("economic-abuse", &[AbuseKind::Economic], "control over money, work or things needed to live"),
    harm("damage", &[AbuseKind::Damage], "damage to the home or belongings by the alleged perpetrator"),
    harm("child-taken", &[AbuseKind::ChildTaken], "a child taken or kept"),
    harm("forced-marriage", &[AbuseKind::ForcedMarriage], "pressure into a marriage"),
    harm("order-breached", &[AbuseKind::PostSeparation], "an order or bail condition was broken")
        .also_waits("perpetrator-action"),
    word(
        "household",
        Records::Household,
        &["children", "adults_at_risk"],
        "somebody asked who else lives at home",
    ),
    word(
        "severity",
        Records::Severity,
        &["severity"],
        "somebody judged how severe it is; only by = \"manager\" lowers it",
    ),
    word("region-placed", Records::Region, &[], "the case was given to a region or an area team"),
    word("owner-named", Records::Owner, &[], "a worker was given the case"),
    word("police-told", Records::PoliceTold, &["reference"], "the police were told"),
    word(
        "history-looked-up",
        Records::History,
        &["found"],
        "earlier reports, repairs, noise and flags were looked up",
    ),
    word(
        "safe-enquiry-planned",
        Records::EnquiryPlanned,
        &["on"],
        "how and by when somebody will ask safely",
    ),
    word("safe-enquiry-made", Records::EnquiryMade, &["outcome"], "somebody asked, safely"),
    word("wishes", Records::Wishes, &[], "what the survivor wants, in their words"),
    word(
        "contact-plan",
        Records::ContactPlan,
        &["ways", "hours"],
        "the survivor said which ways of contact are safe",
    ),
    word(
        "contact-made",
        Records::ContactMade,
        TRIED,
        "survivor and landlord spoke or met; by says who got in touch",
    ),
    word("contact-tried", Records::ContactTried, TRIED, "the landlord tried to make contact"),
    word("contact-missed", Records::ContactMissed, TRIED, "an agreed contact did not happen"),
    word(
        "contact-agreed",
        Records::ContactAgreed,
        &["on", "way", "if_missed"],
        "the next contact was agreed",
    ),
    word("contact-paused", Records::ContactPaused, &["until"], "contact must wait for a safe moment"),
    word("ways-again", Records::Again, &[], "somebody asked for every way of contact to be confirmed again"),
    word("another-record", Records::Joined, &[], "another record turned out to be about the same person"),
    word("two-people", Records::Parted, &[], "the two records turned out to be about two people after all"),
    word("agencies-offered", Records::Agencies, &["agencies", "how"], "the survivor was told of agencies"),
    word(
        "safeguarding-concern",
        Records::Concern,
        CONCERN,
        "a safeguarding concern was raised with the local authority",
    ),
    word(
        "safeguarding-not-needed",
        Records::ConcernNotNeeded,
        &["concern"],
        "somebody decided, with a reason, that no concern is needed",
    ),
    word(
        "location-compromised",
        Records::Compromised,
        &["way", "known_to"],
        "a number or an address came out to somebody who must not have it",
    ),
    word(
        "breach-decided",
        Records::BreachDecided,
        &["reported", "reference", "survivor_told"],
        "somebody decided whether the ICO is told of it, and whether the survivor is",
    ),
    word(
        "safety-reviewed",
        Records::SafetyReviewed,
        &["with_survivor"],
        "the safety of everybody at home was gone through again",
    ),
    waits("repair-ordered", "home-measures", "the landlord ordered a repair"),
    waits("repair-visited", "early-signals", "somebody came about a repair"),
    waits("repair-done", "home-measures", "a repair was finished"),
    change("separation", LifeChange::Separation, "the survivor left, or said that they would"),
    change("survivor-moved", LifeChange::Move, "the survivor moved, to a refuge or another home"),
    change(
        "suicide-risk",
        LifeChange::SuicideRisk,
        "it was said or seen that the survivor may take their own life",
    ),
    change("pregnancy", LifeChange::Pregnancy, "the survivor is pregnant"),
    change("perpetrator-moved", LifeChange::Other, "the alleged perpetrator moved near, in or out"),
    change("hearing", LifeChange::Hearing, "a court hearing, about children too"),
    change("release", LifeChange::Release, "release from prison or custody; may lie ahead"),
    road(
        "told-of-day",
        Road::DayTold,
        &["survivor_told"],
        "whether the survivor was told of the last release, change of bail, hearing, move or end of an order",
    ),
    road(
        "day-moved",
        Road::DayMoved,
        &["on"],
        "the last release, change of bail, hearing, move or end of an order is on another day",
    ),
    change("plans-to-leave", LifeChange::PlansToLeave, "the survivor plans to leave; may lie ahead"),
    change("new-partner", LifeChange::NewPartner, "a new partner, on either side"),
    change(
        "perpetrator-crisis",
        LifeChange::JobOrHealth,
        "the alleged perpetrator lost a job, is ill, or talked of suicide",
    ),
    change(
        "perpetrator-warned",
        LifeChange::NoticeGiven,
        "the landlord wrote to the alleged perpetrator, warned them or gave them notice",
    )
    .also_waits("perpetrator-action"),
    change("looked-for", LifeChange::Other, "somebody asked or looked for where the survivor is"),
    change("child-contact", LifeChange::ChildContact, "contact with the children was agreed, or took place"),
    road(
        "risk-assessed",
        Road::Assessed,
        &["yes", "severity", "wishes", "safe_to_talk", "named"],
        "a risk assessment was made",
    ),
    road(
        "co-sign-answered",
        Road::CoSigned,
        &["stands"],
        "a trained colleague who was named for the last assessment said whether they stand behind it",
    ),
    change("police-action", LifeChange::Arrest, "arrest, charge, first bail or probation")
        .also_waits("perpetrator-management"),
    waits("order-applied", "perpetrator-action", "an order was applied for"),
    change("order-served", LifeChange::OrderServed, "an order was served").also_waits("perpetrator-action"),
    change("order-expired", LifeChange::OrderExpires, "an order ran out; may lie ahead")
        .also_waits("perpetrator-action"),
    change("bail-changed", LifeChange::BailChanged, "bail conditions change, or bail ends; may lie ahead")
        .also_waits("perpetrator-management"),
    waits("police-notified-of-order", "perpetrator-action", "the police confirmed that they have the order"),
    road("marac-referred", Road::Referred, &["survivor_told"], "the case was referred to the MARAC")
        .also_waits("marac"),
    road(
        "marac-not-referred",
        Road::NotReferred,
        &["survivor_told"],
        "somebody decided that the case is not one for the MARAC",
    )
    .also_waits("marac"),
    road("marac-heard", Road::Heard, &[], "the MARAC heard the case").also_waits("marac"),
    road(
        "safety-plan",
        Road::Plan,
        &["with_survivor", "on", "agencies"],
        "a safety plan was made, and which agencies agreed it",
    ),
    precaution(
        "security-requested",
        (Precaution::SecureHome, PrecautionState::Asked),
        "locks, doors, windows or lighting were asked for",
    )
    .also_waits("home-measures"),
    precaution(
        "security-done",
        (Precaution::SecureHome, PrecautionState::Done),
        "a security measure was in place",
    )
    .also_waits("home-measures"),
    precaution(
        "security-not-wanted",
        (Precaution::SecureHome, PrecautionState::NotWanted),
        "the survivor did not want the home changed",
    ),
    precaution(
        "security-removed",
        (Precaution::SecureHome, PrecautionState::Removed),
        "a security measure that was in place is no longer there",
    ),
    precaution(
        "sanctuary-requested",
        (Precaution::Sanctuary, PrecautionState::Asked),
        "the sanctuary scheme was asked",
    )
    .also_waits("home-measures"),
    precaution(
        "orders-checked",
        (Precaution::Orders, PrecautionState::Done),
        "somebody found out which orders and bail conditions there are",
    ),
    precaution(
        "release-checked",
        (Precaution::Release, PrecautionState::Done),
        "somebody found out whether anybody is to be released",
    ),
    precaution(
        "repairs-put-first",
        (Precaution::Repairs, PrecautionState::Asked),
        "repairs were asked to put the home first, with no reason",
    )
    .also_waits("home-measures"),
    road(
        "needs-told",
        Road::Needs,
        &["needs", "names", "language", "interpreter"],
        "a need or vulnerability was told: health, disability, language, money",
    ),
    road(
        "child-affected",
        Road::Child,
        &["names", "affected", "related", "hurt_directly", "spoken_with"],
        "how a child lives with it, or is hurt",
    ),
    road(
        "child-described",
        Road::ChildForm,
        &["names", "wishes"],
        "a child was asked what the local authority’s form asks; what was answered on who they are stands in no account",
    ),
    road(
        "care-act-seen",
        Road::CareAct,
        &["names", "needs_care", "at_risk", "cannot_protect", "wishes"],
        "what was seen of the three parts of the Care Act test",
    ),
    road(
        "non-recent-abuse",
        Road::NonRecent,
        &["life_time", "reaches_them", "others_at_risk"],
        "the abuse that was told of lies in the past",
    ),
    road(
        "counter-allegation",
        Road::InReturn,
        &["names", "signs"],
        "an allegation against the survivor was made in return, or thought along",
    ),
    road(
        "proof-asked",
        Road::ProofAsked,
        &["survivor_told"],
        "the survivor was asked for proof before they were helped, or told since that none is needed",
    ),
    road(
        "choice-talked-over",
        Road::TalkedOver,
        &["choice", "state", "on"],
        "a choice was talked over with the survivor: what it is, and what they said of it",
    ),
    road(
        "homelessness-application",
        Road::Choice(Choice::Move),
        &[],
        "the survivor asked the council for help with housing",
    ),
    road("transfer-requested", Road::Choice(Choice::Move), &[], "the survivor asked to be moved")
        .also_waits(REHOUSING),
    change("transfer-refused", LifeChange::HousingDecision, "the landlord said no to a move")
        .also_waits(REHOUSING),
    change("transfer-decided", LifeChange::HousingDecision, "the landlord decided on a move")
        .also_waits(REHOUSING),
    change("transfer-agreed", LifeChange::MoveAgreed, "the landlord agreed to a move").also_waits(REHOUSING),
    change(
        "home-offered",
        LifeChange::HomeOffered,
        "the survivor was offered another home; the move may lie ahead",
    )
    .also_waits(REHOUSING),
    waits("possession-action", TENANCY_ACTION, "arrears, possession or tenancy action against the household"),
    waits("complaint", COMPLAINTS, "a complaint was made"),
    waits("complaint-reply", COMPLAINTS, "a complaint was answered"),
    waits("home-watched", "early-signals", "somebody waited, watched or came back again and again at a home"),
    waits(
        "supervised",
        "perpetrator-management",
        "the alleged perpetrator was supervised by probation, the police or a court",
    ),
    road("case-closed", Road::Closed, &["ending", "moved_to", "wishes"], "the landlord closed the case"),
    road(
        "death",
        Road::Death,
        &["names", "may_be_perpetrator", "tell", "told_by", "not_told"],
        "somebody died; who is told of it, and by whom",
    ),
    road(
        "concern-answered",
        Road::Answered,
        &["stage"],
        "the local authority said what becomes of the concern, or was asked again",
    ),
    road("case-reviewed", Road::Reviewed, &["wishes", "on"], "the case was gone through"),
    road("promise-made", Road::Promised, &["on"], "something was promised to the survivor by a day"),
    road("promise-settled", Road::Settled, &["kept", "survivor_told"], "what came of the last promise"),
    road(
        "equality-asked",
        Road::EqualityAsked,
        &[],
        "the questions that are only counted were asked; what was answered stands in no account",
    ),
    road(
        "feedback-agreed",
        Road::Asking,
        &["wish", "on"],
        "whether the survivor wants to be asked how it went",
    ),
    road("feedback-given", Road::Feedback, &["time"], "how it went, in the survivor's view"),
    road("not-now", Road::Watch, &["on", "reference"], "the survivor said not now, with a sign and a day"),
    road("case-reopened", Road::Reopened, &[], "the landlord opened a closed case again"),
    word(
        "corrected",
        Records::Corrected,
        &["of"],
        "somebody found that an earlier entry should never have been made",
    ),
    road("hold-lifted", Road::HoldLifted, &[], "a record held because of a death is held no longer"),
    word("determination", Records::Noted, &[], "what a later body found"),
    word("note", Records::Noted, &[], "anything else that belongs in the chronology"),
];
