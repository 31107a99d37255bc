//! The days that are counted down to, and whether the survivor was told of each.

use domain::change::ChangeRecorded;
use jiff::civil::Date;

use super::Started;
use crate::words::{Bits, Start};

/// One day, by the entry that names it.
#[derive(Debug, Clone)]
struct Day {
    sequence: u64,
    change: ChangeRecorded,
    told: bool,
}

/// The days so far that no later entry took the place of.
#[derive(Debug, Clone, Default)]
pub(super) struct Days(Vec<Day>);

impl Days {
    /// Adds the day of a change that is recorded on `today`, and says what it starts.
    pub fn add(&mut self, change: &ChangeRecorded, sequence: u64, today: Date) -> Bits {
        if !change.change.is_counted_down() {
            return Bits::NONE;
        }
        // What was said is not needed here.
        let change = ChangeRecorded { words: None, order: None, ..change.clone() };
        let day = Day { sequence, change, told: false };
        let starts = day.starts(today);
        self.0.push(day);
        starts
    }

    /// Takes in whether the survivor was told, by the newest word on it.
    pub fn tell(&mut self, of: u64, told: bool) {
        self.0.iter_mut().filter(|day| day.sequence == of).for_each(|day| day.told = told);
    }

    /// Another entry has this day now.
    pub fn leave(&mut self, sequence: u64) {
        self.0.retain(|day| day.sequence != sequence);
    }

    /// What each of them calls for on this day, under the entry that names it, with the first day on which it may be.
    pub fn counted(&self, here: Started, today: Date) -> impl Iterator<Item = (Bits, Started, Option<Date>)> {
        // The entry that is being read has started its own.
        let others = self.0.iter().filter(move |day| day.sequence != here.sequence);
        others.map(move |day| {
            let started = Started { sequence: day.sequence, ..here };
            (day.starts(today), started, day.change.first_day())
        })
    }
}

impl Day {
    /// A day that is over is counted down to no more; the survivor may have to hear of it all the same.
    fn starts(&self, today: Date) -> Bits {
        let ahead = self.change.day().is_some_and(|last| last >= today);
        let untold = !self.told && self.change.must_be_told(today);
        let starts = [(ahead, Start::DateAhead), (untold, Start::DayToTell)];
        starts.into_iter().filter_map(|(holds, start)| holds.then_some(start)).collect()
    }
}
