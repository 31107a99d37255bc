//! What those see and do who keep walls: the lists, and lifting one by two.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::action::{ManageWalls, SeeCase};
use access::{Actor, Denied, OfficePermit, check, check_office};
use domain::text::{CaseReference, Words};
use domain::{CaseId, Moment, OrganisationId, UserId};
use matching::Grounds;
use store::{
    Because, KeptWall, ReportBehindWall, Restricted, SecurityEvent, SecurityKind, Sides, Snapshot, Tx, Wall,
};

use super::NewWalls;
use super::searching::SearchBehindWall;
use crate::{Problem, Service};

/// How many lines a page shows of each list.
const SHOWN: u32 = 200;

/// Which wall.
pub type WallKey = (CaseId, UserId, Because);

/// A wall in the list.
#[derive(Debug, Clone)]
pub struct WallLine {
    /// The wall.
    pub kept: KeptWall,
    /// What agreed, in plain words.
    pub on: Vec<&'static str>,
}

/// What those see who keep walls: nothing around cases from which they are walled off themselves.
#[derive(Debug, Clone)]
pub struct KeptWalls {
    /// The walls, the newest first.
    pub walls: Vec<WallLine>,
    /// Reports by people who are walled off from what they reported.
    pub reports: Vec<ReportBehindWall>,
    /// Searches by people who are walled off from what they searched for.
    pub searches: Vec<SearchBehindWall>,
    /// Records of two sides.
    pub sides: Vec<Sides>,
    /// What colleagues are called.
    pub colleagues: Arc<BTreeMap<UserId, String>>,
}

/// Who may see a record that only named people may see.
#[derive(Debug, Clone)]
pub struct RestrictedTo {
    /// Their names.
    pub named: Vec<String>,
    /// Everybody else, to name one more.
    pub others: BTreeMap<UserId, String>,
}

impl Service {
    /// The lists of walls, of reports from behind them, and of records of two sides.
    ///
    /// # Errors
    /// Denied.
    pub async fn kept_walls(&self, actor: &Actor) -> Result<KeptWalls, Problem> {
        let permit = check_office::<ManageWalls>(actor)?;
        let (walls, reports, sides) = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let walls = snapshot.kept_walls(&permit, SHOWN).await?;
                    let reports = snapshot.reports_behind_walls(&permit, SHOWN).await?;
                    Ok::<_, Problem>((walls, reports, snapshot.kept_sides(&permit, SHOWN).await?))
                })
            })
            .await?;
        let (searches, colleagues) =
            (self.searches_behind_walls(actor).await?, self.colleagues(actor).await?);
        Ok(KeptWalls { walls: walls.into_iter().map(line).collect(), reports, searches, sides, colleagues })
    }

    /// One wall, to propose its end or agree to it.
    ///
    /// # Errors
    /// Denied, also where there is none for the asker.
    pub async fn kept_wall(&self, actor: &Actor, wall: WallKey) -> Result<WallLine, Problem> {
        let permit = check_office::<ManageWalls>(actor)?;
        self.store
            .read(move |snapshot| Box::pin(async move { kept(snapshot, &permit, wall).await.map(line) }))
            .await
    }

    /// Proposes to lift a wall, with a reason. It stands until somebody else agrees.
    ///
    /// # Errors
    /// Denied, also where there is none for the asker.
    pub async fn propose_lift(
        &self,
        actor: &Actor,
        wall: WallKey,
        why: &Words,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let permit = check_office::<ManageWalls>(actor)?;
        let (actor, why, now) = (actor.clone(), why.as_str().to_owned(), moment.now);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let wall = kept(tx, &permit, wall).await?.wall;
                    tx.propose_lift(&permit, &wall, &why, now).await?;
                    tx.note_security(&step(&actor, &wall), now).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Takes a proposal back, or turns it down: the wall stays.
    ///
    /// # Errors
    /// Denied, also where there is none for the asker.
    pub async fn drop_lift(&self, actor: &Actor, wall: WallKey, moment: &Moment) -> Result<(), Problem> {
        let permit = check_office::<ManageWalls>(actor)?;
        let (actor, now) = (actor.clone(), moment.now);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let wall = kept(tx, &permit, wall).await?.wall;
                    tx.drop_lift(&permit, &wall).await?;
                    tx.note_security(&step(&actor, &wall), now).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Agrees to lift a wall that somebody else proposed to lift: it is gone, and comes back only on other
    /// grounds.
    ///
    /// # Errors
    /// Denied where nobody else proposed it, or there is none for the asker. Then it stands.
    pub async fn agree_to_lift(&self, actor: &Actor, wall: WallKey, moment: &Moment) -> Result<(), Problem> {
        let permit = check_office::<ManageWalls>(actor)?;
        let turn = self.turn_alone().await?;
        let version = turn.at();
        let (asker, now) = (actor.clone(), moment.now);
        let lifted: Wall = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    version.begin(tx, None).await?;
                    let wall = kept(tx, &permit, wall).await?.wall;
                    if !tx.agree_to_lift(&permit, &wall, now).await? {
                        return Err(Denied::NothingHere.into());
                    }
                    tx.note_security(&step(&asker, &wall), now).await?;
                    Ok::<_, Problem>(wall)
                })
            })
            .await?;
        let mut held = self.walls.held_mut();
        held.lift(lifted.case, lifted.user, Grounds::from_codes(&lifted.grounds));
        held.end(lifted.case, lifted.user, lifted.because);
        drop(held);
        self.walls.moved(version);
        Ok(())
    }

    /// Notes that somebody saw to a report from behind a wall.
    ///
    /// # Errors
    /// Denied.
    pub async fn saw_to_report(
        &self,
        actor: &Actor,
        case: CaseId,
        user: UserId,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let (permit, actor, now) = (check_office::<ManageWalls>(actor)?, actor.clone(), moment.now);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    seen(tx, &actor, case, now).await?;
                    tx.saw_to_report(&permit, case, user, now).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Who may see a record that only named people may see; `None` where it is not one. For the page of the
    /// case, which writes its own look.
    ///
    /// # Errors
    /// A fault.
    pub async fn restricted_to(&self, actor: &Actor, case: CaseId) -> Result<Option<RestrictedTo>, Problem> {
        let Some(named) = self.walls.held().is_restricted(case).cloned() else { return Ok(None) };
        let colleagues = self.colleagues(actor).await?;
        let name = |user: &UserId| colleagues.get(user).cloned();
        let others = colleagues.iter().filter(|(user, _)| !named.contains(user));
        let others = others.map(|(user, name)| (*user, name.clone())).collect();
        Ok(Some(RestrictedTo { named: named.iter().filter_map(name).collect(), others }))
    }

    /// Lets only the leads, and whoever they name, see a case from now on.
    ///
    /// # Errors
    /// Denied.
    pub async fn restrict_case(&self, actor: &Actor, case: CaseId, moment: &Moment) -> Result<(), Problem> {
        check_office::<ManageWalls>(actor)?;
        let turn = self.turn_alone().await?;
        let version = turn.at();
        let mut new = NewWalls::default();
        if self.walls.held().is_restricted(case).is_none() {
            let named = self.walls.held().leads(actor.organisation, case, actor.user);
            let restricted = Restricted { case, organisation: actor.organisation, named };
            self.walls.held().restrict(restricted, moment.now, &mut new);
        }
        let (asker, at) = (actor.clone(), moment.clone());
        let new = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    version.begin(tx, None).await?;
                    seen(tx, &asker, case, at.now).await?;
                    new.write(tx, &at).await?;
                    tx.note_security(&changed(&asker, asker.user, case), at.now).await?;
                    Ok::<_, Problem>(new)
                })
            })
            .await?;
        self.walls.held_mut().take(&new);
        self.walls.moved(version);
        Ok(())
    }

    /// Names somebody who may see a restricted case. Any other wall of theirs still stands.
    ///
    /// # Errors
    /// Denied.
    pub async fn name_for_case(
        &self,
        actor: &Actor,
        case: CaseId,
        user: UserId,
        moment: &Moment,
    ) -> Result<(), Problem> {
        check_office::<ManageWalls>(actor)?;
        let turn = self.turn_alone().await?;
        let version = turn.at();
        if self.walls.held().is_restricted(case).is_none()
            || !self.colleagues(actor).await?.contains_key(&user)
        {
            return Err(Denied::NothingHere.into());
        }
        let (asker, now) = (actor.clone(), moment.now);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    version.begin(tx, None).await?;
                    seen(tx, &asker, case, now).await?;
                    tx.name_for(asker.organisation, case, user, Some(asker.user), now).await?;
                    tx.end_wall(asker.organisation, case, user, Because::Restricted).await?;
                    tx.note_security(&changed(&asker, user, case), now).await?;
                    Ok::<_, Problem>(())
                })
            })
            .await?;
        self.walls.held_mut().name_for(case, user);
        self.walls.moved(version);
        Ok(())
    }

    /// Keeps that two records are of two sides: nobody who has one of them sees the other.
    ///
    /// # Errors
    /// Denied where the asker does not see both, or they are one.
    pub async fn put_sides(
        &self,
        actor: &Actor,
        (one, other): (CaseReference, CaseReference),
        moment: &Moment,
    ) -> Result<(), Problem> {
        let permit = check_office::<ManageWalls>(actor)?;
        let turn = self.turn_alone().await?;
        let version = turn.at();
        let (asker, now) = (actor.clone(), moment.now);
        let (pair, new) = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    version.begin(tx, None).await?;
                    let (one, has_one) = found(tx, &asker, one, now).await?;
                    let (other, has_other) = found(tx, &asker, other, now).await?;
                    if one == other {
                        return Err(Denied::NothingHere.into());
                    }
                    tx.put_sides(&permit, (one, other), now).await?;
                    let across = |case, who: [Option<UserId>; 2]| {
                        let organisation = asker.organisation;
                        who.into_iter().flatten().map(move |user| across(organisation, case, user, now))
                    };
                    let walls = across(other, has_one).chain(across(one, has_other)).collect();
                    let new = NewWalls { walls, restricted: Vec::new() };
                    tx.put_walls(&new.walls).await?;
                    tx.note_security(&changed(&asker, asker.user, one), now).await?;
                    Ok::<_, Problem>(((one, other), new))
                })
            })
            .await?;
        let mut held = self.walls.held_mut();
        held.put_sides(pair.0, pair.1);
        held.take(&new);
        drop(held);
        self.walls.moved(version);
        Ok(())
    }
}

fn line(kept: KeptWall) -> WallLine {
    let on = Grounds::from_codes(&kept.wall.grounds).each().map(matching::Ground::label).collect();
    WallLine { kept, on }
}

async fn kept(
    snapshot: &mut Snapshot,
    permit: &OfficePermit<ManageWalls>,
    wall: WallKey,
) -> Result<KeptWall, Problem> {
    snapshot.kept_wall_one(permit, wall).await?.ok_or_else(|| Denied::NothingHere.into())
}

/// A case that the asker may see.
pub(super) async fn seen(
    snapshot: &mut Snapshot,
    actor: &Actor,
    case: CaseId,
    now: jiff::Timestamp,
) -> Result<[Option<UserId>; 2], Problem> {
    let facts = snapshot.case_facts(actor, case, now).await?.ok_or(Denied::NothingHere)?;
    check::<SeeCase>(actor, &facts)?;
    Ok(match facts.owner {
        domain::case::Owner::Person { owner, cover } => [Some(owner), cover],
        domain::case::Owner::Nobody | domain::case::Owner::Region(_) => [None, None],
    })
}

async fn found(
    tx: &mut Tx,
    actor: &Actor,
    reference: CaseReference,
    now: jiff::Timestamp,
) -> Result<(CaseId, [Option<UserId>; 2]), Problem> {
    let case = tx.case_by_reference(actor, reference).await?.ok_or(Denied::NothingHere)?;
    Ok((case, seen(tx, actor, case, now).await?))
}

fn across(organisation: OrganisationId, case: CaseId, user: UserId, since: jiff::Timestamp) -> Wall {
    Wall { case, user, because: Because::Sides, organisation, grounds: String::new(), since }
}

fn step(actor: &Actor, wall: &Wall) -> SecurityEvent {
    changed(actor, wall.user, wall.case)
}

fn changed(actor: &Actor, user: UserId, case: CaseId) -> SecurityEvent {
    SecurityEvent::about(Some(actor.organisation), Some(user), SecurityKind::WallChanged)
        .by(actor.user)
        .on_case(case)
}
