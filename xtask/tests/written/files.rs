//! Files of the project.

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the checkout").join(path)
}

pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(of_project(path)).unwrap_or_else(|problem| panic!("{path}: {problem}"))
}

/// Every file below a directory whose name ends so, with its text.
pub(crate) fn below(directory: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let (mut left, mut found) = (vec![of_project(directory)], Vec::new());
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(
                fs::read_dir(path).expect("a directory").map(|entry| entry.expect("an entry").path()),
            );
        } else if path.to_string_lossy().ends_with(ending) {
            let text = fs::read_to_string(&path).expect("a text");
            found.push((path, text));
        }
    }
    found
}
