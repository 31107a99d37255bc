//! Names: in any order, with or without accents, double-barrelled, shortened, or as initials.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::forms;
use crate::mark::Key;

/// What stands before or after a name and is none.
const TITLES: [&str; 16] = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "lady", "lord", "jr", "jnr", "snr", "sr",
    "esq",
];
/// Small words that people write, leave out, or join to the next one.
const PARTICLES: [&str; 20] = [
    "al", "el", "bin", "bint", "ibn", "de", "del", "della", "der", "den", "di", "da", "do", "dos", "la",
    "le", "van", "von", "ap", "ab",
];
/// Beginnings that are written apart from the rest or not.
const BEGINNINGS: [&str; 3] = ["mc", "mac", "o"];

/// The parts of a name in the form that is compared, in the order in which they stand. A single letter is an
/// initial. Parts in this form are their own form.
pub fn parts(text: &str) -> Vec<String> {
    let folded = folded(text);
    let mut parts: Vec<String> = Vec::new();
    let mut beginning = None;
    for word in folded.split(' ').filter(|word| !word.is_empty() && !TITLES.contains(word)) {
        if BEGINNINGS.contains(&word) && beginning.is_none() {
            beginning = Some(word);
            continue;
        }
        let word = format!("{}{word}", beginning.take().unwrap_or_default());
        if !PARTICLES.contains(&word.as_str()) {
            parts.push(forms::of(&word).to_owned());
        }
    }
    parts.extend(beginning.map(ToOwned::to_owned));
    if parts.is_empty() {
        folded.split(' ').filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
    } else {
        parts
    }
}

/// Lower case, without accents or apostrophes; everything else that is no letter parts two words.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        // Most names, and there are many at the start.
        let kept = text.bytes().filter(|byte| !matches!(byte, b'\'' | b'`'));
        folded.extend(kept.map(|byte| {
            if byte.is_ascii_alphabetic() { char::from(byte.to_ascii_lowercase()) } else { ' ' }
        }));
        return folded;
    }
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | '`' => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            c if c.is_alphabetic() => folded.push(c),
            _ => folded.push(' '),
        }
    }
    folded
}

/// One part of a name: its mark, and the letter it begins with. An initial has the letter alone.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Part(u64);

/// Where one name ends and another begins.
const END: Part = Part(0);

impl Part {
    fn of(key: &Key, part: &str) -> Self {
        let mut letters = part.chars();
        let first = letters.next().map_or(1, |letter| u64::from(u32::from(letter) % 251) + 1);
        let mark = if letters.next().is_some() { key.word(part) | 1 << 8 } else { 0 };
        Self(mark & !0xff | first)
    }

    const fn is_initial(self) -> bool {
        self.0 >> 8 == 0
    }

    const fn begins_as(self, other: Self) -> bool {
        self.0 & 0xff == other.0 & 0xff
    }
}

/// Every name of somebody, small.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Names(Box<[Part]>);

/// How far two names agree. Later is more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// They have no part in common.
    No,
    /// One part in common, such as a surname.
    OnePart,
    /// One part in common, and nothing else is known of one of the two, or the rest agrees as initials.
    Loosely,
    /// Two parts in common or more.
    Fully,
}

impl Names {
    /// These names.
    pub fn of<'n>(key: &Key, names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut all = Vec::new();
        for name in names {
            if !all.is_empty() {
                all.push(END);
            }
            all.extend(parts(name).iter().map(|part| Part::of(key, part)));
        }
        Self(all.into_boxed_slice())
    }

    /// How far any name of the one agrees with any of the other. The same both ways round.
    pub fn alike(&self, other: &Self) -> Alike {
        let ours = self.0.split(|part| *part == END);
        ours.map(|one| {
            other.0.split(|part| *part == END).map(|two| alike(one, two)).max().unwrap_or(Alike::No)
        })
        .max()
        .unwrap_or(Alike::No)
    }

    /// The marks of the whole parts: who shares none of them and nothing else is nobody's match.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        self.0.iter().filter(|part| **part != END && !part.is_initial()).map(|part| part.0)
    }
}

fn alike(one: &[Part], two: &[Part]) -> Alike {
    let whole = |parts: &[Part]| parts.iter().copied().filter(|part| !part.is_initial()).collect::<Vec<_>>();
    let (ours, mut theirs) = (whole(one), whole(two));
    let mut rest = Vec::new();
    let mut shared = 0;
    for part in ours {
        if let Some(at) = theirs.iter().position(|other| *other == part) {
            theirs.remove(at);
            shared += 1;
        } else {
            rest.push(part);
        }
    }
    if shared >= 2 {
        return Alike::Fully;
    }
    if shared == 0 {
        return Alike::No;
    }
    let initials =
        |parts: &[Part]| parts.iter().copied().filter(|part| part.is_initial()).collect::<Vec<_>>();
    let (a, b) = (initials(one), initials(two));
    let agree = |left: &[Part], right: &[Part]| {
        left.iter().any(|part| right.iter().any(|other| part.begins_as(*other)))
    };
    let alone = one.len() == 1 || two.len() == 1;
    if alone || agree(&a, &b) || agree(&a, &theirs) || agree(&rest, &b) {
        Alike::Loosely
    } else {
        Alike::OnePart
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Names")
    }
}

#[cfg(test)]
#[path = "name_tests.rs"]
mod tests;
