//! `holdfast verify`.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use serde::{Deserialize, Serialize};
use store::{LooksAgainst, OutsideHead, OutsideHeads, StoreError, VerifyReport};

use crate::cli::{Format, Verify};
use crate::data;
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
    logged: u64,
    broken_logs: Vec<LogBreak>,
    looks: Looks,
    missing: Vec<String>,
}

/// The access journal.
#[derive(Debug, Serialize)]
struct Looks {
    sealed: u64,
    unsealed: u64,
    end: Option<String>,
    with_key: bool,
    broken: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Break {
    case: String,
    entry: u64,
    what: String,
}

#[derive(Debug, Serialize)]
struct LogBreak {
    log: String,
    organisation: String,
    line: u64,
    what: String,
}

/// Walks every chain.
pub async fn run(arguments: &Verify) -> Result<Ended, Problem> {
    let place = Place::of(&arguments.place, None)?;
    // Without the key everything is walked all the same; with it, more is found.
    let key = data::read_key(&place.key).ok();
    let outside = arguments.heads.as_deref().map(outside).transpose()?;
    let against = LooksAgainst { key: key.as_ref(), kept: arguments.looks_end, outside: outside.as_ref() };
    let report = match store::verify_against(&place.config(), against).await {
        // A change of the key was cut off: the one that is needed waits beside it, and is left there.
        Err(StoreError::WrongKey { given, needed }) => {
            let key = data::waiting(&place.key, needed).ok_or(StoreError::WrongKey { given, needed })?;
            store::verify_against(&place.config(), LooksAgainst { key: Some(&key), ..against }).await?
        }
        report => report?,
    };
    let whole = report.is_whole();
    let found = Found::from(report);
    match arguments.format {
        Format::Json => print::say_json(&found)?,
        Format::Text => print::say(&told(&found))?,
    }
    Ok(if whole { Ended::Well } else { Ended::FoundSomething })
}

/// What an outside copy of the log has. Lines of anything else are passed over; a copy without any of ours is refused,
/// because nothing would be found with it.
fn outside(path: &Path) -> Result<OutsideHeads, Problem> {
    let unreadable = |source| Problem::Unreadable { path: path.to_owned(), source };
    let mut heads = OutsideHeads::default();
    for line in BufReader::new(File::open(path).map_err(unreadable)?).lines() {
        if let Ok(Told { log, of, number, head }) = serde_json::from_str(&line.map_err(unreadable)?) {
            heads.take(OutsideHead { log: &log, of: of.as_deref(), number, head: &head });
        }
    }
    if heads.is_empty() { Err(Problem::NoHeads(path.to_owned())) } else { Ok(heads) }
}

/// A line of the log that says where a chain stands.
#[derive(Deserialize)]
struct Told {
    log: String,
    of: Option<String>,
    number: u64,
    head: String,
}

impl From<VerifyReport> for Found {
    fn from(report: VerifyReport) -> Self {
        let broken = report.broken.iter().map(|broken| Break {
            case: broken.stream.to_string(),
            entry: broken.at.sequence,
            what: broken.at.what.to_string(),
        });
        let broken_logs = report.broken_logs.iter().map(|broken| LogBreak {
            log: broken.log.to_string(),
            organisation: broken.organisation.to_string(),
            line: broken.at.sequence,
            what: broken.at.what.to_string(),
        });
        Self {
            whole: report.is_whole(),
            cases: report.streams,
            entries: report.rows,
            deleted: report.deleted,
            broken: broken.collect(),
            logged: report.logged,
            broken_logs: broken_logs.collect(),
            looks: Looks {
                sealed: report.looks.sealed,
                unsealed: report.looks.unsealed,
                end: report.looks.head.map(|head| head.to_string()),
                with_key: report.looks.with_key,
                broken: report.looks.broken.iter().map(ToString::to_string).collect(),
            },
            missing: report.missing.iter().map(ToString::to_string).collect(),
        }
    }
}

fn told(found: &Found) -> String {
    let Found { cases, entries, deleted, logged, .. } = found;
    let walked = format!(
        "{cases} cases, {entries} entries, {deleted} of them with their content deleted, {logged} lines of the \
         security log, {} looks",
        found.looks.sealed + found.looks.unsealed
    );
    let looks = told_of_looks(&found.looks);
    if found.whole {
        return format!("{walked}: everything is as it was recorded{looks}");
    }
    let line = |broken: &Break| format!("case {}, entry {}: {}\n", broken.case, broken.entry, broken.what);
    let lines: String = found.broken.iter().map(line).collect();
    let line = |LogBreak { log, organisation, line, what }: &LogBreak| {
        format!("{log} of {organisation}, line {line}: {what}\n")
    };
    let logs: String = found.broken_logs.iter().map(line).collect();
    let seals: Vec<String> = found.looks.broken.iter().map(|broken| format!("{broken}\n")).collect();
    let seals = seals.concat();
    let missing: Vec<String> = found.missing.iter().map(|missing| format!("{missing}\n")).collect();
    let missing = missing.concat();
    let (cases, in_logs, in_looks) = (found.broken.len(), found.broken_logs.len(), found.looks.broken.len());
    let sent = match found.missing.len() {
        0 => String::new(),
        sent => format!("; {sent} of the lines that were sent elsewhere are missing here"),
    };
    format!(
        "{lines}{logs}{seals}{missing}{walked}: {cases} cases, {in_logs} logs and {in_looks} seals of the access journal \
         are not as they were recorded{sent}{looks}"
    )
}

/// Where the access journal ends, to be kept elsewhere, and what cannot be said of it.
fn told_of_looks(looks: &Looks) -> String {
    let end = looks.end.as_ref().filter(|_| looks.broken.is_empty());
    let end = end.map(|end| format!("\nthe access journal ends at {end}: keep this line elsewhere"));
    let unsealed = (looks.unsealed > 0).then(|| {
        format!("\n{} looks came after the last seal: of them nothing can be said yet", looks.unsealed)
    });
    let key = (looks.end.is_some() && !looks.with_key)
        .then(|| "\nthe seals were not held against the key, because it is not here".to_owned());
    [end, unsealed, key].into_iter().flatten().collect()
}
