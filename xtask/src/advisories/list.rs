//! A list of advisories in the form of `RustSec`: a file for each, TOML in front and words below.

use std::fs;
use std::path::Path;

use semver::{Version, VersionReq};
use serde::Deserialize;

use super::is_there;
use crate::error::Error;

/// What kind of thing an advisory tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Somebody can do harm with it.
    Hole,
    /// What it promises of memory does not hold.
    Unsound,
    /// Nobody keeps it any more.
    Unmaintained,
    /// Something to know.
    Notice,
}

impl Kind {
    /// In plain words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Hole => "a hole",
            Self::Unsound => "unsound",
            Self::Unmaintained => "nobody keeps it any more",
            Self::Notice => "a notice",
        }
    }
}

/// One advisory.
#[derive(Debug)]
pub(super) struct Advisory {
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) title: String,
    package: String,
    date: String,
    /// Versions that it is not about: mended, or never touched.
    fine: Vec<VersionReq>,
}

impl Advisory {
    /// Whether it is about this version of this package.
    pub(super) fn is_about(&self, name: &str, version: &Version) -> bool {
        self.package == name && !self.fine.iter().any(|fine| fine.matches(version))
    }
}

/// Every advisory that stands.
pub(super) struct List {
    pub(super) advisories: Vec<Advisory>,
    /// The day of the newest.
    pub(super) newest: String,
}

impl List {
    /// Reads a checkout of the list.
    pub(super) fn read(directory: &Path) -> Result<Self, Error> {
        let crates = directory.join("crates");
        is_there(&crates)?;
        let mut advisories = Vec::new();
        for package in entries(&crates)? {
            for file in
                entries(&package)?.iter().filter(|file| file.extension().is_some_and(|end| end == "md"))
            {
                let text = fs::read_to_string(file).map_err(Error::file(file.clone()))?;
                advisories.extend(advisory(&text)?);
            }
        }
        let newest = advisories.iter().map(|advisory| advisory.date.clone()).max();
        let newest = newest.ok_or_else(|| Error::shape("the list of advisories")("there is none in it"))?;
        Ok(Self { advisories, newest })
    }
}

fn entries(directory: &Path) -> Result<Vec<std::path::PathBuf>, Error> {
    let unusable = |source| Error::File { path: directory.to_owned(), source };
    let all: Result<Vec<_>, _> = fs::read_dir(directory).map_err(unusable)?.collect();
    let mut paths: Vec<_> = all.map_err(unusable)?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// One advisory out of its file; nothing where it was taken back.
pub(super) fn advisory(text: &str) -> Result<Option<Advisory>, Error> {
    #[derive(Deserialize)]
    struct Front {
        advisory: About,
        versions: Versions,
    }
    #[derive(Deserialize)]
    struct About {
        id: String,
        package: String,
        date: String,
        withdrawn: Option<String>,
        informational: Option<String>,
    }
    #[derive(Deserialize)]
    struct Versions {
        #[serde(default)]
        patched: Vec<VersionReq>,
        #[serde(default)]
        unaffected: Vec<VersionReq>,
    }
    const WHAT: &str = "an advisory";
    let front = text.split_once("```toml").and_then(|(_, rest)| rest.split_once("```"));
    let (front, words) = front.ok_or_else(|| Error::shape(WHAT)("it has no TOML in front"))?;
    let Front { advisory, versions } = toml::from_str(front).map_err(Error::shape(WHAT))?;
    if advisory.withdrawn.is_some() {
        return Ok(None);
    }
    let kind = match advisory.informational.as_deref() {
        None => Kind::Hole,
        Some("unsound") => Kind::Unsound,
        Some("unmaintained") => Kind::Unmaintained,
        Some(_) => Kind::Notice,
    };
    let title = words.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default().trim().to_owned();
    let fine = versions.patched.into_iter().chain(versions.unaffected).collect();
    let About { id, package, date, .. } = advisory;
    Ok(Some(Advisory { id, kind, title, package, date, fine }))
}
