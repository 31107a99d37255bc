//! What somebody wrote, in plain words: a form is shown here without knowing its page.

use domain::CaseId;
use uuid::Uuid;

use crate::pages::notes::NOTES;
use crate::plain::{capital, small};

/// What stands in a form for the form's own sake, and is not shown.
const OWN: [&str; 4] = ["go", "seen", "step", "id"];
/// The parts of a date, which are one answer.
const PARTS: [&str; 3] = ["-day", "-month", "-year"];
/// What stands for a choice from a list of people, places or facts.
const CHOSEN: &str = "What you chose from the list";

/// The fields whose name says too little.
const LABELS: [(&str, &str); 13] = [
    ("came-by", "How it came"),
    ("danger", "Is anybody in danger now?"),
    ("happened", "When it happened"),
    ("known-as", "Another name"),
    ("perpetrator", "The person said to cause harm"),
    ("police", "Have the police been called?"),
    ("reporter", "Who told us"),
    ("reporter-phone", "Their phone number"),
    ("source", "Who it came from"),
    ("told-by", "Who told us"),
    ("when", "When it happened"),
    ("why", "Why"),
    ("words", "What you wrote"),
];

/// What a form is, by where it was to go.
pub(super) fn what(path: &str) -> String {
    const KINDS: [(&str, &str); 12] = [
        ("/reports", "A report"),
        ("/conversation", "A conversation"),
        ("/contact", "Getting in touch"),
        ("/set-aside", "Setting a duty aside"),
        ("/notes", "A note"),
        ("/correct", "A correction"),
        ("/handover", "Handing over"),
        ("/enquiry", "A safe enquiry"),
        ("/reveal", "A reason"),
        ("/find", "A search"),
        ("/people", "People and regions"),
        ("/policy", "The policy"),
    ];
    let plain = path.split('?').next().unwrap_or(path);
    let note = plain.split_once("/notes/").and_then(|(_, what)| NOTES.iter().find(|note| note.what == what));
    match note {
        Some(note) => format!("A note, {}", small(note.label)),
        None => {
            KINDS.iter().find(|(part, _)| path.contains(part)).map_or("A form", |(_, what)| what).to_owned()
        }
    }
}

/// The page of the record to which it was to go. It is found as any other page: nothing of it stands here.
pub(super) fn record(path: &str) -> Option<String> {
    let case = path.strip_prefix("/cases/")?.split(['/', '?']).next()?;
    case.parse::<CaseId>().ok().map(|case| format!("/cases/{case}"))
}

/// The label of a field with somebody's words in it, which they may have been in the middle of.
pub(super) fn words_label(name: &str, value: &str) -> Option<String> {
    let text = value.trim();
    let long = text.contains('\n') || (text.len() >= LONG && text.contains(' '));
    let words = matches!(name.rsplit('-').next(), Some("words" | "why")) && name != "why-not";
    (is_shown(name) && !text.is_empty() && (words || long)).then(|| label(name))
}

/// From how many bytes on something is words, whatever its field.
const LONG: usize = 30;

/// The answers with their labels, in the order of the form; what was left empty is left out.
pub(super) fn plain(fields: &[(String, String)]) -> Vec<(String, String)> {
    let mut answers: Vec<(String, String)> = Vec::new();
    for (field, value) in fields.iter().filter(|(field, value)| is_shown(field) && !value.trim().is_empty()) {
        let name = PARTS.iter().find_map(|part| field.strip_suffix(part)).unwrap_or(field);
        let (label, value) = (label(name), said(value));
        match answers.iter_mut().find(|(known, _)| *known == label) {
            Some((_, earlier)) => *earlier = format!("{earlier}{}{value}", between(field)),
            None => answers.push((label, value)),
        }
    }
    answers
}

fn is_shown(field: &str) -> bool {
    !OWN.contains(&field) && !field.starts_with("seen-") && !field.ends_with("-no-address")
}

fn between(field: &str) -> &'static str {
    if PARTS.iter().any(|part| field.ends_with(part)) { "." } else { ", " }
}

/// The label of a field: its name as words, where nothing better is known.
fn label(name: &str) -> String {
    if let Some((_, label)) = LABELS.iter().find(|(known, _)| *known == name) {
        return (*label).to_owned();
    }
    capital(&name.replace(['-', '_'], " "))
}

/// A value as it is read: a code as its words, an id not at all.
fn said(value: &str) -> String {
    let id = value.rsplit('/').next().unwrap_or(value);
    if id.parse::<Uuid>().is_ok() {
        return CHOSEN.to_owned();
    }
    let is_code = value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if is_code { value.replace('-', " ") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(fields: &[(&str, &str)]) -> Vec<(String, String)> {
        let fields = fields.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned()));
        plain(&fields.collect::<Vec<_>>())
    }

    fn answer(label: &str, value: &str) -> (String, String) {
        (label.to_owned(), value.to_owned())
    }

    #[test]
    fn answers_stand_in_their_order_with_the_parts_of_one_together() {
        let fields = [
            ("words", "He rang"),
            ("when-day", "4"),
            ("signs", "calls"),
            ("when-year", "2026"),
            ("signs", "not-known"),
        ];
        let expected = [
            answer("What you wrote", "He rang"),
            answer("When it happened", "4.2026"),
            answer("Signs", "calls, not known"),
        ];
        assert_eq!(shown(&fields), expected);
    }

    #[test]
    fn what_stands_in_a_form_for_its_own_sake_is_not_shown_and_an_id_is_no_answer() {
        let id = "01890000-0000-7000-8000-0000000000ff";
        let fact = format!("phone/{id}");
        let fields = [
            ("seen", "4"),
            ("seen-words", "2"),
            ("go", "finish"),
            ("name", " "),
            ("region", id),
            ("way0-fact", &fact),
        ];
        assert_eq!(shown(&fields), [answer("Region", CHOSEN), answer("Way0 fact", CHOSEN)]);
    }

    #[test]
    fn words_can_be_finished_and_what_was_chosen_cannot_be_typed_over() {
        for (name, value, can) in [
            ("words", "He is", true),
            ("harm-words", "She", true),
            ("why", "They", true),
            ("what", "words", false),
            ("seen-words", "2", false),
            ("words-no-address", "yes", false),
            ("name", "Rowan Ashdown", false),
            ("address", "9 Cinnabar Wharf\nElsewhere", true),
            ("words", " ", false),
        ] {
            assert_eq!(words_label(name, value).is_some(), can, "{name}");
        }
    }

    #[test]
    fn a_form_about_a_record_leads_to_it_and_no_other_does() {
        let case = "01890000-0000-7000-8000-0000000000ff";
        assert_eq!(record(&format!("/cases/{case}/notes/incident?a=b")), Some(format!("/cases/{case}")));
        for other in ["/reports/1", "/cases/1/notes/incident", "/find"] {
            assert_eq!(record(other), None, "{other}");
        }
    }

    #[test]
    fn a_form_is_named_by_where_it_was_to_go() {
        assert_eq!(what("/cases/1/notes/incident"), "A note, an incident");
        assert_eq!(what("/cases/1/notes/incident?person=2"), "A note, an incident");
        assert_eq!(what("/reports/1"), "A report");
        assert_eq!(what("/cases/1/contact/2/attempts"), "Getting in touch");
        assert_eq!(what("/cases/1/something"), "A form");
    }
}
