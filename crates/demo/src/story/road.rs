//! How far a survivor's road has come: what was asked, judged, planned, promised and gone through.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::{CaseCommand, CaseState, Corrected, StillOpen, SupportStep, decide, still_open};
use domain::change::{ChangeRecorded, LifeChange};
use domain::child::{ChildDescribed, ChildSituation};
use domain::choices::{AgreedThen, Choice, ChoiceState, ChoiceTalkedOver, WatchAgreed};
use domain::compromise::SurvivorTold;
use domain::counter::{CounterAllegation, Sign};
use domain::day_told::{DayTold, Knows, ToldBy};
use domain::disclosure::Agency;
use domain::equality::{
    AgeBand, ArmedForces, CareLeaver, Disability, Effect, Employment, EqualityAnswered, Ethnicity, Maternity,
    Nationality, Orientation, Partnership, Religion, SameGender, Sex,
};
use domain::needs::{ByAndFor, Format, LifeTime, Need, NeedAnswer, NeedsRecorded, NonRecentAbuse};
use domain::next_of_kin::{Belongings, NextOfKin, TellsFamily, Told, Whom};
use domain::precautions::{Precaution, PrecautionState, PrecautionsNoted};
use domain::promise::{Kept, PromiseMade, PromiseSettled};
use domain::proof::ProofAsked;
use domain::reviewing::{
    CaseClosed, CaseReopened, CaseReviewed, DeathRecorded, Ending, HoldLifted, TheirView,
};
use domain::risk::{
    AnswerSource, Barrier, CoSign, CoSignAnswered, FactorAnswer, Judgement, MaracCriterion, MaracDecided,
    MaracDecision, MaracHeard, RiskAnswer, RiskAssessed, RiskFactor,
};
use domain::safeguarding::{
    Capacity, CareActTest, ConcernAnswered, ConcernFor, ConcernNotNeeded, ConcernStage,
};
use domain::safety_plan::{AgreedBy, Paper, SafetyPlanMade};
use domain::text::{ShortText, Words};
use domain::voice::{
    FeedbackAgreed, FeedbackAnswer, FeedbackGiven, FeedbackQuestion, FeedbackTime, FeedbackWish,
};
use domain::when::london;
use domain::{Answer, Happened, IdBlock, Moment, Recorded, Severity};
use jiff::ToSpan;
use jiff::civil::Date;

use super::ending::raise;
use super::follow::Telling;
use super::script::Script;
use crate::course::Course;
use crate::tables::{records, road};

/// From how many a "yes" counts as high by the count alone.
const HIGH_AT: u8 = 14;

/// What was done on the road by the time at which a case stands so.
pub(super) fn tell(script: &mut Script, telling: &Telling, course: Course) -> Option<()> {
    match course {
        Course::Calm => whole(script, telling),
        Course::Escalating => leaving(script, telling),
        Course::Concern => concern_answered(script, telling),
        Course::LeftInPeace => not_now(script),
        Course::Lowered => ended(script),
        Course::HandedOver => came_back(script),
        Course::Missed => accused(script, telling),
        Course::Corrected => {
            long_ago(script);
            death_by_mistake(script, telling)
        }
        Course::NoConcern => death(script, telling),
        Course::ContactTomorrow | Course::ContactToday => promised(script),
        _ => Some(()),
    }
}

/// The first days after somebody told us: what most survivors are asked then, and what is planned with them.
pub(super) fn first_days(script: &mut Script, telling: &Telling, course: Course) -> Option<()> {
    // What a later state tells of itself is left for then, and some is forgotten, as in life.
    if course.on_the_road() > 4 || !script.dice.chance(75) {
        return Some(());
    }
    script.pass(60, 600);
    needs(script, telling);
    let words = script.words(road::OF_CHOICES);
    let (choice, state) = (Choice::StaySafer, ChoiceState::Wanted);
    script.step(ChoiceTalkedOver { choice, state, words, ask_again_on: None });
    if telling.cast.children_at_home == Answer::No {
        let yes = usize::try_from(script.dice.between(4, 9)).unwrap_or(4);
        assess_as(script, telling, yes, script.severity)?;
        plan(script, Paper::NotKnown);
    }
    script.step(FeedbackAgreed { wish: FeedbackWish::NotNow, from: None, how: None });
    Some(())
}

impl Script<'_> {
    /// Records a step. An assessment that raises the level brings a second entry with it.
    fn step(&mut self, step: impl Into<SupportStep>) {
        let step = step.into();
        if let Some(level) = raised(&step).filter(|level| *level < self.severity) {
            self.severity = level;
            self.events += 1;
        }
        self.record(CaseCommand::Support(Box::new(step)));
        self.pass(3, 25);
    }

    /// Whether a case that is to be of a length is shorter still.
    fn has_room(&self) -> bool {
        self.world.events_per_case().is_none_or(|events| self.events < u64::from(events))
    }

    fn in_days(&self, days: i32) -> Date {
        self.today().checked_add(days.days()).unwrap_or(Date::MAX)
    }
}

fn raised(step: &SupportStep) -> Option<Severity> {
    let SupportStep::RiskAssessed(assessed) = step else { return None };
    let judged = assessed.judgement.as_ref().map(|judgement| judgement.level);
    assessed.is_high_by_count().then_some(Severity::High).into_iter().chain(judged).min()
}

/// Needs, risk, plan, choices, a promise that was kept, a review, and how it went.
fn whole(script: &mut Script, telling: &Telling) -> Option<()> {
    needs(script, telling);
    equality(script, telling);
    if telling.cast.children_at_home == Answer::Yes {
        children(script, telling)?;
    }
    let yes = usize::try_from(script.dice.between(5, 9)).unwrap_or(5);
    named(script, telling, yes)?;
    plan(script, Paper::NotSafe);
    if !script.has_room() {
        return Some(());
    }
    choices(script);
    promise(script, true)?;
    review(script)?;
    feedback(script);
    Some(())
}

/// They mean to leave, and the danger is greatest now.
fn leaving(script: &mut Script, telling: &Telling) -> Option<()> {
    if telling.cast.children_at_home == Answer::Yes {
        children(script, telling)?;
    }
    let change = |change, when, order: Option<&str>| ChangeRecorded {
        change,
        when,
        order: order.and_then(|order| ShortText::parse(order).ok()),
        words: None,
        instead_of: None,
    };
    let (yesterday, soon) = (script.in_days(-1), script.in_days(8));
    script.step(MaracHeard { on: script.in_days(-200), area: ShortText::parse("Riverside").ok() });
    script.step(change(LifeChange::Separation, Happened::On(yesterday), None));
    script.step(change(LifeChange::Release, Happened::On(soon), Some("Remand")));
    let release = script.events;
    assess(script, telling, 16)?;
    let criteria = BTreeSet::from([MaracCriterion::VisibleHighRisk, MaracCriterion::Escalation]);
    let decision = MaracDecision::Referred { criteria, on: script.today() };
    script.step(MaracDecided { decision, survivor_told: Answer::Yes, words: None });
    precautions(script);
    plan(script, Paper::Safe);
    let words =
        Words::parse("The liaison officer rang them at work, and they want the locks done first.").ok();
    let knows = Knows::Told { at: script.at, by: ToldBy::Agency };
    script.step(DayTold { of: release, knows, words });
    Some(())
}

/// What was asked for or looked up on the day on which it became clear how dangerous it is.
fn precautions(script: &mut Script) {
    let lines = BTreeMap::from([
        (Precaution::SecureHome, PrecautionState::Asked),
        (Precaution::Sanctuary, PrecautionState::NotWanted),
        (Precaution::Orders, PrecautionState::Done),
        (Precaution::Release, PrecautionState::Done),
        (Precaution::Repairs, PrecautionState::NotKnown),
    ]);
    let (on, words) = (script.today(), script.words(road::PRECAUTIONS));
    script.step(PrecautionsNoted { lines, on, words });
}

fn needs(script: &mut Script, telling: &Telling) {
    let (language, interpreter) = script.dice.pick(road::INTERPRETERS, ("English", "None"));
    let asked = script.dice.chance(30);
    let answer = |script: &mut Script, need: Need| {
        (need, script.dice.pick(&[NeedAnswer::Yes, NeedAnswer::No, NeedAnswer::RatherNot], NeedAnswer::No))
    };
    let some = [Need::LowIncome, Need::Literacy, Need::Rural, Need::Caring, Need::FearOfAttention];
    let needs = some.map(|need| answer(script, need));
    let line = |text: &str| ShortText::parse(text).ok().filter(|_| asked);
    let words = script.words(road::NEEDS_MET);
    script.step(NeedsRecorded {
        person: telling.cast.survivor.person,
        needs: BTreeMap::from(needs),
        language: line(language),
        interpreter: line(interpreter),
        formats: if asked { BTreeSet::new() } else { BTreeSet::from([Format::Audio]) },
        by_and_for: if asked { BTreeSet::from([ByAndFor::Migrant]) } else { BTreeSet::new() },
        words,
    });
}

fn equality(script: &mut Script, telling: &Telling) {
    // The later questions draw nothing from the dice: what else happens in the demo does not hang on them.
    let turn = usize::try_from(script.events).unwrap_or(0);
    let dice = &mut script.dice;
    let answered = EqualityAnswered {
        ethnicity: Some(dice.pick(Ethnicity::ALL, Ethnicity::RatherNot)),
        sex: Some(dice.pick(Sex::ALL, Sex::RatherNot)),
        gender: Some(dice.pick(SameGender::ALL, SameGender::RatherNot)),
        orientation: Some(dice.pick(Orientation::ALL, Orientation::RatherNot)),
        religion: None,
        disability: Some(dice.pick(Disability::ALL, Disability::RatherNot)),
        age: in_turn(AgeBand::ALL, turn),
        effects: in_turn(&[Effect::Hearing, Effect::MentalHealth, Effect::RatherNot], turn)
            .into_iter()
            .collect(),
        nationality: in_turn(Nationality::ALL, turn),
        maternity: in_turn(&[Maternity::No, Maternity::Baby, Maternity::RatherNot], turn),
        partnership: in_turn(Partnership::ALL, turn),
        employment: in_turn(Employment::ALL, turn),
        care_leaver: in_turn(CareLeaver::ALL, turn),
        armed_forces: in_turn(ArmedForces::ALL, turn),
        ..EqualityAnswered::nothing_of(telling.cast.survivor.person)
    };
    script.step(EqualityAnswered { religion: Some(Religion::RatherNot), ..answered });
}

/// The next of a list; after the last, nothing: there are people whom nobody asked.
fn in_turn<T: Copy>(list: &[T], turn: usize) -> Option<T> {
    list.get(turn % (list.len() + 1)).copied()
}

/// A concern for the children, and how each is affected: an assessment comes after these.
fn children(script: &mut Script, telling: &Telling) -> Option<()> {
    raise(script, (ConcernFor::Children, Agency::Mash), None, records::CONCERNS_FOR_CHILDREN);
    let concern = script.events;
    script.pass(60, 300);
    for child in &telling.cast.children {
        let words = script.words(road::CHILD);
        script.step(ChildSituation {
            child: child.person,
            affected: Answer::Yes,
            related: Answer::Yes,
            hurt_directly: Answer::No,
            spoken_with: Answer::NotKnown,
            words,
        });
        script.step(ChildDescribed {
            ethnicity: Some(Ethnicity::RatherNot),
            responsibility: [telling.cast.survivor.person].into(),
            needs: Words::parse(road::CHILD_NEEDS).ok(),
            ..ChildDescribed::nothing_of(child.person)
        });
    }
    answered(script, concern)
}

fn answered(script: &mut Script, concern: u64) -> Option<()> {
    let words =
        Words::parse("The duty worker rang back: they assess, and will see the school first.").ok()?;
    let at = script.at;
    script.step(ConcernAnswered { of: concern, stage: ConcernStage::Assessment, at, words: Some(words) });
    Some(())
}

/// An assessment with so many a "yes"; nothing, where children live at home whom nobody has named.
fn assess(script: &mut Script, telling: &Telling, yes: usize) -> Option<()> {
    assess_as(script, telling, yes, Severity::High)
}

/// The same with the manager named as standing behind it, who says so.
fn named(script: &mut Script, telling: &Telling, yes: usize) -> Option<()> {
    let (of, recorded) = (script.events + 1, script.steps.len());
    assess(script, telling, yes)?;
    let Some(assessed) = script.steps.get_mut(recorded) else { return Some(()) };
    let manager = script.manager;
    if let CaseCommand::Support(step) = &mut assessed.command
        && let SupportStep::RiskAssessed(assessed) = &mut **step
    {
        assessed.co_signed_by = Some(manager);
        // Nothing is drawn from the dice: what else happens in the demo does not hang on it.
        let officer = std::mem::replace(&mut script.actor, manager);
        let answer = CoSignAnswered { of, answer: CoSign::Stands };
        script.record(CaseCommand::from(SupportStep::from(answer)));
        script.actor = officer;
    }
    Some(())
}

/// The same, judged at this level.
fn assess_as(script: &mut Script, telling: &Telling, yes: usize, level: Severity) -> Option<()> {
    let cast = telling.cast;
    if cast.children_at_home == Answer::Yes && cast.children.is_empty() {
        return Some(());
    }
    let mut factors = RiskFactor::ALL.to_vec();
    script.dice.shuffle(&mut factors);
    let answer = |(place, factor): (usize, RiskFactor)| {
        let answer = match place {
            place if place < yes => RiskAnswer::Yes,
            place if place % 5 == 0 => RiskAnswer::DontKnow,
            _ => RiskAnswer::No,
        };
        (factor, FactorAnswer { answer, source: AnswerSource::Survivor, dated: None, words: None })
    };
    let assessed = RiskAssessed {
        instrument: ShortText::parse("factors-24").ok()?,
        version: 1,
        language: ShortText::parse("English").ok()?,
        high_at: HIGH_AT,
        safe_to_talk: Answer::Yes,
        right_now: domain::risk::RightNow::default(),
        how_long: None,
        answers: factors.into_iter().enumerate().map(answer).collect(),
        barriers: BTreeMap::from([(Barrier::SomebodyThere, Answer::No)]),
        judgement: Some(Judgement { level, why: script.words(road::JUDGED)? }),
        frightened_of: None,
        priority: script.words(road::MOST_URGENT),
        survivors_view: None,
        co_signed_by: None,
        after: None,
    };
    let fits = level != Severity::Unknown && level <= script.severity;
    let judgement = assessed.judgement.clone().filter(|_| fits);
    script.step(RiskAssessed { judgement, ..assessed });
    Some(())
}

fn plan(script: &mut Script, paper: Paper) {
    let parts = road::PLAN.iter().filter_map(|(part, text)| Some((*part, Words::parse(text).ok()?)));
    let again_on = script.in_days(14);
    let on = script.at.to_zoned(london()).date();
    let agreed_with = [(Agency::Idva, AgreedBy { who: ShortText::parse("Their IDVA").ok(), on })].into();
    let parts = parts.collect();
    script.step(SafetyPlanMade { with_survivor: Answer::Yes, parts, again_on, paper, agreed_with });
}

fn choices(script: &mut Script) {
    for (choice, state) in [
        (Choice::StaySafer, ChoiceState::Wanted),
        (Choice::Move, ChoiceState::Later),
        (Choice::Police, ChoiceState::Offered),
    ] {
        let ask_again_on = (state == ChoiceState::Later).then(|| script.in_days(60));
        let words = script.words(road::OF_CHOICES);
        script.step(ChoiceTalkedOver { choice, state, words, ask_again_on });
    }
}

fn promise(script: &mut Script, kept: bool) -> Option<()> {
    let what = script.words(road::PROMISES)?;
    let by = script.in_days(3);
    script.step(PromiseMade { what, by });
    if kept {
        let of = script.events;
        script.pass(600, 1_200);
        let (on, told) = (script.today(), SurvivorTold::Told { at: script.at });
        script.step(PromiseSettled { of, kept: Kept::Kept, on, told, words: None });
    }
    Some(())
}

fn promised(script: &mut Script) -> Option<()> {
    promise(script, false)
}

fn review(script: &mut Script) -> Option<()> {
    let (view, words) = (script.words(road::THEIR_VIEW)?, script.words(road::REVIEWED)?);
    let again_on = script.in_days(14);
    script.step(CaseReviewed { view: Some(TheirView::Said(view)), words, again_on });
    Some(())
}

fn feedback(script: &mut Script) {
    let (from, how) = (Some(script.today()), script.words(road::HOW_TO_ASK));
    script.step(FeedbackAgreed { wish: FeedbackWish::Yes, from, how });
    let answer = |script: &mut Script, question: FeedbackQuestion| {
        (question, script.dice.pick(FeedbackAnswer::ALL, FeedbackAnswer::Partly))
    };
    let answers = FeedbackQuestion::ALL.iter().map(|question| answer(script, *question)).collect();
    let change = script.words(road::CHANGE);
    script.step(FeedbackGiven { time: FeedbackTime::Early, answers, change, may_quote: Answer::Yes });
}

fn concern_answered(script: &mut Script, telling: &Telling) -> Option<()> {
    let concern = script.events;
    script.pass(60, 300);
    let (wishes, words) = (script.words(road::THEIR_VIEW), script.words(road::NEEDS_MET));
    script.step(CareActTest {
        person: telling.cast.survivor.person,
        needs_care: Answer::Yes,
        at_risk: Answer::Yes,
        cannot_protect: Answer::NotKnown,
        capacity: Capacity::NoDoubt,
        wishes,
        words,
    });
    answered(script, concern)
}

/// They said "not now", and how they will let us know.
fn not_now(script: &mut Script) -> Option<()> {
    let (sign, until) = (ShortText::parse("A question about the bins").ok()?, script.in_days(21));
    let words = script.words(road::OF_CHOICES);
    script.step(ChoiceTalkedOver {
        choice: Choice::NothingNow,
        state: ChoiceState::Wanted,
        words: None,
        ask_again_on: Some(until),
    });
    script.step(WatchAgreed { sign, until, words, agreed: Some(AgreedThen::Cancelled) });
    Some(())
}

/// Gone through once more, and closed by the manager.
fn ended(script: &mut Script) -> Option<()> {
    what_they_wanted(script);
    review(script)?;
    script.actor = script.manager;
    decided_for_all(script)?;
    not_for_the_marac(script)?;
    let (view, words) = (script.words(road::THEIR_VIEW)?, script.words(road::CLOSED)?);
    if still_open(&so_far(script), Ending::SafeAtHome, script.today()).is_empty() {
        let (ending, view) = (Ending::SafeAtHome, Some(TheirView::Said(view)));
        script.step(CaseClosed { ending, moved_to: None, view, words });
    }
    Some(())
}

/// What they had asked for at first is done by then.
fn what_they_wanted(script: &mut Script) {
    let (choice, state) = (Choice::StaySafer, ChoiceState::Done);
    let wanted = so_far(script).support().choices().get(&choice).map(|choice| choice.is.state);
    if wanted == Some(ChoiceState::Wanted) {
        script.step(ChoiceTalkedOver { choice, state, words: None, ask_again_on: None });
    }
}

/// Where it kept happening and nobody had decided about the MARAC, the manager does.
fn not_for_the_marac(script: &mut Script) -> Option<()> {
    if !so_far(script).support().marac_undecided().is_empty() {
        let why =
            Words::parse("Gone through with the IDVA: nothing has happened since, and the risk is low now.")
                .ok()?;
        let decision = MaracDecision::NotReferred { why };
        script.step(MaracDecided { decision, survivor_told: Answer::Yes, words: None });
    }
    Some(())
}

/// Nobody at home is left of whom nobody decided whether the authority is told.
fn decided_for_all(script: &mut Script) -> Option<()> {
    if still_open(&so_far(script), Ending::SafeAtHome, script.today()).contains(&StillOpen::Undecided) {
        let why =
            Words::parse("The school and the health visitor see them every week. Both know whom to ring.");
        let not_needed = ConcernNotNeeded { concern: ConcernFor::Both, why: why.ok()? };
        script.record(CaseCommand::DeclareConcernNotNeeded(not_needed));
        script.pass(3, 25);
    }
    Some(())
}

/// The case as it stands. What the rules would refuse adds nothing; a test holds that nothing is refused.
fn so_far(script: &Script) -> CaseState {
    let mut state = CaseState::default();
    for step in &script.steps {
        let moment = Moment { now: step.at, actor: step.actor, ids: IdBlock::new(step.at, [0; 10]) };
        let events = decide(&state, step.command.clone(), &moment).unwrap_or_default();
        for (sequence, event) in (state.sequence() + 1..).zip(events) {
            state = state.evolve(&Recorded { sequence, recorded_at: step.at, actor: step.actor, event });
        }
    }
    state
}

fn came_back(script: &mut Script) -> Option<()> {
    ended(script)?;
    let why = script.words(road::REOPENED)?;
    if so_far(script).support().closed().is_some() {
        script.step(CaseReopened { why });
    }
    Some(())
}

fn accused(script: &mut Script, telling: &Telling) -> Option<()> {
    let by = telling.cast.alleged().first().copied()?;
    let (words, view) = (script.words(road::IN_RETURN), script.words(road::VIEW_OF_RETURN));
    let asked =
        Words::parse("The allocations form asked for a crime reference before it could be sent.").ok();
    script.step(ProofAsked { words: asked, taken_back: Answer::No });
    script.step(ProofAsked { words: None, taken_back: Answer::Yes });
    script.step(CounterAllegation {
        by,
        of: telling.cast.survivor.person,
        happened: Happened::NotKnown,
        words,
        signs: BTreeMap::from([(Sign::Fear, Answer::Yes), (Sign::Control, Answer::Yes)]),
        view,
    });
    Some(())
}

/// Abuse of long ago, told beside what happens now.
fn long_ago(script: &mut Script) {
    let year = script.today().year() - 25;
    script.step(NonRecentAbuse {
        life_time: LifeTime::Childhood,
        happened: Happened::Year(year),
        reaches_them: Answer::No,
        others_at_risk: Answer::NotKnown,
        words: Words::parse("To talk with somebody who knows about childhood, when there is time.").ok(),
    });
}

/// A death was recorded of somebody who lives, was corrected, and what was held for it was lifted by the manager.
fn death_by_mistake(script: &mut Script, telling: &Telling) -> Option<()> {
    let person = telling.cast.alleged().first().copied()?;
    let words = Words::parse("The housing team was told by a neighbour.").ok();
    script.step(DeathRecorded { person, on: Happened::NotKnown, words, kin: NextOfKin::default() });
    let sequence = script.events;
    let why = Words::parse("It was another man of that name: the police rang back.").ok()?;
    script.record(CaseCommand::Correct(Corrected { sequence, why: why.clone(), instead: None }));
    script.pass(30, 90);
    let officer = std::mem::replace(&mut script.actor, script.manager);
    script.step(HoldLifted { why });
    script.actor = officer;
    Some(())
}

fn death(script: &mut Script, telling: &Telling) -> Option<()> {
    let person = telling.cast.alleged().first().copied()?;
    let words = Words::parse("The police told us. Nobody else is thought to have been involved.").ok();
    let on = Happened::On(script.today());
    let kin = NextOfKin {
        may_be_perpetrator: Answer::No,
        told: match ShortText::parse("Their brother") {
            Ok(whom) => Told::ToBeTold { whom: Whom::Named(whom), by: TellsFamily::Police },
            Err(_) => Told::NotDecided,
        },
        belongings: Belongings::Kept,
    };
    script.step(DeathRecorded { person, on, words, kin });
    Some(())
}
