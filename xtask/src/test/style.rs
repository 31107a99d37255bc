//! The file budget of the house style. Function lengths are clippy's (`clippy.toml`).

use std::path::{Path, PathBuf};

use crate::{
    error::{Error, Outcome},
    report,
    workshop::Workshop,
};

const LONGEST: usize = 600;
const MEDIAN: usize = 150;
const P90: usize = 400;
const KINDS: [&str; 5] = ["rs", "mjs", "js", "css", "html"];

/// Counts the lines of every file that a person writes code in.
pub fn check(workshop: &Workshop) -> Result<Outcome, Error> {
    let mut lengths = Vec::new();
    for name in workshop.files()?.into_iter().filter(|name| counts(name)) {
        let lines = workshop.text(&name)?.map_or(0, |text| text.lines().count());
        lengths.push((lines, name));
    }
    lengths.sort();
    judge(&lengths)
}

fn counts(name: &Path) -> bool {
    name.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| KINDS.contains(&kind))
}

fn judge(lengths: &[(usize, PathBuf)]) -> Result<Outcome, Error> {
    let (median, p90) = (at(lengths, 50), at(lengths, 90));
    let longest =
        lengths.last().map_or_else(String::new, |(lines, name)| format!("{} ({lines})", name.display()));
    let note = format!("{} files, median {median} lines, p90 {p90}, longest {longest}", lengths.len());
    report::line(&note);
    let over = lengths.iter().filter(|(lines, _)| *lines > LONGEST);
    let over: Vec<String> =
        over.map(|(lines, name)| format!("{} has {lines} lines", name.display())).collect();
    if over.is_empty() && median <= MEDIAN && p90 <= P90 {
        return Ok(Outcome::Passed(note));
    }
    let rule = format!("files: at most {LONGEST} lines, median {MEDIAN}, p90 {P90}");
    Err(Error::Found(format!("{rule}; here median {median}, p90 {p90}; {}", over.join("; "))))
}

/// The length that so many per cent of the files do not exceed.
fn at(sorted: &[(usize, PathBuf)], percent: usize) -> usize {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).map_or(0, |(lines, _)| *lines)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{at, judge};

    fn files(lengths: &[usize]) -> Vec<(usize, PathBuf)> {
        lengths.iter().map(|lines| (*lines, PathBuf::from(format!("{lines}.rs")))).collect()
    }

    #[test]
    fn given_ten_files_when_ranked_then_half_and_nine_tenths_are_found() {
        let ten = files(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        assert_eq!((at(&ten, 50), at(&ten, 90)), (5, 9));
        assert_eq!(at(&[], 50), 0);
    }

    #[test]
    fn given_one_file_too_long_when_judged_then_it_is_named() {
        let found = judge(&files(&[10, 20, 601])).err().map(|error| error.to_string());
        assert!(found.is_some_and(|text| text.contains("601.rs has 601 lines")));
        assert!(judge(&files(&[[10; 9].as_slice(), &[600]].concat())).is_ok());
    }

    #[test]
    fn given_too_many_long_files_when_judged_then_the_median_is_refused() {
        assert!(judge(&files(&[151, 151, 151])).is_err());
        assert!(judge(&files(&[150; 9])).is_ok());
    }
}
