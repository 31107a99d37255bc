//! `holdfast policy …`.

use std::fs;
use std::path::Path;

use ::policy::coverage::{CoverageLine, Kept, State};
use ::policy::words::Word as _;
use ::policy::{PackProblem, check as checked, instrument, packs};
use serde::Serialize;

use crate::cli::Format;
use crate::problem::Problem;
use crate::table::table;
use crate::{Ended, print};

/// Every commitment, and how it is kept.
pub fn coverage(format: Format) -> Result<Ended, Problem> {
    let lines = ::policy::coverage::coverage(&Kept::shipped()?)?;
    match format {
        Format::Json => print::say_json(&lines)?,
        Format::Text => {
            let heading = [("commitment", 12), ("policy", 12), ("kind", 12), ("how", 60), ("kept", 60)];
            let rows: Vec<[String; 5]> = lines.iter().map(row).collect();
            let kept = lines.iter().filter(|line| matches!(line.state, State::Kept { .. })).count();
            print::say(&table(heading, &rows))?;
            print::say(&format!("{} commitments: {kept} kept, {} not yet", lines.len(), lines.len() - kept))?;
        }
    }
    Ok(Ended::Well)
}

fn row(line: &CoverageLine) -> [String; 5] {
    let state = match &line.state {
        State::Kept { tests } => format!("kept: {}", tests.join(" ")),
        State::NotYet { capability } => format!("not yet ({capability})"),
    };
    [line.commitment.to_string(), line.policy.clone(), line.kind.word().to_owned(), line.how.clone(), state]
}

#[derive(Debug, Serialize)]
struct Listed {
    id: String,
    version: u16,
    organisation: String,
    title: String,
    duties: usize,
}

/// The shipped policies.
pub fn list(format: Format) -> Result<Ended, Problem> {
    let listed = packs::shipped()?.into_iter().map(|pack| Listed {
        id: pack.id,
        version: pack.version,
        organisation: pack.organisation,
        title: pack.title,
        duties: pack.duties.len(),
    });
    let listed: Vec<Listed> = listed.collect();
    match format {
        Format::Json => print::say_json(&listed)?,
        Format::Text => {
            let heading = [("id", 14), ("edition", 7), ("organisation", 40), ("title", 50), ("duties", 6)];
            let row = |one: &Listed| {
                let numbers = [one.version.to_string(), one.duties.to_string()];
                let [version, duties] = numbers;
                [one.id.clone(), version, one.organisation.clone(), one.title.clone(), duties]
            };
            print::say(&table(heading, &listed.iter().map(row).collect::<Vec<_>>()))?;
        }
    }
    Ok(Ended::Well)
}

/// The text of a shipped policy.
pub fn show(id: &str) -> Result<Ended, Problem> {
    let found = packs::FILES.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(id));
    let (_, text) = found.ok_or_else(|| unknown(id))?;
    print::say(text)?;
    Ok(Ended::Well)
}

/// That there is no policy of this name, and which there are.
pub fn unknown(id: &str) -> Problem {
    let known: Vec<&str> = packs::FILES.iter().filter_map(|(file, _)| file.strip_suffix(".toml")).collect();
    Problem::NoPolicy(id.to_owned(), format!("; known are {}", known.join(", ")))
}

#[derive(Debug, Serialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
enum Checked {
    Ok {
        id: String,
        duties: usize,
    },
    #[serde(rename = "ok")]
    Questions {
        id: String,
        questions: usize,
    },
    Wrong {
        file: String,
        line: usize,
        what: String,
    },
}

/// What is wrong with a policy file.
pub fn check(file: &Path, format: Format) -> Result<Ended, Problem> {
    checked_file(file, format, |name, text| {
        let pack = checked(name, text)?;
        let (id, duties) = (pack.id, pack.duties.len());
        Ok((Checked::Ok { id, duties }, format!("{duties} duties")))
    })
}

/// The questions of a risk assessment that the product brings.
pub fn show_instrument() -> Result<Ended, Problem> {
    print::say(instrument::SHIPPED.1)?;
    Ok(Ended::Well)
}

/// What is wrong with a file of questions for a risk assessment.
pub fn check_instrument(file: &Path, format: Format) -> Result<Ended, Problem> {
    checked_file(file, format, |name, text| {
        let asked = instrument::check(name, text)?;
        let questions = asked.questions().count();
        let id = asked.id.as_str().to_owned();
        Ok((Checked::Questions { id, questions }, format!("{questions} questions")))
    })
}

/// Reads a file and says what is wrong with it, or what is in it.
fn checked_file(
    file: &Path,
    format: Format,
    read: impl FnOnce(&str, &str) -> Result<(Checked, String), PackProblem>,
) -> Result<Ended, Problem> {
    let text =
        fs::read_to_string(file).map_err(|source| Problem::Unreadable { path: file.to_owned(), source })?;
    let (answer, line, ended) = match read(&file.display().to_string(), &text) {
        Ok((answer, what)) => (answer, format!("ok: {} with {what}", file.display()), Ended::Well),
        Err(problem) => {
            let line = problem.to_string();
            let PackProblem { file, line: at, what } = problem;
            (Checked::Wrong { file, line: at, what }, line, Ended::FoundSomething)
        }
    };
    match format {
        Format::Json => print::say_json(&answer)?,
        Format::Text => print::say(&line)?,
    }
    Ok(ended)
}
