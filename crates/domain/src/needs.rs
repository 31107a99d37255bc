//! What somebody needs, asked so that it can be met; and who they are, asked only to be counted (ONE-20, ONE-22,
//! ONE-23, domain.md 11). The two are never one form: a need is acted on, an equality answer never is.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::codes::codes;
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

/// Words by which somebody says that a relative, a partner or a friend is to interpret.
const RELATIONS: &[&str] = &[
    "aunt",
    "auntie",
    "boyfriend",
    "boy",
    "brother",
    "child",
    "children",
    "cousin",
    "dad",
    "daughter",
    "ex",
    "family",
    "father",
    "fiance",
    "fiancé",
    "fiancée",
    "friend",
    "girl",
    "girlfriend",
    "grandad",
    "granddaughter",
    "grandfather",
    "grandma",
    "grandmother",
    "grandson",
    "husband",
    "kid",
    "kids",
    "mam",
    "mother",
    "mum",
    "nan",
    "neighbour",
    "nephew",
    "niece",
    "parent",
    "partner",
    "relative",
    "sibling",
    "sister",
    "son",
    "spouse",
    "stepdaughter",
    "stepfather",
    "stepmother",
    "stepson",
    "uncle",
    "wife",
];

/// Words after which a relation is named only to be ruled out: "not her brother", "never family".
const RULED_OUT: &[&str] = &["never", "no", "not", "nor", "without", "or"];

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

fn names_a_relation(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let ruled_out =
        |at: usize| words.iter().take(at).rev().take(2).any(|word| RULED_OUT.contains(&word.as_str()));
    let is_relation = |word: &str| {
        RELATIONS.contains(&word) || word.strip_suffix('s').is_some_and(|one| RELATIONS.contains(&one))
    };
    words.iter().enumerate().any(|(at, word)| is_relation(word) && !ruled_out(at))
}

codes! {
    /// Ethnic group (the 2026 lettings code list).
    Ethnicity {
        WhiteBritish = "white-british", "White: English, Welsh, Scottish, Northern Irish or British";
        WhiteIrish = "white-irish", "White: Irish";
        GypsyOrTraveller = "gypsy-or-traveller", "White: Gypsy or Irish Traveller";
        Roma = "roma", "White: Roma";
        WhiteOther = "white-other", "White: other";
        WhiteAndBlackCaribbean = "white-and-black-caribbean", "Mixed: White and Black Caribbean";
        WhiteAndBlackAfrican = "white-and-black-african", "Mixed: White and Black African";
        WhiteAndAsian = "white-and-asian", "Mixed: White and Asian";
        MixedOther = "mixed-other", "Mixed: other";
        Indian = "indian", "Asian: Indian";
        Pakistani = "pakistani", "Asian: Pakistani";
        Bangladeshi = "bangladeshi", "Asian: Bangladeshi";
        Chinese = "chinese", "Asian: Chinese";
        AsianOther = "asian-other", "Asian: other";
        BlackAfrican = "black-african", "Black: African";
        BlackCaribbean = "black-caribbean", "Black: Caribbean";
        BlackOther = "black-other", "Black: other";
        Arab = "arab", "Arab";
        Other = "other", "Another ethnic group";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Sex as registered at birth.
    Sex {
        Female = "female", "Female";
        Male = "male", "Male";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Whether their gender is the sex that was registered.
    SameGender {
        Same = "same", "The same";
        Different = "different", "Different";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Sexual orientation.
    Orientation {
        Heterosexual = "heterosexual", "Heterosexual or straight";
        GayOrLesbian = "gay-or-lesbian", "Gay or lesbian";
        Bisexual = "bisexual", "Bisexual";
        Other = "other", "Another";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Religion or belief.
    Religion {
        None = "none", "No religion";
        Christian = "christian", "Christian";
        Buddhist = "buddhist", "Buddhist";
        Hindu = "hindu", "Hindu";
        Jewish = "jewish", "Jewish";
        Muslim = "muslim", "Muslim";
        Sikh = "sikh", "Sikh";
        Other = "other", "Another religion or belief";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Whether a condition or illness limits what they can do.
    Disability {
        No = "no", "No";
        Yes = "yes", "Yes";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

/// Who the survivor is, for counting only. Every question may be left out, and `None` is "not asked". It is
/// shown on no page about the case and read by no rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EqualityAnswered {
    /// Of whom.
    pub person: PersonId,
    /// Ethnic group.
    pub ethnicity: Option<Ethnicity>,
    /// Sex as registered at birth.
    pub sex: Option<Sex>,
    /// Whether their gender is the same.
    pub gender: Option<SameGender>,
    /// Sexual orientation.
    pub orientation: Option<Orientation>,
    /// Religion or belief.
    pub religion: Option<Religion>,
    /// Disability.
    pub disability: Option<Disability>,
}

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

impl EqualityAnswered {
    /// The answers that were given, as a question and a code: what is counted, with nothing that names anybody.
    pub fn counted(&self) -> impl Iterator<Item = (Question, &'static str)> {
        let answers = [
            (Question::Ethnicity, self.ethnicity.map(Ethnicity::code)),
            (Question::Sex, self.sex.map(Sex::code)),
            (Question::Gender, self.gender.map(SameGender::code)),
            (Question::Orientation, self.orientation.map(Orientation::code)),
            (Question::Religion, self.religion.map(Religion::code)),
            (Question::Disability, self.disability.map(Disability::code)),
        ];
        answers.into_iter().filter_map(|(question, code)| Some((question, code?)))
    }
}

codes! {
    /// An equality question.
    Question {
        Ethnicity = "ethnicity", "Ethnic group";
        Sex = "sex", "Sex, as registered at birth";
        Gender = "gender", "Gender, and the sex that was registered";
        Orientation = "orientation", "Sexual orientation";
        Religion = "religion", "Religion or belief";
        Disability = "disability", "A condition or illness that limits what they can do";
    }
}

impl Question {
    /// Every answer to it: the code and the plain words, in the order of a page.
    pub fn answers(self) -> Vec<(&'static str, &'static str)> {
        fn of<T: crate::codes::CodeList>() -> Vec<(&'static str, &'static str)> {
            T::all().iter().map(|one| (one.to_code(), one.to_label())).collect()
        }
        match self {
            Self::Ethnicity => of::<Ethnicity>(),
            Self::Sex => of::<Sex>(),
            Self::Gender => of::<SameGender>(),
            Self::Orientation => of::<Orientation>(),
            Self::Religion => of::<Religion>(),
            Self::Disability => of::<Disability>(),
        }
    }
}
