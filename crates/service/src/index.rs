//! The search index: every case's names and reference, opened into memory at the start and searched
//! there, because an index of sealed names on disk would give away which are equal.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use access::CaseFacts;
use domain::{CaseId, OrganisationId};
use store::{CaseHeader, Store};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::{Header, Problem};

/// What is searched.
#[derive(Debug, Default)]
pub(crate) struct Index(RwLock<BTreeMap<CaseId, Indexed>>);

/// One case. `Debug` shows no name.
struct Indexed {
    organisation: OrganisationId,
    /// Reference and names, folded, each between line breaks.
    folded: Box<str>,
}

impl std::fmt::Debug for Indexed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Indexed")
    }
}

impl Index {
    /// Reads every header.
    pub(crate) async fn load(store: &Store) -> Result<Self, Problem> {
        let mut cases = BTreeMap::new();
        store
            .headers(|headed| {
                if let Some(folded) = folded_header(&headed.header) {
                    cases.insert(headed.case, Indexed { organisation: headed.organisation, folded });
                }
            })
            .await?;
        Ok(Self(RwLock::new(cases)))
    }

    /// Takes a case's newest header.
    pub(crate) fn put(&self, facts: &CaseFacts, header: &CaseHeader) {
        let Some(folded) = folded_header(header) else { return };
        let indexed = Indexed { organisation: facts.organisation, folded };
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(facts.case, indexed);
    }

    /// The cases that hold every word that was typed, the newest first. Whether the asker may know of
    /// them is not decided here.
    pub(crate) fn matching(&self, organisation: OrganisationId, typed: &str) -> Vec<CaseId> {
        let words: Vec<String> = folded(typed).split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let cases = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let hit = |indexed: &Indexed| {
            indexed.organisation == organisation
                && words.iter().all(|word| indexed.folded.contains(word.as_str()))
        };
        cases.iter().rev().filter(|(_, indexed)| hit(indexed)).map(|(case, _)| *case).collect()
    }
}

fn folded_header(header: &CaseHeader) -> Option<Box<str>> {
    let header: Header = serde_json::from_slice(&header.0).ok()?;
    let reference = header.reference.to_string();
    let plain = reference.replace('-', "");
    let names = header.names.iter().map(String::as_str);
    let lines: Vec<String> =
        [reference.as_str(), plain.as_str()].into_iter().chain(names).map(folded).collect();
    Some(lines.join("\n").into_boxed_str())
}

/// Lower case, without accents: "Şeyma" is found as "seyma".
fn folded(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_without_their_accents_and_in_any_case() {
        assert_eq!(folded("Şeyma Ñandú O'BRIEN"), "seyma nandu o'brien");
    }
}
