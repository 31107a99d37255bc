//! What there is in the area of the demo's organisation, which does not exist.

use domain::Answer;
use domain::choices::Choice;
use domain::text::Words;
use domain::when::london;
use jiff::{Timestamp, ToSpan};
use service::{HelpWith, LocalChoice};

const CHOICES: [(Choice, Answer, &str); 5] = [
    (
        Choice::StaySafer,
        Answer::Yes,
        "The council’s sanctuary scheme. Ask the sanctuary officer; about ten days.",
    ),
    (
        Choice::Move,
        Answer::Yes,
        "Our lettings manager, the same day. Two moves to other landlords in the last year.",
    ),
    (
        Choice::Refuge,
        Answer::Yes,
        "Two in the county, one that takes boys over 14. Ring before you offer it.",
    ),
    (Choice::Orders, Answer::Yes, "Marlow Lane Law, free on Tuesdays. They come to us."),
    (Choice::Family, Answer::No, "Nobody does this safely here."),
];

const HELP: [(HelpWith, &str); 2] = [
    (
        HelpWith::Past,
        "The Willow Rooms, 01632 960044, weekdays 9am to 5pm: anybody who was abused as a child.\nRiverbank Counselling, 01632 960045: adults, also by telephone. About six weeks.",
    ),
    (
        HelpWith::Conference,
        "North and Harbour: the coordinator at the council’s community safety team, 01632 960046, by their secure mail, on the county’s form. Until noon three working days before; meetings are every second Tuesday.\nElsewhere: ring the same number, and they say who.",
    ),
];

/// Which choices there are, each to be looked at again within three months.
pub fn choices(now: Timestamp) -> Vec<LocalChoice> {
    let today = now.to_zoned(london()).date();
    let again = today.checked_add(3.months()).unwrap_or(today);
    let one = |(choice, available, words): (Choice, Answer, &str)| LocalChoice {
        choice,
        available,
        words: Words::parse(words).ok(),
        reviewed_on: today,
        review_by: again,
    };
    CHOICES.into_iter().map(one).collect()
}

/// Who helps.
pub fn help() -> Vec<(HelpWith, Words)> {
    HELP.into_iter().filter_map(|(with, words)| Some((with, Words::parse(words).ok()?))).collect()
}
