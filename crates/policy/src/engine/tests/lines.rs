//! What one act does is one line of a list, and what is each by itself is not; titles that hold before their day.

use domain::Happened;

use super::*;
use crate::words::{Evidence, From};

/// The words of the lines in which these open duties stand.
fn lines<'p>(pack: &'p PolicyPack, all: &[Duty<'p>], codes: &[&str]) -> Vec<Option<&'p str>> {
    let open = |code: &str| all.iter().any(|duty| duty.code == code && duty.state.is_open());
    codes.iter().filter(|code| open(code)).map(|code| pack.line_of(code)).collect()
}

fn told() -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Unknown, Answer::No)
        .disclosed()
        .later("2026-03-02T10:00:00Z")
        .incident(Happened::On(date(2026, 3, 1)), Answer::Yes)
}

#[test]
fn given_something_happens_before_anybody_assessed_then_assessing_is_one_line_and_so_is_judging() {
    for pack in given::packs() {
        let all = told().duties(pack, "2026-03-02T11:00:00Z");
        let risk = lines(pack, &all, &["risk-assessed", "risk-again"]);
        assert_eq!(risk, [Some("risk-assessed"); 2], "{}", pack.id);
        let judged = lines(pack, &all, &["severity-judged", "judged-again"]);
        assert_eq!(judged, [Some("severity-judged"); 2], "{}", pack.id);
    }
}

#[test]
fn given_two_promises_or_two_concerns_then_each_is_a_line_by_itself() {
    for pack in given::packs() {
        for code in ["promise", "concern-chased", "concern-raised-higher", "date-today", "agreed-contact"] {
            assert_eq!(pack.line_of(code), None, "{code} in {}", pack.id);
        }
        // The control: what happens again asks for the same act.
        assert_eq!(pack.line_of("repeating"), Some("repeating"), "{}", pack.id);
    }
}

#[test]
fn given_duties_in_one_line_then_some_act_meets_them_all() {
    for pack in given::packs() {
        for rule in pack.duties.iter().filter(|rule| rule.one_with.is_some()) {
            let word = pack.line_of(&rule.id);
            let other = pack.duties.iter().find(|other| Some(other.id.as_str()) == word).unwrap();
            let both: Vec<&Evidence> = rule.met_by.iter().filter(|one| other.met_by.contains(one)).collect();
            assert!(!both.is_empty(), "{} and {} in {}", rule.id, other.id, pack.id);
        }
    }
}

/// Words that are true on one day only.
fn speaks_of_one_day(title: &str) -> bool {
    let title = title.to_lowercase();
    ["today", "tomorrow", "in 30 days", "in a week", "no answer to", "still no answer"]
        .iter()
        .any(|words| title.contains(words))
}

#[test]
fn given_a_duty_whose_day_lies_ahead_then_its_title_holds_before_it_on_it_and_after_it() {
    for pack in given::packs() {
        let ahead = pack.duties.iter().filter(|rule| {
            rule.from != From::Recorded || rule.met_by.iter().any(|evidence| evidence.answers_one_entry())
        });
        for rule in ahead {
            assert!(!speaks_of_one_day(&rule.title), "{}: {}", pack.id, rule.title);
        }
    }
    assert!(speaks_of_one_day("Tomorrow something happens that may change the danger"), "the control");
    assert!(speaks_of_one_day("No answer to the safeguarding concern: ask again"), "the control");
}
