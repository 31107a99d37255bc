//! `holdfast rebuild`.

use serde::Serialize;
use service::clock::Clock;
use service::commands::{Difference, Rebuilding, Rebuilt, rebuild};

use crate::cli::{Format, Rebuild};
use crate::problem::Problem;
use crate::settings::Place;
use crate::{Ended, data, print};

/// What came of it, as data.
#[derive(Debug, Serialize)]
struct Found {
    cases: u64,
    /// Whether what differed was put right.
    written: bool,
    differences: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    case: String,
    table: &'static str,
    column: &'static str,
}

/// Holds what is kept for lists against the journals, and puts it right unless it is only to be checked.
pub async fn run(arguments: &Rebuild) -> Result<Ended, Problem> {
    let place = Place::of(&arguments.place, arguments.key.as_deref())?;
    // What was changed behind the store's back must not spread to what is derived from it.
    let walked = store::verify(&place.config()).await?;
    if !walked.broken.is_empty() {
        return Err(Problem::NotAsRecorded(walked.broken.len()));
    }
    let store = data::open(&place).await?;
    let what = if arguments.check { Rebuilding::Checks } else { Rebuilding::Writes };
    let rebuilt = rebuild(&store, Clock::System.now(), what).await;
    store.close().await;
    let rebuilt = rebuilt?;
    let agrees = rebuilt.differences.is_empty();
    let found = Found::of(rebuilt, what);
    match arguments.format {
        Format::Json => print::say_json(&found)?,
        Format::Text => print::say(&told(&found))?,
    }
    Ok(if agrees || what == Rebuilding::Writes { Ended::Well } else { Ended::FoundSomething })
}

impl Found {
    fn of(rebuilt: Rebuilt, what: Rebuilding) -> Self {
        let line =
            |Difference { case, at }| Line { case: case.to_string(), table: at.table, column: at.column };
        Self {
            cases: rebuilt.cases,
            written: what == Rebuilding::Writes,
            differences: rebuilt.differences.into_iter().map(line).collect(),
        }
    }
}

/// One line for each difference, then what that means.
fn told(found: &Found) -> String {
    let line = |line: &Line| format!("case {}: {}, {}\n", line.case, line.table, line.column);
    let lines: String = found.differences.iter().map(line).collect();
    let cases = found.cases;
    let count = match found.differences.len() {
        0 => return format!("{cases} cases: everything is as the journals give it"),
        1 => "1 difference".to_owned(),
        count => format!("{count} differences"),
    };
    let end = if found.written { "put right" } else { "put right with `holdfast rebuild`" };
    format!("{lines}{cases} cases, {count}: {end}")
}
