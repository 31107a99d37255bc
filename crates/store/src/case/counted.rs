//! Equality answers, counted apart from everything that names anybody (ONE-20, R-21).

use std::collections::BTreeMap;

use access::OfficePermit;
use access::action::SeeOthersWork;
use domain::PersonId;
use domain::when::london;
use jiff::Timestamp;
use jiff::civil::Date;
use seal::MarkKey;

use super::journal::End;
use super::permit::RecordsCase;
use crate::plan::{Plan, Table, row};
use crate::row::{Cells, text};
use crate::tx::{Snapshot, statement};
use crate::{Fault, sql};

/// What somebody answered, for counting: in the place of whatever they answered before.
#[derive(Clone, PartialEq, Eq)]
pub struct Counted {
    /// Who. It is kept as a keyed mark, together with the case.
    pub person: PersonId,
    /// Each question that was answered, with the code of the answer.
    pub answers: Vec<(&'static str, &'static str)>,
}

impl std::fmt::Debug for Counted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Counted")
    }
}

/// How often each answer to each question was given.
pub type EqualityCounts = BTreeMap<(String, String), u64>;

/// The row of one count, of a case whose journal ends there.
pub(crate) fn plan_count(
    plan: &mut Plan,
    key: &MarkKey,
    permit: &impl RecordsCase,
    end: &End,
    counted: &Counted,
    now: Timestamp,
) {
    let whose = format!("{} {}", permit.case(), counted.person);
    let mark = key.mark(permit.organisation().as_uuid().into_bytes(), &whose);
    let codes: Vec<String> =
        counted.answers.iter().map(|(question, answer)| format!("{question}:{answer}")).collect();
    let row = row![
        text(permit.case()),
        end.link.as_bytes(),
        text(permit.organisation()),
        mark.to_string(),
        month(now.to_zoned(london()).date()),
        codes.join(" "),
    ];
    plan.add(Table::Counts, row);
}

/// "2026-03", which sorts as the months do.
fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

impl Snapshot {
    /// How often each equality answer was given before the month of this day. What was given in the month itself
    /// is left out, so that nobody learns by counting twice what somebody answered between.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn equality_counts(
        &mut self,
        permit: &OfficePermit<SeeOthersWork>,
        day: Date,
    ) -> Result<EqualityCounts, Fault> {
        let query = statement(sql::EQUALITY_UNTIL).bind(text(permit.organisation())).bind(month(day));
        let mut counts = EqualityCounts::new();
        let Some(row) = self.row(query).await? else { return Ok(counts) };
        let all = row.cell::<Option<&str>>(0)?.unwrap_or_default();
        for (question, answer) in all.split(['\u{1e}', ' ']).filter_map(|code| code.split_once(':')) {
            *counts.entry((question.to_owned(), answer.to_owned())).or_default() += 1;
        }
        Ok(counts)
    }
}
