//! What a permit depends on.

use std::collections::BTreeMap;

use access::{Actor, CaseFacts, Grant};
use domain::case::Owner;
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, Severity, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::journal::End;
use super::permit::ReadsCase;
use super::record::{CaseHeader, open_header};
use crate::row::{Cells, filled, text};
use crate::tx::{Seen, Snapshot, Tx, statement};
use crate::{Fault, sql};

/// A case that has to be judged again because time has passed, with authority to read its journal and to
/// keep its record and duties; to record nothing, and to open no secret.
#[derive(Debug)]
pub struct CaseJob {
    pub(crate) case: CaseId,
    pub(crate) organisation: OrganisationId,
}

/// A case whose facts were read with those of others. Its record is seen with a permit only.
pub struct Known {
    /// What a permit depends on.
    pub facts: CaseFacts,
    row: AnyRow,
}

/// What a search shows of such a case beside its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownLine {
    /// Its reference.
    pub reference: CaseReference,
    /// The road it is on.
    pub route: Route,
    /// How severe it is.
    pub severity: Severity,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// The last entry's place: what is kept in memory of the case is still so where it is of this entry.
    pub sequence: u64,
}

impl Known {
    fn row(&self, permit: &impl ReadsCase) -> Result<&AnyRow, Fault> {
        if permit.case() == self.facts.case { Ok(&self.row) } else { Err(Fault::damaged()) }
    }
}

impl Snapshot {
    /// The facts about a case of the asker's organisation, as they are at `now`; nothing, where there is no
    /// such case there.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn case_facts(
        &mut self,
        actor: &Actor,
        case: CaseId,
        now: Timestamp,
    ) -> Result<Option<CaseFacts>, Fault> {
        let query = statement(sql::CASE_FACTS);
        let query = query.bind(text(actor.organisation)).bind(text(case)).bind(text(actor.user));
        let query = query.bind(now.as_microsecond());
        let Some(row) = self.row(query).await? else { return Ok(None) };
        let facts = case_facts(actor, case, &row)?;
        let end = End::of(&row, 13, 16)?;
        self.seen = Some(Seen { case, end, row: Some(row) });
        Ok(Some(facts))
    }

    /// The facts about several cases of the asker's organisation, in the order in which they were asked for.
    /// What is not there is left out.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn facts_of_cases(
        &mut self,
        actor: &Actor,
        cases: &[CaseId],
        now: Timestamp,
    ) -> Result<Vec<Known>, Fault> {
        let mut known = BTreeMap::new();
        for some in cases.chunks(sql::IN_FACTS) {
            let query = statement(sql::CASES_FACTS_SOME).bind(text(actor.user));
            let query = filled(query, some, sql::IN_FACTS).bind(now.as_microsecond());
            for row in self.rows(query).await? {
                if row.parsed::<OrganisationId>(1)? != actor.organisation {
                    continue;
                }
                let case = row.parsed(0)?;
                known.insert(case, Known { facts: case_facts(actor, case, &row)?, row });
            }
        }
        Ok(cases.iter().filter_map(|case| known.remove(case)).collect())
    }

    /// What of the record of a case whose facts were read with others in this view stands unsealed.
    ///
    /// # Errors
    /// A [`Fault`], also where the permit is for another case.
    pub fn known_line(&self, permit: &impl ReadsCase, known: &Known) -> Result<KnownLine, Fault> {
        let row = known.row(permit)?;
        Ok(KnownLine {
            reference: CaseReference::parse(row.cell::<&str>(2)?).map_err(|_| Fault::damaged())?,
            route: row.parsed(3)?,
            severity: row.parsed(9)?,
            opened_at: row.instant(11)?,
            sequence: row.count(13)?,
        })
    }

    /// The header of the same, opened.
    ///
    /// # Errors
    /// A [`Fault`], also where the permit is for another case.
    pub fn known_header(&self, permit: &impl ReadsCase, known: &Known) -> Result<CaseHeader, Fault> {
        let row = known.row(permit)?;
        open_header(&self.keys.header, row.parsed(1)?, permit.case(), row.cell(14)?)
    }

    /// The case with a reference, in the asker's organisation. It is no permit: ask for its facts next.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn case_by_reference(
        &mut self,
        actor: &Actor,
        reference: CaseReference,
    ) -> Result<Option<CaseId>, Fault> {
        let query = statement(sql::CASE_BY_REFERENCE).bind(text(actor.organisation)).bind(text(reference));
        self.row(query).await?.map(|row| row.parsed(0)).transpose()
    }

    /// Cases whose duties change with time alone, due to be judged again by `now`. For the background
    /// work of the service, which acts for nobody.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn cases_to_judge(&mut self, now: Timestamp, limit: u32) -> Result<Vec<CaseJob>, Fault> {
        let query = statement(sql::CASES_TO_JUDGE).bind(now.as_microsecond()).bind(i64::from(limit));
        let job = |row: &AnyRow| Ok(CaseJob { organisation: row.parsed(0)?, case: row.parsed(1)? });
        self.rows(query).await?.iter().map(job).collect()
    }
}

impl Tx {
    /// Marks every case of the organisation to be judged again, because what it is judged by changed.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn judge_again(&mut self, actor: &Actor, now: Timestamp) -> Result<(), Fault> {
        let query = statement(sql::CASES_JUDGE_AGAIN).bind(text(actor.organisation));
        self.run(query.bind(now.as_microsecond())).await.map(drop)
    }
}

fn case_facts(actor: &Actor, case: CaseId, row: &AnyRow) -> Result<CaseFacts, Fault> {
    let region = row.maybe_parsed(5)?;
    Ok(CaseFacts {
        case,
        organisation: actor.organisation,
        owner: owner(row.maybe_parsed(6)?, row.maybe_parsed(7)?, region),
        region,
        recorder: row.parsed(8)?,
        route: row.parsed(3)?,
        excluded: row.flag(17)?,
        team: row.maybe_parsed(18)?,
        grant: grant(row.cell(19)?)?,
        glass: row.flag(20)?,
        across: row.flag(21)?,
    })
}

/// What several grants let somebody in to together.
fn grant(parts: Option<&str>) -> Result<Option<Grant>, Fault> {
    let Some(parts) = parts else { return Ok(None) };
    Ok(Some(Grant { parts: super::grant::parts(parts)? }))
}

pub(crate) fn owner(owner: Option<UserId>, cover: Option<UserId>, region: Option<domain::RegionId>) -> Owner {
    match (owner, region) {
        (Some(owner), _) => Owner::Person { owner, cover },
        (None, Some(region)) => Owner::Region(region),
        (None, None) => Owner::Nobody,
    }
}
