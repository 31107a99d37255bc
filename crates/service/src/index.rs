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
    /// Which pairs of letters stand in it: what most cases fail by, without their names being read.
    pairs: Pairs,
    /// Reference and names, folded, each between line breaks.
    folded: Box<str>,
}

/// The pairs of letters of a text, each in one of 128 places. What is part of a text has no others.
#[derive(Clone, Copy)]
struct Pairs(u128);

impl Pairs {
    fn of(text: &str) -> Self {
        let place = |one: u8, other: u8| (u32::from(one) * 37 + u32::from(other) * 101) % u128::BITS;
        let neighbours = text.bytes().zip(text.bytes().skip(1));
        Self(neighbours.fold(0, |pairs, (one, other)| pairs | 1 << place(one, other)))
    }

    const fn may_hold(self, part: Self) -> bool {
        self.0 & part.0 == part.0
    }
}

impl Indexed {
    fn new(organisation: OrganisationId, folded: Box<str>) -> Self {
        Self { organisation, pairs: Pairs::of(&folded), folded }
    }
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
                    cases.insert(headed.case, Indexed::new(headed.organisation, folded));
                }
            })
            .await?;
        Ok(Self(RwLock::new(cases)))
    }

    /// Takes a case's newest header.
    pub(crate) fn put(&self, facts: &CaseFacts, header: &CaseHeader) {
        let Some(folded) = folded_header(header) else { return };
        let indexed = Indexed::new(facts.organisation, folded);
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(facts.case, indexed);
    }

    /// The cases that hold every word that was typed, the newest first and not more than so many. Whether the asker may know of
    /// them is not decided here.
    pub(crate) fn matching(&self, organisation: OrganisationId, typed: &str, at_most: usize) -> Vec<CaseId> {
        let typed = folded(typed);
        let words: Vec<(&str, Pairs)> =
            typed.split_whitespace().map(|word| (word, Pairs::of(word))).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let cases = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let hit = |indexed: &Indexed| {
            let holds = |(word, pairs): &(&str, Pairs)| {
                indexed.pairs.may_hold(*pairs) && indexed.folded.contains(word)
            };
            indexed.organisation == organisation && words.iter().all(holds)
        };
        cases.iter().rev().filter(|(_, indexed)| hit(indexed)).map(|(case, _)| *case).take(at_most).collect()
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
    fn every_part_of_a_text_may_be_held_by_it_and_hardly_anything_else_may() {
        let text = folded("KX7-4QP-2M9\nAoife O'Brien\nŞeyma Ñandú");
        let ends: Vec<usize> = text.char_indices().map(|(end, _)| end).chain([text.len()]).collect();
        for (place, from) in ends.iter().enumerate() {
            for to in &ends[place..] {
                assert!(Pairs::of(&text).may_hold(Pairs::of(&text[*from..*to])));
            }
        }
        assert!(!Pairs::of(&text).may_hold(Pairs::of("margaret")));
    }

    #[test]
    fn names_are_found_without_their_accents_and_in_any_case() {
        assert_eq!(folded("Şeyma Ñandú O'BRIEN"), "seyma nandu o'brien");
    }
}
