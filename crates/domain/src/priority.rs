//! Why a case stands where it does in a list of work: reasons in words, and nothing that is added up.
//!
//! Each reason outweighs all that come after it together. So the gravest reason of a case decides first, among
//! cases with the same one the next decides, and one reason more never moves a case down. The survivor could
//! read the whole of it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::case::CaseState;
use crate::choices::ChoiceState;
use crate::codes::codes;
use crate::incident::{PatternRule, pattern};
use crate::people::PersonRole;
use crate::when::london;
use crate::{Answer, Severity};

codes! {
    /// A reason to come to a case before another, the gravest first.
    Because {
        DangerNow = "danger-now", "danger now";
        ContactToday = "contact-today", "a contact is agreed for today";
        High = "high", "serious harm is likely";
        Warned = "warned", "we were warned that the danger is high";
        NotJudged = "not-judged", "nobody has judged yet how severe it is";
        Heightened = "heightened", "they have left or plan to, and the danger is greatest now";
        Repeating = "repeating", "it keeps happening";
        Changed = "changed", "something happened since the risk was assessed";
        Children = "children", "children are at home, or may be";
        Waiting = "waiting", "they asked for something that is not done yet";
        PromiseLate = "promise-late", "a promise to them is late";
        Silence = "silence", "nobody has been in touch for too long";
        AskAgain = "ask-again", "the day has come on which they wanted to be asked again";
    }
}

impl Because {
    /// Its place in what is kept, the gravest the highest. A new reason moves those after it: what is kept is
    /// worked out from the journals and is written anew then (`holdfast rebuild`).
    const fn bit(self) -> u32 {
        1 << (Self::ALL.len() - 1 - self as usize)
    }
}

/// The reasons of one case. The greater of two is come to first: the gravest reason that only one of them has
/// decides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Priority(u32);

/// What is known of a case beside its own state.
#[derive(Debug, Clone, Copy)]
pub struct Beside {
    /// How many incidents make a pattern, by the policy in force.
    pub pattern: PatternRule,
    /// Whether nobody has been in touch for longer than that policy allows.
    pub silent: bool,
}

impl Priority {
    /// Why a case stands where it does, at this moment. A closed case waits for nobody.
    pub fn of(state: &CaseState, beside: Beside, now: Timestamp) -> Self {
        let support = state.support();
        if support.closed().is_some() {
            return Self::default();
        }
        let today = now.to_zoned(london()).date();
        let severity = state.severity();
        let late =
            support.promises().iter().any(|promise| promise.settled.is_none() && promise.made.is.by < today);
        let holds = [
            (Because::DangerNow, severity == Severity::Immediate),
            (Because::ContactToday, contact_day(state) == Some(today)),
            (Because::High, severity == Severity::High),
            (Because::Warned, state.high_notice().is_some()),
            (Because::NotJudged, severity == Severity::Unknown),
            (Because::Heightened, support.heightened(today).is_some()),
            (Because::Repeating, is_repeating(state, beside.pattern, today)),
            (Because::Changed, support.stale(today).is_some()),
            (Because::Children, may_have_children(state)),
            (
                Because::Waiting,
                support.choices().values().any(|choice| choice.is.state == ChoiceState::Wanted),
            ),
            (Because::PromiseLate, late),
            (Because::Silence, beside.silent),
            (Because::AskAgain, days_to_ask(state).any(|day| day <= today)),
        ];
        holds.into_iter().filter_map(|(because, holds)| holds.then_some(because)).collect()
    }

    /// The reasons, the gravest first.
    pub fn reasons(self) -> impl Iterator<Item = Because> {
        Because::ALL.iter().copied().filter(move |because| self.has(*because))
    }

    /// Whether this is among the reasons.
    pub const fn has(self, because: Because) -> bool {
        self.0 & because.bit() != 0
    }

    /// The same with one reason more.
    #[must_use]
    pub const fn and(self, because: Because) -> Self {
        Self(self.0 | because.bit())
    }

    /// Why, in one line that the survivor could read; nothing where there is no reason of its own.
    pub fn words(self) -> Option<String> {
        let reasons: Vec<&str> = self.reasons().map(Because::label).collect();
        (!reasons.is_empty()).then(|| reasons.join("; "))
    }

    /// As it is kept beside the journal, so that lists open no seal. Of two, the greater is come to first.
    pub const fn kept(self) -> u32 {
        self.0
    }

    /// As it was kept. What no reason has is left out.
    pub fn of_kept(kept: u32) -> Self {
        Because::ALL.iter().copied().filter(|because| kept & because.bit() != 0).collect()
    }
}

impl FromIterator<Because> for Priority {
    fn from_iter<I: IntoIterator<Item = Because>>(reasons: I) -> Self {
        reasons.into_iter().fold(Self::default(), Self::and)
    }
}

/// How many days it may take until an incident of an old month's last days no longer counts.
const ENDS_OF_MONTHS: i32 = 4;

/// Every day at whose beginning, in London, time alone may change the reasons of a case.
pub fn turns(state: &CaseState, rule: PatternRule) -> BTreeSet<Date> {
    let support = state.support();
    let after = |day: Date, days: i32| day.checked_add(days.days()).ok();
    let windows = support.windows().iter().map(|opened| opened.is.until);
    let come = support.standing_changes().flat_map(|change| change.is.turns());
    let open = support.promises().iter().filter(|promise| promise.settled.is_none());
    let lasts = windows.chain(open.map(|promise| promise.made.is.by)).chain(contact_day(state));
    let old = state.incidents().filter_map(|incident| {
        let (_, last) = incident.is.happened.days()?;
        last.checked_add(i32::from(rule.months).months()).ok()
    });
    let old = old.flat_map(|day| (1..=ENDS_OF_MONTHS).filter_map(move |days| after(day, days)));
    let ends = lasts.filter_map(|day| after(day, 1));
    ends.chain(come).chain(contact_day(state)).chain(days_to_ask(state)).chain(old).collect()
}

fn contact_day(state: &CaseState) -> Option<Date> {
    state.agreed_contact().map(|agreed| agreed.is.from.to_zoned(london()).date())
}

fn days_to_ask(state: &CaseState) -> impl Iterator<Item = Date> + '_ {
    let support = state.support();
    let choices = support.choices().values().filter(|choice| choice.is.state == ChoiceState::Later);
    let watch = support.watch().map(|watch| watch.is.until);
    choices.filter_map(|choice| choice.is.ask_again_on).chain(watch)
}

fn is_repeating(state: &CaseState, rule: PatternRule, today: Date) -> bool {
    pattern(state.incidents().map(|one| &one.is), today, rule).count() >= usize::from(rule.incidents)
}

/// Whether children live there or were there, or whoever was asked did not know. Where nobody has asked, that is a duty of its
/// own and no reason here: it would be one of every case.
fn may_have_children(state: &CaseState) -> bool {
    let asked = state.household().is_some_and(|household| household.is.children.may_be());
    let was_there = state.incidents().any(|incident| incident.is.children_present == Answer::Yes);
    asked
        || was_there
        || state.people().any(|person| person.is(PersonRole::Child) && person.may_live_in_home())
}

#[cfg(test)]
mod tests;
