//! What keeps a case open (R-16, R-17, domain.md 13).

use jiff::ToSpan;
use jiff::civil::Date;

use crate::case::CaseState;
use crate::change::LifeChange;
use crate::codes::codes;
use crate::contact::Outcome;
use crate::report::Route;
use crate::reviewing::Ending;
use crate::when::london;

codes! {
    /// One thing that keeps a case open, and so what to do first.
    StillOpen {
        RiskReview = "risk-review", "Risk was not gone through in the last 28 days: assess it, or review the case";
        StaleAssessment = "stale-assessment", "Something happened since the risk was assessed: assess it again";
        Promise = "promise", "Something that was promised is not settled: say what came of it";
        Concern = "concern", "A safeguarding concern has no answer: ask again, or say what came of it";
        Order = "order", "An order or a release falls within 30 days: wait, or make the plan for that day first";
        Marac = "marac", "The MARAC has it, and there is no safety plan: make the plan first";
        Heightened = "heightened", "It is less than 12 months since they left or planned to: the danger is greatest now";
        AgreedContact = "agreed-contact", "A contact is agreed: keep it first";
        Watch = "watch", "They said not now, and a day was agreed on which somebody asks again: wait for it, and ask";
        OneNo = "one-no", "They have said no only once: agree a sign and a day, and let the case wait";
        NoDeath = "no-death", "No death is recorded: record it first, or choose how else it ended";
        /// Only who knows the policy can say so.
        Duty = "duty", "Something that the policy asks for is overdue: do it, or set it aside with a reason";
        OneTry = "one-try", "Contact was tried fewer than three times: try every way that was agreed";
    }
}

/// How long a look at the risk holds for closing, in days (domain.md 13).
const REVIEW_DAYS: i32 = 28;
/// Within how many days the end of an order keeps a case open.
const ORDER_DAYS: i32 = 30;
/// How often somebody must have said that they want no more before a case closes for it.
const NOES: usize = 2;
/// How often contact must have been tried since anybody spoke with them before it counts as lost.
const TRIES: usize = 3;

/// Everything that keeps this case open if it were to end so on this day; nothing where it may be closed.
pub fn still_open(state: &CaseState, ending: Ending, today: Date) -> Vec<StillOpen> {
    let support = state.support();
    let mut open = Vec::new();
    let mut keep = |holds: bool, why: StillOpen| {
        if holds {
            open.push(why);
        }
    };
    keep(support.promises().iter().any(|promise| promise.settled.is_none()), StillOpen::Promise);
    keep(has_unanswered_concern(state), StillOpen::Concern);
    keep(ending == Ending::Died && support.deaths().is_empty(), StillOpen::NoDeath);
    // Where the survivor died no more is asked. That anybody else died makes nobody safe by itself.
    if ending == Ending::Died && state.survivor_has_died() {
        return open;
    }
    keep(state.agreed_contact().is_some(), StillOpen::AgreedContact);
    // Of the record of somebody's own behaviour no more is asked.
    if state.route() == Some(Route::OwnBehaviour) {
        return open;
    }
    keep(!is_looked_at(state, today), StillOpen::RiskReview);
    keep(support.stale_since().is_some(), StillOpen::StaleAssessment);
    keep(has_order_soon(state, today), StillOpen::Order);
    keep(support.is_referred() && support.plan().is_none(), StillOpen::Marac);
    keep(support.heightened(today).is_some() && ending != Ending::Transferred, StillOpen::Heightened);
    keep(is_waiting(state, today) && !is_their_word(ending), StillOpen::Watch);
    keep(ending == Ending::WantsNoMore && support.noes() < NOES, StillOpen::OneNo);
    keep(ending == Ending::LostContact && tries(state) < TRIES, StillOpen::OneTry);
    open
}

/// "Not now" was said, and the day has not come on which somebody asks again.
fn is_waiting(state: &CaseState, today: Date) -> bool {
    state.support().watch().is_some_and(|watch| watch.is.until >= today)
}

/// Their own later word ends the wait, and so does whoever goes on with them elsewhere.
const fn is_their_word(ending: Ending) -> bool {
    matches!(ending, Ending::WantsNoMore | Ending::Transferred)
}

fn has_unanswered_concern(state: &CaseState) -> bool {
    let support = state.support();
    let answered = |of| support.answers(of).any(|answered| answered.is.stage.is_an_answer());
    support.concerns().iter().any(|raised| !answered(raised.sequence))
}

fn is_looked_at(state: &CaseState, today: Date) -> bool {
    let support = state.support();
    let assessed = support.assessment().map(|assessed| assessed.recorded_at);
    let reviewed = support.reviews().last().map(|reviewed| reviewed.recorded_at);
    let since = today.checked_sub(REVIEW_DAYS.days()).unwrap_or(Date::MIN);
    assessed.into_iter().chain(reviewed).any(|at| at.to_zoned(london()).date() >= since)
}

fn has_order_soon(state: &CaseState, today: Date) -> bool {
    let until = today.checked_add(ORDER_DAYS.days()).unwrap_or(Date::MAX);
    state.support().changes().iter().any(|change| {
        let counts = matches!(change.is.change, LifeChange::OrderExpires | LifeChange::Release);
        // A day that nobody knows may be tomorrow.
        counts && change.is.may_fall(today, until)
    })
}

/// How often contact was tried since anybody last spoke with them.
fn tries(state: &CaseState) -> usize {
    let attempts = state.attempts();
    let since =
        attempts.iter().rposition(|attempt| attempt.is.outcome.is_contact()).map_or(0, |last| last + 1);
    attempts.iter().skip(since).filter(|attempt| attempt.is.outcome != Outcome::NotSafeToTalk).count()
}

impl CaseState {
    /// Whether the survivor is recorded to have died.
    pub fn survivor_has_died(&self) -> bool {
        let survivor = self.survivor().map(|person| person.person);
        self.support().deaths().iter().any(|death| Some(death.is.person) == survivor)
    }
}
