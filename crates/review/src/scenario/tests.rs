//! Complaints name the line, what is wrong and the nearest word.

use super::Scenario;
use super::words::Records;
use super::{fact_words, teller::BODIES};

const HEAD: &str = "[scenario]\ntitle = \"A case\"\n\n[[person]]\nkey = \"survivor\"\n\n";

fn problem(rest: &str) -> String {
    Scenario::read("case.toml", &format!("{HEAD}{rest}")).unwrap_err().to_string()
}

fn fact(lines: &str) -> String {
    problem(&format!("[[fact]]\n{lines}\n"))
}

#[test]
fn a_slip_is_explained_with_its_line_and_the_nearest_word() {
    let complaints = [
        fact("when = 2021-05-10\nby = \"survivor\"\nwhat = \"incidnet\""),
        fact("when = 2021-05-10\nby = \"neigbour\"\nwhat = \"report\""),
        fact("when = 2021-05-10\nby = \"survivor\"\nwhat = \"incident\"\nkind = [\"physical\"]"),
        fact("when = 2021-05-10\nby = \"survivor\"\nwhat = \"incident\"\nkinds = [\"phisical\"]"),
        fact("when = \"10/05/2021\"\nby = \"survivor\"\nwhat = \"incident\""),
        fact("when = \"not known\"\nby = \"survivor\"\nwhat = \"incident\""),
        fact("when = 2021-05-10\nknown = 2021-05-09\nby = \"survivor\"\nwhat = \"incident\""),
        fact("by = \"survivor\"\nwhat = \"incident\""),
        fact("when = 2021-05-10\nwhat = \"incident\""),
        fact("when = 2021-05-10\nwhat = \"wishes\""),
        fact("when = 2021-05-10\nby = \"survivor\"\nwhat = \"incident\"\ndone_by = [\"ex\"]"),
        fact("when = 2021-05-10\nby = \"survivor\"\nwhat = \"incident\"\ncount = 0"),
        problem("[[person]]\nkey = \"survivor\"\n"),
        problem("[[person]]\nkey = \"ex\"\n"),
        problem("[[facts]]\n"),
        problem(""),
        problem("[[fact]]\nwhen = \n"),
    ];
    insta::assert_snapshot!(complaints.join("\n"));
}

#[test]
fn a_fact_before_any_report_is_explained_when_it_is_recorded() {
    let text = format!("{HEAD}[[fact]]\nwhen = 2021-05-10\nwhat = \"wishes\"\nwords = \"To stay.\"\n");
    let problem = crate::record(&Scenario::read("case.toml", &text).unwrap()).unwrap_err().to_string();
    assert!(problem.starts_with("case.toml:7: nothing was reported yet"), "{problem}");
}

#[test]
fn words_and_bodies_stand_once_and_what_is_only_noted_says_what_it_waits_for() {
    let words: std::collections::BTreeSet<_> = fact_words().iter().map(|word| word.word).collect();
    assert_eq!(words.len(), fact_words().len());
    let bodies: std::collections::BTreeSet<_> = BODIES.iter().map(|(word, _)| word).collect();
    assert_eq!(bodies.len(), BODIES.len());
    for word in fact_words().iter().filter(|word| word.records == Records::Noted) {
        assert!(word.waits_for.is_some() || ["note", "determination"].contains(&word.word), "{}", word.word);
    }
}

#[test]
fn every_capability_that_a_word_waits_for_is_one_on_record() {
    let named: Vec<&str> =
        policy::commitments::registry().unwrap().iter().map(|on| on.capability.as_str()).collect();
    let known = [named, super::words::OF_THE_FIELD.to_vec()].concat();
    for word in fact_words() {
        assert!(word.waits_for.is_none_or(|capability| known.contains(&capability)), "{}", word.word);
    }
}
