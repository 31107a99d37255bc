//! Who is on call when: whom to ring for a second answer, and who is expected to look at night.

use std::collections::BTreeMap;

use access::action::{DecideLocation, KeepRota};
use access::rota::{OnCall, Unfit, on_call};
use access::{Actor, Denied, OfficeKind, Role, allows_office, check_office};
use domain::{OnCallId, UserId};
use jiff::Timestamp;
use store::{RotaLine, SecurityEvent, SecurityKind};

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
}

/// Who is on call, and who may be put on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCallPage {
    /// What has not ended, the first first.
    pub lines: Vec<OnCallLine>,
    /// Whether nobody is put down for this moment.
    pub nobody_now: bool,
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
        let (rota, users) = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let rota = snapshot.rota(&asker, now).await?;
                    Ok::<_, Problem>((rota, snapshot.users(asker.organisation).await?))
                })
            })
            .await?;
        let counted: Vec<OnCall> = rota.iter().filter_map(RotaLine::counted).collect();
        let known: BTreeMap<UserId, &store::User> = users.iter().map(|user| (user.id, user)).collect();
        let keeps = allows_office(actor.role, OfficeKind::KeepRota);
        let people = users.iter().filter(|user| keeps && user.active && is_ever_on_call(user.role));
        let people = people.map(|user| (user.id, Assignable { name: user.name.clone(), role: user.role }));
        Ok(OnCallPage {
            lines: rota.iter().filter_map(|line| told(line, &known, now)).collect(),
            nobody_now: on_call(&counted, now).is_none(),
            people: people.collect(),
            now,
        })
    }

    /// Puts somebody on call. What they looked at before it was put down stays as it was.
    ///
    /// # Errors
    /// Denied; or the times do not fit, or they are none of those who can be on call.
    pub async fn put_on_call(&self, actor: &Actor, put: OnCall) -> Result<(), RotaProblem> {
        let permit = check_office::<KeepRota>(actor).map_err(Problem::from)?;
        let moment = self.moment(actor);
        put.fits(moment.now).map_err(RotaProblem::Times)?;
        let id = OnCallId::from_uuid(moment.ids.nth(0));
        let (asker, at) = (actor.clone(), moment.now);
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
    })
}
