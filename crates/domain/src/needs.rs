//! What somebody needs, asked so that it can be met (ONE-22, ONE-23, domain.md 11). Who they are is asked elsewhere, and
//! only to be counted ([`crate::equality`]): a need is acted on, an equality answer never is.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::interpreting::names_a_relation;
use crate::text::{ShortText, Words};
use crate::{Happened, PersonId};

codes! {
    /// Something that makes it harder to be safe or to get help, where it is not met.
    Need {
        LowIncome = "low-income", "Little money, or none of their own";
        Literacy = "literacy", "Reading and writing is hard";
        Numeracy = "numeracy", "Numbers and forms are hard";
        Rural = "rural", "They live far from help";
        Caring = "caring", "They care for somebody";
        Immigration = "immigration", "Worry about their immigration status";
        NoPublicFunds = "no-public-funds", "No recourse to public funds";
        FearOfAttention = "fear-of-attention", "Fear that reporting draws attention";
        Mobility = "mobility", "Moving around";
        Sensory = "sensory", "Seeing or hearing";
        MentalHealth = "mental-health", "Mental health";
        LearningOrMemory = "learning-or-memory", "Understanding, learning or memory";
        Substances = "substances", "Alcohol or drugs";
        Pregnancy = "pregnancy", "Pregnancy or a small baby";
    }
}

codes! {
    /// The answer to a question on a need. Not asked is none of the others.
    NeedAnswer {
        Yes = "yes", "Yes";
        No = "no", "No";
        RatherNot = "rather-not", "Prefers not to say";
        NotAsked = "not-asked", "Not asked";
    }
}

codes! {
    /// How information reaches them.
    Format {
        LargePrint = "large-print", "Large print";
        EasyRead = "easy-read", "Easy read";
        Bsl = "bsl", "British Sign Language";
        Audio = "audio", "Sound, or read aloud";
        Braille = "braille", "Braille";
        Translated = "translated", "Translated";
    }
}

codes! {
    /// By-and-for services that may fit (COU-10).
    ByAndFor {
        BlackAndMinoritised = "black-and-minoritised", "Black and minoritised survivors";
        Migrant = "migrant", "Migrant survivors";
        Lgbt = "lgbt", "LGBT+ survivors";
        Disabled = "disabled", "Disabled survivors";
        Deaf = "deaf", "Deaf survivors";
        Older = "older", "Older survivors";
        Faith = "faith", "A faith or community";
        Men = "men", "Men";
        Young = "young", "Young people";
    }
}

/// What one person needs: the survivor, a child, an adult at risk. The newest stands for all before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedsRecorded {
    /// Whose.
    pub person: PersonId,
    /// Each need that was asked about.
    pub needs: BTreeMap<Need, NeedAnswer>,
    /// The language they want to use.
    pub language: Option<ShortText>,
    /// The interpreter they want. Never somebody of the family, and never a child.
    pub interpreter: Option<ShortText>,
    /// How information reaches them.
    pub formats: BTreeSet<Format>,
    /// By-and-for services that were offered.
    pub by_and_for: BTreeSet<ByAndFor>,
    /// What is done about it, in plain words.
    pub words: Option<Words>,
}

impl NeedsRecorded {
    /// The answer on one need.
    pub fn answer(&self, need: Need) -> NeedAnswer {
        self.needs.get(&need).copied().unwrap_or(NeedAnswer::NotAsked)
    }

    /// Those that were said to be needs.
    pub fn said(&self) -> impl Iterator<Item = Need> + '_ {
        Need::ALL.iter().copied().filter(|need| self.answer(*need) == NeedAnswer::Yes)
    }

    /// Those that nobody asked about yet.
    pub fn not_asked(&self) -> impl Iterator<Item = Need> + '_ {
        Need::ALL.iter().copied().filter(|need| self.answer(*need) == NeedAnswer::NotAsked)
    }

    /// Whether what is said of the interpreter names somebody who must never interpret: of the family or near
    /// it (ONE-22). What is only ruled out is no such name.
    pub fn is_interpreted_by_family(&self) -> bool {
        self.interpreter.as_ref().is_some_and(|interpreter| names_a_relation(interpreter.as_str()))
    }

    /// The by-and-for services that may fit, from what was said of needs alone: for somebody to offer, never
    /// chosen for them. Who they are is not asked here, and the equality answers are not looked at.
    pub fn may_fit(&self, age: Option<i16>) -> BTreeSet<ByAndFor> {
        let said = |need| self.answer(need) == NeedAnswer::Yes;
        let worried = said(Need::Immigration) || said(Need::NoPublicFunds);
        let fits = [
            (ByAndFor::BlackAndMinoritised, worried || self.interpreter.is_some()),
            (ByAndFor::Migrant, worried),
            (ByAndFor::Disabled, said(Need::Mobility) || said(Need::Sensory) || said(Need::LearningOrMemory)),
            (ByAndFor::Deaf, self.formats.contains(&Format::Bsl)),
            (ByAndFor::Older, age.is_some_and(|age| age >= OLDER_FROM)),
            (ByAndFor::Young, age.is_some_and(|age| age < YOUNG_UNTIL)),
        ];
        fits.into_iter().filter_map(|(service, fits)| fits.then_some(service)).collect()
    }
}

/// From which age services for older survivors may fit.
const OLDER_FROM: i16 = 60;
/// Up to which age services for young people may fit.
const YOUNG_UNTIL: i16 = 25;

codes! {
    /// When in their life abuse of long ago happened (NAC-07).
    LifeTime {
        Childhood = "childhood", "When they were a child";
        Adult = "adult", "As an adult, in a relationship or a family that is over";
        Both = "both", "Both";
    }
}

/// The case is one of abuse that lies in the past. It has its own road, to those who know about it, and one
/// question that is about now: whether whoever did it can reach anybody today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NonRecentAbuse {
    /// When in their life.
    pub life_time: LifeTime,
    /// When, as far as they can say.
    pub happened: Happened,
    /// Whether whoever did it can reach them now.
    pub reaches_them: crate::Answer,
    /// Whether children or others may be at risk from that person today.
    pub others_at_risk: crate::Answer,
    /// What they would like: in their words.
    pub words: Option<Words>,
}
