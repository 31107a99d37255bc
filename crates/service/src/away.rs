//! Who is away when, and which records would have nobody meanwhile (domain.md 19): told to whoever has them and to
//! their managers, before it is so.

use std::collections::BTreeMap;

use access::action::SeeOwnWork;
use access::away::{Away, UnfitAway, is_told, keeps_everybodys, may_put_down};
use access::{Actor, Denied, check_office};
use domain::when::london;
use domain::{AwayId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use store::UncoveredLine;

use crate::{Problem, Service};

/// A time for which somebody is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwayLine {
    /// Which.
    pub id: AwayId,
    /// Who.
    pub who: String,
    /// From when and until when.
    pub away: Away,
    /// Who put it down, and when.
    pub by: (String, Timestamp),
}

/// Who is away, as far as the asker may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwayPage {
    /// What is not over, the first first: one's own, and everybody's for a manager.
    pub lines: Vec<AwayLine>,
    /// Whom the asker may put down: nothing but themself, where it is empty.
    pub colleagues: BTreeMap<UserId, String>,
    /// Today.
    pub today: Date,
    /// The moment.
    pub now: Timestamp,
}

/// Why somebody was not put down as away.
#[derive(Debug, thiserror::Error)]
pub enum AwayProblem {
    /// The days do not fit.
    #[error("the days of this entry do not fit: {0:?}")]
    Days(UnfitAway),
    /// There is no such colleague.
    #[error("this colleague cannot be put down as away: choose somebody from the list")]
    Nobody,
    /// The journey did not happen.
    #[error(transparent)]
    Problem(#[from] Problem),
}

impl Service {
    /// Who is away, now and later.
    ///
    /// # Errors
    /// Denied.
    pub async fn away_page(&self, actor: &Actor) -> Result<AwayPage, Problem> {
        check_office::<SeeOwnWork>(actor)?;
        let (asker, now) = (actor.clone(), self.clock.now());
        let today = now.to_zoned(london()).date();
        let lines = self
            .store
            .read(move |snapshot| Box::pin(async move { snapshot.away(&asker, today).await }))
            .await
            .map_err(Problem::from)?;
        let (names, manages) = (self.colleagues(actor).await?, keeps_everybodys(actor));
        let name = |user: &UserId| names.get(user).map_or("A former colleague", String::as_str).to_owned();
        let lines = lines.into_iter().filter(|line| may_put_down(actor, line.away.user));
        let told = |line: store::AwayLine| AwayLine {
            id: line.id,
            who: name(&line.away.user),
            away: line.away,
            by: (name(&line.by.0), line.by.1),
        };
        let colleagues = if manages { BTreeMap::clone(&names) } else { BTreeMap::new() };
        Ok(AwayPage { lines: lines.map(told).collect(), colleagues, today, now })
    }

    /// Puts down that somebody is away: oneself, or anybody for a manager.
    ///
    /// # Errors
    /// Denied; or the days do not fit, or there is no such colleague.
    pub async fn put_away(&self, actor: &Actor, away: Away) -> Result<(), AwayProblem> {
        let permit = check_office::<SeeOwnWork>(actor).map_err(Problem::from)?;
        let moment = self.moment(actor);
        away.fits(moment.now.to_zoned(london()).date()).map_err(AwayProblem::Days)?;
        let own = away.user == actor.user;
        if !may_put_down(actor, away.user) {
            return Err(Problem::from(Denied::NothingHere).into());
        }
        if !own && !self.colleagues(actor).await?.contains_key(&away.user) {
            return Err(AwayProblem::Nobody);
        }
        let (id, at) = (AwayId::from_uuid(moment.ids.nth(0)), moment.now);
        self.store
            .write(move |tx| Box::pin(async move { tx.put_away(&permit, id, away, at).await }))
            .await
            .map_err(|fault| Problem::from(fault).into())
    }

    /// Takes back that somebody is away: one's own, or anybody's for a manager.
    ///
    /// # Errors
    /// Denied, also where there is no such time, or it has ended.
    pub async fn not_away(&self, actor: &Actor, id: AwayId) -> Result<(), Problem> {
        let permit = check_office::<SeeOwnWork>(actor)?;
        let now = self.clock.now();
        let (only, at) =
            ((!keeps_everybodys(actor)).then_some(actor.user), (now.to_zoned(london()).date(), now));
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if tx.not_away(&permit, id, only, at).await? {
                        Ok(())
                    } else {
                        Err(Problem::from(Denied::NothingHere))
                    }
                })
            })
            .await
    }

    /// The open records that have nobody while whoever has them is away, within four weeks: one's own, and for a manager
    /// those of their regions and of none, or all of them for whoever sees all work.
    ///
    /// # Errors
    /// Denied.
    pub async fn uncovered(&self, actor: &Actor) -> Result<Vec<UncoveredLine>, Problem> {
        let permit = check_office::<SeeOwnWork>(actor)?;
        let today = self.clock.now().to_zoned(london()).date();
        let lines = self
            .store
            .read(move |snapshot| Box::pin(async move { snapshot.uncovered(&permit, today).await }))
            .await
            .map_err(Problem::from)?;
        let told = |line: &UncoveredLine| is_told(actor, &line.away, line.region);
        let lines: Vec<UncoveredLine> = lines.into_iter().filter(told).collect();
        let others: Vec<_> =
            lines.iter().filter(|line| line.away.user != actor.user).map(|line| line.case).collect();
        if !others.is_empty() {
            self.lists(actor, &others).await?;
        }
        Ok(lines)
    }
}
