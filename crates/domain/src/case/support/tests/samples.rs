//! One sample of each step, with every part filled in.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use crate::case::testkit::{NEIGHBOUR, PERPETRATOR, SURVIVOR, noon, short, words};
use crate::case::{CaseEvent, SupportStep};
use crate::change::{ChangeRecorded, LifeChange};
use crate::child::{ChildDescribed, ChildSituation};
use crate::choices::{Choice, ChoiceState, ChoiceTalkedOver, WatchAgreed};
use crate::compromise::SurvivorTold;
use crate::counter::{CounterAllegation, Sign};
use crate::day_told::{DayTold, Knows, ToldBy};
use crate::disclosure::Agency;
use crate::equality::{
    AgeBand, ArmedForces, CareLeaver, Disability, Effect, Employment, EqualityAnswered, Ethnicity, Maternity,
    Nationality, Orientation, Partnership, Religion, SameGender, Sex,
};
use crate::needs::{ByAndFor, Format, LifeTime, Need, NeedAnswer, NeedsRecorded, NonRecentAbuse};
use crate::next_of_kin::{Belongings, NextOfKin, TellsFamily, Told, Whom};
use crate::precautions::{Precaution, PrecautionState, PrecautionsNoted};
use crate::promise::{Kept, PromiseMade, PromiseSettled};
use crate::proof::ProofAsked;
use crate::reviewing::{
    CaseClosed, CaseReopened, CaseReviewed, DeathRecorded, Ending, HoldLifted, MovedTo, TheirView,
};
use crate::risk::{
    AnswerSource, Barrier, CoSign, CoSignAnswered, FactorAnswer, Judgement, MaracCriterion, MaracDecided,
    MaracDecision, MaracHeard, RightNow, RiskAnswer, RiskAssessed, RiskFactor, Whereabouts,
};
use crate::safeguarding::{Capacity, CareActTest, ConcernAnswered, ConcernStage};
use crate::safety_plan::{AgreedBy, Paper, PlanPart, SafetyPlanMade};
use crate::voice::{
    FeedbackAgreed, FeedbackAnswer, FeedbackGiven, FeedbackQuestion, FeedbackTime, FeedbackWish,
};
use crate::{Answer, Happened, Severity};

/// An answer to one factor, from the survivor.
pub(crate) const fn answered(answer: RiskAnswer) -> FactorAnswer {
    FactorAnswer { answer, source: AnswerSource::Survivor, dated: None, words: None }
}

/// An assessment in which so many factors, from the first on, are a yes.
pub(crate) fn assessment(yes: usize) -> RiskAssessed {
    let answers = RiskFactor::ALL.iter().take(yes).map(|factor| (*factor, answered(RiskAnswer::Yes)));
    RiskAssessed {
        instrument: short("factors-24"),
        version: 1,
        language: short("English"),
        safe_to_talk: Answer::Yes,
        right_now: RightNow { perpetrator: Whereabouts::MayCome, children: Whereabouts::Away },
        how_long: Some(short("Until the school run")),
        high_at: 14,
        answers: answers.collect(),
        barriers: BTreeMap::new(),
        judgement: None,
        frightened_of: None,
        priority: None,
        survivors_view: None,
        co_signed_by: None,
        after: None,
    }
}

fn whole_assessment() -> RiskAssessed {
    let police = FactorAnswer {
        answer: RiskAnswer::Yes,
        source: AnswerSource::Police,
        dated: Some(date(2026, 3, 9)),
        words: Some(words("A note of the officer who was there.")),
    };
    let answers = [
        (RiskFactor::Strangulation, police),
        (RiskFactor::Weapons, answered(RiskAnswer::No)),
        (RiskFactor::Money, answered(RiskAnswer::DontKnow)),
    ];
    RiskAssessed {
        answers: BTreeMap::from(answers),
        barriers: BTreeMap::from([
            (Barrier::SomebodyThere, Answer::Yes),
            (Barrier::Language, Answer::NotKnown),
        ]),
        judgement: Some(Judgement {
            level: Severity::High,
            why: words("It was close, and nobody else was there."),
        }),
        frightened_of: Some(words("Corin and his brother.")),
        priority: Some(words("That the children get to school.")),
        survivors_view: Some(words("She thinks that it will happen again.")),
        co_signed_by: Some(crate::case::testkit::COVER),
        after: Some(4),
        ..assessment(0)
    }
}

fn needs() -> [SupportStep; 5] {
    let needs = NeedsRecorded {
        person: SURVIVOR,
        needs: BTreeMap::from([(Need::Rural, NeedAnswer::Yes), (Need::Literacy, NeedAnswer::RatherNot)]),
        language: Some(short("Polish")),
        interpreter: Some(short("A woman, by phone")),
        formats: BTreeSet::from([Format::LargePrint]),
        by_and_for: BTreeSet::from([ByAndFor::Migrant]),
        words: Some(words("Appointments after the second bus.")),
    };
    let equality = EqualityAnswered {
        person: SURVIVOR,
        ethnicity: Some(Ethnicity::WhiteOther),
        sex: Some(Sex::Female),
        gender: Some(SameGender::Different),
        gender_words: Some(short("Non-binary")),
        orientation: Some(Orientation::RatherNot),
        religion: Some(Religion::None),
        disability: Some(Disability::No),
        effects: BTreeSet::from([Effect::Hearing, Effect::Memory]),
        age: Some(AgeBand::From25),
        maternity: Some(Maternity::Baby),
        partnership: Some(Partnership::Separated),
        nationality: Some(Nationality::NotKnown),
        employment: Some(Employment::PartTime),
        care_leaver: Some(CareLeaver::RatherNot),
        armed_forces: Some(ArmedForces::Family),
    };
    let child = ChildSituation {
        child: NEIGHBOUR,
        affected: Answer::Yes,
        related: Answer::Yes,
        hurt_directly: Answer::NotKnown,
        spoken_with: Answer::No,
        words: Some(words("Sleeps badly.")),
    };
    let described = ChildDescribed {
        sex: Some(Sex::Male),
        ethnicity: Some(Ethnicity::Roma),
        disability: Some(Disability::RatherNot),
        responsibility: BTreeSet::from([SURVIVOR]),
        responsibility_else: Some(short("An aunt, by a court order")),
        needs: Some(words("That nobody shouts.")),
        ..ChildDescribed::nothing_of(NEIGHBOUR)
    };
    let past = NonRecentAbuse {
        life_time: LifeTime::Childhood,
        happened: Happened::Year(1994),
        reaches_them: Answer::No,
        others_at_risk: Answer::NotKnown,
        words: Some(words("To talk with somebody who knows about it.")),
    };
    [needs.into(), equality.into(), child.into(), described.into(), past.into()]
}

fn risk() -> [SupportStep; 6] {
    let decided = MaracDecided {
        decision: MaracDecision::Referred {
            criteria: BTreeSet::from([MaracCriterion::Judgement, MaracCriterion::Escalation]),
            on: date(2026, 3, 10),
        },
        survivor_told: Answer::Yes,
        words: Some(words("She is glad that others know.")),
    };
    let change = ChangeRecorded {
        change: LifeChange::Release,
        when: Happened::On(date(2026, 4, 20)),
        order: Some(short("Remand")),
        words: Some(words("The police will ring her before.")),
        instead_of: None,
    };
    let heard = MaracHeard { on: date(2026, 3, 3), area: Some(short("Northfield")) };
    let stands = CoSignAnswered { of: 5, answer: CoSign::Stands };
    let told = DayTold {
        of: 9,
        knows: Knows::Told { at: noon(), by: ToldBy::Agency },
        words: Some(words("The liaison officer rang her at work.")),
    };
    [whole_assessment().into(), stands.into(), decided.into(), heard.into(), change.into(), told.into()]
}

fn plan_and_choices() -> [SupportStep; 4] {
    let plan = SafetyPlanMade {
        with_survivor: Answer::Yes,
        parts: BTreeMap::from([(PlanPart::Signal, words("A blue cloth in the window."))]),
        again_on: date(2026, 4, 1),
        paper: Paper::NotSafe,
        agreed_with: BTreeMap::from([(
            Agency::Idva,
            AgreedBy { who: Some(short("Dilys Hart")), on: date(2026, 3, 9) },
        )]),
    };
    let choice = ChoiceTalkedOver {
        choice: Choice::Move,
        state: ChoiceState::Later,
        words: Some(words("Not before the summer.")),
        ask_again_on: Some(date(2026, 6, 1)),
    };
    let watch = WatchAgreed {
        sign: short("A call about the boiler"),
        until: date(2026, 4, 1),
        words: Some(words("Not now.")),
        agreed: Some(crate::choices::AgreedThen::Cancelled),
    };
    let precautions = PrecautionsNoted {
        lines: BTreeMap::from([
            (Precaution::SecureHome, PrecautionState::Asked),
            (Precaution::Release, PrecautionState::NotKnown),
        ]),
        on: date(2026, 3, 10),
        words: Some(words("The locksmith comes tomorrow.")),
    };
    [plan.into(), choice.into(), watch.into(), precautions.into()]
}

fn safeguarding() -> [SupportStep; 2] {
    let test = CareActTest {
        person: SURVIVOR,
        needs_care: Answer::Yes,
        at_risk: Answer::Yes,
        cannot_protect: Answer::NotKnown,
        capacity: Capacity::NoDoubt,
        wishes: Some(words("To stay with her sister.")),
        words: Some(words("She needs help with stairs.")),
    };
    let answered = ConcernAnswered {
        of: 3,
        stage: ConcernStage::Assessment,
        at: noon(),
        words: Some(words("The duty worker rang.")),
    };
    [test.into(), answered.into()]
}

fn reviews() -> [SupportStep; 5] {
    let reviewed = CaseReviewed {
        view: Some(TheirView::Said(words("She feels safer."))),
        words: words("The lock is done; the school knows."),
        again_on: date(2026, 3, 17),
    };
    let closed = CaseClosed {
        ending: Ending::Moved,
        moved_to: Some(MovedTo::Reciprocal),
        view: Some(TheirView::NotAsked(words("There is no safe way to ask."))),
        words: words("Nothing for six months; she knows how to come back."),
    };
    let reopened = CaseReopened { why: words("She rang.") };
    let death = DeathRecorded {
        person: PERPETRATOR,
        on: Happened::On(date(2026, 3, 8)),
        words: Some(words("The police told us.")),
        kin: NextOfKin {
            may_be_perpetrator: Answer::NotKnown,
            told: Told::ToBeTold { whom: Whom::Named(short("His sister")), by: TellsFamily::Coroner },
            belongings: Belongings::HandedTo(Whom::InTheRecord(SURVIVOR)),
        },
    };
    let lifted = HoldLifted { why: words("It was another man of that name.") };
    [reviewed.into(), closed.into(), reopened.into(), death.into(), lifted.into()]
}

fn promises() -> [SupportStep; 2] {
    let made = PromiseMade { what: words("New locks."), by: date(2026, 3, 12) };
    let settled = PromiseSettled {
        of: 7,
        kept: Kept::Broken,
        on: date(2026, 3, 10),
        told: SurvivorTold::Told { at: noon() },
        words: Some(words("The fitter did not come.")),
    };
    [made.into(), settled.into()]
}

fn voice() -> [SupportStep; 2] {
    let agreed = FeedbackAgreed {
        wish: FeedbackWish::Anonymous,
        from: Some(date(2026, 3, 30)),
        how: Some(words("When she is at the library.")),
    };
    let given = FeedbackGiven {
        time: FeedbackTime::Early,
        answers: BTreeMap::from([
            (FeedbackQuestion::Believed, FeedbackAnswer::Yes),
            (FeedbackQuestion::SameWorker, FeedbackAnswer::RatherNot),
        ]),
        change: Some(words("Fewer forms.")),
        may_quote: Answer::Yes,
    };
    [agreed.into(), given.into()]
}

fn counter() -> SupportStep {
    CounterAllegation {
        by: PERPETRATOR,
        of: SURVIVOR,
        happened: Happened::NotKnown,
        words: Some(words("That she pushed him.")),
        signs: BTreeMap::from([(Sign::Fear, Answer::Yes), (Sign::Control, Answer::NotKnown)]),
        view: Some(words("She was getting to the door.")),
    }
    .into()
}

fn proof() -> SupportStep {
    ProofAsked { words: Some(words("A police report, before the move.")), taken_back: Answer::No }.into()
}

/// Every step, as an event.
pub(crate) fn every_step() -> Vec<CaseEvent> {
    let steps = needs().into_iter().chain(risk()).chain(plan_and_choices()).chain(safeguarding());
    let steps = steps.chain(reviews()).chain(promises()).chain(voice()).chain([counter(), proof()]);
    steps.map(CaseEvent::from).collect()
}
