//! Reading what matching needs into memory at the start, and putting up what is missing: walls that a newer
//! program would have put up, or that a restored copy lacks.

use domain::{CaseId, Moment};
use jiff::Timestamp;
use matching::{Grounds, Key};
use store::{Headed, HeldSecret, Restricted, Snapshot, Store, User};

use super::about::Said;
use super::held::{Colleague, Held, Parties, reach};
use super::{NewWalls, Walls};
use crate::Problem;
use crate::clock::Clock;
use crate::projection::Header;

/// What the marks are made with, until everything is read.
pub(crate) struct Loading {
    key: Key,
    /// The version of what is read, or an earlier one.
    version: u64,
}

impl Loading {
    /// With a key of its own.
    ///
    /// # Errors
    /// A fault.
    pub(crate) async fn begin(store: &Store) -> Result<Self, Problem> {
        let read = store.read(|snapshot| Box::pin(async move { snapshot.wall_version().await }));
        Ok(Self { key: Key::new(seal::random()), version: read.await.map_err(Problem::from)? })
    }

    /// What makes marks of the people of a case.
    pub(crate) fn parties(&self) -> impl Fn(&Headed, &Header) -> Parties + Send + Sync + 'static {
        let key = self.key.clone();
        move |headed, header| {
            let mark = |fact: &HeldSecret| Some((fact.id, reach(&key, fact.kind, &fact.secret)?));
            let theirs = headed.reach.iter().filter_map(mark).collect();
            Parties::of(&key, headed.organisation, &header.people, theirs, header.sequence)
        }
    }

    /// Reads who works here and which walls stand, and puts up what is missing.
    pub(crate) async fn end(
        self,
        cases: Vec<(CaseId, Parties)>,
        store: &Store,
        clock: &Clock,
    ) -> Result<Walls, Problem> {
        let (key, mut held) = (self.key, Held::of(cases));
        held.version = self.version;
        let read = store.read(|snapshot| Box::pin(async move { everything(snapshot).await })).await?;
        read.put_into(&key, &mut held)?;
        let moment = clock.moment(domain::UserId::from_uuid(uuid::Uuid::nil()));
        let missing = missing(&held, moment.now);
        if !missing.is_empty() {
            held.take(&missing);
            let written: Result<(), Problem> =
                store.write(move |tx| Box::pin(async move { write(&missing, tx, &moment).await })).await;
            written?;
        }
        Ok(Walls { key, turns: tokio::sync::RwLock::new(()), held: std::sync::RwLock::new(held) })
    }
}

async fn write(missing: &NewWalls, tx: &mut store::Tx, moment: &Moment) -> Result<(), Problem> {
    tx.note_wall_change(None).await?;
    missing.write(tx, moment).await.map_err(Problem::from)
}

fn missing(held: &Held, now: Timestamp) -> NewWalls {
    let mut missing = NewWalls::default();
    for (case, parties) in held.cases() {
        let mut new = NewWalls::default();
        held.of_case(case, parties, now, &mut new);
        new.walls.retain(|wall| !held.waits(wall.user, wall.case));
        missing.walls.append(&mut new.walls);
        missing.restricted.append(&mut new.restricted);
    }
    missing
}

/// What is read of everybody who works here, and of the walls.
pub(super) struct Everything {
    users: Vec<User>,
    own: Vec<store::OwnFact>,
    walls: Vec<store::Wall>,
    lifted: Vec<(CaseId, domain::UserId, String)>,
    waiting: Vec<store::Waiting>,
    restricted: Vec<Restricted>,
    sides: Vec<(CaseId, CaseId)>,
}

pub(super) async fn everything(snapshot: &mut Snapshot) -> Result<Everything, Problem> {
    let mut users = Vec::new();
    for organisation in snapshot.organisations().await? {
        users.extend(snapshot.users(organisation.id).await?);
    }
    Ok(Everything {
        users,
        own: snapshot.all_own_facts().await?,
        walls: snapshot.walls().await?,
        lifted: snapshot.lifted_walls().await?,
        waiting: snapshot.waiting_walls().await?,
        restricted: snapshot.restricted_cases().await?,
        sides: snapshot.all_sides().await?,
    })
}

impl Everything {
    pub(super) fn put_into(self, key: &Key, held: &mut Held) -> Result<(), Problem> {
        held.take(&NewWalls { walls: self.walls, restricted: self.restricted });
        for (case, user, grounds) in self.lifted {
            held.lift(case, user, Grounds::from_codes(&grounds));
        }
        for waiting in self.waiting {
            held.wait(waiting.case, waiting.user, Grounds::from_codes(&waiting.grounds));
        }
        for (one, other) in self.sides {
            held.put_sides(one, other);
        }
        let said = Said::by_user(&self.own)?;
        for user in self.users {
            let nothing = Said::default();
            let theirs = said.get(&user.id).unwrap_or(&nothing);
            let colleague = Colleague {
                organisation: user.organisation,
                role: user.role,
                known: theirs.known(key, &user.name),
                conflicts: theirs.conflicts(key),
            };
            held.put_colleague(user.id, colleague);
        }
        Ok(())
    }
}
