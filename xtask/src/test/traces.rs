//! No trace of the machine that it was written on: no path of the checkout or its neighbours, none of the user's
//! home, no host of the package registry that this machine happens to use.
//!
//! What to look for is asked of the machine itself, so that it is written down nowhere.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{error::Error, shell, workshop::Workshop};

/// Written by cargo, which names its own index in it.
const SPARED: &str = "Cargo.lock";
/// npm writes this key unless it was told to leave registries out.
const RESOLVED: &str = "\"resolved\"";

/// Reads every text file of the checkout; the note says how many.
pub fn check(workshop: &Workshop) -> Result<String, Error> {
    let traces: BTreeSet<String> = paths(&workshop.root).into_iter().chain(hosts()).collect();
    let (mut found, mut read) = (Vec::new(), 0_usize);
    for name in workshop.files()?.iter().filter(|name| !name.ends_with(SPARED)) {
        let Some(text) = workshop.text(name)? else { continue };
        read += 1;
        found.extend(offences(name, &text, &traces));
    }
    if found.is_empty() {
        Ok(format!("{read} files without a trace of this machine"))
    } else {
        Err(Error::Found(found.join("\n")))
    }
}

fn offences(name: &Path, text: &str, traces: &BTreeSet<String>) -> Vec<String> {
    let is_lock = name.ends_with("package-lock.json");
    let bad =
        |line: &str| traces.iter().any(|trace| names(line, trace)) || (is_lock && line.contains(RESOLVED));
    let lines = text.lines().enumerate().filter(|(_, line)| bad(line));
    lines
        .map(|(number, _)| {
            format!("{}:{}: names a path or a host of this machine; take it out", name.display(), number + 1)
        })
        .collect()
}

/// Whether the line names the whole of it, and not only something that begins alike.
fn names(line: &str, trace: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    line.match_indices(trace).any(|(start, _)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let after = line.get(start + trace.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(|c| goes_on(c) || c == '.') && !after.is_some_and(goes_on)
    })
}

/// The checkout and everything beside it, unless it stands at the top of the file system, and the home directory.
fn paths(root: &Path) -> Vec<String> {
    let beside = root.parent().filter(|parent| parent.parent().is_some());
    let beside = beside
        .and_then(|parent| fs::read_dir(parent).ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let home = env::var_os("HOME").map(PathBuf::from).filter(|home| home.parent().is_some());
    beside.chain(home).map(|path| path.to_string_lossy().into_owned()).collect()
}

/// The hosts in npm's and cargo's settings; the host of the code itself is not one.
fn hosts() -> Vec<String> {
    let npm = shell::on_path("npm")
        .then(|| shell::read(Command::new("npm").args(["config", "get", "registry"])).ok())
        .flatten();
    let cargo = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let cargo = cargo.and_then(|home| fs::read_to_string(home.join("config.toml")).ok());
    [npm, cargo].into_iter().flatten().flat_map(|text| hosts_in(&text)).collect()
}

fn hosts_in(text: &str) -> Vec<String> {
    let addresses = text.split("://").skip(1);
    let host = |rest: &str| {
        rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-')).collect::<String>()
    };
    let public = |host: &String| host.contains('.') && host != "github.com" && host != "127.0.0.1";
    addresses.map(host).filter(public).collect()
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, path::Path};

    use super::{hosts_in, names, offences};

    #[test]
    fn given_a_path_of_this_machine_when_a_line_names_it_then_it_is_found() {
        assert!(names("see /place/it/notes.md", "/place/it"));
        assert!(names("\"/place/it\"", "/place/it"));
        assert!(!names("see /place/items", "/place/it"));
        assert!(!names("see /other/place/it", "place/it/"));
    }

    #[test]
    fn given_settings_when_read_then_only_hosts_that_are_no_code_host_remain() {
        let text = "registry = 'sparse+https://mirror.example/x'\nother = 'https://github.com/a'";
        assert_eq!(hosts_in(text), ["mirror.example"]);
    }

    #[test]
    fn given_a_lock_with_addresses_when_read_then_it_is_found() {
        let line = "  \"resolved\": \"https://anywhere\"";
        assert_eq!(offences(Path::new("tests/package-lock.json"), line, &BTreeSet::new()).len(), 1);
        assert_eq!(offences(Path::new("tests/other.json"), line, &BTreeSet::new()).len(), 0);
    }
}
