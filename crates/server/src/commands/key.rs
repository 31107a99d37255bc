//! `holdfast key`.

use std::path::{Path, absolute};

use seal::MasterKey;
use service::clock::Clock;
use store::{KeyChange, StoreError};

use crate::cli::Key;
use crate::problem::Problem;
use crate::settings::Place;
use crate::{Ended, data, print};

/// Makes a new master key and wraps every key anew under it. The new key is on the disk before anything is wrapped under
/// it, and nothing is made where anything stands against it.
pub async fn change(arguments: &Key) -> Result<Ended, Problem> {
    let place = Place::of(&arguments.place, arguments.key.as_deref())?;
    let old = data::read_key(&place.key)?;
    let change = match KeyChange::begin(&place.config(), &old).await {
        Err(StoreError::WrongKey { given, needed }) if data::waiting(&place.key, needed).is_some() => {
            data::take_place(&place.key, given)?;
            print::say("A change that had been cut off is finished; the key was not changed once more")?;
            return Ok(Ended::Well);
        }
        begun => begun?,
    };
    let new = match MasterKey::waiting_or_new(&place.key) {
        Ok(new) => new,
        Err(problem) => {
            change.leave().await;
            return Err(problem.into());
        }
    };
    let changed = change.to(&new, Clock::System.now(), &mut |_| true).await?;
    data::take_place(&place.key, old.id())?;
    let full = |path: &Path| absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string();
    print::say(&format!(
        "{} keys of cases and {} others are wrapped under a new master key, {}\nIt is in {}\nThe one of before, {}, is in \
         {}\nCopy the new one to a safe place away from this machine. Copies of the data from before open with the old one: \
         when the last of them is gone, destroy it.",
        changed.cases,
        changed.purposes,
        new.id(),
        full(&place.key),
        old.id(),
        full(&MasterKey::kept_file(&place.key, old.id())),
    ))?;
    Ok(Ended::Well)
}

/// Gives everything new keys, and seals it anew.
pub async fn renew(arguments: &Key) -> Result<Ended, Problem> {
    let place = Place::of(&arguments.place, arguments.key.as_deref())?;
    let mut master = data::read_key(&place.key)?;
    let at = Clock::System.now();
    let renewed = match store::renew_keys(&place.config(), &master, at, &mut |_| true).await {
        Err(StoreError::WrongKey { given, needed }) => {
            master = data::waiting(&place.key, needed).ok_or(StoreError::WrongKey { given, needed })?;
            data::take_place(&place.key, given)?;
            store::renew_keys(&place.config(), &master, at, &mut |_| true).await?
        }
        renewed => renewed?,
    };
    print::say(&format!(
        "{} cases and {} other purposes have new keys, and everything under them is sealed anew\nCopies of the log that are \
         kept elsewhere hold up to here: begin a new one, and keep what `holdfast verify` prints now",
        renewed.cases, renewed.purposes
    ))?;
    Ok(Ended::Well)
}
