//! Stories put together from parts, for the cases after the hand-written ones.

use std::borrow::Cow;

use domain::people::Connection::{
    self, CivilPartners, Engaged, Intimate, Married, ParentsOfSameChild, Relatives,
};
use domain::report::{CameBy, ReportSource, Route};
use domain::{Answer, Severity};

use crate::dice::Dice;
use crate::tables::behaviour::{ACTS, Act, SEEN};
use crate::tables::names::Origin;
use crate::tables::notes::LANGUAGES;
use crate::tables::sentences as say;
use crate::tale::{By, Gender, Tale, When, Who};

/// Who somebody is to the survivor: the word, their gender, the connection, how much older they are, the
/// youngest and oldest survivor for whom this fits, and whether they may live in the home.
type Kin = (&'static str, Gender, Connection, i64, i64, i64, bool);

const KIN: &[Kin] = &[
    ("husband", Gender::Man, Married, 3, 20, 88, true),
    ("husband", Gender::Man, Married, 5, 20, 70, true),
    ("wife", Gender::Woman, Married, -2, 22, 88, true),
    ("partner", Gender::Man, Intimate, 2, 19, 70, true),
    ("partner", Gender::Woman, Intimate, 1, 19, 70, true),
    ("ex-husband", Gender::Man, Married, 4, 22, 75, false),
    ("ex-wife", Gender::Woman, Married, 0, 24, 75, false),
    ("ex", Gender::Man, Intimate, 2, 18, 60, false),
    ("ex", Gender::Woman, Intimate, 2, 18, 60, false),
    ("civil partner", Gender::Man, CivilPartners, 6, 24, 70, true),
    ("fiancé", Gender::Man, Engaged, 3, 19, 40, true),
    ("child's father", Gender::Man, ParentsOfSameChild, 2, 18, 50, false),
    ("son", Gender::Man, Relatives, -27, 46, 88, true),
    ("daughter", Gender::Woman, Relatives, -29, 48, 88, true),
    ("grandson", Gender::Man, Relatives, -52, 70, 88, true),
    ("nephew", Gender::Man, Relatives, -24, 50, 86, true),
    ("mother", Gender::Woman, Relatives, 26, 18, 48, true),
    ("father", Gender::Man, Relatives, 29, 18, 48, true),
    ("brother", Gender::Man, Relatives, 4, 18, 60, true),
    ("sister-in-law", Gender::Woman, Relatives, 5, 20, 60, true),
    ("mother-in-law", Gender::Woman, Relatives, 27, 19, 50, true),
];

/// A whole story.
pub(super) fn tale(dice: &mut Dice) -> Tale {
    let source = source(dice);
    let (noun, gender, route, older, youngest, oldest, may_live) = dice.pick(KIN, FALLBACK);
    let age = dice.between(youngest, oldest);
    let survivor = dice.pick(&GENDERS, Gender::Woman);
    let lives = if may_live { dice.pick(&AT_HOME, Answer::Yes) } else { Answer::No };
    let danger = dice.chance(6);
    let by = By(gender, years(age + older + dice.between(-2, 2)), route, lives);
    let speaks = Speaks { own: source.route() == Route::Disclosure, survivor, noun, alleged: gender };
    let mut said = Vec::new();
    let own_behaviour = source.route() == Route::OwnBehaviour;
    let children = if age < 52 { dice.pick(&CHILDREN, (Answer::NotKnown, 0)) } else { (Answer::No, 0) };
    Tale {
        source,
        came_by: came_by(source, dice),
        severity: if danger { Severity::Immediate } else { dice.pick(&SEVERITIES, Severity::Unknown) },
        danger: if danger { Answer::Yes } else { Answer::No },
        who: Who(survivor, years(age), dice.pick(Origin::ALL, Origin::British)),
        by: if own_behaviour { Cow::Borrowed(&[]) } else { Cow::Owned(vec![by]) },
        children: if own_behaviour { (children.0, 0) } else { children },
        adult_at_risk: dice
            .pick(&[Answer::No, Answer::No, Answer::No, Answer::Yes, Answer::NotKnown], Answer::NotKnown),
        when: when(dice),
        words: words(source, speaks, dice).into(),
        incidents: (0..dice.between(1, 3)).map(|_| speaks.incident(dice, &mut said)).collect(),
        wish: dice.text(say::WISHES).into(),
        about: None,
        language: dice.chance(18).then(|| dice.text(LANGUAGES)),
    }
}

const FALLBACK: Kin = ("partner", Gender::Man, Intimate, 2, 19, 70, true);
const GENDERS: [Gender; 10] = {
    let (w, m, n) = (Gender::Woman, Gender::Man, Gender::NonBinary);
    [w, w, w, w, w, w, m, m, m, n]
};
const AT_HOME: [Answer; 5] = [Answer::Yes, Answer::Yes, Answer::Yes, Answer::No, Answer::NotKnown];
const SEVERITIES: [Severity; 6] = {
    use Severity as S;
    [S::High, S::Medium, S::Medium, S::Standard, S::Standard, S::Unknown]
};
const CHILDREN: [(Answer, u8); 6] = [
    (Answer::No, 0),
    (Answer::No, 0),
    (Answer::Yes, 1),
    (Answer::Yes, 2),
    (Answer::Yes, 3),
    (Answer::NotKnown, 0),
];

fn years(age: i64) -> u8 {
    u8::try_from(age.clamp(17, 96)).unwrap_or(40)
}

/// Half are survivors; the others are of every kind.
fn source(dice: &mut Dice) -> ReportSource {
    if dice.chance(50) {
        ReportSource::Survivor
    } else {
        dice.pick(ReportSource::ALL, ReportSource::Survivor)
    }
}

fn came_by(source: ReportSource, dice: &mut Dice) -> CameBy {
    match source {
        ReportSource::Repairs | ReportSource::Noise => CameBy::Records,
        ReportSource::Anonymous => {
            dice.pick(&[CameBy::Phone, CameBy::Letter, CameBy::OnlineForm], CameBy::Phone)
        }
        ReportSource::Police | ReportSource::Agency => {
            dice.pick(&[CameBy::Phone, CameBy::Email, CameBy::Meeting], CameBy::Phone)
        }
        ReportSource::Staff => dice.pick(&[CameBy::Visit, CameBy::InPerson], CameBy::Visit),
        _ => dice.pick(&[CameBy::Phone, CameBy::Phone, CameBy::InPerson, CameBy::OnlineForm], CameBy::Phone),
    }
}

fn when(dice: &mut Dice) -> When {
    let days = u16::try_from(dice.between(0, 20)).unwrap_or(1);
    let few = u8::try_from(dice.between(1, 9)).unwrap_or(1);
    match dice.below(9) {
        0 => When::HoursAgo(few),
        1..=3 => When::DaysAgo(days),
        4 => When::BetweenDaysAgo(days + 12, days),
        5 => When::MonthsAgo(few),
        6 => When::SeasonAround(few),
        7 => When::YearsAgo(few),
        _ => When::Unsaid,
    }
}

fn words(source: ReportSource, speaks: Speaks, dice: &mut Dice) -> String {
    match source {
        ReportSource::OwnBehaviour => {
            let parts = [dice.text(say::OWN_STARTS), dice.text(say::OWN_MIDDLES), dice.text(say::OWN_ENDS)];
            parts.join(" ")
        }
        ReportSource::Repairs | ReportSource::Noise => {
            let parts =
                [dice.text(say::RECORD_STARTS), dice.text(say::RECORD_MIDDLES), dice.text(say::NOTICED)];
            parts.get(..2).unwrap_or_default().join(" ")
        }
        ReportSource::Survivor => {
            let (start, effect) = (dice.text(say::SURVIVOR_STARTS), dice.text(say::EFFECTS));
            format!("{start} {} {effect}", speaks.act(dice).1)
        }
        _ => {
            let (start, noticed) = (dice.text(say::OTHER_STARTS), dice.text(say::NOTICED));
            format!("{start} {} {noticed}", speaks.act(dice).1)
        }
    }
}

/// How often another act is looked for, where one was told already.
const TRIES: u8 = 6;

/// Whose words they are, and of whom they speak.
#[derive(Clone, Copy)]
pub(super) struct Speaks {
    /// Whether the survivor speaks.
    pub own: bool,
    pub survivor: Gender,
    pub noun: &'static str,
    pub alleged: Gender,
}

impl Speaks {
    /// Something that happened, later on, with when in the week it was and what followed.
    pub(super) fn incident(
        self,
        dice: &mut Dice,
        said: &mut Vec<&'static str>,
    ) -> (Kinds, Cow<'static, str>) {
        let mut act = self.any(dice);
        for _ in 0..TRIES {
            if !said.contains(&act.1) {
                break;
            }
            act = self.any(dice);
        }
        let (kinds, act) = act;
        said.push(act);
        let he = match self.alleged {
            Gender::Woman => "she",
            Gender::Man => "he",
            Gender::NonBinary => "they",
        };
        let after = if self.own { dice.text(say::AFTERS) } else { dice.text(say::NOTICED) };
        let told = format!("{} {he} {}. {after}", dice.text(say::LEADS), self.filled(act));
        (kinds, told.into())
    }

    /// What the alleged perpetrator did, as a sentence with who it was.
    fn act(self, dice: &mut Dice) -> (Kinds, String) {
        let (kinds, act) = self.any(dice);
        let whose = match (self.own, self.survivor) {
            (true, _) => "My",
            (false, Gender::Woman) => "Her",
            (false, Gender::Man) => "His",
            (false, Gender::NonBinary) => "Their",
        };
        (kinds, format!("{whose} {} {}.", self.noun, self.filled(act)))
    }

    /// Others tell only of what can be seen or heard from outside.
    fn any(self, dice: &mut Dice) -> Act {
        dice.pick(if self.own { ACTS } else { SEEN }, (&[], "would not stop shouting"))
    }

    fn filled(self, act: &str) -> String {
        let [whose, whom, who] = match (self.own, self.survivor) {
            (true, _) => ["my", "me", "I"],
            (false, Gender::Woman) => ["her", "her", "she"],
            (false, Gender::Man) => ["his", "him", "he"],
            (false, Gender::NonBinary) => ["their", "them", "they"],
        };
        act.replace("{p}", whose).replace("{o}", whom).replace("{i}", who)
    }
}

/// The kinds of an act.
type Kinds = &'static [domain::incident::AbuseKind];
