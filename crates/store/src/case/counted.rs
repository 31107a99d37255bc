//! Equality answers, counted apart from everything that names anybody (ONE-20, R-21).

use std::collections::BTreeMap;

use access::OfficePermit;
use access::action::SeeOthersWork;
use domain::{CaseId, OrganisationId, PersonId};
use jiff::civil::Date;
use seal::MarkKey;
use sqlx::any::AnyRow;

use super::journal::End;
use super::permit::RecordsCase;
use crate::plan::{Plan, Table, row};
use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Differs, Fault, sql};

/// What somebody answered, for counting: in the place of whatever they answered before.
#[derive(Clone, PartialEq, Eq)]
pub struct Counted {
    /// Who. It is kept as a keyed mark, together with the case.
    pub person: PersonId,
    /// Each question that was answered, with the code of the answer; of a question with several, each.
    pub answers: Vec<(&'static str, &'static str)>,
    /// A day of the month in which they last answered, or took an answer back; only the month is kept.
    pub month: Date,
}

impl std::fmt::Debug for Counted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Counted")
    }
}

/// How often each answer to each question was given.
pub type EqualityCounts = BTreeMap<(String, String), u64>;

/// A row of what is counted: under a mark, so that nobody without the key can tell whose it is.
#[derive(Clone, PartialEq, Eq)]
pub struct CountRow {
    mark: String,
    month: String,
    codes: String,
}

impl std::fmt::Debug for CountRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CountRow")
    }
}

impl CountRow {
    pub(crate) fn of(key: &MarkKey, organisation: OrganisationId, case: CaseId, counted: &Counted) -> Self {
        let whose = format!("{case} {}", counted.person);
        let codes = counted.answers.iter().map(|(question, answer)| format!("{question}:{answer}"));
        Self {
            mark: key.mark(organisation.as_uuid().into_bytes(), &whose).to_string(),
            month: month(counted.month),
            codes: codes.collect::<Vec<_>>().join(" "),
        }
    }

    /// Under which mark it stands.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// The columns in which a row under the same mark is another.
    pub fn differences(&self, kept: &Self) -> impl Iterator<Item = Differs> {
        let columns = [("month", self.month != kept.month), ("codes", self.codes != kept.codes)];
        let differs = |column| Differs { table: "equality_count", column };
        columns.into_iter().filter(|(_, other)| *other).map(move |(column, _)| differs(column))
    }
}

/// The row of one count, of a case whose journal ends there.
pub(crate) fn plan_count(
    plan: &mut Plan,
    key: &MarkKey,
    permit: &impl RecordsCase,
    end: &End,
    counted: &Counted,
) {
    let CountRow { mark, month, codes } = CountRow::of(key, permit.organisation(), permit.case(), counted);
    let (case, organisation) = (text(permit.case()), text(permit.organisation()));
    plan.add(Table::Counts, row![case, end.link.as_bytes(), organisation, mark, month, codes]);
}

/// "2026-03", which sorts as the months do.
fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

impl Tx {
    /// Puts rows as the journals give them, and takes away those that no journal gives.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_counts(
        &mut self,
        organisation: OrganisationId,
        rows: &[CountRow],
        gone: &[String],
    ) -> Result<(), Fault> {
        for mark in gone {
            let query = statement(sql::COUNT_GONE).bind(text(organisation)).bind(mark.clone());
            self.run(query).await?;
        }
        for CountRow { mark, month, codes } in rows {
            let query = statement(sql::COUNT_PUT).bind(text(organisation)).bind(mark.clone());
            self.run(query.bind(month.clone()).bind(codes.clone())).await?;
        }
        Ok(())
    }
}

impl Snapshot {
    /// The row that this count of a case is kept in.
    pub fn count_row(&self, organisation: OrganisationId, case: CaseId, counted: &Counted) -> CountRow {
        CountRow::of(&self.keys.equality, organisation, case, counted)
    }

    /// Every row of what is counted. For the program's own commands, which show nobody anything.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn counts_kept(&mut self, organisation: OrganisationId) -> Result<Vec<CountRow>, Fault> {
        let row =
            |row: &AnyRow| Ok(CountRow { mark: row.cell(0)?, month: row.cell(1)?, codes: row.cell(2)? });
        self.rows(statement(sql::COUNTS_KEPT).bind(text(organisation))).await?.iter().map(row).collect()
    }

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
