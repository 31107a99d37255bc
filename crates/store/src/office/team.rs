//! Teams: colleagues who cover for each other.

use std::collections::BTreeMap;

use domain::{OrganisationId, TeamId, UserId};
use jiff::Timestamp;

use crate::row::{Cells, maybe, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Conflict, Fault, WriteError, sql};

impl Snapshot {
    /// The names of the teams of an organisation.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn teams(&mut self, organisation: OrganisationId) -> Result<BTreeMap<TeamId, String>, Fault> {
        let rows = self.rows(statement(sql::TEAMS).bind(text(organisation))).await?;
        rows.iter().map(|row| Ok((row.parsed(0)?, row.cell(1)?))).collect()
    }
}

impl Tx {
    /// Adds a team.
    ///
    /// # Errors
    /// [`Conflict`] where there is one of this name.
    pub async fn add_team(
        &mut self,
        organisation: OrganisationId,
        team: TeamId,
        name: &str,
        at: Timestamp,
    ) -> Result<(), WriteError> {
        let query = statement(sql::TEAM_ADD)
            .bind(text(team))
            .bind(text(organisation))
            .bind(name.to_owned())
            .bind(at.as_microsecond());
        if self.run(query).await? == 0 { Err(Conflict.into()) } else { Ok(()) }
    }

    /// Puts somebody into a team, or into none.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_in_team(&mut self, user: UserId, team: Option<TeamId>) -> Result<(), Fault> {
        self.run(statement(sql::USER_TEAM).bind(text(user)).bind(maybe(team))).await.map(drop)
    }
}
