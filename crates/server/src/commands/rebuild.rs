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
    /// Answers without a name, which stand in no journal.
    without_name: u64,
}

#[derive(Debug, Serialize)]
struct Line {
    /// Nothing, where no case gives what stands there.
    case: Option<String>,
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
        let line = |Difference { case, at }| {
            let case = case.map(|case| case.to_string());
            Line { case, table: at.table, column: at.column }
        };
        Self {
            cases: rebuilt.cases,
            written: what == Rebuilding::Writes,
            without_name: rebuilt.without_name,
            differences: rebuilt.differences.into_iter().map(line).collect(),
        }
    }
}

/// One line for each difference, then what that means.
fn told(found: &Found) -> String {
    let line = |Line { case, table, column }: &Line| match case {
        Some(case) => format!("case {case}: {table}, {column}\n"),
        None => format!("no case: {table}, {column}\n"),
    };
    let lines: String = found.differences.iter().map(line).collect();
    let cases = found.cases;
    let beyond = match found.without_name {
        0 => String::new(),
        1 => "\n1 answer was given without a name: it stands in no journal, and was only looked at for whether it can be read".to_owned(),
        count => format!("\n{count} answers were given without a name: they stand in no journal, and were only looked at for whether they can be read"),
    };
    let count = match found.differences.len() {
        0 => return format!("{cases} cases: everything is as the journals give it{beyond}"),
        1 => "1 difference".to_owned(),
        count => format!("{count} differences"),
    };
    let end = if found.written { "put right" } else { "put right with `holdfast rebuild`" };
    format!("{lines}{cases} cases, {count}: {end}{beyond}")
}
