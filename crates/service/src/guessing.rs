//! Weighing what somebody brings: a password, a code, a recovery code. Each is a try, wherever it was typed, and
//! the tries of one account are counted together.

use domain::OrganisationId;
use jiff::Timestamp;
use store::{SecurityEvent, SecurityKind, User};

use crate::password::Password;
use crate::proof::Proof;
use crate::throttle::{TriedName, Turn};
use crate::{Problem, Service, recovery_codes, second_factor};

/// What somebody brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Weighed<T> {
    /// It is right.
    Right(T),
    /// It is not.
    Wrong,
    /// It was not looked at: too many were tried.
    TooMany,
}

impl<T> Weighed<T> {
    /// What it is where it is right. Nobody outside learns which of the others it was.
    pub(crate) fn right(self) -> Option<T> {
        if let Self::Right(value) = self { Some(value) } else { None }
    }
}

impl Service {
    /// Whose account this name and password open. It takes as long for a name that nobody has.
    pub(crate) async fn weigh_password(
        &self,
        login: &str,
        password: Password,
        refused: SecurityKind,
    ) -> Result<Weighed<User>, Problem> {
        let now = self.clock.now();
        let name = self.tried_name(login);
        let turn = self.throttle.turn(name, now);
        let login = login.to_owned();
        let user: Option<User> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.user_by_login(&login).await.map_err(Problem::from) })
            })
            .await?;
        let whose = user.as_ref().map(|user| (user.organisation, user.id));
        if let Turn::Wait { first } = turn {
            self.note_wait(first, whose).await?;
            return Ok(Weighed::TooMany);
        }
        let user = user.filter(|user| user.active);
        let hash = user.as_ref().and_then(|user| user.password_hash.clone());
        let is_right = self.is_password(password, hash).await?;
        match user.filter(|_| is_right) {
            Some(user) => Ok(Weighed::Right(user)),
            None => self.note_wrong(refused, whose, name).await,
        }
    }

    /// What this code of somebody's proves beside their password. A right one is used up.
    pub(crate) async fn weigh_code(
        &self,
        user: &User,
        typed: &str,
        refused: SecurityKind,
    ) -> Result<Weighed<Proof>, Problem> {
        let now = self.clock.now();
        let whose = Some((user.organisation, user.id));
        let name = self.tried_name(&user.login);
        if let Turn::Wait { first } = self.throttle.turn(name, now) {
            self.note_wait(first, whose).await?;
            return Ok(Weighed::TooMany);
        }
        match self.use_either(user.clone(), second_factor::figures(typed), now).await? {
            Some(proof) => Ok(Weighed::Right(proof)),
            None => self.note_wrong(refused, whose, name).await,
        }
    }

    async fn use_either(&self, user: User, typed: String, now: Timestamp) -> Result<Option<Proof>, Problem> {
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if second_factor::is_code(&typed) {
                        let is_right = second_factor::use_code(tx, &user, &typed, now).await?;
                        return Ok(is_right.then_some(Proof::PasswordAndCode));
                    }
                    let digest = recovery_codes::digest(user.id, &typed);
                    let is_right = tx.use_recovery_code(user.id, &digest, now).await?;
                    Ok::<_, Problem>(is_right.then_some(Proof::PasswordAndRecovery))
                })
            })
            .await
    }

    /// Gives the tries back with which somebody proved who they are.
    pub(crate) fn tries_were_right(&self, user: &User, tries: i32) {
        self.throttle.give_back(self.tried_name(&user.login), tries);
    }

    /// What the tries of a sign-in name, in lower case, are counted under.
    fn tried_name(&self, login: &str) -> TriedName {
        TriedName(self.store.mark_of_login(login))
    }

    /// That it was wrong is written, and until when the tries of this name count.
    async fn note_wrong<T>(
        &self,
        kind: SecurityKind,
        whose: Option<(OrganisationId, domain::UserId)>,
        name: TriedName,
    ) -> Result<Weighed<T>, Problem> {
        let (organisation, user) = whose.unzip();
        let (event, now) = (SecurityEvent::about(organisation, user, kind), self.clock.now());
        let until = self.throttle.count_until(name);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if let Some(until) = until {
                        tx.keep_try(name.0, until, now).await?;
                    }
                    tx.note_security(&event, now).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(Weighed::Wrong)
    }

    /// That somebody has to wait is written once, so that a guesser does not fill the log.
    async fn note_wait(
        &self,
        first: bool,
        whose: Option<(OrganisationId, domain::UserId)>,
    ) -> Result<(), Problem> {
        if !first {
            return Ok(());
        }
        let (organisation, user) = whose.unzip();
        self.note_security(SecurityEvent::about(organisation, user, SecurityKind::Throttled)).await
    }

    /// Hashing is slow on purpose: it runs apart from the pages, on at most two threads.
    async fn is_password(&self, password: Password, hash: Option<String>) -> Result<bool, Problem> {
        let _turn = self.hashing.acquire().await.map_err(|_| Problem::Fault)?;
        let check = move || {
            if let Some(hash) = hash {
                return password.matches(&hash);
            }
            password.spend_time();
            false
        };
        tokio::task::spawn_blocking(check).await.map_err(|_| Problem::Fault)
    }
}

#[cfg(test)]
pub(crate) mod tests;
