//! For how long nobody has spoken with the survivor, in words.

use askama::Template;
use askama::filters::HtmlSafe;
use service::{CasePage, Silence as Counted};

use crate::components::prelude::*;
use crate::plain::{due, moment_from};

/// The silence.
#[derive(Clone, Template)]
#[template(path = "case/silence.html")]
pub(super) struct Silence {
    said: String,
    due: Option<String>,
    alarm: bool,
}

impl HtmlSafe for Silence {}

impl Silence {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let silence = page.silence?;
        Some(Self {
            said: said(&silence, &moment_from(silence.since, page.as_of)),
            due: silence.due.map(|at| {
                if at < page.as_of { due(at, page.as_of) } else { format!("is {}", due(at, page.as_of)) }
            }),
            alarm: silence.alarm,
        })
    }

    fn tag() -> Tag {
        Tag::new("Too long").class("govuk-tag--red")
    }
}

/// "Nobody has spoken with them for 6 working days".
fn said(silence: &Counted, since: &str) -> String {
    let days = match silence.working_days {
        1 => "1 working day".to_owned(),
        more => format!("{more} working days"),
    };
    match (silence.spoke, silence.working_days) {
        (Some(_), 0) => format!("Somebody spoke with them {since}"),
        (Some(_), _) => format!("Nobody has spoken with them for {days}. The last time was {since}"),
        (None, 0) => format!("Nobody has spoken with them yet. The first report came {since}"),
        (None, _) => format!("Nobody has spoken with them yet, for {days}. The first report came {since}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_are_told_in_words_and_never_as_a_score() {
        let at = "2026-03-02T12:00:00Z".parse().unwrap();
        let silent = |spoke: bool, working_days| {
            let silence =
                Counted { spoke: spoke.then_some(at), since: at, working_days, due: None, alarm: false };
            said(&silence, "on Monday")
        };
        assert_eq!(
            silent(true, 6),
            "Nobody has spoken with them for 6 working days. The last time was on Monday"
        );
        assert_eq!(
            silent(true, 1),
            "Nobody has spoken with them for 1 working day. The last time was on Monday"
        );
        assert_eq!(silent(true, 0), "Somebody spoke with them on Monday");
        assert_eq!(
            silent(false, 2),
            "Nobody has spoken with them yet, for 2 working days. The first report came on Monday"
        );
    }
}
