//! Three accounts of the kinds that published decisions show, written before they were run: what a practitioner expects to
//! be flagged is flagged on its day, by each of the five policies.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use jiff::Timestamp;
use jiff::civil::{Date, date};
use review::{DutyLine, Entry, Outcome, Review, Scenario, run};

const NOISE: &str = include_str!("../../../scenarios/08-noise.toml");
const SON: &str = include_str!("../../../scenarios/09-mother-and-son.toml");
const FOLLOWED: &str = include_str!("../../../scenarios/10-followed.toml");

fn reviews(text: &str) -> Vec<Review> {
    let scenario = Scenario::read("case.toml", text).unwrap_or_else(|problem| panic!("{problem}"));
    let packs = policy::packs::shipped().expect("they are sound");
    assert_eq!(packs.len(), 5);
    let judge = |pack: &policy::PolicyPack| run(&scenario, pack, &scenario.calendar(pack.nation));
    packs.iter().map(|pack| judge(pack).unwrap_or_else(|problem| panic!("{problem}"))).collect()
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(domain::when::london()).date()
}

/// The one duty with this word that was started on this day.
fn only<'r>(review: &'r Review, code: &str, on: Date) -> &'r DutyLine {
    let lines: Vec<_> =
        review.duties.iter().filter(|duty| duty.code == code && day(duty.started) == on).collect();
    let [one] = lines[..] else { panic!("not one '{code}' of {on} in {}:\n{review}", review.policy.id) };
    one
}

fn due(review: &Review, code: &str, started: Date) -> (Date, Outcome) {
    let duty = only(review, code, started);
    (day(duty.due), duty.outcome)
}

fn entries<'r>(review: &'r Review, what: &str) -> Vec<&'r Entry> {
    review.chronology.iter().filter(|entry| entry.what == what).collect()
}

fn waits(review: &Review, capability: &str, word: &str) -> bool {
    review.not_yet.iter().any(|line| line.capability == capability && line.word == word)
}

#[test]
fn given_noise_that_was_abuse_when_it_is_reported_then_somebody_looks_the_same_day_and_the_child_is_seen() {
    let reported = date(2022, 3, 7);
    for review in reviews(NOISE) {
        assert_eq!(due(&review, "history", reported), (reported, Outcome::Late));
        assert_eq!(due(&review, "safe-enquiry-planned", reported), (date(2022, 3, 10), Outcome::Late));
        assert_eq!(
            due(&review, "safeguarding", reported),
            (reported, Outcome::Missed),
            "a child lives there"
        );
        let weighed = only(&review, "change-weighed", date(2022, 4, 19));
        assert_eq!(day(weighed.due), date(2022, 4, 19), "somebody reports it a second time");
        let again: Vec<_> = weighed.again.iter().map(|again| day(again.at)).collect();
        assert_eq!(again, [date(2022, 5, 3)], "a letter to both of them changes something");
        let letter = entries(&review, "contact-attempted");
        assert!(letter[0].details.iter().any(|detail| detail.label == "Made although not cleared"));
        assert!(waits(&review, "early-signals", "noise-reported"));
        assert!(waits(&review, "perpetrator-action", "perpetrator-warned"));
    }
}

#[test]
fn given_she_told_an_officer_when_the_police_tell_of_strangling_then_each_is_called_for_on_its_day() {
    let (told, strangled) = (date(2022, 6, 14), date(2022, 6, 20));
    for review in reviews(NOISE) {
        for code in ["contact-plan", "risk-assessed", "safety-plan", "agencies-offered"] {
            assert_eq!(due(&review, code, told), (told, Outcome::Missed), "{code} {}", review.policy.id);
        }
        let child = only(&review, "safeguarding", date(2022, 3, 7));
        assert!(child.again.iter().any(|again| day(again.at) == told), "asked for again: {child:?}");
        for code in ["warning-judged", "children-there", "professional-notice"] {
            assert_eq!(
                due(&review, code, strangled),
                (strangled, Outcome::Missed),
                "{code} {}",
                review.policy.id
            );
        }
        assert_eq!(day(only(&review, "date-today", strangled).due), date(2022, 7, 18), "the bail ends");
    }
}

#[test]
fn given_new_locks_were_asked_for_when_they_come_twelve_weeks_later_then_they_are_late() {
    for review in reviews(NOISE) {
        let locks = only(&review, "home-secured", date(2022, 6, 21));
        assert_eq!((day(locks.due), locks.outcome), (date(2022, 6, 23), Outcome::Late));
        assert_eq!(locks.at.map(day), Some(date(2022, 9, 12)));
        let closing: Vec<_> = review.refused.iter().filter(|line| line.word == "case-closed").collect();
        assert_eq!(closing.len(), 1, "nothing closes on what is still open");
        assert!(waits(&review, "home-measures", "security-requested"));
    }
}

#[test]
fn given_an_older_woman_when_her_gp_tells_of_bruises_then_an_adult_at_risk_is_seen_before_she_says_a_word() {
    let bruises = date(2021, 3, 1);
    for review in reviews(SON) {
        let concern = only(&review, "safeguarding", bruises);
        assert_eq!(
            (day(concern.due), concern.outcome),
            (date(2021, 3, 2), Outcome::Late),
            "{}",
            review.policy.id
        );
        assert_eq!(concern.at.map(day), Some(date(2021, 6, 7)));
        assert!(
            !review.duties.iter().any(|duty| duty.code == "professional-notice"),
            "they judged it medium"
        );
        assert!(
            !review.duties.iter().any(|duty| duty.code == "first-contact" && day(duty.started) == bruises)
        );
        let chased = review.duties.iter().find(|duty| duty.code == "concern-chased").expect("no answer came");
        assert_eq!((day(chased.due), chased.outcome), (date(2021, 6, 10), Outcome::Late));
    }
}

#[test]
fn given_what_she_told_in_one_conversation_then_it_is_one_report_and_her_not_now_is_kept_to_its_day() {
    for review in reviews(SON) {
        assert_eq!(entries(&review, "report-taken").len(), 3, "the GP, the operative and she");
        assert_eq!(entries(&review, "incident-recorded").len(), 1);
        let first: Vec<_> = review.duties.iter().filter(|duty| duty.code == "first-contact").collect();
        assert_eq!(first.len(), 1, "nobody has to ring whoever is speaking with us");
        assert_eq!(first[0].outcome, Outcome::Met);
        assert_eq!(
            due(&review, "risk-again", date(2021, 7, 20)).0,
            date(2021, 7, 20),
            "his threat to himself"
        );
        assert_eq!(due(&review, "watch", date(2021, 8, 16)), (date(2021, 9, 13), Outcome::Missed));
    }
}

#[test]
fn given_stalking_and_breaches_then_the_third_is_a_pattern_and_what_the_marac_heard_was_referred() {
    for review in reviews(FOLLOWED) {
        assert_eq!(entries(&review, "disclosure-taken").len(), 1);
        let warned = only(&review, "warning-judged", date(2022, 11, 7));
        assert_eq!(
            (day(warned.due), warned.outcome),
            (date(2022, 11, 8), Outcome::Late),
            "stalking, at medium"
        );
        assert_eq!(due(&review, "repeating", date(2023, 1, 3)).0, date(2023, 1, 4));
        let marac = only(&review, "marac-decided", date(2023, 1, 3));
        assert_eq!((day(marac.due), marac.outcome), (date(2023, 1, 4), Outcome::Late), "the third incident");
        let again: Vec<_> = marac.again.iter().map(|again| day(again.at)).collect();
        assert_eq!(again, [date(2023, 1, 20)], "fifteen answers ask for the same");
        assert_eq!(marac.at.map(day), Some(date(2023, 1, 25)));
        assert_eq!(due(&review, "marac-repeat", date(2023, 2, 14)).0, date(2023, 2, 15));
        let lowered = review.refused.iter().find(|line| line.word == "severity").expect("it was asked for");
        assert!(lowered.why.contains("only a manager"), "{}", lowered.why);
    }
}

#[test]
fn given_she_cannot_go_on_then_it_calls_for_a_judgement_that_day_and_the_entry_that_was_wrong_counts_no_longer()
 {
    let said = date(2023, 3, 6);
    for review in reviews(FOLLOWED) {
        let mut judged = review.duties.iter().filter(|duty| duty.code == "warning-judged");
        let calls = |duty: &DutyLine| {
            day(duty.started) == said || duty.again.iter().any(|again| day(again.at) == said)
        };
        assert!(judged.any(calls), "{review}");
        let wrong: Vec<Date> =
            review.chronology.iter().filter(|entry| entry.corrected).map(|entry| day(entry.known)).collect();
        assert_eq!(wrong, [date(2023, 1, 17); 2], "the neighbour's report and what it told of");
        assert!(review.refused.iter().all(|line| line.word != "corrected"), "{:?}", review.refused);
        assert_eq!(review.pattern.len(), 4, "two breaches and two of stalking");
        assert!(!review.duties.iter().any(|duty| day(duty.started) == date(2023, 1, 17)), "{review}");
    }
}

#[test]
fn whole_reviews_stand_to_be_read() {
    for (name, text) in [("08-noise", NOISE), ("09-mother-and-son", SON), ("10-followed", FOLLOWED)] {
        let review =
            reviews(text).into_iter().find(|review| review.policy.id == "nhg").expect("it is shipped");
        let shown = review.to_string();
        assert!(shown.lines().all(|line| line.chars().count() <= 110));
        insta::assert_snapshot!(format!("{name}-nhg"), shown);
    }
}
