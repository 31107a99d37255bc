//! Whether the survivor knows of a release, or of another day that is counted down to.

use access::{ActionKind, CaseView};
use domain::Answer;
use domain::case::{CaseCommand, Numbered, Refusal, SupportStep};
use domain::change::ChangeRecorded;
use domain::compromise::SurvivorTold;
use domain::day_told::{DayTold, Knows, ToldBy};
use domain::when::london;
use jiff::civil::Date;

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, ToldAs, begin_today, told};
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
        Some(vec![CaseCommand::from(SupportStep::from(told)).into()])
    },
    beside: |refusal| match refusal {
        Refusal::NoSuchDay => Some("of"),
        Refusal::InTheFuture => Some("told-at"),
        Refusal::NoContactThen => Some("by"),
        Refusal::NoWordOfTheWay => Some("words"),
        _ => None,
    },
};

fn knows(reader: &mut Reader<'_>) -> Option<Knows> {
    let answer = reader.must_choose("told", "Choose whether they have been told")?;
    if answer == Answer::NotKnown {
        return Some(Knows::NotKnown);
    }
    let says = ToldAs {
        moment: "When they were told",
        no_moment: "Give the day and the time when they were told",
        reason: "Why not yet",
        no_reason: "Say why nobody has told them yet",
    };
    let told = told(reader, answer, &says);
    let by = (answer == Answer::Yes).then(|| reader.must_choose("by", "Choose how they learned of it"));
    Some(match told? {
        SurvivorTold::Told { at } => Knows::Told { at, by: by.flatten()? },
        SurvivorTold::NotTold { why } => Knows::NotTold { why },
    })
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
