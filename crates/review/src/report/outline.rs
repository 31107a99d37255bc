//! A stored case without anybody in it: kinds and times, and every duty. It is what whoever runs the
//! machine may see of a case (ADR 0015).
//!
//! No field here can hold a name, a word that somebody typed, or where somebody is: kinds and headlines are
//! words of the program, titles of duties are the policy's, and the rest is times and places in the list.

use std::collections::BTreeSet;
use std::fmt;

use domain::case::{CaseEvent, tell};
use domain::text::CaseReference;
use domain::{Happened, Recorded};
use jiff::Timestamp;
use policy::PolicyPack;
use policy::calendar::Calendar;
use serde::{Serialize, Serializer};

use super::table::{duty_row, of_duty, of_raised, section};
use super::text::{WIDTH, row, wrap};
use super::time::{instant, plain};
use super::{DutyLine, Policy, RaisedLine, chronology, duty, until};

/// A stored case as kinds and times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outline {
    /// Which case.
    pub case: CaseReference,
    /// The policy that it was judged by.
    pub policy: Policy,
    /// The moment at which the review looks back. Nothing later is read.
    pub reviewed_until: Timestamp,
    /// Every entry, in the order in which it was recorded.
    pub chronology: Vec<OutlineLine>,
    /// Every duty that the policy raised, the first due first.
    pub duties: Vec<DutyLine>,
    /// Everything that was raised, the first first.
    pub raised: Vec<RaisedLine>,
}

/// One entry: what kind, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutlineLine {
    /// Its place in the journal.
    pub entry: u64,
    /// When it became known.
    pub known: Timestamp,
    /// When it happened, where that is said.
    #[serde(serialize_with = "as_plain_time_if_said")]
    pub happened: Option<Happened>,
    /// Its kind.
    pub what: &'static str,
    /// The same in a few words, which name nobody.
    pub headline: &'static str,
    /// Whether a later entry says that this one was wrong.
    pub corrected: bool,
}

/// Judges a stored case by a policy as of a moment, and tells of nobody in it. Entries recorded after the
/// moment are not read.
pub fn outline(
    case: CaseReference,
    history: &[Recorded<CaseEvent>],
    pack: &PolicyPack,
    calendar: &Calendar,
    now: Timestamp,
) -> Outline {
    let history = until(history, now);
    let wrong = chronology::corrected(history);
    let duties = policy::duties(pack, history, calendar, now);
    Outline {
        case,
        policy: Policy::of(pack),
        reviewed_until: now,
        chronology: history.iter().map(|entry| OutlineLine::of(entry, &wrong)).collect(),
        raised: duty::raised(pack, &duties),
        duties: DutyLine::all(&duties, (pack, history, calendar), now),
    }
}

impl OutlineLine {
    fn of(entry: &Recorded<CaseEvent>, wrong: &BTreeSet<u64>) -> Self {
        // The details, in which people and their words stand, are dropped here.
        let telling = tell(&entry.event, &|_| String::new());
        Self {
            entry: entry.sequence,
            known: entry.recorded_at,
            happened: telling.happened,
            what: entry.event.kind(),
            headline: telling.headline,
            corrected: wrong.contains(&entry.sequence),
        }
    }
}

#[expect(clippy::ref_option, reason = "what `serialize_with` calls is given the field itself")]
fn as_plain_time_if_said<S: Serializer>(happened: &Option<Happened>, to: S) -> Result<S::Ok, S::Error> {
    match happened {
        Some(happened) => to.serialize_some(&plain(happened)),
        None => to.serialize_none(),
    }
}

impl fmt::Display for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Case {}", self.case)?;
        writeln!(f, "{}", wrap(&self.policy.told(), WIDTH).join("\n"))?;
        writeln!(f, "As known on: {}", instant(self.reviewed_until))?;
        section(f, "Chronology")?;
        f.write_str(&chronology_row(["", "Known", "Happened", "What"]))?;
        for line in &self.chronology {
            let what = if line.corrected { " (corrected later)" } else { "" };
            let happened = line.happened.as_ref().map(plain).unwrap_or_default();
            let what = format!("{}{what}", line.headline);
            f.write_str(&chronology_row([&line.entry.to_string(), &instant(line.known), &happened, &what]))?;
        }
        section(f, "Duties")?;
        if self.duties.is_empty() {
            writeln!(f, "None.")?;
        } else {
            f.write_str(&duty_row(["Started", "Due", "Outcome", "What"]))?;
        }
        self.duties.iter().try_for_each(|duty| f.write_str(&of_duty(duty)))?;
        section(f, "Raised")?;
        if self.raised.is_empty() {
            writeln!(f, "Nothing.")?;
        }
        self.raised.iter().try_for_each(|line| f.write_str(&of_raised(line)))
    }
}

fn chronology_row([entry, known, happened, what]: [&str; 4]) -> String {
    row(&[(entry, 3), (known, 17), (happened, 28), (what, 56)])
}
