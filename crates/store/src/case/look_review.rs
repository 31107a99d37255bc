//! The access journal read through from a moment on: for those who go through unusual looks, and for the count
//! of what each person opened. Nothing here says what stands in a case.

use access::action::ReviewLooks;
use access::{OfficePermit, Relation, Role};
use domain::{CaseId, IdBlock, OrganisationId, TeamId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use seal::Mark;
use sqlx::any::AnyRow;

use crate::row::{Cells, instant, number, text};
use crate::tx::{Snapshot, Statement, Tx, statement};
use crate::{Fault, place, sql};

/// How many places are gone through at once: what is found there is handed over in one row.
const PACKED: u64 = 5000;

/// An entry of the access journal, without its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenLook {
    /// The order in which it was written.
    pub place: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub user: UserId,
    /// At which case, if at one.
    pub case: Option<CaseId>,
    /// What they did: the code of an action.
    pub action: String,
    /// Which part they saw.
    pub part: String,
    /// How they were related to the case then.
    pub relation: Option<Relation>,
}

/// A search, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenSearch {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub user: UserId,
    /// The marks of the words.
    pub terms: Vec<Mark>,
}

/// What somebody found who went through the looks of one person on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookMark {
    /// Whose looks.
    pub user: UserId,
    /// Of which day, in London.
    pub day: Date,
    /// The last entry that they saw.
    pub up_to: u64,
    /// The code of what they found.
    pub verdict: String,
    /// In their words.
    pub words: String,
    /// Who.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
}

/// Somebody who looks, or looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Whether they still work here.
    pub active: bool,
    /// The team they are in, or were in when they left.
    pub team: Option<TeamId>,
}

/// Somebody may open more records than others until then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookLift {
    /// Who.
    pub user: UserId,
    /// Until when.
    pub until: Timestamp,
}

impl Snapshot {
    /// The looks of an organisation from a moment on and before another, in the order in which they were written.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn looks_of_all(
        &mut self,
        permit: &OfficePermit<ReviewLooks>,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<SeenLook>, Fault> {
        self.packed(from, until, &text(permit.organisation()), sql::LOOKS_SOME, seen_look).await
    }

    /// The same of everybody, for counting what each person opened; no page is made of it.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn looks_to_count(&mut self, from: Timestamp) -> Result<Vec<SeenLook>, Fault> {
        self.packed(from, Timestamp::MAX, "", sql::LOOKS_SOME, seen_look).await
    }

    /// The searches of an organisation from a moment on and before another.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn searches_of_all(
        &mut self,
        permit: &OfficePermit<ReviewLooks>,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<SeenSearch>, Fault> {
        self.packed(from, until, &text(permit.organisation()), sql::SEARCHES_SOME, seen_search).await
    }

    async fn packed<T>(
        &mut self,
        from: Timestamp,
        until: Timestamp,
        organisation: &str,
        some: &'static str,
        read: fn(&mut dyn Iterator<Item = &str>) -> Option<T>,
    ) -> Result<Vec<T>, Fault> {
        // A seal that was made before `from` holds for nothing later, so the table need not be read from its start.
        let begin = statement(sql::LOOKS_BEGIN).bind(from.as_microsecond());
        let mut after = self.row(begin).await?.ok_or_else(Fault::damaged)?.count(0)?;
        let (end, mut all) = (self.looks_end().await?, Vec::new());
        while after < end {
            let up_to = after.saturating_add(PACKED);
            let query: Statement = statement(some)
                .bind(number(after))
                .bind(number(up_to))
                .bind(from.as_microsecond())
                .bind(until.as_microsecond())
                .bind(organisation.to_owned());
            let row = self.row(query).await?.ok_or_else(Fault::damaged)?;
            for packed in row.cell::<Option<&str>>(0)?.into_iter().flat_map(|text| text.split('\u{1e}')) {
                all.push(read(&mut packed.split('\u{1f}')).ok_or_else(Fault::damaged)?);
            }
            after = up_to;
        }
        Ok(all)
    }

    /// Everybody who has or had an account, with one statement however many they are.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn colleagues(&mut self, permit: &OfficePermit<ReviewLooks>) -> Result<Vec<Colleague>, Fault> {
        let rows = self.rows(statement(sql::LOOKS_BY_WHOM).bind(text(permit.organisation()))).await?;
        let colleague = |row: &AnyRow| {
            let role = Role::from_code(row.cell(2)?).ok_or_else(Fault::damaged)?;
            let team = row.maybe_parsed(4)?;
            Ok(Colleague { id: row.parsed(0)?, name: row.cell(1)?, role, active: row.flag(3)?, team })
        };
        rows.iter().map(colleague).collect()
    }

    /// What was found of the looks from a day on, the first first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn look_marks(
        &mut self,
        permit: &OfficePermit<ReviewLooks>,
        from: Date,
    ) -> Result<Vec<LookMark>, Fault> {
        let query = statement(sql::LOOK_MARKS).bind(text(permit.organisation())).bind(text(from));
        self.rows(query).await?.iter().map(|row| self.look_mark(permit.organisation(), row)).collect()
    }

    fn look_mark(&self, organisation: OrganisationId, row: &AnyRow) -> Result<LookMark, Fault> {
        let place = place::single(organisation, row.parsed(0)?, "look-mark");
        let words = self.keys.reason.open(&place, row.cell(5)?)?;
        Ok(LookMark {
            user: row.parsed(1)?,
            day: row.parsed(2)?,
            up_to: row.count(3)?,
            verdict: row.cell(4)?,
            words: String::from_utf8(words).map_err(|_| Fault::damaged())?,
            by: row.parsed(6)?,
            at: row.instant(7)?,
        })
    }

    /// Those who may open more now, in every organisation.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn look_lifts(&mut self, now: Timestamp) -> Result<Vec<LookLift>, Fault> {
        let rows = self.rows(statement(sql::LOOK_LIFTS).bind(now.as_microsecond())).await?;
        rows.iter().map(|row| Ok(LookLift { user: row.parsed(0)?, until: row.instant(1)? })).collect()
    }
}

impl Tx {
    /// Writes what somebody found. Who it is about never marks their own.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn mark_looks(
        &mut self,
        permit: &OfficePermit<ReviewLooks>,
        mark: &LookMark,
    ) -> Result<(), Fault> {
        let organisation = permit.organisation();
        let id = IdBlock::new(mark.at, seal::random()).nth(0);
        let words =
            self.keys.reason.seal(&place::single(organisation, id, "look-mark"), mark.words.as_bytes());
        let query = statement(sql::LOOK_MARK_ADD)
            .bind(text(id))
            .bind(text(organisation))
            .bind(text(mark.user))
            .bind(text(mark.day))
            .bind(number(mark.up_to))
            .bind(mark.verdict.clone())
            .bind(words)
            .bind(text(permit.actor().user))
            .bind(mark.at.as_microsecond());
        self.run(query).await.map(drop)
    }

    /// Lets somebody open more records than others until then, and writes why.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn lift_looks(
        &mut self,
        permit: &OfficePermit<ReviewLooks>,
        lift: &LookLift,
        why: &str,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let organisation = permit.organisation();
        let id = IdBlock::new(now, seal::random()).nth(0);
        let words = self.keys.reason.seal(&place::single(organisation, id, "look-lift"), why.as_bytes());
        let query = statement(sql::LOOK_LIFT_ADD)
            .bind(text(id))
            .bind(text(organisation))
            .bind(text(lift.user))
            .bind(text(permit.actor().user))
            .bind(now.as_microsecond())
            .bind(lift.until.as_microsecond())
            .bind(words);
        self.run(query).await.map(drop)
    }
}

fn seen_look(cells: &mut dyn Iterator<Item = &str>) -> Option<SeenLook> {
    let mut next = || cells.next();
    let (place, at, user) = (next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?);
    let (case, action, part, relation) = (next()?, next()?, next()?, next()?);
    Some(SeenLook {
        place,
        at: instant(at).ok()?,
        user,
        case: if case.is_empty() { None } else { Some(case.parse().ok()?) },
        action: action.to_owned(),
        part: part.to_owned(),
        relation: Relation::from_code(relation),
    })
}

fn seen_search(cells: &mut dyn Iterator<Item = &str>) -> Option<SeenSearch> {
    let (at, user) = (instant(cells.next()?.parse().ok()?).ok()?, cells.next()?.parse().ok()?);
    let terms = cells.next()?.split_whitespace().map(|term| term.parse().ok()).collect::<Option<_>>()?;
    Some(SeenSearch { at, user, terms })
}
