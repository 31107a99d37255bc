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

/// Whoever writes one is told everything at once, each with its line, and nothing that only follows from it.
#[test]
fn every_slip_of_a_file_is_told_at_once_in_the_order_of_its_lines() {
    let text = [
        "[scenario]",                                // 1
        "titel = \"A case\"",                        // 2: no such key, and line 1: no title
        "nation = \"wales\"",                        // 3: no such nation
        "",                                          // 4
        "[[person]]",                                // 5
        "key = \"survivor\"",                        // 6
        "born = \"some day\"",                       // 7: no time
        "weapons = \"perhaps\"",                     // 8: no answer
        "",                                          // 9
        "[[fact]]",                                  // 10
        "when = \"10/05/2021\"",                     // 11: no time
        "known = \"soon\"",                          // 12: no time
        "by = \"neigbour\"",                         // 13: nobody
        "what = \"incident\"",                       // 14
        "kinds = [\"phisical\", \"sexual\", \"x\"]", // 15: two that are none
        "colour = \"red\"",                          // 16: no such key
        "count = 0",                                 // 17: no number
        "",                                          // 18
        "[[fact]]",                                  // 19: no when
        "what = \"wishes\"",                         // 20
        "words = \"To stay.\"",                      // 21
        "",                                          // 22
        "[[fact]]",                                  // 23
        "when = 2021-05-10",                         // 24
        "by = \"survivor\"",                         // 25
        "what = \"incidnet\"",                       // 26: no such word
    ]
    .join("\n");
    let problems = Scenario::read("case.toml", &text).unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [1, 2, 3, 7, 8, 11, 12, 13, 15, 15, 16, 17, 19, 26], "{problems}");
    assert_eq!(problems.to_string().lines().count(), lines.len(), "each in one line");
    // The control: mended, nothing is wrong with it.
    let mended = [
        ("titel", "title"),
        ("\"wales\"", "\"scotland\""),
        ("\"some day\"", "1990-01-01"),
        ("\"perhaps\"", "\"no\""),
        ("\"10/05/2021\"", "2021-05-10"),
        ("\"soon\"", "2021-05-11"),
        ("neigbour", "neighbour"),
        ("\"phisical\", ", "\"physical\", "),
        (", \"x\"", ""),
        ("colour = \"red\"\n", ""),
        ("count = 0", "count = 1"),
        ("what = \"wishes\"", "when = 2021-05-12\nwhat = \"wishes\""),
        ("incidnet", "incident"),
    ];
    let mended = mended.iter().fold(text, |text, (slip, right)| text.replacen(slip, right, 1));
    assert!(Scenario::read("case.toml", &mended).is_ok());
}

#[test]
fn every_slip_against_toml_is_told_and_nothing_that_would_follow_from_it() {
    let text = format!("{HEAD}[[fact]]\nwhen = \n\n[[fact]]\nwhat = \"incident\nby = \"survivor\"\n");
    let problems = Scenario::read("case.toml", &text).unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!((lines.first(), lines.contains(&11)), (Some(&8), true), "{problems}");
    assert!(!problems.to_string().contains("is missing"), "{problems}");
}

#[test]
fn two_corrections_that_name_nothing_are_both_told() {
    let taken_back =
        |of: &str| format!("[[fact]]\nwhen = 2021-05-1{of}\nwhat = \"corrected\"\nof = \"n{of}\"\n");
    let problems = problem(&format!("{}{}", taken_back("1"), taken_back("2")));
    assert!(problems.contains("'n1'") && problems.contains("'n2'"), "{problems}");
}

#[test]
fn how_it_was_done_and_where_they_moved_are_words_of_their_lists_and_the_older_word_for_economic_is_read() {
    let told = "when = 2021-05-10\nby = \"survivor\"\nwhat = \"incident\"\n";
    let slip = fact(&format!("{told}technology = [\"traking\"]"));
    assert!(slip.contains(":11: ") && slip.contains("did you mean 'tracking'"), "{slip}");
    let other = fact(&format!("{told}economic = [\"tracking\"]"));
    assert!(other.starts_with("case.toml:11: ") && other.contains("'tracking'"), "{other}");
    let closed = "when = 2021-05-10\nwhat = \"case-closed\"\n";
    let no_move = fact(&format!("{closed}ending = \"safe-at-home\"\nmoved_to = \"refuge\""));
    assert!(no_move.contains("needs 'ending'") && no_move.contains("'moved_to'"), "{no_move}");

    let text = format!("{HEAD}[[fact]]\n{told}kinds = [\"financial\"]\ntechnology = [\"tracking\"]\n");
    let recording = crate::record(&Scenario::read("case.toml", &text).unwrap()).unwrap();
    let incident = recording.history.iter().find_map(|entry| match &entry.event {
        domain::case::CaseEvent::IncidentRecorded(incident) => Some(incident),
        _ => None,
    });
    let kinds: Vec<&str> = incident.unwrap().kinds.iter().map(|kind| kind.code()).collect();
    assert_eq!(kinds, ["economic", "technology"]);
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
