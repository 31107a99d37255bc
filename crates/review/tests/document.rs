//! `docs/scenarios.md` is true: every word and code stands in it, and everything that can be copied runs.
#![expect(clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

use std::collections::BTreeSet;

use domain::case::CaseEvent;
use domain::choices::{Choice, ChoiceState};
use domain::counter::Sign;
use domain::disclosure::{Agency, GivenHow};
use domain::incident::{AbuseKind, EconomicForm, TechnologyForm};
use domain::needs::Need;
use domain::people::{Connection, PersonRole};
use domain::report::{CameBy, PoliceCall};
use domain::reviewing::MovedTo;
use domain::safeguarding::ChildCategory;
use review::{Recording, Scenario, fact_words, record};

const DOCUMENT: &str = include_str!("../../../docs/scenarios.md");

/// What stands before an example that has facts only.
const BEFORE: &str = "[scenario]\ntitle = \"Examples\"\n\n[[person]]\nkey = \"survivor\"\n\n[[person]]\nkey = \"ex\"\n\
                      role = \"alleged-perpetrator\"\n\n[[fact]]\nwhen = 2020-01-01\nby = \"survivor\"\nwhat = \"report\"\n\n\
                      [[fact]]\nwhen = 2021-03-01\nby = \"survivor\"\nwhat = \"contact-plan\"\nways = [\"phone: safe\"]\n\n";

fn examples() -> impl Iterator<Item = &'static str> {
    DOCUMENT.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next())
}

fn recorded(example: &str) -> Recording {
    let whole =
        if example.contains("[scenario]") { example.to_owned() } else { format!("{BEFORE}{example}") };
    let scenario = Scenario::read("example", &whole).unwrap_or_else(|problem| panic!("{problem}\n{whole}"));
    record(&scenario).unwrap_or_else(|problem| panic!("{problem}\n{whole}"))
}

#[test]
fn everything_that_can_be_copied_runs_and_the_rules_let_it_in() {
    for example in examples() {
        assert_eq!(recorded(example).refused, [], "{example}");
    }
}

/// What is set aside is a duty of one policy, and an account is judged by any of them.
#[test]
fn every_kind_of_entry_is_made_by_an_example_but_for_a_duty_set_aside() {
    let made: BTreeSet<&str> =
        examples().flat_map(|example| recorded(example).history).map(|entry| entry.event.kind()).collect();
    let missing: Vec<&str> = CaseEvent::KINDS.iter().copied().filter(|kind| !made.contains(kind)).collect();
    assert_eq!(missing, ["duty-set-aside"]);
}

#[test]
fn every_word_is_explained_as_it_is_and_has_an_example() {
    for word in fact_words() {
        let row = format!("| `{}` | {} |", word.word, word.meaning);
        assert!(DOCUMENT.contains(&row), "this row is missing:\n{row}");
        let waits = word.waits_for.unwrap_or_default();
        let line = DOCUMENT.lines().find(|line| line.starts_with(&row)).unwrap_or_default();
        assert!(line.ends_with(&format!("| {waits} |")), "{line}");
        let used = format!("what = \"{}\"", word.word);
        assert!(examples().any(|example| example.contains(&used)), "no example: {used}");
        for key in word.keys {
            assert!(DOCUMENT.contains(&format!("`{key}`")), "{key} is not explained");
        }
    }
}

#[test]
fn every_code_of_a_list_stands_in_the_document() {
    let lists: [Vec<&str>; 15] = [
        AbuseKind::ALL.iter().map(|one| one.code()).collect(),
        Agency::ALL.iter().map(|one| one.code()).collect(),
        CameBy::ALL.iter().map(|one| one.code()).collect(),
        Connection::ALL.iter().map(|one| one.code()).collect(),
        GivenHow::ALL.iter().map(|one| one.code()).collect(),
        PersonRole::ALL.iter().map(|one| one.code()).collect(),
        PoliceCall::ALL.iter().map(|one| one.code()).collect(),
        Choice::ALL.iter().map(|one| one.code()).collect(),
        ChoiceState::ALL.iter().map(|one| one.code()).collect(),
        Need::ALL.iter().map(|one| one.code()).collect(),
        Sign::ALL.iter().map(|one| one.code()).collect(),
        ChildCategory::ALL.iter().map(|one| one.code()).collect(),
        EconomicForm::ALL.iter().map(|one| one.code()).collect(),
        MovedTo::ALL.iter().map(|one| one.code()).collect(),
        TechnologyForm::ALL.iter().map(|one| one.code()).collect(),
    ];
    for code in lists.concat() {
        assert!(DOCUMENT.contains(&format!("`{code}`")), "{code}");
    }
}
