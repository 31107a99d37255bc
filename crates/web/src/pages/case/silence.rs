//! For how long nobody has spoken with the survivor, in words.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::Timestamp;
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
            said: said(&silence, |at| moment_from(at, page.as_of)),
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
fn said(silence: &Counted, when: impl Fn(Timestamp) -> String) -> String {
    let since = when(silence.since);
    let days = match silence.working_days {
        1 => "1 working day".to_owned(),
        more => format!("{more} working days"),
    };
    let wrote = silence.wrote.map(|at| format!(". They wrote {}", when(at))).unwrap_or_default();
    let spoken = match (silence.spoke, silence.working_days) {
        (Some(_), 0) => format!("Somebody spoke with them {since}"),
        (Some(_), _) => format!("Nobody has spoken with them for {days}. The last time was {since}"),
        (None, 0) => format!("Nobody has spoken with them yet. The first report came {since}"),
        (None, _) => format!("Nobody has spoken with them yet, for {days}. The first report came {since}"),
    };
    spoken + &wrote
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_they_wrote_is_said_as_that_and_not_as_a_conversation() {
        let at = "2026-03-02T12:00:00Z".parse().unwrap();
        let wrote =
            Counted { spoke: None, wrote: Some(at), since: at, working_days: 0, due: None, alarm: false };
        assert_eq!(
            said(&wrote, |_| "on Monday".to_owned()),
            "Nobody has spoken with them yet. The first report came on Monday. They wrote on Monday"
        );
    }

    #[test]
    fn the_days_are_told_in_words_and_never_as_a_score() {
        let at = "2026-03-02T12:00:00Z".parse().unwrap();
        let silent = |spoke: bool, working_days| {
            let silence = Counted {
                spoke: spoke.then_some(at),
                wrote: None,
                since: at,
                working_days,
                due: None,
                alarm: false,
            };
            said(&silence, |_| "on Monday".to_owned())
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
