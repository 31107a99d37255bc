//! A case that was closed and is opened again: what is due is that of an open record, at once (R-16, R-17, domain.md 13).

use domain::change::{ChangeRecorded, LifeChange};
use domain::compromise::SurvivorTold;
use domain::contact::Outcome;
use domain::promise::{Kept, PromiseMade, PromiseSettled};
use domain::report::ReportSource;
use domain::reviewing::{CaseClosed, CaseReopened, Ending, TheirView};
use domain::text::Words;
use domain::{Answer, Happened, Severity};
use jiff::civil::date;
use proptest::prelude::*;

use super::given::{Story, at, one, pack, packs, states};
use super::*;

fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

pub fn closed(story: Story) -> Story {
    let view = Some(TheirView::Said(words("I am all right now.")));
    story.say(CaseClosed { ending: Ending::Moved, moved_to: None, view, words: words("They moved away.") })
}

pub fn opened(story: Story) -> Story {
    story.say(CaseReopened { why: words("She rang.") })
}

/// They told us, and all that was asked for of it was done or not; on Friday it was closed, a month later opened again.
fn told(severity: Severity) -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, severity, Answer::Yes)
        .disclosed()
        .household(Answer::Yes, Answer::No)
        .connection()
        .owner()
        .contact_plan()
        .wishes()
}

fn life(on: jiff::civil::Date) -> ChangeRecorded {
    ChangeRecorded {
        change: LifeChange::Release,
        when: Happened::On(on),
        order: None,
        words: None,
        instead_of: None,
    }
}

fn closed_then_opened(story: &Story) -> Story {
    opened(closed(story.later("2026-03-06T12:00:00Z")).later("2026-04-06T10:00:00Z"))
}

/// Whatever is open of these keeps the case open, in every policy: nothing of it is ended by closing.
#[test]
fn given_what_has_to_be_done_before_a_case_closes_then_closing_does_not_end_it() {
    for pack in packs() {
        let ends = |code: &str| pack.duties.iter().find(|rule| rule.id == code).unwrap().closing_ends;
        for code in [
            "police-now",
            "missed-contact",
            "marac-decided",
            "marac-repeat",
            "household-asked",
            "household-again",
            "household-on-record",
            "safety-plan",
            "safety-plan-again",
            "safeguarding",
            "child-hurt",
            "care-act",
            "promise",
            "breach-decided",
            "risk-again",
            "concern-chased",
        ] {
            assert!(!ends(code), "{code} in {}", pack.id);
        }
        for code in ["silence", "next-contact", "case-review", "feedback-asked"] {
            assert!(ends(code), "the control: {code} in {}", pack.id);
        }
    }
}

#[test]
fn given_a_case_then_what_is_open_or_overdue_keeps_it_open_but_for_what_closing_ends() {
    let story = told(Severity::High);
    let all = story.duties(pack("nhg"), "2026-03-02T10:00:00Z");
    assert!(one(&all, "agencies-offered").keeps_open() && !one(&all, "silence").keeps_open());
    assert!(!one(&all, "wishes-asked").keeps_open(), "it was done");
    let late = story.duties(pack("nhg"), "2026-03-30T10:00:00Z");
    assert!(one(&late, "silence").keeps_open(), "what is overdue is first looked at");
}

fn open_codes<'p>(all: &[Duty<'p>]) -> Vec<&'p str> {
    all.iter().filter(|duty| duty.state.is_open()).map(|duty| duty.code).collect()
}

#[test]
fn given_a_closed_case_then_what_was_open_is_ended_by_closing_and_says_so() {
    for pack in packs() {
        let all =
            closed(told(Severity::High).later("2026-03-02T12:00:00Z")).duties(pack, "2026-03-02T13:00:00Z");
        for code in ["agencies-offered", "safeguarding", "silence", "case-review"] {
            assert!(
                matches!(one(&all, code).state, DutyState::Closed { by: 8, .. }),
                "{code} in {}",
                pack.id
            );
        }
        assert!(matches!(one(&all, "wishes-asked").state, DutyState::Met { .. }), "{}", pack.id);
        assert_eq!(open_codes(&all), ["feedback-at-the-end"], "{}", pack.id);
    }
}

#[test]
fn given_it_is_opened_again_then_the_duties_of_an_open_record_start_anew() {
    for pack in packs() {
        let all = closed_then_opened(&told(Severity::High)).duties(pack, "2026-04-06T10:00:00Z");
        let open = open_codes(&all);
        for code in [
            "owner-again",
            "first-contact",
            "silence",
            "case-review",
            "risk-again",
            "safeguarding",
            "secure-home",
        ] {
            assert!(open.contains(&code), "{code} in {}: {}", pack.id, states(&all));
        }
        assert!(all.iter().all(|duty| !duty.state.is_open() || duty.due >= at("2026-04-06T10:00:00Z")));
    }
}

#[test]
fn given_it_is_opened_again_then_the_page_of_what_is_due_reads_so() {
    let all = closed_then_opened(&told(Severity::High)).duties(pack("nhg"), "2026-04-06T10:00:00Z");
    insta::assert_snapshot!("opened_again_nhg", states(&all));
}

#[test]
fn given_danger_in_the_life_before_then_it_is_asked_about_anew_and_not_called_about() {
    for pack in packs() {
        let all = closed_then_opened(&told(Severity::High)).duties(pack, "2026-04-06T10:00:00Z");
        let open = open_codes(&all);
        assert!(open.contains(&"danger-asked") && !open.contains(&"police-now"), "{}", pack.id);
    }
}

#[test]
fn given_what_is_done_once_in_the_life_of_a_case_then_it_is_not_asked_again_where_it_was_done() {
    for pack in packs() {
        let all = closed_then_opened(&told(Severity::High)).duties(pack, "2026-04-06T10:00:00Z");
        let open = open_codes(&all);
        assert!(!open.contains(&"who-is-feared"), "{}", pack.id);
        assert!(open.contains(&"wishes-asked"), "the control: what they want may have changed, {}", pack.id);
        let never = Story::begin("2026-03-02T09:00:00Z")
            .report(ReportSource::Survivor, Severity::High, Answer::No)
            .disclosed();
        let all = closed_then_opened(&never).duties(pack, "2026-04-06T10:00:00Z");
        assert!(open_codes(&all).contains(&"who-is-feared"), "never done before, {}", pack.id);
    }
}

#[test]
fn given_a_release_that_still_lies_ahead_then_it_is_counted_down_to_and_one_that_is_over_is_not() {
    for pack in packs() {
        let ahead = closed_then_opened(&told(Severity::High).say(life(date(2026, 5, 12))));
        let all = ahead.duties(pack, "2026-04-06T10:00:00Z");
        let open = open_codes(&all);
        for code in ["date-in-30-days", "date-in-7-days", "date-tomorrow", "date-today"] {
            assert!(open.contains(&code), "{code} in {}", pack.id);
        }
        let duty = all.iter().find(|duty| duty.code == "date-in-7-days" && duty.state.is_open()).unwrap();
        assert_eq!((duty.due, duty.started.sequence), (at("2026-05-05T22:59:59Z"), 8), "{}", pack.id);
        let over = closed_then_opened(&told(Severity::High).say(life(date(2026, 3, 30))));
        let all = over.duties(pack, "2026-04-06T10:00:00Z");
        assert!(open_codes(&all).iter().all(|code| !code.starts_with("date-")), "{}", pack.id);
    }
}

#[test]
fn given_a_promise_and_a_missed_contact_then_each_is_open_again_under_its_own_entry() {
    let promised = told(Severity::Medium)
        .say(PromiseMade { what: words("New locks"), by: date(2026, 3, 10) })
        .later("2026-03-02T11:00:00Z")
        .attempt(at("2026-03-02T11:00:00Z"), Outcome::NoAnswer, true);
    for pack in packs() {
        let story = closed_then_opened(&promised);
        let all = story.duties(pack, "2026-04-06T10:00:00Z");
        let open = open_codes(&all);
        assert!(
            open.contains(&"promise") && open.contains(&"missed-contact"),
            "{}: {}",
            pack.id,
            states(&all)
        );
        let kept = PromiseSettled {
            of: 8,
            kept: Kept::Kept,
            told: SurvivorTold::Told { at: at("2026-04-06T10:30:00Z") },
            on: date(2026, 4, 6),
            words: None,
        };
        let all = story.later("2026-04-06T11:00:00Z").say(kept).duties(pack, "2026-04-06T12:00:00Z");
        assert!(!open_codes(&all).contains(&"promise"), "its own settling meets it, {}", pack.id);
    }
}

#[test]
fn given_an_incident_or_a_report_on_a_closed_case_then_it_opens_and_the_same_holds() {
    for pack in packs() {
        let shut = closed(told(Severity::High).later("2026-03-06T12:00:00Z")).later("2026-04-06T10:00:00Z");
        let incident = shut.clone().incident(Happened::NotKnown, Answer::No);
        let report = shut.report(ReportSource::Neighbour, Severity::High, Answer::NotKnown);
        for story in [incident, report] {
            let all = story.duties(pack, "2026-04-06T10:00:00Z");
            let open = open_codes(&all);
            for code in ["first-contact", "silence", "case-review", "danger-asked"] {
                let many = open.iter().filter(|open| **open == code).count();
                assert_eq!(many, 1, "{code} in {}: {}", pack.id, states(&all));
            }
        }
    }
}

#[test]
fn given_it_is_closed_twice_then_nothing_of_the_first_life_comes_back_twice() {
    let twice = closed_then_opened(&told(Severity::High).say(life(date(2026, 5, 12))));
    let twice = opened(closed(twice.later("2026-04-07T10:00:00Z")).later("2026-04-08T10:00:00Z"));
    for pack in packs() {
        let all = twice.duties(pack, "2026-04-08T10:00:00Z");
        let mut open: Vec<_> =
            all.iter().filter(|duty| duty.state.is_open()).map(|duty| (duty.code, duty.started)).collect();
        let many = open.len();
        open.sort();
        open.dedup();
        assert_eq!(open.len(), many, "{}: {}", pack.id, states(&all));
        let counted = open.iter().filter(|(code, _)| *code == "date-in-7-days").count();
        assert_eq!(counted, 1, "{}", pack.id);
    }
}

#[test]
fn given_a_letter_or_somebody_elses_report_then_the_silence_goes_on_and_speaking_ends_it() {
    for pack in packs() {
        let story = told(Severity::High).later("2026-03-04T09:00:00Z");
        let due = |story: Story| one(&story.duties(pack, "2026-03-05T09:00:00Z"), "silence").due;
        let before = due(story.clone());
        assert_eq!(due(story.clone().report(ReportSource::Neighbour, Severity::High, Answer::No)), before);
        assert_eq!(due(story.clone().letter()), before, "{}", pack.id);
        assert!(
            due(story.report(ReportSource::Survivor, Severity::High, Answer::No)) > before,
            "{}",
            pack.id
        );
    }
}

proptest! {
    #[test]
    fn right_after_it_is_opened_again_somebody_has_it_goes_through_it_and_speaks_with_a_survivor(
        source in 0..10_usize, severity in 0..5_usize, told in any::<bool>(), owned in any::<bool>(), hours in 0..3000_i64
    ) {
        let begin = at("2026-03-02T09:00:00Z");
        let mut story = Story::begin("2026-03-02T09:00:00Z")
            .report(ReportSource::ALL[source], Severity::ALL[severity], Answer::NotKnown);
        if told { story = story.disclosed(); }
        if owned { story = story.owner(); }
        let shut = closed(story.later("2026-03-03T09:00:00Z"));
        let now = (begin + jiff::SignedDuration::from_hours(24 + hours)).to_string();
        for pack in packs() {
            let all = opened(shut.later(&now)).duties(pack, &now);
            let open = open_codes(&all);
            prop_assert!(open.contains(&"owner-again") && open.contains(&"case-review"), "{}", pack.id);
            let survivors = ReportSource::ALL[source].route() == domain::report::Route::Disclosure
                || (told && ReportSource::ALL[source] != ReportSource::OwnBehaviour);
            prop_assert_eq!(open.contains(&"first-contact") && open.contains(&"silence"), survivors);
        }
    }
}
