//! `holdfast init`.

use crate::cli::Init;
use crate::commands::serve::made;
use crate::problem::Problem;
use crate::settings::Place;
use crate::{Ended, data, print};

/// Makes a store and closes it.
pub async fn run(arguments: &Init) -> Result<Ended, Problem> {
    let place = Place::of(&arguments.place, arguments.key.as_deref())?;
    data::make(&place).await?.close().await;
    print::say(&made(&place))?;
    print::say("Start it with `holdfast serve`, with the same settings")?;
    Ok(Ended::Well)
}
