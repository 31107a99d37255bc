//! Equality answers, counted for those who answer for the service; never of one person (ONE-20, R-21).

use access::action::SeeOthersWork;
use access::{Actor, check_office};
use domain::needs::Question;
use domain::when::london;
use jiff::civil::Date;

use crate::{Problem, Service};

/// Fewer than so many are not told: a small number can say who it was.
const TOLD_FROM: u64 = 5;

/// How often an answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// So often.
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

impl Figure {
    const fn of(times: u64) -> Self {
        if times < TOLD_FROM { Self::Few } else { Self::Times(times) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_five_are_never_told_and_nobody_reads_as_the_same() {
        assert_eq!([0, 1, 4].map(Figure::of), [Figure::Few; 3]);
        assert_eq!(Figure::of(5), Figure::Times(5));
    }
}
