//! A review as a plain text table of at most 110 columns.

use std::fmt;

use policy::words::Word;

use super::text::{WIDTH, row, wrap};
use super::time::{instant, plain};
use super::{DetailLine, DutyLine, Entry, RaisedLine, Review};

impl fmt::Display for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head(f)?;
        self.chronology(f)?;
        self.duties(f)?;
        self.raised(f)?;
        self.pattern(f)?;
        self.rest(f)
    }
}

impl Review {
    fn head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", wrap(&self.title, WIDTH).join("\n"))?;
        if let Some(source) = &self.source {
            writeln!(f, "{}", wrap(&format!("Source: {source}"), WIDTH).join("\n"))?;
        }
        writeln!(f, "{}", wrap(&self.policy.told(), WIDTH).join("\n"))?;
        writeln!(f, "As known on: {}", instant(self.reviewed_until))
    }

    fn chronology(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        section(f, "Chronology")?;
        f.write_str(&chronology_row(["", "Known", "Happened", "Who", "What"]))?;
        for entry in &self.chronology {
            write!(f, "{}", of_entry(entry))?;
        }
        Ok(())
    }

    fn duties(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        section(f, "Duties")?;
        if self.duties.is_empty() {
            let why = if self.chronology.iter().all(|entry| entry.entry.is_none()) {
                "None: nothing here is a report, a disclosure or an incident, which is what starts them."
            } else {
                "None."
            };
            return writeln!(f, "{why}");
        }
        f.write_str(&duty_row(["Started", "Due", "Outcome", "What"]))?;
        self.duties.iter().try_for_each(|duty| f.write_str(&of_duty(duty)))
    }

    fn raised(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        section(f, "Raised")?;
        if self.raised.is_empty() {
            return writeln!(f, "Nothing.");
        }
        self.raised.iter().try_for_each(|line| f.write_str(&of_raised(line)))
    }

    fn pattern(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        section(f, "Incidents, each among the others")?;
        if self.pattern.is_empty() {
            return writeln!(f, "None recorded.");
        }
        for line in &self.pattern {
            let mark = if line.repeats { ", repeating" } else { "" };
            let count = format!("{} in the window{mark}", line.in_window);
            let older: Vec<u64> = line
                .known_before
                .iter()
                .copied()
                .filter(|entry| !line.together_with.contains(entry))
                .collect();
            let others =
                format!("together with {}; others known {}", places(&line.together_with), places(&older));
            let entry = line.entry.to_string();
            f.write_str(&row(&[(&entry, 4), (&plain(&line.happened), 28), (&count, 26), (&others, 46)]))?;
        }
        Ok(())
    }

    fn rest(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        section(f, "Contact now")?;
        for line in &self.contact {
            let says = line.why.unwrap_or("Cleared");
            f.write_str(&row(&[(line.way, 10), (says, 98)]))?;
        }
        if !self.refused.is_empty() {
            section(f, "Not let in by the rules")?;
        }
        for line in &self.refused {
            f.write_str(&row(&[(&instant(line.at), 17), (&line.who, 18), (line.word, 18), (&line.why, 51)]))?;
        }
        if !self.not_yet.is_empty() {
            section(f, "Not yet")?;
        }
        for line in &self.not_yet {
            writeln!(f, "not yet: {} ({}, {})", line.capability, line.word, instant(line.known))?;
        }
        if self.known_later > 0 {
            writeln!(f, "\nKnown only after this day, and not read: {}", self.known_later)?;
        }
        Ok(())
    }
}

pub(super) fn section(f: &mut fmt::Formatter<'_>, title: &str) -> fmt::Result {
    writeln!(f, "\n{title}\n{}", "-".repeat(title.chars().count()))
}

fn places(entries: &[u64]) -> String {
    if entries.is_empty() {
        return "none".to_owned();
    }
    entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn chronology_row([entry, known, happened, who, what]: [&str; 5]) -> String {
    row(&[(entry, 3), (known, 17), (happened, 17), (who, 14), (what, 51)])
}

fn of_entry(entry: &Entry) -> String {
    let place = entry.entry.map(|place| place.to_string()).unwrap_or_default();
    let mut what = entry.headline.clone();
    if entry.corrected {
        what.push_str(" (corrected later)");
    }
    let said = |long: bool| entry.details.iter().filter(move |detail| is_long(detail) == long).map(sentence);
    let short: Vec<String> = said(false).collect();
    for line in std::iter::once(short.join("; ")).filter(|line| !line.is_empty()).chain(said(true)) {
        what.push('\n');
        what.push_str(&line);
    }
    let happened = entry.happened.as_deref().unwrap_or_default();
    chronology_row([&place, &instant(entry.known), happened, &entry.who, &what])
}

fn sentence(detail: &DetailLine) -> String {
    format!("{}: {}", detail.label, detail.text)
}

/// What people said stands on lines of its own; codes and short answers share one.
fn is_long(detail: &DetailLine) -> bool {
    detail.text.chars().count() > 60
        || ["What was said", "What happened", "In their words"].contains(&detail.label)
}

pub(super) fn duty_row([started, due, outcome, what]: [&str; 4]) -> String {
    row(&[(started, 22), (due, 17), (outcome, 22), (what, 43)])
}

pub(super) fn of_duty(duty: &DutyLine) -> String {
    let started = format!("{}\nby entry {}", instant(duty.started), duty.started_by);
    let outcome = match (duty.at, duty.by) {
        (Some(at), Some(by)) => format!("{}\n{}, entry {by}", duty.outcome.label(), instant(at)),
        _ => duty.outcome.label().to_owned(),
    };
    let why: Vec<&str> = duty.keeps.iter().chain(&duty.cites).map(String::as_str).collect();
    let again = match duty.again.as_slice() {
        [] => String::new(),
        again => {
            let entries: Vec<String> =
                again.iter().map(|one| format!("{} ({})", one.entry, instant(one.at))).collect();
            format!("\ncalled for again by entry {}", entries.join(", "))
        }
    };
    let what = format!(
        "{} [{}]\n{}; falls to the {}{again}",
        duty.title,
        duty.code,
        why.join(", "),
        duty.falls_to.label()
    );
    duty_row([&started, &instant(duty.due), &outcome, &what])
}

pub(super) fn of_raised(line: &RaisedLine) -> String {
    let what = format!("{} [{}, entry {}]", line.title, line.duty, line.entry);
    row(&[(&instant(line.at), 17), (line.to.label(), 24), (line.why, 18), (&what, 45)])
}
