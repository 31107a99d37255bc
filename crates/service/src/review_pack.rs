//! What is taken out of a case for a review of a death or of a complaint: every entry in order, with what the policy asked
//! for and whether it was done, and the times in which nobody spoke with the survivor (R-20, domain.md 9).

use std::collections::BTreeMap;
use std::sync::Arc;

use access::action::{SeeCase, TakeCopy};
use access::{Actor, CaseView, Denied, Line, check};
use domain::text::CaseReference;
use domain::{CaseId, UserId};
use jiff::Timestamp;
use policy::calendar::Calendar;

use crate::projection::judged;
use crate::{DutyLine, Problem, Service};

/// After how many working days without contact a gap is told (domain.md 9).
const GAP: usize = 20;

/// Everything that a review goes through, as one person may see it.
#[derive(Debug, Clone)]
pub struct ReviewPack {
    /// The reference.
    pub reference: CaseReference,
    /// Every entry that this person may see, the first first.
    pub lines: Vec<Line>,
    /// Everything that the policy asked for, done or not.
    pub duties: Vec<DutyLine>,
    /// The times in which nobody spoke with the survivor, the first first.
    pub gaps: Vec<Gap>,
    /// What everybody in it is called.
    pub people: Vec<String>,
    /// The names of colleagues.
    pub colleagues: Arc<BTreeMap<UserId, String>>,
    /// Whether nothing of it may be deleted.
    pub held: bool,
    /// When it was made.
    pub made_at: Timestamp,
}

/// A time in which nobody spoke with the survivor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// When somebody had last spoken with them, or when the case was opened.
    pub from: Timestamp,
    /// When somebody spoke with them again, the case was closed, or it was looked at.
    pub until: Timestamp,
    /// How many working days lie between.
    pub working_days: usize,
}

/// What begins or ends a time in which nobody speaks with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Opened,
    Spoke,
    Closed,
}

impl Service {
    /// Takes a copy out for a review. It is written down, as that, before anything of it is shown. It goes out of the house,
    /// so it ties no two records together, whatever its maker may see: of another record of the same person it says no more
    /// than to whoever may not see that one (ADR 0031).
    ///
    /// # Errors
    /// Denied; they have to confirm who they are first where they did not do so lately.
    pub async fn review_pack(&self, actor: &Actor, case: CaseId) -> Result<ReviewPack, Problem> {
        self.opens(actor, case).await?;
        let rules = self.rules(actor.organisation).await?;
        let (asker, now) = (actor.clone(), self.clock.now());
        let (see, reference, history) = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<TakeCopy>(&asker, &facts)?;
                    let see = check::<SeeCase>(&asker, &facts)?;
                    tx.note_look(&permit, now, "review-pack", None).await?;
                    let line = tx.case_line(&see).await?.ok_or(Denied::NothingHere)?;
                    let history = tx.history(&see).await?;
                    Ok::<_, Problem>((see, line.reference, history))
                })
            })
            .await?;
        self.looked_by(actor, case, see.relation()).await?;
        let view = CaseView::reduce(&see, &history, now);
        let duties = judged(&rules, &history, now).into_iter();
        Ok(ReviewPack {
            reference,
            duties: duties.map(|duty| DutyLine::new(duty, &rules.pack)).collect(),
            gaps: gaps(&view, &rules.calendar, now),
            people: view.people.keys().map(|person| view.name(*person)).collect(),
            held: view.support.is_held(),
            lines: view.chronology,
            colleagues: self.colleagues(actor).await?,
            made_at: now,
        })
    }
}

/// The times in which nobody spoke with the survivor for more than twenty working days, while the case was open.
fn gaps(view: &CaseView, calendar: &Calendar, now: Timestamp) -> Vec<Gap> {
    between(marks(view), now, |from, until| calendar.working_days_since(from, until))
}

fn between(
    mut marks: Vec<(Timestamp, Mark)>,
    now: Timestamp,
    working_days: impl Fn(Timestamp, Timestamp) -> usize,
) -> Vec<Gap> {
    marks.push((now, Mark::Closed));
    marks.sort_unstable();
    let mut since: Option<Timestamp> = None;
    let mut gaps = Vec::new();
    for (at, mark) in marks {
        // Another report while the case is open ends no silence.
        if mark == Mark::Opened && since.is_some() {
            continue;
        }
        if let Some(from) = since {
            let working_days = working_days(from, at);
            if working_days > GAP {
                gaps.push(Gap { from, until: at, working_days });
            }
        }
        since = (mark != Mark::Closed).then_some(at);
    }
    gaps
}

fn marks(view: &CaseView) -> Vec<(Timestamp, Mark)> {
    let spoke = view.attempts.iter().filter(|attempt| attempt.is.outcome.is_contact());
    let spoke = spoke.map(|attempt| (attempt.is.at, Mark::Spoke));
    let told = view.chronology.iter().filter_map(|line| match line.kind {
        "report-taken" | "case-reopened" | "incident-recorded" => Some((line.recorded_at, Mark::Opened)),
        "disclosure-taken" => Some((line.recorded_at, Mark::Spoke)),
        "case-closed" => Some((line.recorded_at, Mark::Closed)),
        _ => None,
    });
    spoke.chain(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(1_772_400_000 + day * 86_400).unwrap()
    }

    fn found(marks: &[(i64, Mark)], now: i64) -> Vec<(i64, i64)> {
        let marks = marks.iter().map(|(at, mark)| (day(*at), *mark)).collect();
        let days = |from: Timestamp, until: Timestamp| {
            usize::try_from(until.duration_since(from).as_secs() / 86_400).unwrap()
        };
        let number = |at: Timestamp| at.duration_since(day(0)).as_secs() / 86_400;
        between(marks, day(now), days).iter().map(|gap| (number(gap.from), number(gap.until))).collect()
    }

    #[test]
    fn given_more_than_twenty_days_in_which_nobody_spoke_then_they_are_told_as_a_gap() {
        assert_eq!(found(&[(0, Mark::Opened), (20, Mark::Spoke)], 40), []);
        assert_eq!(found(&[(0, Mark::Opened), (21, Mark::Spoke)], 41), [(0, 21)]);
        assert_eq!(found(&[(0, Mark::Opened), (5, Mark::Spoke)], 30), [(5, 30)]);
    }

    #[test]
    fn given_another_report_then_it_ends_no_silence() {
        assert_eq!(found(&[(0, Mark::Opened), (15, Mark::Opened), (30, Mark::Spoke)], 31), [(0, 30)]);
    }

    #[test]
    fn given_a_closed_case_then_nobody_was_to_speak_with_them_until_it_opened_again() {
        let marks = [(0, Mark::Opened), (3, Mark::Closed), (90, Mark::Opened), (95, Mark::Spoke)];
        assert_eq!(found(&marks, 100), []);
    }
}
