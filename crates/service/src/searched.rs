//! Who searched for a name: asked by a privacy officer, answered without the log holding a name (R17).
//!
//! What is typed into a search is folded into words as the search itself does it, and of each word the access
//! journal keeps a mark under a key that is not in the database. Somebody who asks about a name types it; the same
//! marks are made of it, of the whole words and of every part that is long enough to be searched for.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use access::action::ReviewLooks;
use access::{Actor, check_office};
use domain::text::Words;
use domain::{CaseId, OrganisationId};
use jiff::{SignedDuration, Timestamp};
use seal::Mark;
use store::SeenSearch;

use crate::index::folded;
use crate::{Problem, Service};

/// Of one search, so many words are marked.
const MARKED: usize = 16;
/// A part of a word that is shorter stands in too many names to say anything.
const SHORTEST: usize = 3;
/// Letters of a word of which parts are made.
const LONGEST: usize = 24;
/// How far back is looked.
const FAR_BACK: SignedDuration = SignedDuration::from_hours(24 * 366);

/// A search in which the name that is asked about was typed, whole or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchLine {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// Which of the words that are asked about were typed whole.
    pub whole: Vec<String>,
    /// Of which of them a part was typed.
    pub part: Vec<String>,
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Searches {
    /// They asked about a name of their own: somebody else has to.
    OwnName,
    /// Nothing that is long enough to look for.
    TooShort,
    /// Those that were found, the newest first.
    Found(Vec<SearchLine>),
}

/// A word that is asked about, with its marks.
struct Asked {
    word: String,
    whole: Mark,
    parts: BTreeSet<Mark>,
}

impl Asked {
    fn of(word: &str, mark: impl Fn(&str) -> Mark) -> Self {
        let parts = parts(word).into_iter().map(|part| mark(&part)).collect();
        Self { word: word.to_owned(), whole: mark(word), parts }
    }
}

impl Service {
    /// The marks of the words of a search.
    pub(crate) fn terms(&self, organisation: OrganisationId, typed: &str) -> Vec<Mark> {
        let words: BTreeSet<String> = words(typed).collect();
        words.iter().take(MARKED).map(|word| self.store.search_mark(organisation, word)).collect()
    }

    /// Who searched for a name in the last year, or for a part of it. That it was asked, why, and the marks of what
    /// was asked about are written first. Whether there is a case is said nowhere.
    ///
    /// # Errors
    /// Denied.
    pub async fn who_searched(&self, actor: &Actor, typed: &str, why: &Words) -> Result<Searches, Problem> {
        let permit = check_office::<ReviewLooks>(actor)?;
        let names = self.colleagues(actor).await?;
        let own: BTreeSet<String> = names.get(&actor.user).into_iter().flat_map(|name| words(name)).collect();
        let long: BTreeSet<String> = words(typed).filter(|word| word.chars().count() >= SHORTEST).collect();
        if long.is_empty() {
            return Ok(Searches::TooShort);
        }
        if long.iter().any(|word| own.contains(word)) {
            return Ok(Searches::OwnName);
        }
        let mark = |part: &str| self.store.search_mark(actor.organisation, part);
        let asked: Vec<Asked> = long.iter().take(MARKED).map(|word| Asked::of(word, mark)).collect();
        let (now, why) = (self.clock.now(), why.as_str().to_owned());
        let searches: Vec<SeenSearch> = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.note_office_look(&permit, now, "who-searched", Some(&why)).await?;
                    let found = tx.searches_of_all(&permit, now - FAR_BACK, Timestamp::MAX).await?;
                    Ok::<_, Problem>(found)
                })
            })
            .await?;
        let who = |search: &SeenSearch| names.get(&search.user).cloned();
        let lines = searches.iter().rev().filter_map(|search| line(&asked, search, who(search)));
        Ok(Searches::Found(lines.collect()))
    }
}

fn line(asked: &[Asked], search: &SeenSearch, who: Option<String>) -> Option<SearchLine> {
    let typed: BTreeSet<&Mark> = search.terms.iter().collect();
    let mut found: BTreeMap<bool, Vec<String>> = BTreeMap::new();
    for Asked { word, whole, parts } in asked {
        let is_whole = typed.contains(whole);
        if is_whole || typed.iter().any(|mark| parts.contains(mark)) {
            found.entry(is_whole).or_default().push(word.clone());
        }
    }
    let mut of = |is_whole| found.remove(&is_whole).unwrap_or_default();
    let (whole, part) = (of(true), of(false));
    let who = who.unwrap_or_else(|| "a former colleague".to_owned());
    (!whole.is_empty() || !part.is_empty()).then_some(SearchLine { at: search.at, who, whole, part })
}

impl Service {
    /// The marks of every part of a word by which a search finds this case, of however few letters.
    pub(crate) fn marks_of_case(&self, organisation: OrganisationId, case: CaseId) -> BTreeSet<Mark> {
        let folded = self.index.folded(&BTreeSet::from([case]));
        let of_case = folded.get(&case).map(|folded| &**folded).unwrap_or_default();
        let all: BTreeSet<String> = of_case.split_whitespace().flat_map(every_part).collect();
        all.iter().map(|part| self.store.search_mark(organisation, part)).collect()
    }
}

/// A word, and every part of it.
fn every_part(word: &str) -> BTreeSet<String> {
    let mut all = parts_from(word, 1);
    all.insert(word.to_owned());
    all
}

/// The words of a text, as the search compares them.
fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = folded(text);
    folded.split_whitespace().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// Every part of a word that is long enough and is not all of it.
fn parts(word: &str) -> BTreeSet<String> {
    parts_from(word, SHORTEST)
}

/// Every part of a word that has so many letters and is not all of it.
fn parts_from(word: &str, shortest: usize) -> BTreeSet<String> {
    let ends: Vec<usize> =
        word.char_indices().map(|(at, _)| at).chain([word.len()]).take(LONGEST + 1).collect();
    let range = |from: usize, letters: usize| -> Option<Range<usize>> {
        Some(*ends.get(from)?..*ends.get(from + letters)?)
    };
    let all = (0..ends.len()).flat_map(|from| (shortest..ends.len()).map(move |letters| (from, letters)));
    all.filter_map(|(from, letters)| word.get(range(from, letters)?))
        .filter(|part| *part != word)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_name_then_every_part_that_a_search_would_find_it_by_is_one_of_its_parts() {
        let parts: Vec<String> = parts("brien").into_iter().collect();
        assert_eq!(parts, ["bri", "brie", "ien", "rie", "rien"]);
        assert!(super::parts("şey").is_empty() && super::parts("").is_empty());
        assert!(super::parts("o'brien").contains("brien"));
        assert!(!super::parts(&"x".repeat(200)).is_empty());
    }

    #[test]
    fn given_a_name_then_whatever_a_search_finds_it_by_is_one_of_every_part() {
        let all = every_part("o'bri");
        for typed in ["o", "o'", "'b", "bri", "o'bri", "i"] {
            assert!(all.contains(typed), "{typed}");
        }
        assert!(!all.contains("bo") && !all.contains(""));
    }

    #[test]
    fn given_a_name_then_its_words_are_folded_as_the_search_folds_them() {
        assert_eq!(words("  Şeyma O'Brien\t").collect::<Vec<_>>(), ["seyma", "o'brien"]);
    }
}
