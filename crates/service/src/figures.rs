//! Equality answers, counted for those who answer for the service; never of one person (ONE-20, R-21).

use access::action::SeeOthersWork;
use access::{Actor, check_office};
use domain::equality::Question;
use domain::when::london;
use jiff::ToSpan as _;
use jiff::civil::Date;
use policy::words::Start;
use store::{WorkFigures, WorkFiguresOf};

use crate::{Problem, Service};

/// Fewer than so many are not told: a small number can say who it was.
const TOLD_FROM: u64 = 5;

/// How often an answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// So often, rounded down to the next five: with exact numbers the few of one question could be worked out from the
    /// sums of another.
    Times(u64),
    /// Fewer than five times, or never.
    Few,
}

/// One question with how often each answer was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionFigures {
    /// The question.
    pub question: Question,
    /// Each answer in plain words.
    pub answers: Vec<(&'static str, Figure)>,
}

/// The figures of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Every question.
    pub questions: Vec<QuestionFigures>,
    /// What was answered from this day on is not in them yet.
    pub until: Date,
}

/// How the work goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkTold {
    /// What is counted, in plain words, with how often.
    pub lines: Vec<(&'static str, Figure)>,
    /// Whether it is of the whole organisation; else it is of the asker's regions.
    pub everywhere: bool,
    /// From which day on what was missed and opened again is counted.
    pub from: Date,
    /// Before which day.
    pub until: Date,
}

/// How many months of what was missed and opened again are counted.
const MONTHS: i32 = 3;

impl Figure {
    const fn of(times: u64) -> Self {
        if times < TOLD_FROM { Self::Few } else { Self::Times(times - times % TOLD_FROM) }
    }
}

impl Service {
    /// How often each equality answer was given until the end of last month.
    ///
    /// # Errors
    /// Denied.
    pub async fn figures(&self, actor: &Actor) -> Result<Figures, Problem> {
        let permit = check_office::<SeeOthersWork>(actor)?;
        let until = self.clock.now().to_zoned(london()).date().first_of_month();
        let counts = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.equality_counts(&permit, until).await.map_err(Problem::from) })
            })
            .await?;
        let figures = |question: &Question| {
            let times = |code: &str| counts.get(&(question.code().to_owned(), code.to_owned())).copied();
            let answers = question.answers().into_iter();
            let answers = answers.map(|(code, label)| (label, Figure::of(times(code).unwrap_or_default())));
            QuestionFigures { question: *question, answers: answers.collect() }
        };
        Ok(Figures { questions: Question::ALL.iter().map(figures).collect(), until })
    }
}

impl Service {
    /// How the work goes that the asker answers for: what is late now, and what was missed and opened again in the last
    /// three whole months. What is walled off from them is not in it.
    ///
    /// # Errors
    /// Denied.
    pub async fn work_figures(&self, actor: &Actor) -> Result<WorkTold, Problem> {
        let permit = check_office::<SeeOthersWork>(actor)?;
        let (now, rules) = (self.clock.now(), self.rules(actor.organisation).await?);
        let until = now.to_zoned(london()).date().first_of_month();
        let from = until.saturating_sub(MONTHS.months());
        let [since, before] = [from, until].map(|day| day.to_zoned(london()).map(|at| at.timestamp()));
        let (Ok(since), Ok(before)) = (since, before) else { return Err(Problem::Fault) };
        let missed = rules.pack.duties.iter().find(|rule| rule.starts.contains(&Start::ContactMissed));
        let missed = missed.map_or_else(String::new, |rule| rule.id.clone());
        let everywhere = actor.role.sees_all_work();
        let regions: Vec<_> =
            if everywhere { vec![None] } else { actor.regions.iter().copied().map(Some).collect() };
        let sum = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let mut sum = WorkFigures::default();
                    for region in regions {
                        let of = WorkFiguresOf { region, now, from: since, until: before, missed: &missed };
                        sum = sum + snapshot.work_figures(&permit, of).await?;
                    }
                    Ok::<_, Problem>(sum)
                })
            })
            .await?;
        let lines = [
            ("Records with something still to do", sum.records),
            ("Records with something overdue now", sum.late_records),
            ("Things overdue now", sum.late),
            ("Agreed contacts that were missed", sum.missed),
            ("Records opened again after they were closed", sum.reopened),
        ];
        let lines = lines.map(|(label, times)| (label, Figure::of(times)));
        Ok(WorkTold { lines: lines.into(), everywhere, from, until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_five_are_never_told_and_nobody_reads_as_the_same() {
        assert_eq!([0, 1, 4].map(Figure::of), [Figure::Few; 3]);
        assert_eq!(Figure::of(5), Figure::Times(5));
    }

    /// A table of one question as it is told.
    fn told(times: &[u64]) -> Vec<Figure> {
        times.iter().copied().map(Figure::of).collect()
    }

    #[test]
    fn what_is_hidden_cannot_be_worked_out_from_the_other_answers_and_the_sum_of_another_question() {
        // Seventeen people: sex has no small number, orientation has one. Whatever the small one is, both tables read
        // the same, so the difference of their sums says nothing of it.
        let orientation = |few: u64| told(&[17 - few, few, 0]);
        for sex in [[10, 7], [11, 6]] {
            assert_eq!(told(&sex), [Figure::Times(10), Figure::Times(5)]);
        }
        assert_eq!(orientation(0), orientation(2));
        assert_eq!(orientation(1), orientation(2));
        // The control: with exact numbers seventeen less fifteen would be two.
        assert_ne!(17 - 2, 17 - 1);
        // And every number that is told stands for five that it may be.
        for shown in [5_u64, 10, 25] {
            assert_eq!((0..60).filter(|times| Figure::of(*times) == Figure::Times(shown)).count(), 5);
        }
    }
}
