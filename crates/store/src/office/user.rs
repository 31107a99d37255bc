//! People who sign in.

use std::collections::BTreeSet;
use std::fmt;

use access::{Actor, Role};
use domain::{OrganisationId, RegionId, TeamId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use crate::row::{Cells, maybe, number, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Conflict, Fault, WriteError, sql};

/// Somebody who signs in.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// Who.
    pub id: UserId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// What they type to sign in, in lower case.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The hash of their password; nothing until they chose one.
    pub password_hash: Option<String>,
    /// Whether they may sign in.
    pub active: bool,
    /// The regions they manage.
    pub regions: BTreeSet<RegionId>,
    /// The team they are in.
    pub team: Option<TeamId>,
    /// How often the account was changed: of two who change it at once, the second is told.
    pub version: u64,
}

/// Somebody to be added, without a password.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Who.
    pub id: UserId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// What they type to sign in, in lower case; nobody else in the installation has it.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The hash of their password, where it is known already.
    pub password_hash: Option<String>,
    /// The regions they manage.
    pub regions: BTreeSet<RegionId>,
}

impl User {
    /// They, as somebody who acts and has not just confirmed who they are.
    pub fn actor(&self) -> Actor {
        let Self { id, organisation, role, ref regions, team, .. } = *self;
        Actor { regions: regions.clone(), team, ..Actor::new(id, organisation, role) }
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "User({})", self.id)
    }
}

impl Snapshot {
    /// Somebody by what they type to sign in, in lower case.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn user_by_login(&mut self, login: &str) -> Result<Option<User>, Fault> {
        let row = self.row(statement(sql::USER_BY_LOGIN).bind(login.to_owned())).await?;
        self.whole(row.as_ref(), 0).await
    }

    /// Somebody.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn user(&mut self, id: UserId) -> Result<Option<User>, Fault> {
        let row = self.row(statement(sql::USER_ONE).bind(text(id))).await?;
        self.whole(row.as_ref(), 0).await
    }

    /// Everybody of an organisation, by name.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn users(&mut self, organisation: OrganisationId) -> Result<Vec<User>, Fault> {
        let rows = self.rows(statement(sql::USERS).bind(text(organisation))).await?;
        let mut users = Vec::with_capacity(rows.len());
        for row in &rows {
            users.extend(self.whole(Some(row), 0).await?);
        }
        Ok(users)
    }

    /// The user whose columns begin at `from`, with their regions.
    pub(crate) async fn whole(&mut self, row: Option<&AnyRow>, from: usize) -> Result<Option<User>, Fault> {
        let Some(row) = row else { return Ok(None) };
        let id = row.parsed(from)?;
        let role = Role::from_code(row.cell(from + 4)?).ok_or_else(Fault::damaged)?;
        Ok(Some(User {
            id,
            organisation: row.parsed(from + 1)?,
            login: row.cell(from + 2)?,
            name: row.cell(from + 3)?,
            role,
            password_hash: row.cell(from + 5)?,
            active: row.flag(from + 6)?,
            regions: self.regions_of(id, role).await?,
            team: row.maybe_parsed(from + 7)?,
            version: row.count(from + 8)?,
        }))
    }

    /// Only managers have regions, so nobody else's are asked for.
    async fn regions_of(&mut self, user: UserId, role: Role) -> Result<BTreeSet<RegionId>, Fault> {
        if role != Role::RegionalManager {
            return Ok(BTreeSet::new());
        }
        let rows = self.rows(statement(sql::USER_REGIONS).bind(text(user))).await?;
        rows.iter().map(|row| row.parsed(0)).collect()
    }
}

impl Tx {
    /// Adds somebody.
    ///
    /// # Errors
    /// [`Conflict`] where somebody else signs in with the same.
    pub async fn add_user(&mut self, user: &NewUser, at: Timestamp) -> Result<(), WriteError> {
        let query = statement(sql::USER_ADD)
            .bind(text(user.id))
            .bind(text(user.organisation))
            .bind(user.login.clone())
            .bind(user.name.clone())
            .bind(user.role.code())
            .bind(user.password_hash.clone())
            .bind(1_i64)
            .bind(at.as_microsecond());
        if self.run(query).await? == 0 {
            return Err(Conflict.into());
        }
        Ok(self.put_regions(user.id, &user.regions).await?)
    }

    /// Puts somebody's name, role, regions, team and whether they may sign in.
    ///
    /// # Errors
    /// [`Conflict`] where somebody else changed the account since `user` was read.
    pub async fn put_user(&mut self, user: &User, at: Timestamp) -> Result<(), WriteError> {
        let query = statement(sql::USER_PUT)
            .bind(text(user.id))
            .bind(text(user.organisation))
            .bind(user.name.clone())
            .bind(user.role.code())
            .bind(i64::from(user.active))
            .bind(at.as_microsecond())
            .bind(maybe(user.team))
            .bind(number(user.version));
        if self.run(query).await? == 0 {
            return Err(Conflict.into());
        }
        Ok(self.put_regions(user.id, &user.regions).await?)
    }

    /// Puts the hash of somebody's password, and ends all their sessions.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_password(&mut self, user: UserId, hash: &str, at: Timestamp) -> Result<(), Fault> {
        let query = statement(sql::USER_PASSWORD).bind(text(user)).bind(hash.to_owned());
        self.run(query.bind(at.as_microsecond())).await?;
        self.end_sessions_of(user).await
    }

    async fn put_regions(&mut self, user: UserId, regions: &BTreeSet<RegionId>) -> Result<(), Fault> {
        self.run(statement(sql::USER_REGIONS_CLEAR).bind(text(user))).await?;
        for region in regions {
            self.run(statement(sql::USER_REGION_ADD).bind(text(user)).bind(text(region))).await?;
        }
        Ok(())
    }
}
