//! One line of the table.

use serde::{Deserialize, Serialize};

use super::runner::Samples;
use crate::report;

/// What a benchmark found: the samples of both sides, round by round, and what was hoped for.
///
/// With no sample of theirs the line stands for itself: the "ratio" is the median of ours, and the goal is absolute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What was measured, in a few words.
    pub name: String,
    /// Our samples, in `unit`.
    pub ours: Vec<f64>,
    /// The other side's, one for each of ours, or none at all.
    #[serde(default)]
    pub theirs: Vec<f64>,
    /// The unit of both sides, such as `commits/s` or `ms`.
    pub unit: String,
    /// What the ratio should be; without one, the line is only shown.
    #[serde(default)]
    pub goal: Option<Goal>,
}

/// What a ratio should be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// For rates: more is better.
    AtLeast(f64),
    /// For times and sizes: less is better.
    AtMost(f64),
}

impl Line {
    /// A line of two sides measured in turn.
    #[must_use]
    pub fn of(name: impl Into<String>, unit: &str, samples: Samples) -> Self {
        let Samples { ours, theirs } = samples;
        Self { name: name.into(), ours, theirs, unit: unit.to_owned(), goal: None }
    }

    /// A line that stands for itself.
    #[must_use]
    pub fn alone(name: impl Into<String>, unit: &str, ours: Vec<f64>) -> Self {
        Self::of(name, unit, Samples { ours, theirs: Vec::new() })
    }

    /// The same line with a goal.
    #[must_use]
    pub fn with(mut self, goal: Goal) -> Self {
        self.goal = Some(goal);
        self
    }

    /// Hands the line to `cargo xtask bench`, from a benchmark.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn say(&self) -> serde_json::Result<()> {
        report::line(&serde_json::to_string(self)?);
        Ok(())
    }

    /// The median over the rounds of ours divided by theirs; nothing without a sample or with a zero on their side.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        if self.theirs.is_empty() {
            return median(&self.ours);
        }
        let rounds = self.ours.iter().zip(&self.theirs);
        median(
            &rounds.map(|(ours, theirs)| ours / theirs).filter(|ratio| ratio.is_finite()).collect::<Vec<_>>(),
        )
    }

    /// Whether the goal is met; nothing when none was set. A goal without a ratio is not met.
    #[must_use]
    pub fn met(&self) -> Option<bool> {
        let goal = self.goal?;
        Some(self.ratio().is_some_and(|ratio| match goal {
            Goal::AtLeast(least) => ratio >= least,
            Goal::AtMost(most) => ratio <= most,
        }))
    }

    /// The line as the table shows it.
    pub(crate) fn row(&self) -> [String; 7] {
        let goal = self.goal.map(|goal| match goal {
            Goal::AtLeast(least) => format!("≥ {}", short(least)),
            Goal::AtMost(most) => format!("≤ {}", short(most)),
        });
        let met = self.met().map(|met| if met { "yes" } else { "NO" });
        [
            self.name.clone(),
            figure(median(&self.ours)),
            figure(median(&self.theirs)),
            self.unit.clone(),
            figure(self.ratio()),
            goal.unwrap_or_else(|| "–".to_owned()),
            met.unwrap_or("–").to_owned(),
        ]
    }
}

/// The middle one, or the mean of the middle two.
fn median(samples: &[f64]) -> Option<f64> {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (sorted.get(sorted.len().checked_sub(1)? / 2)?, sorted.get(sorted.len() / 2)?);
    Some(f64::midpoint(*low, *high))
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), short)
}

/// Three or so significant figures: nothing here is known more exactly.
fn short(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Goal, Line};

    fn line(ours: &[f64], theirs: &[f64], goal: Option<Goal>) -> Line {
        Line {
            name: "one event".into(),
            ours: ours.into(),
            theirs: theirs.into(),
            unit: "commits/s".into(),
            goal,
        }
    }

    #[test]
    fn given_the_agreed_json_when_read_then_the_line_is_understood() {
        let text = r#"{"name":"one event","ours":[300,400],"theirs":[500,500],"unit":"commits/s","goal":{"at_least":0.6}}"#;
        let read: Line = serde_json::from_str(text).unwrap();
        assert_eq!(read, line(&[300.0, 400.0], &[500.0, 500.0], Some(Goal::AtLeast(0.6))));
        assert_eq!(read.row(), ["one event", "350", "500", "commits/s", "0.70", "≥ 0.60", "yes"]);
    }

    #[test]
    fn given_a_disk_that_drifts_when_compared_then_the_ratio_is_taken_round_by_round() {
        let drifting = line(&[70.0, 700.0, 7.0], &[100.0, 1_000.0, 10.0], Some(Goal::AtLeast(0.7)));
        assert_eq!(drifting.ratio(), Some(0.7));
        assert_eq!(drifting.met(), Some(true));
    }

    #[test]
    fn given_no_other_side_when_judged_then_the_goal_is_absolute() {
        assert_eq!(line(&[2.5], &[], Some(Goal::AtMost(3.0))).met(), Some(true));
        assert_eq!(line(&[3.5], &[], Some(Goal::AtMost(3.0))).met(), Some(false));
    }

    #[test]
    fn given_nothing_measured_when_judged_then_the_goal_is_not_met() {
        assert_eq!(line(&[], &[], Some(Goal::AtLeast(0.1))).met(), Some(false));
        assert_eq!(line(&[1.0], &[0.0], Some(Goal::AtLeast(0.1))).met(), Some(false));
        assert_eq!(line(&[1.0], &[], None).met(), None);
    }
}
