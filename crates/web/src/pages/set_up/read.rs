//! Reads the answers into what sets an installation up.

use std::collections::BTreeSet;

use domain::text::ShortText;
use policy::packs;
use service::SetUp;

use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};

/// Every field of the page, in its order.
pub(super) const FIELDS: &[&str] = &["organisation", "policy", "regions", "administrator", "login"];

/// More regions than this are not regions.
const MOST_REGIONS: usize = 60;

pub(super) const NO_REGION: &str = "Enter at least one region";

/// What to set up, or what is wrong with the answers.
pub(super) fn set_up(sent: &Sent) -> Result<SetUp, Problems> {
    // No date stands on this form, so the reader needs no clock.
    let mut reader = Reader::new(sent, jiff::Timestamp::UNIX_EPOCH);
    let organisation =
        reader.must_line("organisation", "Name of the organisation", "Enter the organisation’s name");
    let policy = policy(&mut reader);
    let regions = regions(&mut reader);
    let administrator = name(&mut reader);
    let login = reader.must_line("login", "Sign-in name", "Enter the name you will sign in with");
    let set_up = (|| {
        Some(SetUp {
            organisation: organisation?,
            policy: policy?,
            regions: regions?,
            administrator: administrator?,
            login: login?,
        })
    })();
    reader.done(set_up)
}

fn name(reader: &mut Reader<'_>) -> Option<domain::text::Name> {
    if !reader.sent().has("administrator") {
        reader.wrong("administrator", "Enter your name");
        return None;
    }
    reader.name("administrator", "Your name")
}

fn policy(reader: &mut Reader<'_>) -> Option<String> {
    let chosen = reader.sent().one("policy").to_owned();
    let shipped = packs::FILES.iter().any(|(file, _)| file.strip_suffix(".toml") == Some(chosen.as_str()));
    if !shipped {
        reader.wrong("policy", "Choose the policy that you work by");
        return None;
    }
    Some(chosen)
}

/// One region a line. The message names the line, so that a long list is mended quickly.
fn regions(reader: &mut Reader<'_>) -> Option<Vec<ShortText>> {
    let text = reader.sent().exact("regions").to_owned();
    let mut regions: Vec<ShortText> = Vec::new();
    let mut seen = BTreeSet::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match ShortText::parse(line) {
            Ok(region) if seen.insert(region.as_str().to_lowercase()) => regions.push(region),
            Ok(region) => {
                reader.wrong("regions", format!("{} stands here twice. Keep one of them", region.as_str()));
                return None;
            }
            Err(problem) => {
                reader.wrong("regions", problem.message("The name of a region"));
                return None;
            }
        }
    }
    match regions.len() {
        0 => reader.wrong("regions", NO_REGION),
        1..=MOST_REGIONS => return Some(regions),
        _ => reader.wrong("regions", format!("Enter {MOST_REGIONS} regions or fewer")),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &[(&str, &str)] = &[
        ("organisation", "Brookvale Homes"),
        ("policy", "nhg"),
        ("regions", "North\r\n\r\n South \r\n"),
        ("administrator", "Sam Okafor"),
        ("login", "Sam.Okafor"),
    ];

    fn read(change: &[(&str, &str)]) -> Result<SetUp, Problems> {
        let mut sent: Sent =
            GOOD.iter().map(|(field, value)| ((*field).to_owned(), vec![(*value).to_owned()])).collect();
        for (field, value) in change {
            sent.set(*field, vec![(*value).to_owned()]);
        }
        set_up(&sent)
    }

    #[test]
    fn good_answers_set_up_an_organisation_with_a_region_a_line() {
        let set_up = read(&[]).ok().unwrap();
        let regions: Vec<_> = set_up.regions.iter().map(ShortText::as_str).collect();
        assert_eq!((set_up.policy.as_str(), regions), ("nhg", vec!["North", "South"]));
    }

    #[test]
    fn each_wrong_answer_is_told_beside_its_field_and_none_else() {
        let many = (0..61).map(|n| n.to_string()).collect::<Vec<_>>().join("\n");
        for (field, value, message) in [
            ("organisation", " ", "Enter the organisation’s name"),
            ("policy", "nacro2", "Choose the policy that you work by"),
            ("regions", "\n \n", NO_REGION),
            ("regions", "North\nnorth", "north stands here twice. Keep one of them"),
            ("regions", many.as_str(), "Enter 60 regions or fewer"),
            ("administrator", "", "Enter your name"),
            ("login", "", "Enter the name you will sign in with"),
        ] {
            let problems = read(&[(field, value)]).err().unwrap();
            assert_eq!(problems.on(field), Some(message));
            let others = FIELDS.iter().filter(|other| **other != field);
            assert!(others.clone().all(|other| problems.on(other).is_none()), "{field}");
        }
    }
}
