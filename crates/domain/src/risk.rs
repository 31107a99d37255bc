//! Risk: what was answered, what a person makes of it, and which roads lead to "high" (domain.md 2, R-03 to R-08).
//!
//! A score only ever raises attention. Nothing here lowers a level, and a count below the line says nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::text::{ShortText, Words};
use crate::{Answer, Severity, UserId};

mod ageing;
mod barrier;
mod on_record;
mod right_now;
mod roads;
mod standing;

pub use ageing::Aged;
pub use barrier::{Barrier, Barriers};
pub use on_record::OnRecord;
pub use right_now::{RightNow, Whereabouts};
pub use roads::{Criteria, MaracRoads, Repeats};
pub use standing::StandingRisk;

codes! {
    /// The 24 factors, in our own words and by the numbers that other lists share (domain.md 2.1). An
    /// organisation may show its licensed wording over the same numbers.
    RiskFactor {
        InjuryNow = "1", "They were hurt this time";
        VeryFrightened = "2", "They are very frightened";
        FearOfWhat = "3", "They fear more harm, to themselves or to somebody else";
        Isolated = "4", "They are cut off from family, friends or help";
        LowMood = "5", "They feel very low, or have thoughts of suicide";
        Separation = "6", "They have separated, or tried to, in the last 12 months";
        ChildContact = "7", "There is conflict over contact with children";
        Stalking = "8", "They are followed, watched or contacted all the time";
        Pregnancy = "9", "They are pregnant, or had a baby in the last 18 months";
        MoreOften = "10", "It happens more often";
        GettingWorse = "11", "It is getting worse";
        Control = "12", "Their daily life is controlled, or there is extreme jealousy";
        Weapons = "13", "A weapon or an object was used to hurt them";
        ThreatToKill = "14", "There was a threat to kill, and they believe it";
        Strangulation = "15", "There was strangling, choking, suffocating or drowning";
        SexualHarm = "16", "There was sexual harm, in words or acts";
        OtherPerson = "17", "Somebody else threatens them too";
        HurtOthers = "18", "Others have been hurt: children, relatives, a former partner";
        Animals = "19", "An animal was hurt";
        Money = "20", "There is trouble over money: dependence, debt, a lost job";
        SubstanceOrHealth = "21", "The alleged perpetrator has had trouble with drugs, alcohol or mental health in the last year";
        PerpetratorSuicide = "22", "The alleged perpetrator has threatened or tried suicide";
        BrokenOrder = "23", "A bail condition, an order or an agreement on contact was broken";
        PoliceHistory = "24", "The alleged perpetrator is known to the police";
    }
}

codes! {
    /// The answer to one factor. Four things that are never the same (domain.md 2.1).
    RiskAnswer {
        Yes = "yes", "Yes";
        No = "no", "No";
        DontKnow = "dont-know", "Don’t know";
        NotAsked = "not-asked", "Not asked";
    }
}

codes! {
    /// Where an answer comes from, where it is not the survivor's own word.
    AnswerSource {
        Survivor = "survivor", "The survivor";
        Police = "police", "The police";
        Agency = "agency", "Another agency";
        Reporter = "somebody-close", "Somebody who knows them";
        File = "file", "Our own records";
        Seen = "seen", "What we saw ourselves";
    }
}

/// One answer, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorAnswer {
    /// The answer.
    pub answer: RiskAnswer,
    /// Who said so.
    pub source: AnswerSource,
    /// The day of that source, where it is not today's conversation.
    pub dated: Option<Date>,
    /// What was said.
    pub words: Option<Words>,
}

/// What somebody who was there makes of it, beyond any count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The level as they judge it.
    pub level: Severity,
    /// Why. A judgement without a reason helps nobody who reads it later (domain.md 2.2).
    pub why: Words,
}

/// One whole assessment. The next one stands beside it, never over it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskAssessed {
    /// Which instrument, by its id.
    pub instrument: ShortText,
    /// Its version.
    pub version: u16,
    /// In which language it was asked.
    pub language: ShortText,
    /// Whether it was safe for them to talk when it was begun.
    pub safe_to_talk: Answer,
    /// Where whoever causes harm was then, and the children. Not known in an entry from before there was this.
    #[serde(default)]
    pub right_now: RightNow,
    /// How long they could talk, where that was said.
    pub how_long: Option<ShortText>,
    /// From how many a "yes" counts as high by the count alone.
    pub high_at: u8,
    /// The answers. A factor that is not here was not asked.
    pub answers: BTreeMap<RiskFactor, FactorAnswer>,
    /// What may have kept them from telling. What is not here was not asked, as in an entry from before there was this.
    #[serde(default)]
    pub barriers: Barriers,
    /// The professional judgement, where one was made.
    pub judgement: Option<Judgement>,
    /// Whom they are frightened of: it may be more than one person.
    pub frightened_of: Option<Words>,
    /// What the survivor sees as most urgent for their safety, in their words.
    pub priority: Option<Words>,
    /// How dangerous the survivor thinks it is. Their own view is a reason in itself.
    pub survivors_view: Option<Words>,
    /// A colleague trained in it who stands behind it, where whoever filled it in is not.
    pub co_signed_by: Option<UserId>,
    /// The entry of the assessment that was the newest when this one was begun; `None` for the first. Two
    /// that name the same one were made at the same time.
    pub after: Option<u64>,
}

codes! {
    /// What a colleague who was named for an assessment says to that.
    CoSign {
        Stands = "stands", "Stands behind it";
        NotMe = "not-me", "Did not stand behind it: that was not them";
    }
}

/// The answer of a colleague who was named as standing behind an assessment. Nobody else gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoSignAnswered {
    /// The entry of the assessment.
    pub of: u64,
    /// What they say.
    pub answer: CoSign,
}

/// How many of each answer there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Yes.
    pub yes: u8,
    /// No.
    pub no: u8,
    /// Don't know.
    pub dont_know: u8,
    /// Not asked.
    pub not_asked: u8,
}

codes! {
    /// The three separate roads to "high" (domain.md 2.2). One is enough.
    HighRoute {
        Count = "count", "By the number of answers";
        Judgement = "judgement", "By professional judgement";
        Escalation = "escalation", "Because it is happening again and again";
    }
}

codes! {
    /// What calls for a judgement although the count is low (R-04, domain.md 2.2).
    Prompt {
        Strangulation = "strangulation", "Strangling or choking: a warning of its own, however few the other answers";
        ThreatToKill = "threat-to-kill", "A threat to kill that they believe";
        Stalking = "stalking", "Being followed, watched or contacted all the time";
        LeavingUnderControl = "leaving-under-control", "Separation together with control and violence";
        Weapons = "weapons", "Weapons or objects used to hurt";
        ThoughtsOfSuicide = "thoughts-of-suicide", "They feel very low, or have thoughts of suicide";
        Honour = "honour", "So-called honour, forced marriage or several people who threaten";
        Pregnancy = "pregnancy", "Pregnancy or a small baby, together with violence";
        Escalating = "escalating", "It happens more often or is getting worse";
        OwnView = "own-view", "They are very frightened: their own view of the danger counts";
        ChildTaken = "child-taken", "A child was taken or kept";
        TheirSuicide = "their-suicide", "The alleged perpetrator has threatened or tried suicide: a danger to others too";
        KeptFromTelling = "kept-from-telling", "Something may have kept them from telling: language, immigration, culture, somebody who listened, or pressure";
        ManyUnknown = "many-unknown", "Five or more answers are not known: a low count says little";
    }
}

/// From how many answers nobody knows a count says too little to be read (domain.md 2.2).
pub const MANY_UNKNOWN: u8 = 5;

impl RiskAssessed {
    /// The answer to a factor. What is not there was not asked.
    pub fn answer(&self, factor: RiskFactor) -> RiskAnswer {
        self.answers.get(&factor).map_or(RiskAnswer::NotAsked, |given| given.answer)
    }

    /// How many of each answer. Never one number alone.
    pub fn counts(&self) -> Counts {
        counted(|factor| self.answer(factor))
    }

    /// Whether the count alone makes it high.
    pub fn is_high_by_count(&self) -> bool {
        self.counts().yes >= self.high_at
    }

    /// Whether a person judged it high, or worse.
    pub fn is_high_by_judgement(&self) -> bool {
        self.judgement.as_ref().is_some_and(|judgement| judgement.level <= Severity::High)
    }

    /// What calls for a judgement, however low the count. `honour` says whether so-called
    /// honour-based abuse or forced marriage stands elsewhere in the record.
    pub fn prompts(&self, honour: bool) -> BTreeSet<Prompt> {
        called_for(|factor| self.answer(factor), honour, barrier::keeps_from_telling(&self.barriers))
    }

    /// The factors whose answer differs from that of an earlier assessment, with the earlier answer first.
    pub fn changed_since(&self, earlier: &Self) -> Vec<(RiskFactor, RiskAnswer, RiskAnswer)> {
        let both =
            RiskFactor::ALL.iter().map(|factor| (*factor, earlier.answer(*factor), self.answer(*factor)));
        both.filter(|(_, before, now)| before != now).collect()
    }
}

fn counted(answer: impl Fn(RiskFactor) -> RiskAnswer) -> Counts {
    RiskFactor::ALL.iter().fold(Counts::default(), |mut counts, factor| {
        match answer(*factor) {
            RiskAnswer::Yes => counts.yes += 1,
            RiskAnswer::No => counts.no += 1,
            RiskAnswer::DontKnow => counts.dont_know += 1,
            RiskAnswer::NotAsked => counts.not_asked += 1,
        }
        counts
    })
}

fn called_for(
    answer: impl Fn(RiskFactor) -> RiskAnswer,
    honour: bool,
    kept_from_telling: bool,
) -> BTreeSet<Prompt> {
    use RiskFactor as F;
    let yes = |factor| answer(factor) == RiskAnswer::Yes;
    let hurt = yes(F::InjuryNow) || yes(F::SexualHarm) || yes(F::Strangulation) || yes(F::Weapons);
    let counts = counted(&answer);
    let called = [
        (Prompt::Strangulation, yes(F::Strangulation)),
        (Prompt::ThreatToKill, yes(F::ThreatToKill)),
        (Prompt::Stalking, yes(F::Stalking)),
        (Prompt::LeavingUnderControl, yes(F::Separation) && yes(F::Control) && hurt),
        (Prompt::Weapons, yes(F::Weapons)),
        (Prompt::ThoughtsOfSuicide, yes(F::LowMood)),
        (Prompt::Honour, honour || yes(F::OtherPerson)),
        (Prompt::Pregnancy, yes(F::Pregnancy) && hurt),
        (Prompt::Escalating, yes(F::MoreOften) || yes(F::GettingWorse)),
        (Prompt::OwnView, yes(F::VeryFrightened)),
        (Prompt::TheirSuicide, yes(F::PerpetratorSuicide)),
        (Prompt::KeptFromTelling, kept_from_telling),
        (Prompt::ManyUnknown, counts.dont_know + counts.not_asked >= MANY_UNKNOWN),
    ];
    called.into_iter().filter_map(|(prompt, holds)| holds.then_some(prompt)).collect()
}

codes! {
    /// Why a case is one for the MARAC. One is enough (domain.md 3.2).
    MaracCriterion {
        VisibleHighRisk = "visible-high-risk", "The number of answers";
        Judgement = "judgement", "Professional judgement";
        Escalation = "escalation", "It is happening again and again";
        Repeat = "repeat", "It has happened again within 12 months of the last MARAC";
    }
}

/// What was decided about the MARAC. A referral that was called for is made, or a manager says why not
///
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaracDecided {
    /// Whether it is referred.
    pub decision: MaracDecision,
    /// Whether the survivor knows.
    pub survivor_told: Answer,
    /// What they said of it, or why they were not told.
    pub words: Option<Words>,
}

/// A referral to the MARAC, or a manager's reason against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaracDecision {
    /// It is referred.
    Referred {
        /// By which criteria; at least one.
        criteria: BTreeSet<MaracCriterion>,
        /// When it was sent.
        on: Date,
    },
    /// A manager decided against it.
    NotReferred {
        /// Because.
        why: Words,
    },
}

/// The MARAC heard the case. From this day a further event within 12 months is a repeat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaracHeard {
    /// On which day.
    pub on: Date,
    /// Which MARAC.
    pub area: Option<ShortText>,
}
