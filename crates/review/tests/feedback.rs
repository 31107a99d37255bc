//! Nobody is asked at the end how it went who has said that they do not want to be (domain.md 13C).
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use review::{Outcome, Review, Scenario, run};

/// A case that was closed, with what the survivor said before about being asked.
fn account(said: &str) -> String {
    format!(
        "[scenario]\ntitle = \"How it went\"\nreviewed_until = 2021-09-01\n\n[[person]]\nkey = \"survivor\"\n\n\
         [[fact]]\nwhen = 2021-01-04\nby = \"survivor\"\nwhat = \"disclosure\"\nchildren = \"no\"\n\
         adults_at_risk = \"no\"\n\n{said}\
         [[fact]]\nwhen = 2021-05-10\nby = \"landlord\"\nwhat = \"case-reviewed\"\nwishes = \"Quiet now.\"\n\
         on = 2021-06-10\nwords = \"Nothing new.\"\n\n\
         [[fact]]\nwhen = \"2021-05-10T15:00\"\nby = \"manager\"\nwhat = \"case-closed\"\n\
         ending = \"safe-at-home\"\nwishes = \"I know where you are.\"\nwords = \"Closed as agreed.\"\n"
    )
}

fn asked(wish: &str, on: &str) -> String {
    format!("[[fact]]\nwhen = {on}\nby = \"survivor\"\nwhat = \"feedback-agreed\"\nwish = \"{wish}\"\n\n")
}

/// What came of the duty to ask at the end, in every policy; nothing where it never started.
fn at_the_end(said: &str) -> Option<Outcome> {
    let text = account(said);
    let scenario = Scenario::read("case.toml", &text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    let outcomes = policy::packs::shipped().expect("they are sound").into_iter().map(|pack| {
        let review: Review = run(&scenario, &pack, &scenario.calendar(pack.nation))
            .unwrap_or_else(|problem| panic!("{problem}"));
        let closed = review.chronology.iter().any(|entry| entry.what == "case-closed");
        assert!(closed, "it was closed:\n{review}");
        review.duties.iter().find(|duty| duty.code == "feedback-at-the-end").map(|duty| duty.outcome)
    });
    let outcomes: Vec<Option<Outcome>> = outcomes.collect();
    let [first, others @ ..] = outcomes.as_slice() else { panic!("no policy") };
    assert!(others.iter().all(|outcome| outcome == first), "{outcomes:?}");
    *first
}

#[test]
fn a_survivor_who_said_no_is_not_to_be_asked_at_the_end() {
    assert_eq!(at_the_end(&asked("no", "2021-01-20")), None);
    let changed = [asked("yes", "2021-01-20"), asked("no", "2021-02-20")].concat();
    assert_eq!(at_the_end(&changed), None, "the newest word counts");
}

#[test]
fn a_survivor_who_agreed_or_was_never_asked_is_asked_at_the_end() {
    for said in [String::new(), asked("yes", "2021-01-20"), asked("not-now", "2021-01-20")] {
        assert_eq!(at_the_end(&said), Some(Outcome::Missed), "{said}");
    }
    let changed = [asked("no", "2021-01-20"), asked("yes", "2021-02-20")].concat();
    assert_eq!(at_the_end(&changed), Some(Outcome::Missed), "the newest word counts");
}
