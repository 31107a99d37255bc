//! `holdfast verify`.

use serde::Serialize;
use store::VerifyReport;

use crate::cli::{Format, Verify};
use crate::problem::Problem;
use crate::settings::Place;
use crate::{Ended, print};

/// What came of it, as data.
#[derive(Debug, Serialize)]
struct Found {
    whole: bool,
    cases: u64,
    entries: u64,
    deleted: u64,
    broken: Vec<Break>,
}

#[derive(Debug, Serialize)]
struct Break {
    case: String,
    entry: u64,
    what: String,
}

/// Walks every chain.
pub async fn run(arguments: &Verify) -> Result<Ended, Problem> {
    let report = store::verify(&Place::of(&arguments.place, None)?.config()).await?;
    let whole = report.is_whole();
    let found = Found::from(report);
    match arguments.format {
        Format::Json => print::say_json(&found)?,
        Format::Text => print::say(&told(&found))?,
    }
    Ok(if whole { Ended::Well } else { Ended::FoundSomething })
}

impl From<VerifyReport> for Found {
    fn from(report: VerifyReport) -> Self {
        let broken = report.broken.iter().map(|broken| Break {
            case: broken.stream.to_string(),
            entry: broken.at.sequence,
            what: broken.at.what.to_string(),
        });
        Self {
            whole: report.is_whole(),
            cases: report.streams,
            entries: report.rows,
            deleted: report.deleted,
            broken: broken.collect(),
        }
    }
}

fn told(found: &Found) -> String {
    let Found { cases, entries, deleted, .. } = found;
    let walked = format!("{cases} cases, {entries} entries, {deleted} of them with their content deleted");
    if found.whole {
        return format!("{walked}: everything is as it was recorded");
    }
    let line = |broken: &Break| format!("case {}, entry {}: {}\n", broken.case, broken.entry, broken.what);
    let lines: String = found.broken.iter().map(line).collect();
    format!("{lines}{walked}: {} cases are not as they were recorded", found.broken.len())
}
