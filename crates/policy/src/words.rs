//! The closed vocabularies of a pack: each word, the variant that it stands for and its plain label.
//!
//! A pack cannot say anything that is not here, so what a pack may ask for can be read on one page, and
//! a new word is a change of the program with its own test, never a string that nobody checks.

use domain::report::ReportSource;
use domain::risk::MaracCriterion;

/// A list of words of which a pack may choose.
pub trait Word: Copy + Sized + 'static {
    /// Every word, in the order in which they are explained.
    const EVERY: &'static [Self];

    /// As it is written in a pack.
    fn word(self) -> &'static str;

    /// As a person reads it.
    fn label(self) -> &'static str;

    /// The variant of a word; `None` where it is not one of the list.
    fn of(text: &str) -> Option<Self> {
        Self::EVERY.iter().copied().find(|word| word.word() == text)
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident: $($(#[$about:meta])* $variant:ident = $word:literal, $label:literal;)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`: ", $label, ".")] $(#[$about])* $variant,)+
        }

        impl $name {
            /// Every word, in the order in which they are explained.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];
        }

        impl Word for $name {
            const EVERY: &'static [Self] = &Self::ALL;

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }
    };
}

/// Whoever told of an incident, as reports name them.
impl Word for ReportSource {
    const EVERY: &'static [Self] = Self::ALL;

    fn word(self) -> &'static str {
        self.code()
    }

    fn label(self) -> &'static str {
        self.label()
    }
}

words! {
    /// Whose bank holidays count.
    Nation:
    EnglandAndWales = "england-and-wales", "England and Wales";
    Scotland = "scotland", "Scotland";
    NorthernIreland = "northern-ireland", "Northern Ireland";
}

words! {
    /// Which definition of domestic abuse the policy is written to (domain.md section 1).
    Definition:
    CrossGovernment2013 = "2013-cross-government", "the cross-government definition of 2013";
    Act2021 = "2021-act", "the Domestic Abuse Act 2021";
    OwnWords = "own-words", "the policy's own words";
}

words! {
    /// From which day a further event counts as a repeat for the MARAC. Areas differ; what catches most is the
    /// meeting, and any event.
    Anchor:
    Meeting = "meeting", "the day on which the MARAC last heard it";
    Referral = "referral", "the day on which it was last referred to the MARAC";
    /// Each event within the months begins them anew.
    LastEvent = "last-event-after-meeting", "the last event since the MARAC heard it, or that day";
}

words! {
    /// How a commitment is kept.
    Kind:
    Duty = "duty", "a timed duty that a case raises";
    Procedure = "procedure", "a step or a form that everybody goes through";
    Gate = "gate", "a check that nothing passes without";
    Organisation = "organisation", "something that the organisation does, outside any one case";
}

words! {
    /// What starts a duty.
    Start:
    ReportTaken = "report-taken", "a report was taken";
    /// Worked out: the survivor reported it, by telephone or face to face.
    SurvivorSpoke = "survivor-spoke", "the survivor reported it by speaking with us";
    DisclosureTaken = "disclosure-taken", "the survivor told us about the abuse";
    SuspicionReported = "suspicion-reported", "somebody suspects abuse";
    /// Worked out: a report on a case that has one.
    ReportedAgain = "reported-again", "another report came in";
    /// Worked out: a disclosure after another, or after the risk was assessed.
    ToldAgain = "told-again", "the survivor told us about it again";
    OwnBehaviourDisclosed = "own-behaviour-disclosed", "somebody told us about their own abusive behaviour";
    IncidentRecorded = "incident-recorded", "an incident was recorded";
    /// Worked out: the incident that reaches the number of the pack's pattern, and each one after it.
    RepeatedIncidents = "repeated-incidents", "incidents are repeating";
    ContactAgreed = "contact-agreed", "the next contact was agreed";
    ContactMissed = "contact-missed", "the survivor could not be reached at the agreed contact";
    /// Worked out: a message was left that the contact plan forbids, or says nothing of; or something was left or sent that
    /// the gate had not cleared.
    MessageAgainstPlan = "message-against-plan", "something was left or sent that the contact plan does not allow";
    ContactMade = "contact-made", "somebody spoke with the survivor";
    SafeEnquiryPlanned = "safe-enquiry-planned", "a safe enquiry was planned";
    /// Worked out: something was reported and no owner had been named.
    OwnerMissing = "owner-missing", "nobody owns the case";
    HouseholdAnswered = "household-answered", "somebody answered who lives at home";
    /// Worked out: nobody had known of one before, or it was said that there was none.
    AtRiskAtHome = "at-risk-at-home", "it became known that a child or an adult at risk lives at home";
    SeverityAssessed = "severity-assessed", "the severity was assessed";
    LocationCompromised = "location-compromised", "a number or address is no longer safe";
    /// Whatever the reason: two records turned out to be about one person, or about two, or somebody doubts the plan.
    ConfirmAgain = "confirm-again", "every way of getting in touch is to be confirmed again";
    RiskAssessed = "risk-assessed", "risk was assessed";
    /// Worked out: as many answers as the instrument calls high.
    HighByCount = "risk-high-by-count", "the answers alone make the risk high";
    /// Worked out: an assessment, or whoever judges the severity, says high, and nobody had said so before.
    HighByJudgement = "risk-high-by-judgement", "somebody judged the risk to be high";
    /// Worked out: incidents that repeat, and the MARAC does not have it yet.
    HighByEscalation = "risk-high-by-escalation", "incidents are repeating, and nobody has referred it to the MARAC";
    /// Worked out: answers that call for a judgement, and none was made.
    RiskPrompted = "risk-prompted", "answers call for a judgement";
    /// Worked out: whoever assessed is not trained, and named a colleague who is.
    CoSignerNamed = "co-signer-named", "a colleague was named as standing behind an assessment";
    /// Worked out: that colleague said that it was not them.
    NotStoodBehind = "not-stood-behind", "a colleague who was named for an assessment said that it was not them";
    /// Worked out: an incident or a change that warns by itself, alone or with what stands on record.
    WarningRecorded = "warning-recorded", "something on record warns of grave harm by itself";
    /// Worked out: locks, doors, windows or lighting, and not in place yet.
    SecurityAsked = "security-asked", "security at home was asked for";
    /// Worked out: something that made the home safe was in place and is no longer, or is no longer wanted.
    MeasureRemoved = "safe-measure-removed", "something that kept them safe at home is gone";
    ChangeRecorded = "change-recorded", "something changed in their life, or will";
    /// Worked out: an incident or another change after a decision on their home or on a move (case-04).
    SinceHomeDecision = "since-home-decision", "something has happened since a decision on their home, or on a move";
    MoveAgreed = "move-agreed", "a move was agreed";
    /// Worked out: whatever opens the window of heightened risk, a change, an answer or an incident (ONE-24).
    Leaving = "leaving", "they have left, or plan to";
    /// Worked out: a change on a day that is counted down to.
    DateAhead = "date-ahead", "a release, a change of bail, a hearing, a move or the end of an order lies ahead";
    /// Worked out: a day of which the survivor must hear, also late, and of a release that nobody knows the day of.
    DayToTell = "day-to-tell", "there is a release or another day that the survivor must be told of";
    /// Worked out: an incident, or an order or bail that was broken, within the months of the pack's anchor, twelve unless it says otherwise.
    RepeatAfterMarac = "repeat-after-marac", "it has happened again within 12 months of the MARAC";
    MaracReferred = "marac-referred", "it was referred to the MARAC";
    SafetyPlanMade = "safety-plan-made", "a safety plan was made";
    WatchAgreed = "watch-agreed", "they said not now, and when to ask again";
    /// Worked out: a choice that they want to be asked about again on a day.
    AskAgain = "ask-again", "they want to be asked again on a day";
    ConcernRaised = "safeguarding-concern-raised", "a safeguarding concern was raised";
    /// Worked out: the test of the Care Act may be met.
    CareActMayBeMet = "care-act-may-be-met", "the three parts of the Care Act test may be met";
    /// Worked out: a child that is hurt or threatened directly, or may be.
    ChildHurt = "child-hurt", "a child is hurt or threatened, or may be";
    CaseReviewed = "case-reviewed", "the case was gone through";
    PromiseMade = "promise-made", "something was promised to the survivor";
    NonRecentRecorded = "non-recent-abuse-recorded", "it is abuse that lies in the past";
    CounterAllegation = "counter-allegation-recorded", "an allegation was made in return";
    /// Worked out: nobody has told them since that none is needed.
    ProofAsked = "proof-asked", "they were asked for proof before they were helped";
    DeathRecorded = "death-recorded", "somebody in the case has died";
    /// Worked out: the police or another agency report it as high.
    HighNotice = "high-risk-notice", "a professional says that the risk is high";
    CaseClosed = "case-closed", "the case was closed";
    CaseReopened = "case-reopened", "the case was opened again";
    /// Worked out: the survivor has told us, and it became high or immediate, or nobody has judged it.
    HighRisk = "high-risk", "the survivor told us, and the risk is high or nobody has judged it yet";
}

words! {
    /// What may have to be so for a duty to arise. A "not known" is a word of its own and has its own
    /// consequence: `children-at-home` is true only for a yes.
    Condition:
    ChildrenAtHome = "children-at-home", "children live at home";
    AdultAtRiskAtHome = "adult-at-risk-at-home", "an adult at risk lives at home";
    ChildrenNotKnown = "children-not-known", "it is not known whether children live at home";
    AdultAtRiskNotKnown = "adult-at-risk-not-known", "it is not known whether an adult at risk lives at home";
    DangerNow = "danger-now", "somebody is in danger now";
    DangerNotKnown = "danger-not-known", "it is not known whether somebody is in danger now";
    ThirdParty = "third-party", "somebody other than the survivor reported it";
    ChildrenPresent = "children-present", "children were there when it happened";
    NoContactPlan = "no-contact-plan", "no safe way to make contact is recorded";
    /// Worked out: no agreed contact lies ahead.
    NoContactAgreed = "no-contact-agreed", "no contact with the survivor is agreed";
    OwnBehaviour = "own-behaviour", "the case is about somebody's own abusive behaviour";
    SurvivorRoute = "survivor-route", "the survivor told us";
    SuspicionRoute = "suspicion-route", "the case is a suspicion so far";
    NotAssessed = "not-assessed", "risk was not assessed yet";
    NoSafetyPlan = "no-safety-plan", "there is no safety plan";
    /// Worked out: less than twelve months since they left, or planned to (domain.md 12).
    Heightened = "heightened", "they have left or plan to: the danger is greatest now";
    NonRecent = "non-recent", "the abuse lies in the past";
    OthersAtRisk = "others-at-risk", "others may be at risk from whoever did it";
    /// Worked out: somebody judged or reported it to be high, or worse.
    RiskHigh = "risk-high", "the risk is high";
    RiskNotKnown = "risk-not-known", "nobody has judged the risk yet";
    NotToBeAsked = "not-to-be-asked", "they have said that they do not want to be asked how it went";
    SomebodyDied = "somebody-died", "somebody in the case has died";
}

words! {
    /// What meets a duty: something recorded after it started.
    Evidence:
    SeverityAssessed = "severity-assessed", "the severity assessed";
    OwnerNamed = "owner-named", "an owner named";
    DisclosureTaken = "disclosure-taken", "a disclosure taken";
    HouseholdAnswered = "household-answered", "the question about the household answered";
    ContactPlanMade = "contact-plan-made", "a safe contact plan made";
    ContactAgreed = "contact-agreed", "the next contact agreed";
    ContactAttempted = "contact-attempted", "an attempt to make contact";
    ContactMade = "contact-made", "contact with the survivor";
    WishesRecorded = "wishes-recorded", "what the survivor wants, recorded";
    HistoryLookedUp = "history-looked-up", "the history looked up";
    SafeEnquiryPlanned = "safe-enquiry-planned", "a safe enquiry planned";
    SafeEnquiryMade = "safe-enquiry-made", "a safe enquiry made";
    SafeguardingConcernRaised = "safeguarding-concern-raised", "a safeguarding concern raised";
    SafeguardingNotNeeded = "safeguarding-not-needed", "a reason why no safeguarding concern is needed";
    PoliceTold = "police-told", "the police told";
    AgenciesOffered = "agencies-offered", "support agencies offered";
    PersonRecorded = "person-recorded", "a person recorded";
    ConnectionRecorded = "connection-recorded", "who the alleged perpetrator is and how they are connected, recorded";
    IncidentRecorded = "incident-recorded", "an incident recorded";
    /// One that names the report from which it was recorded.
    IncidentOfReport = "incident-of-report", "an incident recorded from the report";
    RespectLineOffered = "respect-line-offered", "the Respect phoneline offered";
    RegionPlaced = "region-placed", "the report placed in a region";
    SafetyReviewed = "safety-reviewed", "the safety of everybody at home gone through again";
    BreachDecided = "breach-decided", "a decision whether the breach is reported to the ICO";
    RiskAssessed = "risk-assessed", "risk assessed";
    RiskJudged = "risk-judged", "a professional judgement of the risk, with its reason";
    CoSignAnswered = "co-sign-answered", "the answer of the colleague who was named for the assessment";
    MaracDecided = "marac-decided", "a referral to the MARAC, or a manager's reason against it";
    MaracReferred = "marac-referred", "a referral to the MARAC";
    DayTold = "survivor-told-of-day", "the survivor told of the day";
    SafetyPlanMade = "safety-plan-made", "a safety plan made";
    ChoiceTalkedOver = "choice-talked-over", "a choice talked over";
    WatchAgreed = "watch-agreed", "a sign and a day agreed";
    NeedsRecorded = "needs-recorded", "needs asked about";
    ChildSituation = "child-situation-recorded", "how a child is affected, recorded";
    CareActTest = "care-act-test-recorded", "the Care Act test noted";
    ConcernAnswered = "safeguarding-concern-answered", "an answer to the safeguarding concern";
    ConcernChased = "safeguarding-concern-chased", "the safeguarding concern chased";
    CaseReviewed = "case-reviewed", "the case gone through";
    PromiseSettled = "promise-settled", "what came of the promise";
    FeedbackGiven = "feedback-given", "how it went, in the survivor's view";
    FeedbackAgreed = "feedback-agreed", "whether and how the survivor wants to be asked how it went";
    CounterConsidered = "counter-allegation-considered", "what was thought along about an allegation in return";
    HomeSeenTo = "home-seen-to", "the home made secure, asked for, or not wanted by the survivor";
    HomeSecured = "home-secured", "the home made secure, or not wanted by the survivor";
    SanctuarySeenTo = "sanctuary-seen-to", "the sanctuary scheme asked, or not wanted by the survivor";
    OrdersChecked = "orders-checked", "orders and bail conditions checked or asked about";
    ReleaseChecked = "release-checked", "a release checked or asked about";
    RepairsFirst = "repairs-first", "repairs asked to put the home first";
    HomeDecided = "home-decided", "a decision on their home, or on a move";
    MoveMade = "move-made", "the move made, or not wanted by the survivor";
    ProofTakenBack = "proof-taken-back", "they were told that no proof is needed";
    /// Whoever says that they do not know has told nobody.
    DangerKnown = "danger-known", "an answer whether anybody is in danger now";
}

impl Start {
    /// The start of each road to the MARAC.
    pub(crate) const fn of_road(road: MaracCriterion) -> Self {
        match road {
            MaracCriterion::VisibleHighRisk => Self::HighByCount,
            MaracCriterion::Judgement => Self::HighByJudgement,
            MaracCriterion::Escalation => Self::HighByEscalation,
            MaracCriterion::Repeat => Self::RepeatAfterMarac,
        }
    }
}

impl Evidence {
    /// All that is about one earlier entry.
    pub(crate) const OF_ONE_ENTRY: Bits = Self::PromiseSettled
        .bit()
        .and(Self::DayTold.bit())
        .and(Self::CoSignAnswered.bit())
        .and(Self::ConcernAnswered.bit())
        .and(Self::ConcernChased.bit())
        .and(Self::BreachDecided.bit())
        .and(Self::IncidentOfReport.bit());

    /// Whether it is about one earlier entry and says nothing of others like it: each promise is settled by itself, and no
    /// incident records two reports.
    pub const fn answers_one_entry(self) -> bool {
        Self::OF_ONE_ENTRY.has_any(self.bit())
    }
}

/// Whether a duty with this evidence is to have the police called: nothing else meets it. While it is open somebody is in
/// danger, and nobody has written down that the police know (NHG-15, domain.md 13A.1).
pub fn calls_the_police(met_by: &[Evidence]) -> bool {
    met_by == [Evidence::PoliceTold]
}

words! {
    /// To whom a duty falls, and to whom it is raised.
    Role:
    CallHandler = "call-handler", "call handler";
    CaseOwner = "case-owner", "case owner";
    /// Whoever the entry that starts it names: the line stands in their work, not in the owner's.
    NamedColleague = "named-colleague", "colleague who was named";
    RegionalManager = "regional-manager", "regional housing manager";
    DaLead = "da-lead", "domestic abuse lead";
}

words! {
    /// From when a clock runs.
    From:
    Recorded = "recorded", "when it was recorded";
    AgreedTime = "agreed-time", "the time that was agreed with the survivor";
    PlannedDate = "planned-date", "the day that was planned";
    ThirtyDaysBefore = "30-days-before", "30 days before the day";
    SevenDaysBefore = "7-days-before", "7 days before the day";
    OneDayBefore = "1-day-before", "the day before";
    /// To be done from now on and before the day; at once, where that has come or nobody knows it.
    BeforeTheDay = "before-the-day", "now, until the day before";
}

impl From {
    /// How many days before the day that an entry names the clock begins; `None` where it names none.
    pub const fn days_before(self) -> Option<i64> {
        match self {
            Self::PlannedDate => Some(0),
            Self::ThirtyDaysBefore => Some(30),
            Self::SevenDaysBefore => Some(7),
            Self::OneDayBefore => Some(1),
            Self::Recorded | Self::AgreedTime | Self::BeforeTheDay => None,
        }
    }
}

/// A set of words of one list, as bits; a list never has more than 64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bits(u64);

impl Bits {
    /// No word at all.
    pub const NONE: Self = Self(0);

    /// The set of one word, by its place in its list.
    pub const fn of(place: u32) -> Self {
        Self(1 << (place & 63))
    }

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set without the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether all of `other` are in this set.
    pub const fn has_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether some of `other` are in this set.
    pub const fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The place in its list of each word that is in the set, the first first.
    pub fn places(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let place = usize::try_from(left.trailing_zeros()).ok().filter(|_| left != 0)?;
            left &= left - 1;
            Some(place)
        })
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

macro_rules! bits {
    ($($name:ident)+) => {$(
        impl $name {
            /// This word as a set of one.
            pub const fn bit(self) -> Bits {
                Bits::of(self as u32)
            }
        }

        impl FromIterator<$name> for Bits {
            fn from_iter<I: IntoIterator<Item = $name>>(words: I) -> Self {
                words.into_iter().fold(Self::NONE, |all, word| all.and(word.bit()))
            }
        }
    )+};
}

bits! { Start Condition Evidence }

#[cfg(test)]
mod tests {
    use super::*;

    fn every<W: Word + PartialEq + std::fmt::Debug>() {
        assert!(W::EVERY.len() <= 64);
        for &word in W::EVERY {
            assert_eq!(W::of(word.word()), Some(word));
            assert!(!word.label().is_empty());
        }
    }

    #[test]
    fn every_word_reads_back_as_its_variant() {
        every::<Nation>();
        every::<Definition>();
        every::<Anchor>();
        every::<Kind>();
        every::<Start>();
        every::<Condition>();
        every::<Evidence>();
        every::<Role>();
        every::<From>();
    }

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let set: Bits = [Start::ReportTaken, Start::SeverityAssessed].into_iter().collect();
        assert!(set.has_all(Start::ReportTaken.bit()) && set.has_any(Start::SeverityAssessed.bit()));
        assert!(!set.has_any(Start::ContactMade.bit()));
        assert!(set.without(Start::ReportTaken.bit()).without(Start::SeverityAssessed.bit()).is_empty());
    }
}
