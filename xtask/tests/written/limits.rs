//! `docs/limits.md` against the constants (ASVS 2.1.3, 2.3.2).

use super::files::text;

/// One line of a table: a file below `crates`, the name of a constant, and its value as it is written there.
struct Limit {
    file: String,
    name: String,
    value: String,
}

/// The lines of a text whose last cell names a file, a constant and a value.
fn limits(document: &str) -> Vec<Limit> {
    let line = |line: &str| {
        let cell = line.trim().strip_suffix('|')?.rsplit('|').next()?.trim().to_owned();
        let mut pieces = cell.split('`').map(str::to_owned);
        let (before, file, between, name, is, value) =
            (pieces.next()?, pieces.next()?, pieces.next()?, pieces.next()?, pieces.next()?, pieces.next()?);
        let is_one = before.is_empty() && between == " " && is == " = ";
        is_one.then_some(Limit { file, name, value })
    };
    document.lines().filter_map(line).collect()
}

/// What is wrong with a limit, given the source in which it is to stand.
fn wrong(limit: &Limit, source: &str) -> Option<String> {
    let start = format!("const {}: ", limit.name);
    let found = source.lines().find_map(|line| line.split_once(&start));
    let Some((_, rest)) = found else { return Some(format!("{} has no {}", limit.file, limit.name)) };
    let value = rest.split_once(" = ").map_or("", |(_, value)| value).trim_end_matches(';');
    (value != limit.value).then(|| format!("{} is {value} and not {}", limit.name, limit.value))
}

#[test]
fn every_limit_that_is_written_is_the_one_of_the_code() {
    let limits = limits(&text("docs/limits.md"));
    assert!(limits.len() >= 30, "only {} limits were read", limits.len());
    let found: Vec<String> =
        limits.iter().filter_map(|limit| wrong(limit, &text(&format!("crates/{}", limit.file)))).collect();
    assert_eq!(found, [""; 0]);
}

/// The control.
#[test]
fn a_limit_that_was_changed_or_is_not_there_is_found() {
    let read = limits("| tries | 10 | `a.rs` `BURST` = `10` |\n| what | is | where |\n| x | y | `z` |\n");
    assert_eq!(read.len(), 1);
    let limit = &read[0];
    assert_eq!((limit.file.as_str(), limit.name.as_str(), limit.value.as_str()), ("a.rs", "BURST", "10"));
    assert_eq!(wrong(limit, "const BURST: i32 = 10;"), None);
    assert!(wrong(limit, "const BURST: i32 = 100;").is_some());
    assert!(wrong(limit, "const BURSTS: i32 = 10;").is_some());
}
