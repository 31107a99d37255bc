//! Who is on call when: whom to ring for a second answer, and who is expected to look at night.

use std::collections::BTreeMap;

use access::action::{DecideLocation, KeepRota, SeeCase};
use access::rota::{OnCall, Unfit, on_call};
use access::{Actor, Denied, OfficeKind, Role, allows_office, check, check_office};
use domain::text::{PhoneNumber, ShortText};
use domain::{CaseId, OnCallId, UserId};
use jiff::Timestamp;
use store::{RotaLine, SecurityEvent, SecurityKind, Snapshot};

use crate::{Assignable, Problem, Service};

/// A time for which somebody is on call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCallLine {
    /// Which.
    pub id: OnCallId,
    /// Who.
    pub who: String,
    /// What they do; nothing of whoever left.
    pub role: Option<Role>,
    /// From when and until when it counts.
    pub on: OnCall,
    /// Who put it down, and when.
    pub by: (String, Timestamp),
    /// Whether it holds at this moment.
    pub now: bool,
    /// On which number they are rung.
    pub number: Option<String>,
}

/// Somebody to ring now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToRing {
    /// Who.
    pub name: String,
    /// What they do.
    pub role: Role,
    /// On which number, where one was put down.
    pub number: Option<String>,
}

/// Whom to ring now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WhomToRing {
    /// Those who are on call, and can do something about it.
    pub on_call: Vec<ToRing>,
    /// Whom to ring instead, as the organisation set it up.
    pub instead: Option<String>,
}

/// Who is on call, and who may be put on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCallPage {
    /// What has not ended, the first first.
    pub lines: Vec<OnCallLine>,
    /// Whether nobody is put down for this moment.
    pub nobody_now: bool,
    /// Whom to ring while nobody is.
    pub instead: Option<String>,
    /// Those who may be put on; nothing where the asker keeps no rota.
    pub people: BTreeMap<UserId, Assignable>,
    /// The moment.
    pub now: Timestamp,
}

/// Why somebody was not put on call.
#[derive(Debug, thiserror::Error)]
pub enum RotaProblem {
    /// The times do not fit.
    #[error("the times of this entry do not fit: {0:?}")]
    Times(Unfit),
    /// There is no such colleague who could be on call.
    #[error("this colleague cannot be put on call: choose somebody from the list")]
    Nobody,
    /// The journey did not happen.
    #[error(transparent)]
    Problem(#[from] Problem),
}

impl Service {
    /// Who is on call, now and later.
    ///
    /// # Errors
    /// Denied.
    pub async fn on_call_page(&self, actor: &Actor) -> Result<OnCallPage, Problem> {
        check_office::<DecideLocation>(actor)?;
        let (asker, now) = (actor.clone(), self.clock.now());
        let (rota, rings, users) = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let rota = snapshot.rota(&asker, now).await?;
                    let rings = snapshot.rings(&asker, now).await?;
                    Ok::<_, Problem>((rota, rings, snapshot.users(asker.organisation).await?))
                })
            })
            .await?;
        let counted: Vec<OnCall> = rota.iter().filter_map(RotaLine::counted).collect();
        let known: BTreeMap<UserId, &store::User> = users.iter().map(|user| (user.id, user)).collect();
        let keeps = allows_office(actor.role, OfficeKind::KeepRota);
        let people = users.iter().filter(|user| keeps && user.active && is_ever_on_call(user.role));
        let people = people.map(|user| (user.id, Assignable { name: user.name.clone(), role: user.role }));
        Ok(OnCallPage {
            lines: rota
                .iter()
                .filter_map(|line| {
                    let number = rings.numbers.get(&line.id).cloned();
                    told(line, &known, now).map(|told| OnCallLine { number, ..told })
                })
                .collect(),
            instead: rings.nobody,
            nobody_now: on_call(&counted, now).is_none(),
            people: people.collect(),
            now,
        })
    }

    /// Whom to ring now about reports that nobody has: those on call who can take every one of them. Whoever is walled
    /// off from one of them is not named, so that nobody tells them its reference.
    ///
    /// # Errors
    /// A fault.
    pub async fn whom_to_ring(&self, actor: &Actor, about: Vec<CaseId>) -> Result<WhomToRing, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let rota = snapshot.rota(&asker, now).await?;
                    let rings = snapshot.rings(&asker, now).await?;
                    let mut on_call = Vec::new();
                    for (name, them, number) in those_on_call(snapshot, &asker, (&rota, &rings), now).await? {
                        if takes_all(snapshot, &them, &about, now).await? {
                            on_call.push(ToRing { name, role: them.role, number });
                        }
                    }
                    Ok(WhomToRing { on_call, instead: rings.nobody })
                })
            })
            .await
    }

    /// Says whom to ring at hours for which nobody is on call: a switchboard, a number of somebody's work.
    ///
    /// # Errors
    /// Denied.
    pub async fn say_whom_to_ring(&self, actor: &Actor, says: &ShortText) -> Result<(), Problem> {
        let permit = check_office::<KeepRota>(actor)?;
        let (asker, at, says) = (actor.clone(), self.clock.now(), says.as_str().to_owned());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.say_whom_to_ring(&permit, None, &says, at).await?;
                    tx.note_security(
                        &changed(&asker, asker.user, "whom to ring while nobody is on call"),
                        at,
                    )
                    .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Puts somebody on call. What they looked at before it was put down stays as it was.
    ///
    /// # Errors
    /// Denied; or the times do not fit, or they are none of those who can be on call.
    pub async fn put_on_call(
        &self,
        actor: &Actor,
        put: OnCall,
        number: &PhoneNumber,
    ) -> Result<(), RotaProblem> {
        let permit = check_office::<KeepRota>(actor).map_err(Problem::from)?;
        let moment = self.moment(actor);
        put.fits(moment.now).map_err(RotaProblem::Times)?;
        let id = OnCallId::from_uuid(moment.ids.nth(0));
        let (asker, at, number) = (actor.clone(), moment.now, number.spaced());
        let is_there = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let them = tx.user(put.user).await?.filter(|user| {
                        user.organisation == asker.organisation && user.active && is_ever_on_call(user.role)
                    });
                    if them.is_none() {
                        return Ok(false);
                    }
                    tx.put_on_call(&permit, id, put, at).await?;
                    tx.say_whom_to_ring(&permit, Some(id), &number, at).await?;
                    tx.note_security(&changed(&asker, put.user, "put on call"), at).await?;
                    Ok::<_, Problem>(true)
                })
            })
            .await?;
        if is_there { Ok(()) } else { Err(RotaProblem::Nobody) }
    }

    /// Takes somebody off: from now on, never for what was.
    ///
    /// # Errors
    /// Denied, also where there is no such time, or it has ended.
    pub async fn take_off_call(&self, actor: &Actor, id: OnCallId) -> Result<(), Problem> {
        let permit = check_office::<KeepRota>(actor)?;
        let (asker, at) = (actor.clone(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if !tx.take_off_call(&permit, id, at).await? {
                        return Err(Denied::NothingHere.into());
                    }
                    tx.note_security(&changed(&asker, asker.user, "taken off call"), at).await?;
                    Ok(())
                })
            })
            .await
    }
}

/// Those who are rung at night: whoever works with people in danger.
const fn is_ever_on_call(role: Role) -> bool {
    allows_office(role, OfficeKind::DecideLocation) || allows_office(role, OfficeKind::BreakGlass)
}

fn changed(actor: &Actor, user: UserId, words: &'static str) -> SecurityEvent {
    let kind = SecurityKind::SettingsChanged;
    SecurityEvent::about(Some(actor.organisation), Some(user), kind).by(actor.user).saying(words)
}

fn told(line: &RotaLine, known: &BTreeMap<UserId, &store::User>, now: Timestamp) -> Option<OnCallLine> {
    let on = line.counted().filter(|on| on.until > now)?;
    let name = |user: &UserId| known.get(user).map_or("a former colleague", |user| &user.name).to_owned();
    Some(OnCallLine {
        id: line.id,
        who: name(&on.user),
        role: known.get(&on.user).map(|user| user.role),
        on,
        by: (name(&line.by.0), line.by.1),
        now: on.holds(now),
        number: None,
    })
}

/// Those who are on call now and still work here: name, themself, number. Each once, whoever was put down first first.
async fn those_on_call(
    snapshot: &mut Snapshot,
    asker: &Actor,
    (rota, rings): (&[RotaLine], &store::Rings),
    now: Timestamp,
) -> Result<Vec<(String, Actor, Option<String>)>, Problem> {
    let users = snapshot.users(asker.organisation).await?;
    let mut those: Vec<(String, Actor, Option<String>)> = Vec::new();
    for line in rota.iter().filter(|line| line.counted().is_some_and(|on| on.holds(now))) {
        let user = users.iter().find(|user| user.active && user.id == line.put.user);
        if let Some(user) = user.filter(|user| those.iter().all(|(_, them, _)| them.user != user.id)) {
            those.push((user.name.clone(), user.actor(), rings.numbers.get(&line.id).cloned()));
        }
    }
    Ok(those)
}

/// Whether somebody can open every one of these. Nobody is told of a record that does not exist to them.
async fn takes_all(
    snapshot: &mut Snapshot,
    them: &Actor,
    about: &[CaseId],
    now: Timestamp,
) -> Result<bool, Problem> {
    for case in about {
        let facts = snapshot.case_facts(them, *case, now).await?;
        if facts.is_none_or(|facts| check::<SeeCase>(them, &facts).is_err()) {
            return Ok(false);
        }
    }
    Ok(them.role.opens_unowned())
}
