//! Which records a work list shows, and in which order: told from when their duties are due, before anything
//! else of them is read.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::CaseId;
use domain::priority::{Because, Priority};
use domain::when::london;
use jiff::Timestamp;
use policy::pack::DutyRule;
use policy::words::{From, Start};

/// What a duty is to a list. Of two that are due at once, the first of these stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A contact that was agreed with the survivor.
    AgreedContact,
    /// A silence alarm: nobody has been in touch for too long.
    Silence,
    /// Something else that is due.
    Due,
}

/// The day of a list, in London.
#[derive(Debug, Clone, Copy)]
pub(super) struct Today {
    begins: Timestamp,
    now: Timestamp,
    ends: Timestamp,
}

/// When a duty of a case is due.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'p> {
    pub(super) case: CaseId,
    pub(super) code: &'p str,
    pub(super) due_at: Timestamp,
    /// Why its case is where it is, as it was last judged.
    pub(super) priority: Priority,
}

/// A record of a list. With each of its duties goes whatever it was told from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Placed<T> {
    pub(super) case: CaseId,
    /// Whether a contact was agreed for today.
    pub(super) today: bool,
    /// Whether nobody has been in touch for too long.
    pub(super) silent: bool,
    /// Why it stands where it does.
    pub(super) priority: Priority,
    /// How many of its duties are overdue.
    pub(super) overdue: usize,
    pub(super) duties: Vec<(Timestamp, Kind, T)>,
}

impl Kind {
    pub(super) fn of(rule: &DutyRule) -> Self {
        if rule.from == From::AgreedTime {
            Self::AgreedContact
        } else if rule.restarts && rule.starts.contains(&Start::ContactMade) {
            Self::Silence
        } else {
            Self::Due
        }
    }

    /// A contact that was agreed is shown from its day on, a silence once it has lasted too long.
    fn is_shown(self, due_at: Timestamp, today: &Today) -> bool {
        match self {
            Self::Due => true,
            Self::AgreedContact => due_at < today.ends,
            Self::Silence => due_at < today.now,
        }
    }
}

/// Whether a duty is the silence alarm of its pack.
pub(crate) fn is_silence(rule: &DutyRule) -> bool {
    Kind::of(rule) == Kind::Silence
}

impl Today {
    pub(super) fn at(now: Timestamp) -> Self {
        let date = now.to_zoned(london()).date();
        let midnight = |date: jiff::civil::Date| date.to_zoned(london()).ok().map(|at| at.timestamp());
        let ends = date.tomorrow().ok().and_then(midnight);
        Self { begins: midnight(date).unwrap_or(now), now, ends: ends.unwrap_or(now) }
    }
}

impl<T> Placed<T> {
    fn of(case: CaseId, priority: Priority) -> Self {
        Self { case, today: false, silent: false, priority, overdue: 0, duties: Vec::new() }
    }

    /// What the clock has added since the case was last judged, within the minute.
    fn brought_forward(&mut self) {
        let by_the_clock = [(self.today, Because::ContactToday), (self.silent, Because::Silence)];
        for (_, because) in by_the_clock.into_iter().filter(|(holds, _)| *holds) {
            self.priority = self.priority.and(because);
        }
    }

    fn add(&mut self, kind: Kind, due_at: Timestamp, told_from: T, today: &Today) {
        self.today |= kind == Kind::AgreedContact && due_at >= today.begins;
        self.silent |= kind == Kind::Silence;
        self.overdue += usize::from(due_at < today.now);
        self.duties.push((due_at, kind, told_from));
    }
}

/// The records with something to show: whichever has the graver reason first, and among the same whichever has
/// waited longest. A duty that the pack in force no longer knows is left out: it is judged again soon.
pub(super) fn ordered<'p, T>(
    rules: &[DutyRule],
    standing: impl Iterator<Item = (Standing<'p>, T)>,
    today: &Today,
) -> Vec<Placed<T>> {
    let kinds: BTreeMap<&str, Kind> = rules.iter().map(|rule| (rule.id.as_str(), Kind::of(rule))).collect();
    let mut records: BTreeMap<CaseId, Placed<T>> = BTreeMap::new();
    for (Standing { case, code, due_at, priority }, told_from) in standing {
        if let Some(kind) = kinds.get(code).filter(|kind| kind.is_shown(due_at, today)) {
            let record = records.entry(case).or_insert_with(|| Placed::of(case, priority));
            record.add(*kind, due_at, told_from, today);
        }
    }
    let mut records: Vec<Placed<T>> = records.into_values().collect();
    for record in &mut records {
        record.duties.sort_by_key(|(due_at, kind, _)| (*due_at, *kind));
        record.brought_forward();
    }
    let due = |record: &Placed<T>| record.duties.first().map(|(due_at, ..)| *due_at);
    records.sort_by_key(|record| (Reverse(record.priority), due(record)));
    records
}

/// How many duties of a record have the same word, where more than one has.
#[derive(Debug, Default)]
pub(super) struct Times<'p>(BTreeMap<(CaseId, &'p str), usize>);

impl Times<'_> {
    /// Of this record, with this word.
    pub(super) fn of(&self, case: CaseId, word: &str) -> usize {
        self.0.get(&(case, word)).copied().unwrap_or(1)
    }
}

/// What one act does is one line: of the duties of a record that have the same word, the first due, and how many there
/// were. `line` gives the word of one; nothing where it stands by itself.
pub(super) fn in_lines<'p, T>(
    mut records: Vec<Placed<T>>,
    line: impl Fn(&T) -> Option<&'p str>,
    today: &Today,
) -> (Vec<Placed<T>>, Times<'p>) {
    let mut times = BTreeMap::new();
    for record in &mut records {
        let mut is_first = |word| {
            let times = times.entry((record.case, word)).or_insert(0);
            *times += 1;
            *times == 1
        };
        record.duties.retain(|(.., told_from)| line(told_from).is_none_or(&mut is_first));
        record.overdue = record.duties.iter().filter(|(due_at, ..)| *due_at < today.now).count();
    }
    (records, Times(times))
}

#[cfg(test)]
mod tests;
