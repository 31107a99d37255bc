//! What a permit depends on.

use std::collections::BTreeMap;

use access::{Actor, CaseFacts};
use domain::case::Owner;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::journal::End;
use super::permit::ReadsCase;
use super::record::{CaseLine, case_line};
use crate::row::{Cells, filled, text};
use crate::tx::{Seen, Snapshot, Tx, statement};
use crate::{Fault, OnCase, sql};

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

impl Snapshot {
    /// The facts about a case of the asker's organisation; nothing, where there is no such case there.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn case_facts(&mut self, actor: &Actor, case: CaseId) -> Result<Option<CaseFacts>, Fault> {
        let query = statement(sql::CASE_FACTS);
        let query = query.bind(text(actor.organisation)).bind(text(case)).bind(text(actor.user));
        let Some(row) = self.row(query).await? else { return Ok(None) };
        let facts = case_facts(actor, case, &row)?;
        let end = End::of(&row, 13, 15)?;
        self.seen = Some(Seen { case, end, row: Some(row) });
        Ok(Some(facts))
    }

    /// The facts about several cases of the asker's organisation, in the order in which they were asked for.
    /// What is not there is left out.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn facts_of_cases(&mut self, actor: &Actor, cases: &[CaseId]) -> Result<Vec<Known>, Fault> {
        let mut known = BTreeMap::new();
        for some in cases.chunks(sql::IN_FACTS) {
            let query = statement(sql::CASES_FACTS_SOME).bind(text(actor.user));
            for row in self.rows(filled(query, some, sql::IN_FACTS)).await? {
                if row.parsed::<OrganisationId>(1)? != actor.organisation {
                    continue;
                }
                let case = row.parsed(0)?;
                known.insert(case, Known { facts: case_facts(actor, case, &row)?, row });
            }
        }
        Ok(cases.iter().filter_map(|case| known.remove(case)).collect())
    }

    /// The record of a case whose facts were read with others in this view.
    ///
    /// # Errors
    /// A [`Fault`], also where the permit is for another case.
    pub fn known_line(&self, permit: &impl ReadsCase, known: &Known) -> Result<CaseLine, Fault> {
        if permit.case() != known.facts.case {
            return Err(Fault::damaged());
        }
        case_line(&self.keys.header, &known.row)
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

    /// The cases from which the asker is excluded, for whatever is kept in memory.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn excluded_cases(&mut self, actor: &Actor) -> Result<Vec<CaseId>, Fault> {
        let query = statement(sql::EXCLUDED_CASES).bind(text(actor.organisation)).bind(text(actor.user));
        self.rows(query).await?.iter().map(|row| row.parsed(0)).collect()
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

    /// Excludes somebody from a case: to them it does not exist from now on.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn exclude(&mut self, permit: &impl OnCase, user: UserId) -> Result<(), Fault> {
        let query = statement(sql::EXCLUDE).bind(text(permit.case())).bind(text(user));
        self.run(query.bind(text(permit.organisation()))).await.map(drop)
    }

    /// Ends an exclusion.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn include(&mut self, permit: &impl OnCase, user: UserId) -> Result<(), Fault> {
        let query = statement(sql::INCLUDE).bind(text(permit.case())).bind(text(user));
        self.run(query.bind(text(permit.organisation()))).await.map(drop)
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
        excluded: row.flag(16)?,
    })
}

pub(crate) fn owner(owner: Option<UserId>, cover: Option<UserId>, region: Option<domain::RegionId>) -> Owner {
    match (owner, region) {
        (Some(owner), _) => Owner::Person { owner, cover },
        (None, Some(region)) => Owner::Region(region),
        (None, None) => Owner::Nobody,
    }
}
