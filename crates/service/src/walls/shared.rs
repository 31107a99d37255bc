//! Several servers on one store (PostgreSQL): what each holds in memory for matching is brought up to date before it
//! decides anything with it, and nothing is written that rests on what another one has changed meanwhile.
//!
//! Whatever changes who is in a case, who works here or which walls stand takes the next version of all that, under a
//! lock of the database. Whoever comes second finds that the version is not the one they looked at, gives up what they
//! were about to write, takes over what the first did, and decides again. On the embedded database there is one process,
//! and none of this happens.

use domain::CaseId;
use store::{Tx, WallChanges};
use tokio::sync::{RwLockReadGuard, RwLockWriteGuard};

use super::Walls;
use super::held::{Held, Parties, reach};
use super::starting::{Everything, everything};
use crate::projection::Header;
use crate::{Problem, Service};

/// A turn: what is done with it is on the disk, and known here, before anybody else who must not come between goes on.
pub(crate) struct Turn<'w> {
    _guard: Guard<'w>,
    at: At,
}

#[expect(dead_code, reason = "a guard is kept until it goes")]
enum Guard<'w> {
    Case(RwLockReadGuard<'w, ()>),
    Alone(RwLockWriteGuard<'w, ()>),
}

/// The version of what was decided with; nothing where only this process has the store.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At(Option<u64>);

impl Turn<'_> {
    pub(crate) const fn at(&self) -> At {
        self.at
    }
}

impl At {
    /// Whether somebody else could come between.
    pub(crate) const fn is_shared(self) -> bool {
        self.0.is_some()
    }

    /// The first thing in a transaction that changes who is in a case, who works here, or which walls stand.
    ///
    /// # Errors
    /// [`Problem::Behind`], where another server was first: then nothing of it is written.
    pub(crate) async fn begin(self, tx: &mut Tx, case: Option<CaseId>) -> Result<(), Problem> {
        let Self(Some(known)) = self else { return Ok(()) };
        if tx.note_wall_change(case).await? == known + 1 { Ok(()) } else { Err(Problem::Behind) }
    }
}

impl Service {
    /// A turn for a case. Many cases go on at once; on a store that is shared, those that change who is in one do not.
    pub(crate) async fn turn(&self, changes_people: bool) -> Result<Turn<'_>, Problem> {
        let alone = changes_people && self.store.is_shared();
        let guard = if alone {
            Guard::Alone(self.walls.turns.write().await)
        } else {
            Guard::Case(self.walls.turns.read().await)
        };
        Ok(Turn { _guard: guard, at: self.caught_up().await? })
    }

    /// A turn for somebody who works here, or for whoever keeps walls: nothing else goes on.
    pub(crate) async fn turn_alone(&self) -> Result<Turn<'_>, Problem> {
        let guard = Guard::Alone(self.walls.turns.write().await);
        Ok(Turn { _guard: guard, at: self.caught_up().await? })
    }

    /// Takes over what other servers changed, of walls and of what is searched.
    ///
    /// # Errors
    /// A fault.
    pub(crate) async fn caught_up(&self) -> Result<At, Problem> {
        if !self.store.is_shared() {
            return Ok(At(None));
        }
        let known = self.walls.held().version;
        let read: Option<(WallChanges, Everything)> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let Some(changes) = snapshot.wall_changes(known).await? else { return Ok(None) };
                    Ok::<_, Problem>(Some((changes, everything(snapshot).await?)))
                })
            })
            .await?;
        if let Some((changes, all)) = read {
            let version = changes.version;
            for headed in &changes.cases {
                if let Ok(header) = serde_json::from_slice(&headed.header.0) {
                    self.index.put_of(headed.organisation, headed.case, &header);
                }
            }
            self.walls.take_over(changes, all)?;
            return Ok(At(Some(version)));
        }
        Ok(At(Some(known)))
    }
}

impl Walls {
    /// Puts what was read in the place of what is held, unless that is newer.
    fn take_over(&self, changes: WallChanges, all: Everything) -> Result<(), Problem> {
        let mut fresh = Held::of(Vec::new());
        all.put_into(&self.key, &mut fresh)?;
        let mut came = Vec::new();
        for headed in changes.cases {
            let header: Header = serde_json::from_slice(&headed.header.0).map_err(|_| Problem::Fault)?;
            let mark = |fact: &store::HeldSecret| Some((fact.id, reach(&self.key, fact.kind, &fact.secret)?));
            let theirs = headed.reach.iter().filter_map(mark).collect();
            let parties =
                Parties::of(&self.key, headed.organisation, &header.people, theirs, header.sequence);
            came.push((headed.case, parties));
        }
        let mut held = self.held_mut();
        if held.version < changes.version {
            fresh.version = changes.version;
            held.replaced_by(fresh, came);
        }
        Ok(())
    }

    /// What was just written made this version.
    pub(crate) fn moved(&self, at: At) {
        if let At(Some(known)) = at {
            let mut held = self.held_mut();
            held.version = held.version.max(known + 1);
        }
    }
}
