//! Who somebody is, asked only to be counted (ONE-20, domain.md 11). No need stands here: a need is acted on, an
//! equality answer never is. Language, caring, reading and writing, and worry about immigration are asked as needs.

mod lists;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use lists::{
    AgeBand, ArmedForces, CareLeaver, Disability, Effect, Employment, Ethnicity, Maternity, Nationality,
    Orientation, Partnership, Religion, SameGender, Sex,
};

use crate::PersonId;
use crate::codes::{CodeList, codes};
use crate::text::ShortText;

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
    /// What it is in their own words, where it is different and they wish to say it (domain.md 11). It is counted nowhere:
    /// words of one's own could name somebody.
    #[serde(default)]
    pub gender_words: Option<ShortText>,
    /// Sexual orientation.
    pub orientation: Option<Orientation>,
    /// Religion or belief.
    pub religion: Option<Religion>,
    /// Whether a condition or illness limits what they can do.
    pub disability: Option<Disability>,
    /// What it affects, all that apply; none of them where it was not asked.
    #[serde(default)]
    pub effects: BTreeSet<Effect>,
    /// Between which ages they are.
    #[serde(default)]
    pub age: Option<AgeBand>,
    /// Pregnancy or maternity.
    #[serde(default)]
    pub maternity: Option<Maternity>,
    /// Marriage or civil partnership.
    #[serde(default)]
    pub partnership: Option<Partnership>,
    /// Nationality.
    #[serde(default)]
    pub nationality: Option<Nationality>,
    /// Work.
    #[serde(default)]
    pub employment: Option<Employment>,
    /// Whether they were in care as a child.
    #[serde(default)]
    pub care_leaver: Option<CareLeaver>,
    /// The armed forces.
    #[serde(default)]
    pub armed_forces: Option<ArmedForces>,
}

impl EqualityAnswered {
    /// Nothing was asked yet.
    pub const fn nothing_of(person: PersonId) -> Self {
        Self {
            person,
            ethnicity: None,
            sex: None,
            gender: None,
            gender_words: None,
            orientation: None,
            religion: None,
            disability: None,
            effects: BTreeSet::new(),
            age: None,
            maternity: None,
            partnership: None,
            nationality: None,
            employment: None,
            care_leaver: None,
            armed_forces: None,
        }
    }

    /// Whether they both told what it affects and preferred not to say: one of the two is a slip of the hand.
    pub fn contradicts_itself(&self) -> bool {
        self.effects.contains(&Effect::RatherNot) && self.effects.len() > 1
    }

    /// Whether there are words of their own for a gender that they did not say is different: one of the two is a slip.
    pub fn has_words_for_no_difference(&self) -> bool {
        self.gender_words.is_some() && self.gender != Some(SameGender::Different)
    }

    /// The answers that were given, as a question and a code: what is counted, with nothing that names anybody. A
    /// question that was left out is not among them, and of a question with several answers each is counted.
    pub fn counted(&self) -> impl Iterator<Item = (Question, &'static str)> {
        let one = [
            (Question::Age, self.age.map(AgeBand::code)),
            (Question::Ethnicity, self.ethnicity.map(Ethnicity::code)),
            (Question::Nationality, self.nationality.map(Nationality::code)),
            (Question::Sex, self.sex.map(Sex::code)),
            (Question::Gender, self.gender.map(SameGender::code)),
            (Question::Orientation, self.orientation.map(Orientation::code)),
            (Question::Religion, self.religion.map(Religion::code)),
            (Question::Disability, self.disability.map(Disability::code)),
            (Question::Maternity, self.maternity.map(Maternity::code)),
            (Question::Partnership, self.partnership.map(Partnership::code)),
            (Question::Employment, self.employment.map(Employment::code)),
            (Question::CareLeaver, self.care_leaver.map(CareLeaver::code)),
            (Question::ArmedForces, self.armed_forces.map(ArmedForces::code)),
        ];
        let one = one.into_iter().filter_map(|(question, code)| Some((question, code?)));
        one.chain(self.effects.iter().map(|effect| (Question::Effects, effect.code())))
    }
}

codes! {
    /// An equality question.
    Question {
        Age = "age", "Age";
        Ethnicity = "ethnicity", "Ethnic group";
        Nationality = "nationality", "Nationality";
        Sex = "sex", "Sex, as registered at birth";
        Gender = "gender", "Gender, and the sex that was registered";
        Orientation = "orientation", "Sexual orientation";
        Religion = "religion", "Religion or belief";
        Disability = "disability", "A condition or illness that limits what they can do";
        Effects = "effects", "What a condition or illness affects";
        Maternity = "maternity", "Pregnancy or maternity";
        Partnership = "partnership", "Marriage or civil partnership";
        Employment = "employment", "Work";
        CareLeaver = "care-leaver", "In care as a child";
        ArmedForces = "armed-forces", "Armed forces";
    }
}

impl Question {
    /// Every answer to it: the code and the plain words, in the order of a page.
    pub fn answers(self) -> Vec<(&'static str, &'static str)> {
        fn of<T: CodeList>() -> Vec<(&'static str, &'static str)> {
            T::all().iter().map(|one| (one.to_code(), one.to_label())).collect()
        }
        match self {
            Self::Age => of::<AgeBand>(),
            Self::Ethnicity => of::<Ethnicity>(),
            Self::Nationality => of::<Nationality>(),
            Self::Sex => of::<Sex>(),
            Self::Gender => of::<SameGender>(),
            Self::Orientation => of::<Orientation>(),
            Self::Religion => of::<Religion>(),
            Self::Disability => of::<Disability>(),
            Self::Effects => of::<Effect>(),
            Self::Maternity => of::<Maternity>(),
            Self::Partnership => of::<Partnership>(),
            Self::Employment => of::<Employment>(),
            Self::CareLeaver => of::<CareLeaver>(),
            Self::ArmedForces => of::<ArmedForces>(),
        }
    }

    /// Whether somebody may give several answers, each of which is counted.
    pub const fn takes_several(self) -> bool {
        matches!(self, Self::Effects)
    }
}
