use std::collections::BTreeSet;

use super::*;

#[test]
fn every_one_of_the_101_commitments_has_one_line() {
    let lines = coverage(&Kept::shipped().unwrap()).unwrap();
    let ids: BTreeSet<&str> = lines.iter().map(|line| line.commitment.as_str()).collect();
    let counts = [("NAC", 11), ("COU", 17), ("ONE", 25), ("ASC", 28), ("NHG", 20)];
    let expected: BTreeSet<String> = counts
        .iter()
        .flat_map(|(prefix, last)| (1..=*last).map(move |n| format!("{prefix}-{n:02}")))
        .collect();
    assert_eq!(lines.len(), 101);
    assert!(ids.iter().copied().eq(expected.iter().map(String::as_str)));
}

#[test]
fn every_line_says_how_and_names_the_policy_on_record() {
    for line in coverage(&Kept::shipped().unwrap()).unwrap() {
        let on_record = registry().unwrap().iter().find(|on| on.id == line.commitment).unwrap();
        assert_eq!(on_record.policy, line.policy);
        assert!(line.how.ends_with('.') && line.how != on_record.asks);
        assert!(!on_record.capability.is_empty());
    }
}

#[test]
fn a_commitment_is_kept_only_where_a_test_is_named() {
    let kept = Kept::read("kept.toml", "[kept]\nNHG-18 = [\"a::test\"]\nNHG-19 = []\n").unwrap();
    let lines = coverage(&kept).unwrap();
    let state = |id: &str| &lines.iter().find(|line| line.commitment.as_str() == id).unwrap().state;
    assert_eq!(*state("NHG-18"), State::Kept { tests: vec!["a::test".to_owned()] });
    assert_eq!(*state("NHG-19"), State::NotYet { capability: "guided-disclosure".to_owned() });
    assert_eq!(kept.tests().collect::<Vec<_>>(), ["a::test"]);
}

#[test]
fn a_commitment_that_is_not_on_record_cannot_be_kept() {
    let problem = Kept::read("kept.toml", "[kept]\nNHG-81 = [\"a::test\"]\n").unwrap_err().to_string();
    assert!(
        problem.starts_with("kept.toml:2: unknown key 'NHG-81' in kept; did you mean 'NHG-"),
        "{problem}"
    );
}

#[test]
fn the_table_reads_as_reviewed() {
    let lines = coverage(&Kept::default()).unwrap();
    let line = |line: &CoverageLine| format!("{} {:?}: {}", line.commitment, line.kind, line.how);
    insta::assert_snapshot!(lines.iter().map(line).collect::<Vec<_>>().join("\n"));
}
