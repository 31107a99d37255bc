//! Known holes in what others made: the lock files against a list of advisories, and the record of the last look
//! (`docs/dependencies.md`, ASVS 15.2.1).

mod list;
mod npm;
mod record;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use semver::Version;
use serde::Deserialize;

use self::list::{Advisory, Kind, List};
use crate::{cli::AdvisoriesChoice, error::Error, report, shell, workshop::Workshop};

/// What cargo calls its lock files.
const LOCK: &str = "Cargo.lock";
/// What may stay although there is an advisory, with its reason.
const DENY: &str = "deny.toml";

/// One package that is locked.
#[derive(Debug, Deserialize)]
struct Locked {
    name: String,
    version: Version,
    source: Option<String>,
    #[serde(default)]
    dependencies: Vec<String>,
}

/// An advisory that is about a version that is locked.
#[derive(Debug)]
struct Finding<'l> {
    advisory: &'l Advisory,
    locked: &'l Locked,
    /// Why it may stay, where somebody wrote that down.
    accepted: Option<&'l str>,
}

/// Looks, and says what was found; true where nothing is open.
pub fn run(workshop: &Workshop, choice: &AdvisoriesChoice) -> Result<bool, Error> {
    let Some(directory) = &choice.db else { return by_cargo_deny(workshop) };
    let list = List::read(directory)?;
    let mut locked = Vec::new();
    for lock in locks(workshop, LOCK)? {
        locked.extend(packages(&text(workshop, &lock)?)?);
    }
    let accepted = accepted(&text(workshop, Path::new(DENY))?)?;
    let found = findings(&list, &locked, &accepted);
    let summary = format!(
        "{} packages against {} advisories, the newest of {}",
        locked.len(),
        list.advisories.len(),
        list.newest
    );
    report::line(&summary);
    for finding in &found {
        report::line(&finding.told());
    }
    let holes = found.iter().filter(|finding| finding.is_open(&locked)).count();
    for id in accepted.keys().filter(|id| found.iter().all(|finding| finding.advisory.id != **id)) {
        report::line(&format!("{id} stands in {DENY} and is about nothing that is locked: take it out"));
    }
    let npm = npm::look(workshop)?;
    for line in &npm.told {
        report::line(line);
    }
    let clean = holes == 0 && npm.open == 0;
    if clean && choice.record {
        record::write(workshop, &summary, &found, &npm.told)?;
    }
    report::line(if clean { "nothing is open" } else { "something is open: see above" });
    Ok(clean)
}

/// Without a list of one's own, cargo-deny fetches one.
fn by_cargo_deny(workshop: &Workshop) -> Result<bool, Error> {
    if !shell::on_path("cargo-deny") {
        return Err(Error::Missing {
            what: "a list of advisories",
            remedy: "give the directory of RustSec's advisory-db with --db, or `cargo install --locked cargo-deny`"
                .to_owned(),
        });
    }
    shell::run(workshop.cargo().args(["deny", "check", "advisories"])).map(|()| true)
}

/// Every lock file of this name in the checkout, in order.
fn locks(workshop: &Workshop, name: &str) -> Result<Vec<PathBuf>, Error> {
    let mut locks: Vec<PathBuf> = workshop.files()?.into_iter().filter(|file| file.ends_with(name)).collect();
    locks.sort();
    Ok(locks)
}

fn text(workshop: &Workshop, name: &Path) -> Result<String, Error> {
    let path = workshop.root.join(name);
    std::fs::read_to_string(&path).map_err(Error::file(path))
}

/// The packages of a lock file.
fn packages(lock: &str) -> Result<Vec<Locked>, Error> {
    #[derive(Deserialize)]
    struct File {
        package: Vec<Locked>,
    }
    let file: File = toml::from_str(lock).map_err(Error::shape(LOCK))?;
    Ok(file.package)
}

/// The advisories that are accepted, each with its reason.
fn accepted(deny: &str) -> Result<BTreeMap<String, String>, Error> {
    #[derive(Deserialize)]
    struct File {
        advisories: Advisories,
    }
    #[derive(Deserialize)]
    struct Advisories {
        #[serde(default)]
        ignore: Vec<Ignored>,
    }
    #[derive(Deserialize)]
    struct Ignored {
        id: String,
        reason: String,
    }
    let file: File = toml::from_str(deny).map_err(Error::shape(DENY))?;
    Ok(file.advisories.ignore.into_iter().map(|one| (one.id, one.reason)).collect())
}

fn findings<'l>(
    list: &'l List,
    locked: &'l [Locked],
    accepted: &'l BTreeMap<String, String>,
) -> Vec<Finding<'l>> {
    let about = |locked: &'l Locked| {
        let those =
            list.advisories.iter().filter(|advisory| advisory.is_about(&locked.name, &locked.version));
        those.map(move |advisory| Finding {
            advisory,
            locked,
            accepted: accepted.get(&advisory.id).map(String::as_str),
        })
    };
    // Ours are about nobody's package, whatever they are called.
    locked.iter().filter(|one| one.source.is_some()).flat_map(about).collect()
}

impl Finding<'_> {
    /// Whether something is to be done. That nobody keeps a library any more counts where we chose it ourselves.
    fn is_open(&self, all: &[Locked]) -> bool {
        let ours = all.iter().filter(|one| one.source.is_none());
        let chosen = ours.flat_map(|one| &one.dependencies).any(|name| {
            let mut words = name.split(' ');
            let same = words.next() == Some(&self.locked.name);
            same && words.next().is_none_or(|version| version == self.locked.version.to_string())
        });
        self.accepted.is_none() && (self.advisory.kind != Kind::Unmaintained || chosen)
    }

    fn told(&self) -> String {
        let (advisory, locked) = (self.advisory, self.locked);
        let end =
            self.accepted.map_or_else(|| advisory.kind.words().to_owned(), |why| format!("accepted: {why}"));
        format!("{} {} {}: {}; {end}", advisory.id, locked.name, locked.version, advisory.title)
    }
}

/// Whether a directory is there; for a message that says which.
fn is_there(directory: &Path) -> Result<(), Error> {
    if directory.is_dir() {
        return Ok(());
    }
    Err(Error::Missing {
        what: "the directory with `crates` of RustSec's advisory-db",
        remedy: format!("{} is not there, or holds something else", directory.display()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCKED: &str = r#"
        [[package]]
        name = "ours"
        version = "0.1.0"
        dependencies = ["holey", "left 1.0.0"]
        [[package]]
        name = "holey"
        version = "1.2.3"
        source = "registry"
        dependencies = ["old"]
        [[package]]
        name = "left"
        version = "1.0.0"
        source = "registry"
        [[package]]
        name = "old"
        version = "0.3.0"
        source = "registry"
    "#;
    const DENIED: &str = "[advisories]\nignore = [{ id = 'RUSTSEC-2026-0003', reason = 'never called' }]";

    fn advisory(id: &str, package: &str, more: &str, versions: &str) -> Advisory {
        let text = format!(
            "```toml\n[advisory]\nid = '{id}'\npackage = '{package}'\ndate = '2026-01-02'\n{more}\n\
             [versions]\n{versions}\n```\n\n# A title\n\nWords."
        );
        list::advisory(&text).expect("an advisory").expect("one that stands")
    }

    fn told(advisories: Vec<Advisory>) -> Vec<(String, bool)> {
        let list = List { advisories, newest: "2026-01-02".to_owned() };
        let (locked, accepted) = (packages(LOCKED).unwrap(), accepted(DENIED).unwrap());
        let found = findings(&list, &locked, &accepted);
        found.iter().map(|finding| (finding.told(), finding.is_open(&locked))).collect()
    }

    #[test]
    fn a_hole_in_a_version_that_is_locked_is_open_until_it_is_mended_or_accepted() {
        let hole = advisory("RUSTSEC-2026-0001", "holey", "", "patched = ['>= 1.2.4']");
        let mended = advisory("RUSTSEC-2026-0002", "holey", "", "patched = ['>= 1.2.3']");
        let never = advisory("RUSTSEC-2026-0004", "holey", "", "patched = []\nunaffected = ['< 2']");
        let accepted = advisory("RUSTSEC-2026-0003", "holey", "", "patched = []");
        let found = told(vec![hole, mended, never, accepted]);
        assert_eq!(
            found,
            [
                ("RUSTSEC-2026-0001 holey 1.2.3: A title; a hole".to_owned(), true),
                ("RUSTSEC-2026-0003 holey 1.2.3: A title; accepted: never called".to_owned(), false),
            ]
        );
    }

    #[test]
    fn a_library_that_nobody_keeps_is_open_where_we_chose_it() {
        let left = |package: &str| {
            advisory("RUSTSEC-2026-0005", package, "informational = 'unmaintained'", "patched = []")
        };
        let open: Vec<bool> =
            told(vec![left("left"), left("old")]).into_iter().map(|(_, open)| open).collect();
        assert_eq!(open, [true, false]);
    }

    #[test]
    fn what_is_ours_is_nobodys_package() {
        assert!(told(vec![advisory("RUSTSEC-2026-0006", "ours", "", "patched = []")]).is_empty());
    }

    #[test]
    fn what_was_taken_back_counts_no_more() {
        let text = "```toml\n[advisory]\nid = 'A'\npackage = 'holey'\ndate = '2026-01-02'\nwithdrawn = '2026-02-02'\n\
                    [versions]\npatched = []\n```\n# T";
        assert!(list::advisory(text).unwrap().is_none());
    }
}
