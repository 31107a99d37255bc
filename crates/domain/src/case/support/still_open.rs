//! What keeps a case open (R-16, R-17, domain.md 13).

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::state::lapses;
use crate::Answer;
use crate::case::CaseState;
use crate::choices::{Choice, ChoiceState, ChoiceTalkedOver};
use crate::codes::codes;
use crate::contact::Outcome;
use crate::day_told::Knows;
use crate::people::PersonRole;
use crate::precautions::{Precaution, PrecautionState};
use crate::report::Route;
use crate::reviewing::Ending;
use crate::risk::MaracDecision;
use crate::suspicion::EnquiryOutcome;
use crate::when::london;

codes! {
    /// One thing that keeps a case open, and so what to do first.
    StillOpen {
        RiskReview = "risk-review", "Risk was not gone through in the last 28 days: assess it, or review the case";
        StaleAssessment = "stale-assessment", "Something happened since the risk was assessed: assess it again";
        Signal = "signal", "Something was reported since anybody last went through it: go through it first";
        BehindWall = "behind-wall", "A further report that may be about it has not been read yet: ask the safeguarding lead";
        Enquiry = "enquiry", "It is a suspicion, and nobody has asked them safely: make the safe enquiry first";
        Promise = "promise", "Something that was promised is not settled: say what came of it";
        Concern = "concern", "A safeguarding concern has no answer: ask again, or say what came of it";
        Undecided = "undecided", "Nobody has decided about a safeguarding concern for somebody here: raise it, or have a manager say why none is needed";
        Choice = "choice", "They want something that is not done yet: do it, or say what came of it";
        Precaution = "precaution", "Something for their safety was asked for and nobody heard back: say what came of it";
        Order = "order", "A release, the end of an order or a change of bail falls within 30 days: wait, or make the plan for that day first";
        Untold = "untold", "Nobody wrote down whether they know of a release or another day that may change the danger: tell them safely, and write it down";
        Marac = "marac", "The MARAC has it, and no safety plan was made since it was heard: make the plan first";
        MaracUnheard = "marac-unheard", "It is referred to the MARAC, and nobody wrote down that it was heard: find out what was agreed";
        MaracUndecided = "marac-undecided", "The risk is high, or it keeps happening, and nobody has decided about the MARAC since: refer it, or have a manager say why not";
        Heightened = "heightened", "It is less than 12 months since they left or planned to: the danger is greatest now";
        AgreedContact = "agreed-contact", "A contact is agreed: keep it first";
        Missed = "missed", "A contact was agreed and did not come about, and nobody has been in touch since: follow it up in the way that was agreed";
        Watch = "watch", "They said not now, and a day was agreed on which somebody asks again: wait for it, and ask";
        OneNo = "one-no", "They have said no only once: agree a sign and a day, and let the case wait";
        NoDeath = "no-death", "No death is recorded: record it first, or choose how else it ended";
        /// Only who knows the policy can say so.
        Duty = "duty", "Something that the policy asks for is not done: do it, or set it aside with a reason";
        OneTry = "one-try", "Contact was tried on fewer than three days: try every way that was agreed";
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
    keep(is_missed(state, ending), StillOpen::Missed);
    let looked_at = is_looked_at(state, today);
    keep(!looked_at, StillOpen::RiskReview);
    keep(support.stale(today).is_some(), StillOpen::StaleAssessment);
    keep(looked_at && support.stale(today).is_none() && has_new_signal(state), StillOpen::Signal);
    keep(is_not_asked_after(state, ending), StillOpen::Enquiry);
    keep(is_undecided(state), StillOpen::Undecided);
    keep(support.choices().values().any(|choice| is_wanted(&choice.is)), StillOpen::Choice);
    keep(is_asked_for(state), StillOpen::Precaution);
    keep(has_order_soon(state, today), StillOpen::Order);
    keep(is_untold(state, today), StillOpen::Untold);
    keep(is_with_the_marac(state, today) && !has_plan_since(state), StillOpen::Marac);
    keep(is_unheard(state), StillOpen::MaracUnheard);
    keep(!support.marac_undecided().is_empty(), StillOpen::MaracUndecided);
    keep(support.heightened(today).is_some() && ending != Ending::Transferred, StillOpen::Heightened);
    keep(is_waiting(state, today) && !is_their_word(ending), StillOpen::Watch);
    keep(ending == Ending::WantsNoMore && support.noes() < NOES, StillOpen::OneNo);
    keep(ending == Ending::LostContact && tries(state) < TRIES, StillOpen::OneTry);
    open
}

/// A contact did not come about and nobody has been in touch since: no reply closes nothing, whatever the policy
/// says and whoever set its duty aside. Contact that was tried in every way that was agreed is lost contact, and says so.
fn is_missed(state: &CaseState, ending: Ending) -> bool {
    state.missed_contact().is_some() && ending != Ending::LostContact
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
    state.is_gone_through_since(today.checked_sub(REVIEW_DAYS.days()).unwrap_or(Date::MIN))
}

/// Whether somebody reported it, or recorded what happened, after anybody last assessed the risk or went through it.
fn has_new_signal(state: &CaseState) -> bool {
    let last = state.last_gone_through().map_or(0, |(sequence, _)| sequence);
    let reports = state.reports().iter().map(|report| report.sequence);
    let incidents = state.incidents().map(|incident| incident.sequence);
    let burnt = state.all_compromised().iter().map(|marked| marked.sequence);
    reports.chain(incidents).chain(burnt).any(|signal| signal > last)
}

/// A suspicion of which nobody knows more. Whoever takes it over asks; who could not be reached was asked after.
fn is_not_asked_after(state: &CaseState, ending: Ending) -> bool {
    let came_of_it = state.enquiry().map(|made| made.is.outcome);
    let asked = match came_of_it {
        Some(EnquiryOutcome::Disclosed | EnquiryOutcome::Nothing) => true,
        Some(EnquiryOutcome::NotReached) => ending == Ending::LostContact,
        Some(EnquiryOutcome::NotSafe) | None => false,
    };
    state.route() == Some(Route::Suspicion) && ending != Ending::Transferred && !asked
}

/// Whether somebody here may need to be kept safe by the authority, and nobody has said whether it is told.
fn is_undecided(state: &CaseState) -> bool {
    let support = state.support();
    let home = state.household().map(|household| &household.is);
    let children = home.is_some_and(|home| home.children == Answer::Yes)
        || !state.with_role(PersonRole::Child).is_empty();
    let adult = home.is_some_and(|home| home.adults_at_risk == Answer::Yes)
        || support.care_act().values().any(|test| test.is.may_be_met());
    (children && !support.children_are_decided()) || (adult && !support.adult_is_decided())
}

/// Something that somebody has to do for them. That they want nothing now is no such thing.
fn is_wanted(choice: &ChoiceTalkedOver) -> bool {
    choice.state == ChoiceState::Wanted && choice.choice != Choice::NothingNow
}

fn is_asked_for(state: &CaseState) -> bool {
    let how_far = |which: &Precaution| state.support().precaution(*which).map(|(how_far, _)| how_far);
    Precaution::ALL.iter().any(|which| how_far(which) == Some(PrecautionState::Asked))
}

/// Referred, or heard within the last twelve months.
fn is_with_the_marac(state: &CaseState, today: Date) -> bool {
    state.support().is_referred() || last_heard(state).is_some_and(|heard| today <= lapses(heard))
}

fn last_heard(state: &CaseState) -> Option<Date> {
    state.support().heard().iter().map(|heard| heard.is.on).max()
}

/// What was agreed at the MARAC stands in a plan of that day or later.
fn has_plan_since(state: &CaseState) -> bool {
    let made = |at: Timestamp| at.to_zoned(london()).date();
    let plan = state.support().plan().map(|plan| made(plan.recorded_at));
    plan.is_some_and(|made| last_heard(state).is_none_or(|heard| made >= heard))
}

/// The newest decision was to refer, and nothing says that it was heard since.
fn is_unheard(state: &CaseState) -> bool {
    let referred = state.support().marac().last().and_then(|decided| match &decided.is.decision {
        MaracDecision::Referred { on, .. } => Some(*on),
        MaracDecision::NotReferred { .. } => None,
    });
    referred.is_some_and(|on| last_heard(state).is_none_or(|heard| heard < on))
}

fn has_order_soon(state: &CaseState, today: Date) -> bool {
    let until = today.checked_add(ORDER_DAYS.days()).unwrap_or(Date::MAX);
    state.support().standing_changes().any(|change| {
        // A day that nobody knows may be tomorrow.
        change.is.change.takes_a_bar_away() && change.is.may_fall(today, until)
    })
}

/// A day of which they must hear, and nobody wrote down that they were told, or why not. Who has not spoken with
/// us is told nothing by us.
fn is_untold(state: &CaseState, today: Date) -> bool {
    let support = state.support();
    let says_why =
        |of| support.told_of(of).is_some_and(|told| matches!(told.is.knows, Knows::NotTold { .. }));
    let untold = support.untold(today).any(|change| !says_why(change.sequence));
    untold && state.route() == Some(Route::Disclosure)
}

/// On how many days contact was tried since anybody last spoke with them: three calls in ten minutes are one try.
fn tries(state: &CaseState) -> usize {
    let attempts = state.attempts();
    let since =
        attempts.iter().rposition(|attempt| attempt.is.outcome.is_contact()).map_or(0, |last| last + 1);
    let tried = attempts.iter().skip(since).filter(|attempt| attempt.is.outcome != Outcome::NotSafeToTalk);
    tried.map(|attempt| attempt.is.at.to_zoned(london()).date()).collect::<BTreeSet<Date>>().len()
}

impl CaseState {
    /// The last entry in which somebody assessed the risk or went through the case, with its time.
    fn last_gone_through(&self) -> Option<(u64, Timestamp)> {
        let support = self.support();
        let assessed = support.assessment().map(|assessed| (assessed.sequence, assessed.recorded_at));
        let reviewed = support.reviews().last().map(|reviewed| (reviewed.sequence, reviewed.recorded_at));
        assessed.into_iter().chain(reviewed).max()
    }

    /// Whether somebody assessed the risk or went through the case on this day or later.
    pub(in crate::case) fn is_gone_through_since(&self, day: Date) -> bool {
        self.last_gone_through().is_some_and(|(_, at)| at.to_zoned(london()).date() >= day)
    }

    /// Whether the survivor is recorded to have died.
    pub fn survivor_has_died(&self) -> bool {
        self.survivor().is_some_and(|survivor| self.support().has_died(survivor.person))
    }

    /// The same of the survivor, or of whom the contact plan is for.
    pub(crate) fn whoever_it_is_about_has_died(&self) -> bool {
        let of_plan = self.contact_plan().is_some_and(|plan| self.support().has_died(plan.survivor));
        of_plan || self.survivor_has_died()
    }
}
