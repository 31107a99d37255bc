//! The page as a person reads it, its rows, and refusals beside their fields.

use askama::Template as _;
use domain::case::Refusal;
use domain::contact::{NotCleared, Reason};
use jiff::Timestamp;

use super::fields::{self, Rows};
use super::*;
use crate::page::Sample as _;

/// What a reader of the page reads, a line for each piece of text, and its controls by their names.
fn read_out(markup: &str) -> String {
    let from = markup.find("<main").unwrap_or_default();
    let mut lines: Vec<String> = Vec::new();
    for piece in markup[from..].split("</main>").next().unwrap_or_default().split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let value =
            |name: &str| tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
        let control = ["input", "select", "textarea"].iter().any(|control| tag.starts_with(control));
        if let Some(name) = value("name").filter(|_| control) {
            let kind = value("type").unwrap_or("text");
            lines.push(format!("[{name}: {kind}{}]", if tag.contains(" checked") { ", chosen" } else { "" }));
        }
        if !text.is_empty() && !tag.starts_with("/option") {
            lines.push(text);
        }
    }
    lines.join("\n")
}

#[test]
fn the_page_reads_as_reviewed() {
    insta::assert_snapshot!("conversation", read_out(&ConversationPage::sample().render().unwrap()));
}

#[test]
fn the_advice_on_danger_stands_before_everything_and_every_part_has_a_heading_and_words_to_say() {
    let page = ConversationPage::sample().render().unwrap();
    let danger = page.find("call 999").unwrap();
    assert!(danger < page.find("<form method=\"post\" action=\"/cases/").unwrap());
    let parts: Vec<&str> = page.split("<section class=\"app-part\"").skip(1).collect();
    assert_eq!(parts.len(), 11);
    for part in parts {
        assert!(
            part.contains("<h2") && part.contains("class=\"app-script") && part.contains("Say: “"),
            "{part}"
        );
    }
}

#[test]
fn no_two_things_on_the_page_share_an_id() {
    let page = ConversationPage::sample().render().unwrap();
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    let twice: Vec<&[&str]> = ids.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert_eq!(twice, Vec::<&[&str]>::new());
}

#[test]
fn a_row_with_an_answer_is_shown_and_an_id_alone_is_none() {
    let sent = Sent::parse(b"child-3=Noor&perp-2-id=x&incident-1-kinds=threats").unwrap();
    assert_eq!(Rows::Children.answered(&sent), 3);
    assert_eq!(Rows::Perpetrators.answered(&sent), 0);
    assert_eq!(Rows::Incidents.answered(&sent), 1);
    let go =
        |button: &str| onward(&Sent::parse(format!("{button}&child-3=Noor").as_bytes()).unwrap(), "#talk");
    assert_eq!(go("go=add-child"), "?more=child#child-4");
    assert_eq!(go("go=talk"), "#talk");
}

#[test]
fn no_field_is_named_twice() {
    let mut all = fields::all();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn a_refusal_stands_beside_the_answer_that_can_mend_it() {
    let now: Timestamp = "2026-03-10T12:00:00Z".parse().unwrap();
    let said =
        |refusal: &Refusal, field: &str| refusal::beside(refusal, now).unwrap().on(field).map(str::to_owned);
    let later = now.checked_add(jiff::SignedDuration::from_hours(22)).unwrap();
    let outside = Refusal::NotCleared(NotCleared { reason: Reason::OutsideHours, next_safe: Some(later) });
    assert_eq!(
        said(&outside, "next-from").unwrap(),
        "This is outside the safe hours. The next safe moment is tomorrow at 10am"
    );
    let home = Refusal::NotCleared(NotCleared { reason: Reason::SharedHome, next_safe: None });
    assert!(said(&home, "next-channel").unwrap().starts_with("The alleged perpetrator lives there"));
    for (refusal, field) in [
        (Refusal::NoSuchChannel, "next-channel"),
        (Refusal::TimesDoNotFit, "next-until"),
        (Refusal::OnlyAManagerLowers, "severity"),
        (Refusal::Unanswered(""), "children-at-home"),
        (Refusal::NoSuchPerson, "perp-1-name"),
        (Refusal::InTheFuture, "incident-1-when"),
    ] {
        assert!(said(&refusal, field).is_some(), "{refusal:?}");
    }
    assert!(refusal::beside(&Refusal::WrongKindOfRecord, now).is_none());
}
