//! The days and hours at which a channel is safe.

use std::collections::BTreeSet;

use jiff::civil::{Time, Weekday};
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};

use crate::when::london;

/// Hours on some days of the week, in London time. `until` before `from` runs over midnight into the
/// next day; equal ends mean the whole day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The days on which the window opens: 1 is Monday, 7 is Sunday.
    pub days: BTreeSet<i8>,
    /// When it opens.
    pub from: Time,
    /// When it closes.
    pub until: Time,
}

/// When a channel may be used. Not known means: do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SafeTimes {
    /// Nobody has said.
    NotKnown,
    /// The survivor said that any time is safe.
    Any,
    /// Only in these windows.
    Only(Vec<Window>),
}

impl SafeTimes {
    /// The end of the safe time in which `now` lies; `Err` with the next safe moment, if there is one.
    pub(super) fn open_at(&self, now: Timestamp) -> Result<Option<Timestamp>, Option<Timestamp>> {
        let here = now.to_zoned(london());
        match self {
            Self::NotKnown => Err(None),
            Self::Any => Ok(None),
            Self::Only(windows) => {
                let spans = || windows.iter().flat_map(|window| window.around(&here));
                if let Some((_, end)) = spans().find(|(start, end)| *start <= now && now < *end) {
                    return Ok(Some(end));
                }
                Err(spans().map(|(start, _)| start).filter(|start| *start > now).min())
            }
        }
    }
}

impl Window {
    /// Its openings from yesterday to fifteen days ahead, as instants. In the nights when clocks change
    /// an end that happens twice or never is read so that the window is shorter, never longer.
    fn around(&self, now: &Zoned) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        (-1..=15).filter_map(|offset| {
            let day = now.date().checked_add(i64::from(offset).days()).ok()?;
            if !self.days.contains(&day.weekday().to_monday_one_offset()) {
                return None;
            }
            let last = if self.until > self.from { day } else { day.tomorrow().ok()? };
            let zone = now.time_zone();
            let opens = zone.to_ambiguous_timestamp(day.to_datetime(self.from)).later().ok()?;
            let closes = zone.to_ambiguous_timestamp(last.to_datetime(self.until)).earlier().ok()?;
            (opens < closes).then_some((opens, closes))
        })
    }

    /// A window on the named days.
    pub fn new(days: impl IntoIterator<Item = Weekday>, from: Time, until: Time) -> Self {
        Self { days: days.into_iter().map(Weekday::to_monday_one_offset).collect(), from, until }
    }

    /// The days, Monday first.
    pub fn weekdays(&self) -> impl Iterator<Item = Weekday> {
        self.days.iter().filter_map(|day| Weekday::from_monday_one_offset(*day).ok())
    }
}
