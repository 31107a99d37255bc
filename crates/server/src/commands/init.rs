//! `holdfast init`.

use crate::commands::serve::made;
use crate::problem::Problem;
use crate::settings::Place;
use crate::{Ended, data, print};

/// Makes a store and closes it.
pub async fn run(place: &Place) -> Result<Ended, Problem> {
    data::make(place).await?.close().await;
    print::say(&made(place))?;
    print::say("Start it with `holdfast serve`, giving the same --data and --key")?;
    Ok(Ended::Well)
}
