//! What somebody knows who keeps walls, and how one is lifted by two.

use access::OfficePermit;
use access::action::ManageWalls;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::{Because, Wall, wall};
use crate::row::{Cells, maybe, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, place, sql};

/// A wall as those see it who keep walls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptWall {
    /// The wall.
    pub wall: Wall,
    /// The reference of the case.
    pub reference: CaseReference,
    /// Whether whom it keeps out has the case, or covers it.
    pub has_it: bool,
    /// Who proposed to lift it, and why, where somebody did.
    pub lift: Option<Lift>,
}

/// A proposal to lift a wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lift {
    /// Who proposed it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Why, in their words.
    pub why: String,
}

/// A report whose wall waits for somebody to act on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The case that the report became.
    pub case: CaseId,
    /// Who reported it.
    pub user: UserId,
    /// Whose case it is.
    pub organisation: OrganisationId,
    /// Codes of what agreed.
    pub grounds: String,
    /// Since when.
    pub since: Timestamp,
    /// The case that it is like, where it is like one.
    pub like: Option<CaseId>,
}

/// A report by somebody who is walled off from what it is about, as those see it who keep walls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportBehindWall {
    /// The case that it became.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// Who reported it.
    pub user: UserId,
    /// When.
    pub since: Timestamp,
    /// The case that it is like, and its reference.
    pub like: Option<(CaseId, CaseReference)>,
    /// Codes of what agreed.
    pub grounds: String,
}

/// A reason is bound to its wall.
fn bound(case: CaseId, because: Because) -> String {
    format!("lift/{}/{case}", because.code())
}

impl Snapshot {
    /// The newest walls, but those around cases from which the asker is excluded.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn kept_walls(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        at_most: u32,
    ) -> Result<Vec<KeptWall>, Fault> {
        let query = statement(sql::WALLS_KEPT)
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(i64::from(at_most));
        let rows = self.rows(query).await?;
        rows.iter().map(|row| self.kept_wall(row)).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn kept_wall_one(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        (case, user, because): (CaseId, UserId, Because),
    ) -> Result<Option<KeptWall>, Fault> {
        let query = statement(sql::WALL_ONE)
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(text(case))
            .bind(text(user))
            .bind(because.code());
        let row = self.row(query).await?;
        row.as_ref().map(|row| self.kept_wall(row)).transpose()
    }

    /// Reports by people who are walled off from what they reported, that nobody has seen to yet.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn reports_behind_walls(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        at_most: u32,
    ) -> Result<Vec<ReportBehindWall>, Fault> {
        let query = statement(sql::WAITING_KEPT)
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(i64::from(at_most));
        self.rows(query).await?.iter().map(report).collect()
    }

    /// Whether a report that is, or may be, about this case came from behind a wall and nobody has seen to it yet. It is
    /// said to whoever may close the case, and no more than that.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn is_unread_behind_wall(
        &mut self,
        organisation: OrganisationId,
        case: CaseId,
    ) -> Result<bool, Fault> {
        let query = statement(sql::WAITING_UNREAD).bind(text(organisation)).bind(text(case));
        let row = self.row(query).await?;
        Ok(row.map(|row| row.cell::<i64>(0)).transpose()?.is_some_and(|unread| unread > 0))
    }

    /// Every report whose wall waits, for matching.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn waiting_walls(&mut self) -> Result<Vec<Waiting>, Fault> {
        let waiting = |row: &AnyRow| {
            Ok(Waiting {
                case: row.parsed(0)?,
                user: row.parsed(1)?,
                organisation: row.parsed(2)?,
                grounds: row.cell(3)?,
                since: row.instant(4)?,
                like: None,
            })
        };
        self.rows(statement(sql::WAITING_ALL)).await?.iter().map(waiting).collect()
    }

    /// What was lifted by two people, and on what grounds it had stood.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn lifted_walls(&mut self) -> Result<Vec<(CaseId, UserId, String)>, Fault> {
        let lifted = |row: &AnyRow| Ok((row.parsed(0)?, row.parsed(1)?, row.cell(2)?));
        self.rows(statement(sql::LIFTED_ALL)).await?.iter().map(lifted).collect()
    }

    fn kept_wall(&self, row: &AnyRow) -> Result<KeptWall, Fault> {
        let wall = wall(row)?;
        let (owner, cover) = (row.maybe_parsed::<UserId>(7)?, row.maybe_parsed::<UserId>(8)?);
        let lift = match row.maybe_parsed::<UserId>(9)? {
            None => None,
            Some(by) => {
                let bound = bound(wall.case, wall.because);
                let place = place::single(wall.organisation, wall.user.as_uuid(), &bound);
                let plain = self.keys.wall.open(&place, row.cell::<&[u8]>(11)?)?;
                let why = String::from_utf8(plain).map_err(|_| Fault::damaged())?;
                Some(Lift { by, at: row.instant(10)?, why })
            }
        };
        let reference = CaseReference::parse(row.cell::<&str>(6)?).map_err(|_| Fault::damaged())?;
        let has_it = [owner, cover].contains(&Some(wall.user));
        Ok(KeptWall { wall, reference, has_it, lift })
    }
}

impl Tx {
    /// Notes that a report's wall stands from the moment that anybody else acts on it.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn let_wall_wait(&mut self, waiting: &Waiting) -> Result<(), Fault> {
        let query = statement(sql::WAITING_ADD)
            .bind(text(waiting.case))
            .bind(text(waiting.user))
            .bind(text(waiting.organisation))
            .bind(waiting.grounds.clone())
            .bind(waiting.since.as_microsecond())
            .bind(maybe(waiting.like));
        self.run(query).await.map(drop)
    }

    /// Notes that somebody has seen to such a report. `false` where there is none.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn saw_to_report(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        case: CaseId,
        user: UserId,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let query = statement(sql::WAITING_SEEN).bind(text(case)).bind(text(user));
        let query = query.bind(text(permit.organisation())).bind(at.as_microsecond());
        Ok(self.run(query).await? == 1)
    }

    /// Proposes that a wall be lifted. It stands until somebody else agrees.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn propose_lift(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        wall: &Wall,
        why: &str,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let bound = bound(wall.case, wall.because);
        let sealed = self
            .keys
            .wall
            .seal(&place::single(wall.organisation, wall.user.as_uuid(), &bound), why.as_bytes());
        let query = statement(sql::LIFT_PROPOSE)
            .bind(text(wall.case))
            .bind(text(wall.user))
            .bind(wall.because.code())
            .bind(text(wall.organisation))
            .bind(wall.grounds.clone())
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond())
            .bind(sealed);
        self.run(query).await.map(drop)
    }

    /// Takes a proposal back, or turns it down.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn drop_lift(&mut self, _: &OfficePermit<ManageWalls>, wall: &Wall) -> Result<(), Fault> {
        let query = statement(sql::LIFT_DROP).bind(text(wall.case)).bind(text(wall.user));
        self.run(query.bind(wall.because.code())).await.map(drop)
    }

    /// Lifts a wall that somebody else proposed to lift. `false`, and it stands, where nobody did, or they
    /// themself.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn agree_to_lift(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        wall: &Wall,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let query = statement(sql::LIFT_AGREE)
            .bind(text(wall.case))
            .bind(text(wall.user))
            .bind(wall.because.code())
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond())
            .bind(wall.grounds.clone());
        if permit.actor().user == wall.user || self.run(query).await? == 0 {
            return Ok(false);
        }
        self.end_wall(wall.organisation, wall.case, wall.user, wall.because).await?;
        Ok(true)
    }
}

fn report(row: &AnyRow) -> Result<ReportBehindWall, Fault> {
    let reference = |text: &str| CaseReference::parse(text).map_err(|_| Fault::damaged());
    let like = match (row.maybe_parsed(4)?, row.cell::<Option<&str>>(5)?) {
        (Some(case), Some(text)) => Some((case, reference(text)?)),
        _ => None,
    };
    Ok(ReportBehindWall {
        case: row.parsed(0)?,
        user: row.parsed(1)?,
        since: row.instant(2)?,
        reference: reference(row.cell(3)?)?,
        like,
        grounds: row.cell(6)?,
    })
}
