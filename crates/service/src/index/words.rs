//! Where each word stands, by every part of it.
//!
//! A part of a word is the beginning of one of its ends: "brie" begins "brien", an end of "o'brien". So the
//! ends are kept in order, and what begins with a part lies side by side. Of an end only its first letters
//! are kept: what is found is a candidate, and whoever asks looks at the case itself.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::iter;

use domain::CaseId;
use uuid::Uuid;

use crate::wiped::Wiped;

/// The first eight bytes of an end of a word, in the order of the text; nothing where it is shorter.
type Beginning = u64;

/// One of the different words that stand in names.
type WordId = u32;

/// Where it is known that a part stands in more places than this, looking at every case in turn finds some
/// of them sooner than gathering them all.
const MANY: usize = 1_024;

/// The words of all cases. Names repeat, so a name is kept once, with whoever holds it; no two cases have
/// the same reference.
#[derive(Default)]
pub(super) struct Words {
    ids: BTreeMap<Wiped, WordId>,
    next: WordId,
    ends: BTreeSet<(Beginning, WordId)>,
    holders: BTreeSet<(WordId, CaseId)>,
    references: BTreeSet<(Beginning, CaseId)>,
}

impl Words {
    /// The words of these cases: each its reference without hyphens, the reference, then names.
    pub(super) fn of<'t>(cases: impl Iterator<Item = (CaseId, &'t str)>) -> Self {
        let mut words = Self::default();
        let (mut ends, mut holders, mut references) = (Vec::new(), Vec::new(), Vec::new());
        for (case, text) in cases {
            references.extend(ends_of(reference(text)).map(|end| (end, case)));
            for word in names(text) {
                let (id, is_new) = words.id(word);
                ends.extend(ends_of(word).filter(|_| is_new).map(|end| (end, id)));
                holders.push((id, case));
            }
        }
        // Made from many at once, these sets are built in order, which is quick, and fill their memory.
        words.ends = ends.into_iter().collect();
        words.holders = holders.into_iter().collect();
        words.references = references.into_iter().collect();
        words
    }

    pub(super) fn add(&mut self, case: CaseId, text: &str) {
        self.references.extend(ends_of(reference(text)).map(|end| (end, case)));
        for word in names(text) {
            let (id, is_new) = self.id(word);
            if is_new {
                self.ends.extend(ends_of(word).map(|end| (end, id)));
            }
            self.holders.insert((id, case));
        }
    }

    /// What nobody holds any longer is not kept.
    pub(super) fn remove(&mut self, case: CaseId, text: &str) {
        for end in ends_of(reference(text)) {
            self.references.remove(&(end, case));
        }
        for word in names(text) {
            let Some(id) = self.ids.get(word).copied() else { continue };
            self.holders.remove(&(id, case));
            if self.holders.range((id, OLDEST)..=(id, NEWEST)).next().is_none() {
                for end in ends_of(word) {
                    self.ends.remove(&(end, id));
                }
                self.ids.remove(word);
            }
        }
    }

    /// The cases in which this part of a word may stand, the newest first and each once; those older than
    /// `before`, where there is one. Nothing where there are many.
    pub(super) fn holding(
        &self,
        part: &str,
        before: Option<CaseId>,
    ) -> Option<impl Iterator<Item = CaseId> + '_> {
        let is_before = move |case: &CaseId| before.is_none_or(|before| *case < before);
        let ids: BTreeSet<WordId> = few(self.ends.range(beginning_with(part, 0, WordId::MAX)))?;
        // What is typed with hyphens may be a reference that was written so.
        let plain = part.replace('-', "");
        let mut known: BTreeSet<CaseId> = match plain.as_str() {
            "" => return None,
            plain => few(self.references.range(beginning_with(plain, OLDEST, NEWEST)))?,
        };
        known.retain(is_before);
        let newest = before.unwrap_or(NEWEST);
        let of_word = move |id: WordId| {
            self.holders.range((id, OLDEST)..=(id, newest)).rev().map(|(_, case)| *case).filter(is_before)
        };
        let mut sources: Vec<Box<dyn Iterator<Item = CaseId> + '_>> = vec![Box::new(known.into_iter().rev())];
        sources.extend(ids.into_iter().map(|id| Box::new(of_word(id)) as Box<_>));
        Some(newest_first(sources))
    }

    /// How much is kept of each kind.
    #[cfg(test)]
    pub(super) fn sizes(&self) -> [usize; 4] {
        [self.ids.len(), self.ends.len(), self.holders.len(), self.references.len()]
    }

    fn id(&mut self, word: &str) -> (WordId, bool) {
        if let Some(id) = self.ids.get(word) {
            return (*id, false);
        }
        self.next += 1;
        self.ids.insert(word.into(), self.next);
        (self.next, true)
    }
}

const OLDEST: CaseId = CaseId::from_uuid(Uuid::nil());
const NEWEST: CaseId = CaseId::from_uuid(Uuid::max());

/// The reference without hyphens: the first word.
fn reference(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// What follows the two ways to write the reference.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().skip(2)
}

/// How each end of a word begins.
fn ends_of(word: &str) -> impl Iterator<Item = Beginning> + '_ {
    word.char_indices().filter_map(|(place, _)| word.get(place..)).map(|end| beginning(end, 0))
}

/// The first eight bytes, and `filling` in the place of those that are missing.
fn beginning(text: &str, filling: u8) -> Beginning {
    let mut first = [filling; size_of::<Beginning>()];
    for (place, byte) in first.iter_mut().zip(text.bytes()) {
        *place = byte;
    }
    Beginning::from_be_bytes(first)
}

/// Everything in order that begins with this part.
fn beginning_with<T>(part: &str, first: T, last: T) -> std::ops::RangeInclusive<(Beginning, T)> {
    (beginning(part, 0), first)..=(beginning(part, u8::MAX), last)
}

/// What these stand for, where they are not many.
fn few<'s, T: Ord + Copy + 's>(found: impl Iterator<Item = &'s (Beginning, T)>) -> Option<BTreeSet<T>> {
    let mut few = BTreeSet::new();
    for (count, (_, one)) in found.enumerate() {
        if count == MANY {
            return None;
        }
        few.insert(*one);
    }
    Some(few)
}

/// One sequence of many, each of which has its newest case first. A case that is in several comes once.
fn newest_first<I: Iterator<Item = CaseId>>(mut sources: Vec<I>) -> impl Iterator<Item = CaseId> {
    let next = |sources: &mut Vec<I>, source: usize| Some((sources.get_mut(source)?.next()?, source));
    let mut heads: BinaryHeap<(CaseId, usize)> =
        (0..sources.len()).filter_map(|source| next(&mut sources, source)).collect();
    let mut last = None;
    let merged = iter::from_fn(move || {
        let (case, source) = heads.pop()?;
        heads.extend(next(&mut sources, source));
        Some(case)
    });
    merged.filter(move |case| last.replace(*case) != Some(*case))
}
