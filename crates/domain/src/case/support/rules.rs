//! The rules for what is recorded on the survivor's road.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::still_open::still_open;
use super::{StillOpen, SupportStep};
use crate::case::decide::{known, not_after_today, one, past};
use crate::case::event::SeverityAssessed;
use crate::case::{CaseEvent, CaseState, Numbered, Refusal};
use crate::change::{ChangeRecorded, LifeChange};
use crate::choices::{ChoiceState, ChoiceTalkedOver, WatchAgreed};
use crate::compromise::SurvivorTold;
use crate::contact::{Attempted, Clearance, Way};
use crate::day_told::{DayTold, Knows, ToldBy};
use crate::people::PersonRole;
use crate::precautions::{PrecautionState, PrecautionsNoted};
use crate::promise::{PromiseMade, PromiseSettled};
use crate::report::Route;
use crate::reviewing::CaseClosed;
use crate::risk::{CoSignAnswered, MaracDecision, RiskAssessed};
use crate::voice::{FeedbackGiven, FeedbackTime, FeedbackWish};
use crate::when::london;
use crate::{Answer, Moment, PersonId, Severity};

/// What an assessment must be preceded by where children live at home.
const CHILDREN: &str = "who the children are, and whether a safeguarding concern was raised for them";
/// A plan of nothing helps nobody.
const PLAN: &str = "at least one part of the safety plan";
/// Somebody asks again on a day, or nobody does.
const ASK_AGAIN: &str = "the day on which to ask again";
/// What becomes of it where they say not now.
const AGREED: &str = "what becomes of the contact that was agreed";
/// A closing or a review says what the survivor thinks, or why they were not asked.
const THEIR_VIEW: &str = "what the survivor thinks, or why they were not asked";
/// Which precaution was looked at.
const PRECAUTION: &str = "at least one precaution";
/// How it went, in at least one answer or in their words.
const ANSWERS: &str = "at least one answer, or what should change";
/// By which criteria it is referred.
const CRITERIA: &str = "why it is one for the MARAC";

/// What a step adds, or why the rules say no. One step may bring another entry with it: a count that is high
/// raises the level.
pub(in crate::case) fn decide_step(
    state: &CaseState,
    step: SupportStep,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Refusal> {
    allowed(state, &step, moment)?;
    let raised = match &step {
        SupportStep::RiskAssessed(assessed) => raised(state, assessed),
        _ => None,
    };
    let mut events = one(step);
    events.extend(raised.map(CaseEvent::from));
    Ok(events)
}

/// What must hold of a step, a corrected one included.
pub(in crate::case) fn allowed(
    state: &CaseState,
    step: &SupportStep,
    moment: &Moment,
) -> Result<(), Refusal> {
    let today = moment.now.to_zoned(london()).date();
    match step {
        SupportStep::NeedsRecorded(needs) if needs.is_interpreted_by_family() => {
            Err(Refusal::FamilyInterprets)
        }
        SupportStep::NeedsRecorded(needs) => needs_somebody(state, needs.person),
        SupportStep::EqualityAnswered(answered) if answered.contradicts_itself() => Err(Refusal::SaysBoth),
        SupportStep::EqualityAnswered(answered) if answered.has_words_for_no_difference() => {
            Err(Refusal::WordsForNoDifference)
        }
        SupportStep::EqualityAnswered(answered) => needs_somebody(state, answered.person),
        SupportStep::CareActTest(test) => needs_somebody(state, test.person),
        SupportStep::ChildSituation(child) => has_role(state, child.child, PersonRole::Child),
        SupportStep::ChildDescribed(child) if child.responsibility.contains(&child.child) => {
            Err(Refusal::NoSuchPerson)
        }
        SupportStep::ChildDescribed(child) => {
            has_role(state, child.child, PersonRole::Child)?;
            child.responsibility.iter().try_for_each(|person| known(state, *person))
        }
        SupportStep::NonRecentAbuse(past) => not_after_today(&past.happened, moment),
        SupportStep::RiskAssessed(assessed) => assess(state, assessed, today),
        SupportStep::CoSignAnswered(answered) => may_answer_for(state, *answered, moment),
        SupportStep::MaracDecided(decided) => match &decided.decision {
            MaracDecision::Referred { criteria, .. } if criteria.is_empty() => {
                Err(Refusal::Unanswered(CRITERIA))
            }
            MaracDecision::Referred { on, .. } => not_later(*on, today),
            MaracDecision::NotReferred { .. } => Ok(()),
        },
        SupportStep::MaracHeard(heard) => not_later(heard.on, today),
        SupportStep::ChangeRecorded(change) => may_change(state, change, moment),
        SupportStep::DayTold(told) => may_tell(state, told, moment),
        SupportStep::SafetyPlanMade(plan) if plan.parts.is_empty() => Err(Refusal::Unanswered(PLAN)),
        SupportStep::SafetyPlanMade(plan) => {
            plan.agreed_with.values().try_for_each(|agreed| not_later(agreed.on, today))?;
            still_to_come(plan.again_on, today)
        }
        SupportStep::PrecautionsNoted(noted) => may_note(state, noted, today),
        SupportStep::ChoiceTalkedOver(choice) => may_choose(choice, today),
        SupportStep::WatchAgreed(watch) => may_wait(state, watch, today),
        SupportStep::ConcernAnswered(answered) => {
            let raised = state.support().concerns().iter().any(|raised| raised.sequence == answered.of);
            if raised { past(answered.at, moment) } else { Err(Refusal::NoSuchConcern) }
        }
        SupportStep::CaseReviewed(reviewed) => {
            view(state, reviewed.view.is_some())?;
            still_to_come(reviewed.again_on, today)
        }
        SupportStep::CaseClosed(closed) => may_close(state, closed, today),
        SupportStep::CaseReopened(_) if state.support().closed().is_none() => Err(Refusal::NotClosed),
        SupportStep::DeathRecorded(death) => {
            known(state, death.person)?;
            death.kin.allowed(state)?;
            not_after_today(&death.on, moment)
        }
        SupportStep::HoldLifted(_) if !state.support().deaths().is_empty() => Err(Refusal::HeldForADeath),
        SupportStep::HoldLifted(_) if !state.support().is_held() => Err(Refusal::NothingHeld),
        SupportStep::PromiseMade(made) => promised_lately(made, today),
        SupportStep::PromiseSettled(settled) => may_settle(state, settled, today),
        SupportStep::CounterAllegation(counter) if counter.by == counter.of => Err(Refusal::OfThemself),
        SupportStep::CounterAllegation(counter) => {
            known(state, counter.by)?;
            has_role(state, counter.of, PersonRole::Survivor)?;
            not_after_today(&counter.happened, moment)
        }
        SupportStep::HoldLifted(_)
        | SupportStep::CaseReopened(_)
        | SupportStep::FeedbackAgreed(_)
        | SupportStep::ProofAsked(_) => Ok(()),
        SupportStep::FeedbackGiven(given) => may_have_asked(state, given, today),
    }
}

/// For how many days after its day a promise can still be written down: whoever made it may come to it late, and it is
/// late then, which is said.
const PROMISED_LATELY: i32 = 28;

fn promised_lately(made: &PromiseMade, today: Date) -> Result<(), Refusal> {
    let since = today.checked_sub(PROMISED_LATELY.days()).unwrap_or(Date::MIN);
    if made.by < since { Err(Refusal::PromiseDays) } else { Ok(()) }
}

/// Only what was promised is settled, not tomorrow; and nobody was told what came of it before it was promised: the day on
/// which it was written down, or its own day where that is earlier.
fn may_settle(state: &CaseState, settled: &PromiseSettled, today: Date) -> Result<(), Refusal> {
    let promises = state.support().promises();
    let promise = promises.iter().find(|promise| promise.made.sequence == settled.of);
    let made = &promise.ok_or(Refusal::NoSuchPromise)?.made;
    let first = made.recorded_at.to_zoned(london()).date().min(made.is.by);
    if let SurvivorTold::Told { at } = settled.told
        && at.to_zoned(london()).date() < first
    {
        return Err(Refusal::PromiseDays);
    }
    not_later(settled.on, today)
}

/// Where there are children, at home or in the family, an assessment comes after they were named and the safeguarding decision was
/// made. A judgement never says less than the count does, and lowers nothing.
fn assess(state: &CaseState, assessed: &RiskAssessed, today: Date) -> Result<(), Refusal> {
    let at_home = state.household().is_some_and(|household| household.is.children == Answer::Yes);
    let children = at_home || !state.with_role(PersonRole::Child).is_empty();
    if children && !state.children_are_seen_to() {
        return Err(Refusal::Unanswered(CHILDREN));
    }
    assessed.answers.values().filter_map(|given| given.dated).try_for_each(|day| not_later(day, today))?;
    let Some(judgement) = &assessed.judgement else { return Ok(()) };
    if assessed.is_high_by_count() && judgement.level > Severity::High {
        return Err(Refusal::CountIsHigh);
    }
    if state.severity().is_lowered_by(judgement.level) {
        return Err(Refusal::OnlyAManagerLowers);
    }
    Ok(())
}

/// Whoever is named answers for themself, once: what was pressed by mistake is corrected.
fn may_answer_for(state: &CaseState, answered: CoSignAnswered, moment: &Moment) -> Result<(), Refusal> {
    let waits = state.support().waits_for(moment.actor).any(|assessed| assessed.sequence == answered.of);
    if waits { Ok(()) } else { Err(Refusal::NotNamedForIt) }
}

/// The level that an assessment brings with it: the judgement, or high where the count says so, and never
/// less than is in force. Nothing, where it says nothing new.
fn raised(state: &CaseState, assessed: &RiskAssessed) -> Option<SeverityAssessed> {
    let by_count = assessed.is_high_by_count().then_some(Severity::High);
    let judged = assessed.judgement.as_ref().map(|judgement| judgement.level);
    let level = by_count.into_iter().chain(judged).min()?;
    let current = state.severity();
    let raises = level < current || current == Severity::Unknown;
    raises.then(|| SeverityAssessed {
        severity: level,
        why: assessed.judgement.as_ref().map(|judged| judged.why.clone()),
    })
}

fn needs_somebody(state: &CaseState, person: PersonId) -> Result<(), Refusal> {
    known(state, person)?;
    let asked =
        [PersonRole::Survivor, PersonRole::Child, PersonRole::AdultAtRisk, PersonRole::HouseholdMember];
    if asked.iter().any(|role| state.with_role(*role).contains(&person)) {
        Ok(())
    } else {
        Err(Refusal::NoSuchPerson)
    }
}

fn has_role(state: &CaseState, person: PersonId, role: PersonRole) -> Result<(), Refusal> {
    if state.with_role(role).contains(&person) { Ok(()) } else { Err(Refusal::NoSuchPerson) }
}

/// What is counted down to has its day; what is only said to have happened lies behind us. Only a day of the same kind
/// takes the place of another.
fn may_change(state: &CaseState, change: &ChangeRecorded, moment: &Moment) -> Result<(), Refusal> {
    if let Some(older) = change.instead_of {
        let counts = change.change.is_counted_down();
        let known = state.support().changes().iter().find(|known| known.sequence == older);
        if !known.is_some_and(|known| counts && known.is.change == change.change) {
            return Err(Refusal::NoSuchDay);
        }
    }
    let ahead = change.change.is_counted_down() || change.change == LifeChange::PlansToLeave;
    if ahead { Ok(()) } else { not_after_today(&change.when, moment) }
}

/// They were told of a day that is counted down to, not tomorrow; and where we told them ourselves, the contact stands in
/// the record: nobody is told round the gate. Any other way stands in words, so that somebody can see whether it was safe
///
fn may_tell(state: &CaseState, told: &DayTold, moment: &Moment) -> Result<(), Refusal> {
    let counted = |change: &&Numbered<ChangeRecorded>| change.is.change.is_counted_down();
    let days = state.support().changes().iter().filter(counted);
    if !days.into_iter().any(|change| change.sequence == told.of) {
        return Err(Refusal::NoSuchDay);
    }
    let Knows::Told { at, by } = told.knows else { return Ok(()) };
    past(at, moment)?;
    let day = at.to_zoned(london()).date();
    match by {
        ToldBy::Contact if !was_in_touch_on(state, day) => Err(Refusal::NoContactThen),
        ToldBy::Otherwise if told.words.is_none() => Err(Refusal::NoWordOfTheWay),
        _ => Ok(()),
    }
}

/// Whether anybody spoke with them on a day, by a way that the gate had cleared or because they got in touch.
fn was_in_touch_on(state: &CaseState, day: Date) -> bool {
    let on = |at: Timestamp| at.to_zoned(london()).date() == day;
    let cleared =
        |way: &Way| matches!(way, Way::TheyContactedUs | Way::WeTried { clearance: Clearance::Cleared, .. });
    let spoke = |attempt: &Attempted| attempt.outcome.is_contact() && cleared(&attempt.way) && on(attempt.at);
    state.attempts().iter().any(|attempt| spoke(&attempt.is))
        || state.disclosure().is_some_and(|taken| on(taken.recorded_at))
}

/// What the survivor does not want, they have told us: on a suspicion nobody has asked them.
fn may_note(state: &CaseState, noted: &PrecautionsNoted, today: Date) -> Result<(), Refusal> {
    if noted.lines.is_empty() {
        return Err(Refusal::Unanswered(PRECAUTION));
    }
    let not_wanted = noted.lines.values().any(|line| *line == PrecautionState::NotWanted);
    if not_wanted && state.route() != Some(Route::Disclosure) {
        return Err(Refusal::NobodyAskedThem);
    }
    not_later(noted.on, today)
}

fn may_choose(choice: &ChoiceTalkedOver, today: Date) -> Result<(), Refusal> {
    match (choice.state, choice.ask_again_on) {
        (ChoiceState::Later, None) => Err(Refusal::Unanswered(ASK_AGAIN)),
        (_, Some(day)) => still_to_come(day, today),
        (_, None) => Ok(()),
    }
}

/// A contact that was agreed for a day before stays or falls away: nobody has to ring whom they must not ring.
fn may_wait(state: &CaseState, watch: &WatchAgreed, today: Date) -> Result<(), Refusal> {
    still_to_come(watch.until, today)?;
    let agreed = state.agreed_contact().map(|agreed| agreed.is.from.to_zoned(london()).date());
    if watch.agreed.is_none() && agreed.is_some_and(|day| day < watch.until) {
        return Err(Refusal::Unanswered(AGREED));
    }
    Ok(())
}

fn view(state: &CaseState, given: bool) -> Result<(), Refusal> {
    let own = state.route() == Some(Route::OwnBehaviour);
    match (own, given) {
        (true, true) => Err(Refusal::WrongKindOfRecord),
        (false, false) => Err(Refusal::Unanswered(THEIR_VIEW)),
        _ => Ok(()),
    }
}

/// A case closes with the survivor's view, and with nothing open. That somebody did not want something
/// once, or could not be reached, ends nothing.
fn may_close(state: &CaseState, closed: &CaseClosed, today: Date) -> Result<(), Refusal> {
    if state.support().closed().is_some() {
        return Err(Refusal::AlreadyClosed);
    }
    view(state, closed.view.is_some())?;
    let open: Vec<StillOpen> = still_open(state, closed.ending, today);
    if open.is_empty() { Ok(()) } else { Err(Refusal::StillOpen(open)) }
}

/// Nobody is asked who has not agreed to be asked; whoever tells us unasked is heard (domain.md 13C).
fn may_have_asked(state: &CaseState, given: &FeedbackGiven, today: Date) -> Result<(), Refusal> {
    if given.answers.is_empty() && given.change.is_none() {
        return Err(Refusal::Unanswered(ANSWERS));
    }
    let agreed = state.support().feedback_wish().map(|agreed| &agreed.is);
    let too_early = agreed.and_then(|agreed| agreed.from).is_some_and(|from| today < from);
    match agreed.map(|agreed| agreed.wish) {
        Some(FeedbackWish::Anonymous) => Err(Refusal::WithoutTheirName),
        _ if given.time == FeedbackTime::AnyTime => Ok(()),
        Some(FeedbackWish::Yes) if too_early => Err(Refusal::NotYetToBeAsked),
        Some(FeedbackWish::Yes) => Ok(()),
        _ => Err(Refusal::NotAgreedToBeAsked),
    }
}

fn not_later(day: Date, today: Date) -> Result<(), Refusal> {
    if day > today { Err(Refusal::InTheFuture) } else { Ok(()) }
}

fn still_to_come(day: Date, today: Date) -> Result<(), Refusal> {
    if day > today { Ok(()) } else { Err(Refusal::TimesDoNotFit) }
}

impl CaseState {
    /// Whether, where there are children, they are named and somebody decided about a safeguarding concern for
    /// them.
    pub fn children_are_seen_to(&self) -> bool {
        !self.with_role(PersonRole::Child).is_empty() && self.support().children_are_decided()
    }
}
