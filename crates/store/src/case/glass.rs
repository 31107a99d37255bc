//! Cases that were opened in an emergency by somebody without a relation to them (ADR 0021).

use access::action::{ReviewLooks, SeeCase};
use access::{Breaking, OfficeKind, OfficePermit, Permit};
use domain::text::CaseReference;
use domain::{CaseId, GlassId, OrganisationId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::look::LookAt;
use crate::row::{Cells, instant, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, place, sql};

/// A case is to be opened in an emergency.
#[derive(Debug, Clone)]
pub struct NewGlass {
    /// Under which id.
    pub id: GlassId,
    /// From when.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Why, in the words of whoever opens it.
    pub why: String,
}

/// A case that was opened in an emergency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenGlass {
    /// Which time.
    pub id: GlassId,
    /// Which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// Who opened it.
    pub user: UserId,
    /// From when.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Why.
    pub why: String,
    /// How often they looked while it was open.
    pub looks: u64,
    /// Whether there is a privacy officer other than they who could look at it.
    pub officer: bool,
    /// What came of looking at it again.
    pub reviewed: Option<GlassReviewed>,
}

/// What somebody else found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlassReviewed {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Whether it was in order.
    pub in_order: bool,
    /// What they wrote.
    pub words: Option<String>,
}

impl Snapshot {
    /// Until when the permit's holder has the case open in an emergency; nothing where they do not.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn glass_until(&mut self, permit: &Permit<SeeCase>) -> Result<Option<Timestamp>, Fault> {
        let query = statement(sql::GLASS_UNTIL).bind(text(permit.case())).bind(text(permit.organisation()));
        let Some(row) = self.row(query.bind(text(permit.actor().user))).await? else { return Ok(None) };
        row.cell::<Option<i64>>(0)?.map(instant).transpose()
    }

    /// What was opened in an emergency since a moment, and whatever nobody has looked at again, the newest
    /// first. What is about a case that does not exist for the asker is left out.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn broken_glass(
        &mut self,
        permit: &OfficePermit<ReviewLooks>,
        since: Timestamp,
        limit: u32,
    ) -> Result<Vec<BrokenGlass>, Fault> {
        let query = statement(sql::GLASS_LIST)
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(since.as_microsecond())
            .bind(i64::from(limit));
        let rows = self.rows(query).await?;
        rows.iter().map(|row| self.glass(permit.organisation(), row)).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn one_broken_glass(
        &mut self,
        permit: &OfficePermit<ReviewLooks>,
        id: GlassId,
    ) -> Result<Option<BrokenGlass>, Fault> {
        let query = statement(sql::GLASS_ONE).bind(text(permit.organisation()));
        let row = self.row(query.bind(text(permit.actor().user)).bind(text(id))).await?;
        row.map(|row| self.glass(permit.organisation(), &row)).transpose()
    }

    fn glass(&self, organisation: OrganisationId, row: &AnyRow) -> Result<BrokenGlass, Fault> {
        let id: GlassId = row.parsed(0)?;
        let reviewed = match row.maybe_parsed(7)? {
            None => None,
            Some(by) => Some(GlassReviewed {
                by,
                at: row.instant(8)?,
                in_order: row.flag(9)?,
                words: row
                    .cell::<Option<&[u8]>>(10)?
                    .map(|sealed| self.unsealed(organisation, id, REVIEW, sealed))
                    .transpose()?,
            }),
        };
        Ok(BrokenGlass {
            id,
            case: row.parsed(1)?,
            reference: CaseReference::parse(row.cell(2)?).map_err(|_| Fault::damaged())?,
            user: row.parsed(3)?,
            since: row.instant(4)?,
            until: row.instant(5)?,
            why: self.unsealed(organisation, id, WHY, row.cell(6)?)?,
            looks: row.count(11)?,
            officer: row.flag(12)?,
            reviewed,
        })
    }

    fn unsealed(
        &self,
        organisation: OrganisationId,
        id: GlassId,
        kind: &str,
        sealed: &[u8],
    ) -> Result<String, Fault> {
        let plain = self.keys.reason.open(&place::single(organisation, id.as_uuid(), kind), sealed)?;
        String::from_utf8(plain).map_err(|_| Fault::damaged())
    }
}

/// What is sealed of an opening, and of its review.
const WHY: &str = "glass-why";
const REVIEW: &str = "glass-review";

impl Tx {
    /// Opens a case in an emergency. That somebody did, and why, is written first: where it cannot be, nothing
    /// opens.
    ///
    /// # Errors
    /// A [`Fault`], and then nothing is open.
    pub async fn break_glass(&mut self, breaking: &Breaking, new: &NewGlass) -> Result<(), Fault> {
        let permit = breaking.permit();
        let action = OfficeKind::BreakGlass.code();
        let look = LookAt { at: new.since, action, part: "case", why: Some(&new.why) };
        self.add_look_on(permit, look).await?;
        let place = place::single(permit.organisation(), new.id.as_uuid(), WHY);
        let query = statement(sql::GLASS_BREAK)
            .bind(text(new.id))
            .bind(text(permit.case()))
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(new.since.as_microsecond())
            .bind(new.until.as_microsecond())
            .bind(self.keys.reason.seal(&place, new.why.as_bytes()));
        self.run(query).await.map(drop)
    }

    /// Writes what somebody else found of an opening. `false` where somebody wrote it before.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn review_glass(
        &mut self,
        permit: &OfficePermit<ReviewLooks>,
        id: GlassId,
        (in_order, words): (bool, Option<&str>),
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let place = place::single(permit.organisation(), id.as_uuid(), REVIEW);
        let query = statement(sql::GLASS_REVIEW)
            .bind(text(id))
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond())
            .bind(i64::from(in_order))
            .bind(words.map(|words| self.keys.reason.seal(&place, words.as_bytes())));
        Ok(self.run(query).await? == 1)
    }
}
