//! Which commitments are kept, how, and which test shows it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::commitments::registry;
use crate::pack::{CommitmentId, Fields, PackProblem, PolicyPack, Source};
use crate::packs::shipped;
use crate::words::Kind;

const FILE: &str = "kept.toml";
const TEXT: &str = include_str!("../../../policies/kept.toml");

/// The product's own table: which named tests show that a commitment is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept(BTreeMap<CommitmentId, Vec<String>>);

/// One line of the coverage table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageLine {
    /// Which commitment.
    pub commitment: CommitmentId,
    /// The id of the pack.
    pub policy: String,
    /// In what manner it is kept.
    pub kind: Kind,
    /// How, in one plain sentence.
    pub how: String,
    /// Whether it is kept now.
    pub state: State,
}

/// Whether a commitment is kept now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is, and these tests show it.
    Kept {
        /// The names of the tests.
        tests: Vec<String>,
    },
    /// It waits for a capability.
    NotYet {
        /// Which.
        capability: String,
    },
}

impl Kept {
    /// The product's own table. The error can only be a damaged build.
    pub fn shipped() -> Result<Self, PackProblem> {
        Self::read(FILE, TEXT)
    }

    /// Reads a table `[kept]` of commitment id to the names of tests.
    pub fn read(file_name: &str, text: &str) -> Result<Self, PackProblem> {
        let source = Source { file: file_name, text };
        let root = source.parse()?;
        let root = Fields::open(source, "", root.get_ref(), root.span(), &["kept"])?;
        let known: Vec<&str> = registry()?.iter().map(|commitment| commitment.id.as_str()).collect();
        let Some(table) = root.table("kept", "kept", &known)? else { return Ok(Self::default()) };
        let mut kept = BTreeMap::new();
        for commitment in registry()? {
            let tests = table.texts(commitment.id.as_str())?;
            if !tests.is_empty() {
                kept.insert(
                    commitment.id.clone(),
                    tests.into_iter().map(|(test, _)| test.to_owned()).collect(),
                );
            }
        }
        Ok(Self(kept))
    }

    /// The names of all tests in the table.
    pub fn tests(&self) -> impl Iterator<Item = &str> {
        self.0.values().flatten().map(String::as_str)
    }
}

/// One line for each commitment on record, in the order of the packs and of the ids.
pub fn coverage(kept: &Kept) -> Result<Vec<CoverageLine>, PackProblem> {
    let record = registry()?;
    let lines = |pack: PolicyPack| {
        let policy = pack.id;
        pack.commitments.into_iter().map(move |commitment| {
            let tests = kept.0.get(&commitment.id).cloned();
            let waits = || record.iter().find(|on| on.id == commitment.id).map(|on| on.capability.clone());
            let state = tests.map_or_else(
                || State::NotYet { capability: waits().unwrap_or_default() },
                |tests| State::Kept { tests },
            );
            CoverageLine {
                commitment: commitment.id,
                policy: policy.clone(),
                kind: commitment.kind,
                how: commitment.how,
                state,
            }
        })
    };
    Ok(shipped()?.into_iter().flat_map(lines).collect())
}

#[cfg(test)]
mod tests;
