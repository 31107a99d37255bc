//! Pages see a case only as a permit shows it: no page names the state or the rules behind it.

use std::fs;
use std::path::{Path, PathBuf};

const BEHIND: [&str; 3] = ["CaseState", "case::decide", "domain::case::effective"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if !path.file_name().unwrap().to_string_lossy().contains("tests.rs") {
            found.push(path);
        }
    }
}

fn names_what_is_behind(text: &str) -> bool {
    BEHIND.iter().any(|name| text.contains(name))
}

#[test]
fn no_page_names_the_state_of_a_case() {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 30);
    let named: Vec<_> =
        found.iter().filter(|path| names_what_is_behind(&fs::read_to_string(path).unwrap())).collect();
    assert!(named.is_empty(), "{named:?}");
}

#[test]
fn the_check_finds_a_page_that_does() {
    assert!(names_what_is_behind("use domain::case::CaseState;"));
}
