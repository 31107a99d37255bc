//! The search index: every case's names and reference, opened into memory at the start and searched
//! there, because an index of sealed names on disk would give away which are equal.

mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use access::CaseFacts;
use domain::{CaseId, OrganisationId};
use store::{Headed, Store};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

use self::words::Words;
use crate::wiped::Wiped;
use crate::{Header, Problem};

/// What is searched, and what a list shows of a case.
#[derive(Debug, Default)]
pub(crate) struct Index(RwLock<Held>);

/// Every case, and where each word stands. `Debug` shows no name.
#[derive(Default)]
struct Held {
    cases: BTreeMap<CaseId, Indexed>,
    words: Words,
}

/// What the person at the centre of a case is called, if that is known.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Called(pub(crate) Option<Arc<Wiped>>);

/// One case.
struct Indexed {
    organisation: OrganisationId,
    /// The last entry that it was made from.
    sequence: u64,
    called: Called,
    /// Reference and names, folded, each between line breaks. The first line has no hyphens.
    folded: Wiped,
}

/// Every case as it was read, in order, before its words are put where they are searched.
pub(crate) struct Entries(Vec<(CaseId, Indexed)>);

impl Entries {
    /// Reads every header, and has `also` make something else of each as well, in the same order.
    pub(crate) async fn read<T: Send + 'static>(
        store: &Store,
        also: impl Fn(&Headed, &Header) -> T + Send + Sync + 'static,
    ) -> Result<(Self, Vec<(CaseId, T)>), Problem> {
        let all = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&all);
        let one = move |headed: Headed| {
            let header: Header = serde_json::from_slice(&headed.header.0).ok()?;
            let also = also(&headed, &header);
            Some((headed.case, Indexed::from(headed.organisation, &header), also))
        };
        store
            .headers(move |some| {
                let read: Vec<_> = some.into_iter().filter_map(&one).collect();
                into.lock().unwrap_or_else(PoisonError::into_inner).extend(read);
            })
            .await?;
        let mut all = std::mem::take(&mut *all.lock().unwrap_or_else(PoisonError::into_inner));
        all.sort_unstable_by_key(|(case, ..)| *case);
        let (entries, others) =
            all.into_iter().map(|(case, indexed, also)| ((case, indexed), (case, also))).unzip();
        Ok((Self(entries), others))
    }

    /// The index of them, made on a thread of its own.
    pub(crate) async fn into_index(self) -> Result<Index, Problem> {
        let made = tokio::task::spawn_blocking(|| Held::of(self.0.into_iter().collect()));
        Ok(Index(RwLock::new(made.await.map_err(|_| Problem::Fault)?)))
    }
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Held")
    }
}

impl Index {
    /// Takes a case's newest header.
    pub(crate) fn put(&self, facts: &CaseFacts, header: &Header) {
        self.put_of(facts.organisation, facts.case, header);
    }

    /// The same of a case that another server recorded on.
    pub(crate) fn put_of(&self, organisation: OrganisationId, case: CaseId, header: &Header) {
        // Most of what is recorded names nobody anew.
        if self.0.write().unwrap_or_else(PoisonError::into_inner).keeps(organisation, case, header) {
            return;
        }
        let indexed = Indexed::from(organisation, header);
        self.0.write().unwrap_or_else(PoisonError::into_inner).put(case, indexed);
    }

    /// Reference and names of these cases, folded, a line each; the first line has no hyphens.
    pub(crate) fn folded(&self, cases: &BTreeSet<CaseId>) -> BTreeMap<CaseId, Wiped> {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let known = |case: &CaseId| Some((*case, held.cases.get(case)?.folded.clone()));
        cases.iter().filter_map(known).collect()
    }

    /// What the person at the centre of each of these cases is called; nothing for a case that is not
    /// held as this entry left it.
    pub(crate) fn called(&self, cases: impl Iterator<Item = (CaseId, u64)>) -> Vec<Option<Called>> {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let known = |(case, sequence)| {
            let indexed = held.cases.get(&case).filter(|indexed| indexed.sequence == sequence)?;
            Some(indexed.called.clone())
        };
        cases.map(known).collect()
    }

    /// The cases that hold every word that was typed, the newest first and not more than so many; those
    /// older than `before`, where there is one. Whether the asker may know of them is not decided here, but
    /// those behind a wall of theirs are left out before anything is read: a search takes no longer for them.
    pub(crate) fn matching(
        &self,
        organisation: OrganisationId,
        typed: &str,
        behind_walls: &BTreeSet<CaseId>,
        before: Option<CaseId>,
        at_most: usize,
    ) -> Vec<CaseId> {
        let typed = folded(typed);
        let asked = Asked { organisation, words: typed.split_whitespace().collect(), behind_walls };
        self.0.read().unwrap_or_else(PoisonError::into_inner).matching(&asked, before, at_most)
    }
}

impl Held {
    fn of(cases: BTreeMap<CaseId, Indexed>) -> Self {
        let words = Words::of(cases.iter().map(|(case, indexed)| (*case, &*indexed.folded)));
        Self { cases, words }
    }

    /// Whether the case stands there with these names already; then it stands there as of this entry.
    fn keeps(&mut self, organisation: OrganisationId, case: CaseId, header: &Header) -> bool {
        let known = self.cases.get_mut(&case).filter(|known| known.is_of(organisation, header));
        known.map(|known| known.sequence = header.sequence).is_some()
    }

    fn put(&mut self, case: CaseId, indexed: Indexed) {
        let before = self.cases.get(&case).map(|before| &*before.folded);
        if before != Some(&*indexed.folded) {
            if let Some(before) = before {
                self.words.remove(case, before);
            }
            self.words.add(case, &indexed.folded);
        }
        self.cases.insert(case, indexed);
    }

    fn matching(&self, asked: &Asked<'_>, before: Option<CaseId>, at_most: usize) -> Vec<CaseId> {
        // The longest word stands in the fewest cases, more often than not.
        let Some(leading) = asked.words.iter().max_by_key(|word| word.len()) else { return Vec::new() };
        let hit = |case: &CaseId| self.cases.get(case).is_some_and(|indexed| asked.hits(*case, indexed));
        match self.words.holding(leading, before) {
            Some(holding) => holding.filter(hit).take(at_most).collect(),
            None => self.scan(asked, before).take(at_most).collect(),
        }
    }

    /// Every case in turn: for what stands in so many of them that the next one is never far.
    fn scan<'h>(&'h self, asked: &'h Asked<'_>, before: Option<CaseId>) -> impl Iterator<Item = CaseId> + 'h {
        let cases = self.cases.range((Unbounded, before.map_or(Unbounded, Excluded))).rev();
        cases.filter(|(case, indexed)| asked.hits(**case, indexed)).map(|(case, _)| *case)
    }
}

/// What is searched for, and by whom.
struct Asked<'a> {
    organisation: OrganisationId,
    words: Vec<&'a str>,
    behind_walls: &'a BTreeSet<CaseId>,
}

impl Asked<'_> {
    fn hits(&self, case: CaseId, indexed: &Indexed) -> bool {
        indexed.hit(self.organisation, &self.words) && !self.behind_walls.contains(&case)
    }
}

impl Indexed {
    fn from(organisation: OrganisationId, header: &Header) -> Self {
        let reference = header.reference.to_string();
        let plain = reference.replace('-', "");
        let names = header.names.iter().map(String::as_str);
        let lines: Zeroizing<Vec<String>> = Zeroizing::new(
            [plain.as_str(), reference.as_str()].into_iter().chain(names).map(folded).collect(),
        );
        Self {
            organisation,
            sequence: header.sequence,
            called: Called(header.called.as_deref().map(Wiped::from).map(Arc::new)),
            folded: Wiped::from(Zeroizing::new(lines.join("\n")).as_str()),
        }
    }

    /// Whether a header says the same, but for the entry.
    fn is_of(&self, organisation: OrganisationId, header: &Header) -> bool {
        let called = self.called.0.as_ref().map(|called| &***called);
        let reference = header.reference.to_string();
        let mut told = std::iter::once(&reference).chain(&header.names);
        // The first line is the reference once more.
        let mut lines = self.folded.split('\n').skip(1);
        self.organisation == organisation
            && called == header.called.as_deref()
            && told.all(|text| lines.next().is_some_and(|line| folds_to(text, line)))
            && lines.next().is_none()
    }

    fn hit(&self, organisation: OrganisationId, words: &[&str]) -> bool {
        self.organisation == organisation && words.iter().all(|word| self.folded.contains(word))
    }
}

/// Lower case, without accents: "Şeyma" is found as "seyma".
pub(crate) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether a text is this one once it is [folded].
fn folds_to(text: &str, line: &str) -> bool {
    if text.is_ascii() { line.eq_ignore_ascii_case(text) } else { line == folded(text) }
}

#[cfg(test)]
mod tests;
