//! `holdfast review`.

use std::fs;
use std::path::Path;

use ::policy::calendar::Calendar;
use ::policy::{PolicyPack, packs};
use ::review::{Problems, Scenario};
use domain::text::{CaseReference, Words};
use serde::Serialize;
use service::clock::Clock;
use service::commands::{CommandProblem, StoredCase, look_at_case};

use crate::cli::{Format, Review};
use crate::problem::Problem;
use crate::settings::Place;
use crate::{Ended, data, print};

/// Runs an account through the rules and a policy.
pub fn account(arguments: &Review, scenario: &Path) -> Result<Ended, Problem> {
    let pack = pack(arguments.policy.as_deref().unwrap_or_default())?;
    let scenario = Scenario::read(&scenario.display().to_string(), &text(scenario)?)?;
    let calendar: Calendar = scenario.calendar(pack.nation);
    told(&::review::run(&scenario, &pack, &calendar).map_err(Problems::from)?, arguments.format)
}

/// Judges a stored case by a policy, and tells of nobody in it. Whatever can be wrong with what was typed
/// is known before anything is written.
pub async fn stored(arguments: &Review) -> Result<Ended, Problem> {
    let typed = arguments.case.as_deref().unwrap_or_default();
    let case = CaseReference::parse(typed).map_err(|_| Problem::NoReference(typed.to_owned()))?;
    let why = Words::parse(arguments.why.as_deref().unwrap_or_default()).map_err(|_| Problem::NoReason)?;
    let named = arguments.policy.as_deref().map(pack).transpose()?;
    let place = Place::of(&arguments.place, arguments.key.as_deref())?;
    let (store, now) = (data::open(&place).await?, Clock::System.now());
    let looked = look_at_case(&store, case, &why, now).await;
    store.close().await;
    let StoredCase { policy_text, history } = looked?;
    let own = || ::policy::check("policy.toml", &policy_text).map_err(CommandProblem::from);
    let pack = named.map_or_else(own, Ok)?;
    told(&::review::outline(case, &history, &pack, &Calendar::new(pack.nation), now), arguments.format)
}

fn told(review: &(impl Serialize + ToString), format: Format) -> Result<Ended, Problem> {
    match format {
        Format::Text => print::say(&review.to_string())?,
        Format::Json => print::say_json(review)?,
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
