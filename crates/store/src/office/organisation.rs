//! Organisations and their regions.

use access::Actor;
use domain::{OrganisationId, RegionId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Conflict, Fault, WriteError, sql};

/// One organisation of the installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// The word of the nation whose bank holidays count.
    pub nation: String,
    /// The id of its policy pack.
    pub policy_id: String,
    /// The text of its policy pack.
    pub policy_text: String,
    /// Since when it is here.
    pub created_at: Timestamp,
    /// Whether nobody in it is real, as in a demonstration: there a password alone signs in.
    pub fictional: bool,
}

/// A region of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Which.
    pub id: RegionId,
    /// Its name.
    pub name: String,
}

impl Snapshot {
    /// Every organisation.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn organisations(&mut self) -> Result<Vec<Organisation>, Fault> {
        self.rows(statement(sql::ORGANISATIONS)).await?.iter().map(organisation).collect()
    }

    /// One organisation.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn organisation(&mut self, id: OrganisationId) -> Result<Option<Organisation>, Fault> {
        let row = self.row(statement(sql::ORGANISATION_ONE).bind(text(id))).await?;
        row.as_ref().map(organisation).transpose()
    }

    /// The regions of an organisation, by name.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn regions(&mut self, organisation: OrganisationId) -> Result<Vec<Region>, Fault> {
        let region = |row: &AnyRow| Ok(Region { id: row.parsed(0)?, name: row.cell(1)? });
        let rows = self.rows(statement(sql::REGIONS).bind(text(organisation))).await?;
        rows.iter().map(region).collect()
    }
}

impl Tx {
    /// Adds an organisation.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn add_organisation(&mut self, organisation: &Organisation) -> Result<(), Fault> {
        let query = statement(sql::ORGANISATION_ADD)
            .bind(text(organisation.id))
            .bind(organisation.name.clone())
            .bind(organisation.nation.clone())
            .bind(organisation.policy_id.clone())
            .bind(organisation.policy_text.clone())
            .bind(organisation.created_at.as_microsecond())
            .bind(i64::from(organisation.fictional));
        self.run(query).await.map(drop)
    }

    /// Chooses an organisation's policy pack.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn choose_policy(&mut self, actor: &Actor, id: &str, pack: &str) -> Result<(), Fault> {
        let query = statement(sql::ORGANISATION_POLICY).bind(text(actor.organisation));
        self.run(query.bind(id.to_owned()).bind(pack.to_owned())).await.map(drop)
    }

    /// Adds a region.
    ///
    /// # Errors
    /// [`Conflict`] where the organisation has one of this name.
    pub async fn add_region(
        &mut self,
        organisation: OrganisationId,
        region: &Region,
        at: Timestamp,
    ) -> Result<(), WriteError> {
        let query = statement(sql::REGION_ADD)
            .bind(text(region.id))
            .bind(text(organisation))
            .bind(region.name.clone())
            .bind(at.as_microsecond());
        if self.run(query).await? == 1 { Ok(()) } else { Err(Conflict.into()) }
    }
}

fn organisation(row: &AnyRow) -> Result<Organisation, Fault> {
    Ok(Organisation {
        id: row.parsed(0)?,
        name: row.cell(1)?,
        nation: row.cell(2)?,
        policy_id: row.cell(3)?,
        policy_text: row.cell(4)?,
        created_at: row.instant(5)?,
        fictional: row.flag(6)?,
    })
}
