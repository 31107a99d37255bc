//! Whether the survivor knows of a release, or of another day that is counted down to.

use access::{ActionKind, CaseView};
use domain::Answer;
use domain::case::{CaseCommand, Numbered, Refusal, SupportStep};
use domain::change::ChangeRecorded;
use domain::day_told::{DayTold, Knows, ToldBy};
use domain::when::london;
use jiff::civil::Date;

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, begin_today, must_moment};
use crate::components::prelude::Asked as _;
use crate::form::{Reader, Sent};
use crate::plain::{capital, happened, small};

/// The note.
pub const NOTE: Note = Note {
    what: "told",
    label: "Whether they know of a day ahead",
    guide: "A release that nobody told them of must never happen. They hear of it from us by a way that was cleared, or from the police, probation or another agency. That somebody spoke with them is not enough: write down that they were told of this day.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &[
        "of",
        "told",
        "told-at",
        "told-at-time",
        "by",
        "told-why",
        "told-why-no-address",
        "words",
        "words-no-address",
    ],
    first,
    parts: |known, form| {
        Parts::of(form)
            .and(&form.select_from("of", "Which day?", days(known.view)))
            .and(
                &form
                    .radios::<Answer>("told", "Has the survivor been told?")
                    .hint("Not known is not a yes: it stays open until somebody has told them."),
            )
            .moment("told-at", "If yes, when were they told?")
            .and(&form.radios::<ToldBy>("by", "If yes, how did they learn of it?").hint(
                "Where we told them: record the contact first, so that it stands here with its clearance.",
            ))
            .note("told-why", "If no, why not yet?", "And when and how it will be done safely.")
            .note(
                "words",
                "What was said, and what do they want to be done before that day? You can leave this out",
                "Never where they are, or will be.",
            )
            .done()
    },
    read: |reader, _| {
        let of = reader.sent().one("of").parse().ok();
        if of.is_none() {
            reader.wrong("of", "Choose which day it is about");
        }
        let knows = knows(reader);
        let words = reader.note("words", "What was said");
        let told = DayTold { of: of?, knows: knows?, words };
        let told = in_words(reader, told)?;
        Some(vec![CaseCommand::from(SupportStep::from(told)).into()])
    },
    beside: |refusal| match refusal {
        Refusal::NoSuchDay => Some("of"),
        Refusal::InTheFuture => Some("told-at"),
        Refusal::NoContactThen => Some("by"),
        _ => None,
    },
};

fn knows(reader: &mut Reader<'_>) -> Option<Knows> {
    match reader.must_choose::<Answer>("told", "Choose whether they have been told")? {
        Answer::Yes => {
            let message = "Give the day and the time when they were told";
            let at = must_moment(reader, "told-at", "When they were told", message);
            let by = reader.must_choose::<ToldBy>("by", "Choose how they learned of it");
            Some(Knows::Told { at: at?, by: by? })
        }
        Answer::No => {
            let why = reader.must_note("told-why", "Why not yet", "Say why nobody has told them yet");
            why.map(|why| Knows::NotTold { why })
        }
        Answer::NotKnown => Some(Knows::NotKnown),
    }
}

/// Another way than those of the list stands in words, so that somebody can see whether it was safe.
fn in_words(reader: &mut Reader<'_>, told: DayTold) -> Option<DayTold> {
    let otherwise = matches!(told.knows, Knows::Told { by: ToldBy::Otherwise, .. });
    if otherwise && told.words.is_none() {
        reader.wrong("words", "Say how they were told, and whether it was safe");
        return None;
    }
    Some(told)
}

/// Begins with the day that the page was opened for, or else with the next of which nobody has told them.
fn first(known: &Known<'_>, sent: &mut Sent) {
    begin_today(sent, "told-at", known.now);
    let today = known.now.to_zoned(london()).date();
    let next = next_untold(known.view, today).map(|change| change.sequence);
    sent.set("of", known.entry.or(next).iter().map(ToString::to_string).collect());
}

fn next_untold(view: &CaseView, today: Date) -> Option<&Numbered<ChangeRecorded>> {
    view.support.untold(today).min_by_key(|change| change.is.first_day())
}

/// Whether there is any such day.
pub(super) fn has_days(view: &CaseView) -> bool {
    counted(view).next().is_some()
}

fn counted(view: &CaseView) -> impl Iterator<Item = &Numbered<ChangeRecorded>> {
    view.support.standing_changes().filter(|change| change.is.change.is_counted_down())
}

/// "The alleged perpetrator is released (Remand), 20 April 2026".
pub(super) fn named(change: &ChangeRecorded) -> String {
    let order = change.order.as_ref().map(|order| format!(" ({})", order.as_str())).unwrap_or_default();
    let when = if change.day().is_some() { happened(&change.when) } else { "day not known".to_owned() };
    capital(&format!("{}{order}, {when}", small(change.change.label())))
}

/// The days that can be chosen.
pub(super) fn days(view: &CaseView) -> Vec<(String, String)> {
    counted(view).map(|change| (change.sequence.to_string(), named(&change.is))).collect()
}
