//! `holdfast review`.

use std::fs;
use std::path::Path;

use ::policy::calendar::Calendar;
use ::policy::{PolicyPack, packs};
use ::review::Scenario;

use crate::cli::{Format, Review};
use crate::problem::Problem;
use crate::{Ended, print};

/// Runs an account through the rules and a policy.
pub fn run(arguments: &Review) -> Result<Ended, Problem> {
    let pack = pack(&arguments.policy)?;
    let scenario = Scenario::read(&arguments.scenario.display().to_string(), &text(&arguments.scenario)?)?;
    let calendar: Calendar = scenario.calendar(pack.nation);
    let review = ::review::run(&scenario, &pack, &calendar)?;
    match arguments.format {
        Format::Text => print::say(&review.to_string())?,
        Format::Json => print::say_json(&review)?,
    }
    Ok(Ended::Well)
}

/// A shipped policy by its id, or a file.
fn pack(named: &str) -> Result<PolicyPack, Problem> {
    if let Some(shipped) = packs::find(named) {
        return Ok(shipped?);
    }
    if !Path::new(named).exists() {
        return Err(super::policy::unknown(named));
    }
    Ok(::policy::check(named, &text(Path::new(named))?)?)
}

fn text(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|source| Problem::Unreadable { path: path.to_owned(), source })
}
