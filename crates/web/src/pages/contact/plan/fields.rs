//! The names of the fields: each way of the plan is a block whose fields begin with `way` and its number.

use super::super::hours::WINDOWS;
use crate::form::Sent;

/// The most ways that one plan has.
pub const MOST: usize = 12;
/// How many empty blocks stand on a page, for a browser without scripts.
pub const EMPTY: usize = 2;
/// The fields of a block but its hours.
const OF_A_WAY: [&str; 14] = [
    "id",
    "kind",
    "whose",
    "fact",
    "value",
    "seen-by",
    "who-else",
    "safety",
    "confirmed-by",
    "confirmed",
    "hours",
    "voicemail",
    "neutral",
    "remove",
];
/// The fields of the plan as a whole.
const OF_THE_PLAN: [&str; 10] = [
    "seen",
    "survivor",
    "blocks",
    "go",
    "code-word",
    "line-drops",
    "may-be-told",
    "may-be-told-no-address",
    "language",
    "interpreter-wishes",
];

/// The beginning of the names of a block's fields.
pub fn way(index: usize) -> String {
    format!("way{index}")
}

/// The name of a field of a block.
pub fn name(index: usize, field: &str) -> String {
    format!("{}-{field}", way(index))
}

/// Every field of the form.
pub fn all() -> Vec<String> {
    let hours =
        || (0..WINDOWS).flat_map(|place| ["on", "from", "until"].map(|part| format!("{part}{place}")));
    let of_a_way = |index| {
        OF_A_WAY.iter().map(|field| (*field).to_owned()).chain(hours()).map(move |field| name(index, &field))
    };
    OF_THE_PLAN.iter().map(|field| (*field).to_owned()).chain((0..MOST).flat_map(of_a_way)).collect()
}

/// Whether somebody began to fill a block. The choices that stand there already say nothing.
pub fn is_begun(sent: &Sent, index: usize) -> bool {
    ["kind", "value", "fact", "who-else", "neutral", "confirmed-by"]
        .iter()
        .any(|field| sent.has(&name(index, field)))
}

/// The blocks that make the plan: those that somebody began and nobody took out.
pub fn in_plan(sent: &Sent) -> impl Iterator<Item = usize> {
    (0..MOST).filter(|index| is_begun(sent, *index) && !sent.has(&name(*index, "remove")))
}

/// How many blocks the page shows.
pub fn blocks(sent: &Sent) -> usize {
    let begun = (0..MOST).filter(|index| is_begun(sent, *index)).max().map_or(0, |last| last + 1);
    sent.one("blocks").parse().unwrap_or(begun + EMPTY).clamp(begun.max(1), MOST)
}

/// Adds room for another way, after those that are there.
pub fn add_a_block(sent: &mut Sent) {
    let more = blocks(sent) + 1;
    sent.set("blocks", vec![more.min(MOST).to_string()]);
}
