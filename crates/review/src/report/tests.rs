//! What holds of every account: nothing is known before it is known, and the order of a file says nothing.

use std::collections::BTreeSet;

use domain::text::CaseReference;
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use policy::PolicyPack;
use policy::calendar::Calendar;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Entry, OutlineLine, Review, Voice, of_history, outline, run};
use crate::record;
use crate::scenario::Scenario;

const HEAD: &str = "[scenario]\ntitle = \"A case\"\nreviewed_until = 2021-12-31\n\n";
const PEOPLE: [&str; 3] = [
    "[[person]]\nkey = \"resident\"\nrole = \"survivor\"\n",
    "[[person]]\nkey = \"ex\"\nrole = \"alleged-perpetrator\"\nconnection = \"married\"\n",
    "[[person]]\nkey = \"aunt\"\nrole = \"reporter\"\nknown = 2020-06-15\n",
];
const FIRST: &str = "[[fact]]\nwhen = 2020-01-01\nby = \"police\"\nwhat = \"report\"\n";

/// What may be said, without its dates.
const FACTS: [&str; 22] = [
    "by = \"resident\"\nwhat = \"assault\"",
    "by = \"neighbour\"\nwhat = \"incident\"\nkinds = [\"threats\"]\nchildren_present = \"yes\"",
    "by = \"police\"\nwhat = \"agency-notice\"",
    "by = \"resident\"\nwhat = \"disclosure\"\nchildren = \"yes\"\nadults_at_risk = \"not-known\"",
    "by = \"contractor\"\nwhat = \"repair-reported\"",
    "what = \"household\"\nchildren = \"no\"\nadults_at_risk = \"no\"",
    "what = \"severity\"\nseverity = \"medium\"",
    "by = \"manager\"\nwhat = \"severity\"\nseverity = \"standard\"\nwords = \"It is calmer.\"",
    "what = \"owner-named\"",
    "what = \"region-placed\"",
    "by = \"landlord\"\nwhat = \"police-told\"",
    "what = \"history-looked-up\"\nfound = \"yes\"",
    "what = \"safe-enquiry-planned\"\non = 2021-12-01",
    "what = \"safe-enquiry-made\"\noutcome = \"nothing-said\"",
    "what = \"wishes\"\nwords = \"To stay.\"",
    "what = \"contact-plan\"\nways = [\"phone: safe\", \"letter: not-safe\"]",
    "by = \"resident\"\nwhat = \"contact-made\"",
    "by = \"landlord\"\nwhat = \"contact-tried\"\nway = \"letter\"",
    "what = \"contact-agreed\"\non = 2021-12-20",
    "what = \"contact-missed\"",
    "what = \"safeguarding-concern\"\nconcern = \"children\"",
    "by = \"landlord\"\nwhat = \"transfer-refused\"",
];

/// A fact as it stands in a file, and the day on which it becomes known.
#[derive(Debug, Clone)]
struct Told {
    text: String,
    known: Date,
}

/// Known, at the latest, before the first day that a fact agrees on: nothing is agreed for a day that has passed.
fn told() -> impl Strategy<Value = Told> {
    (select(FACTS.as_slice()), 0_i32..620, select([0_i32, 0, 1, 40].as_slice()), 0_u8..3).prop_map(
        |(fact, happened, later, shape)| {
            let day = date(2020, 1, 2).saturating_add(happened.days());
            let (when, certain) = match shape {
                0 => (day.to_string(), day),
                1 => (format!("\"{}\"", day.strftime("%Y-%m")), day.last_of_month()),
                _ => (format!("\"{day}..{}\"", day.saturating_add(9.days())), day.saturating_add(9.days())),
            };
            let known = certain.saturating_add(later.days());
            let said = if later == 0 { String::new() } else { format!("known = {known}\n") };
            Told { text: format!("[[fact]]\nwhen = {when}\n{said}{fact}\n"), known }
        },
    )
}

fn several() -> impl Strategy<Value = Vec<Told>> {
    proptest::collection::vec(told(), 0..12)
}

fn nhg() -> PolicyPack {
    policy::packs::find("nhg").unwrap().unwrap()
}

fn scenario<'t>(blocks: impl IntoIterator<Item = &'t str>) -> Scenario {
    let text: Vec<&str> = std::iter::once(HEAD).chain(blocks).collect();
    Scenario::read("case.toml", &text.join("\n")).unwrap_or_else(|problem| panic!("{problem}\n{text:#?}"))
}

fn blocks(facts: &[Told]) -> Vec<&str> {
    PEOPLE.into_iter().chain([FIRST]).chain(facts.iter().map(|fact| fact.text.as_str())).collect()
}

fn judged(scenario: &Scenario) -> Review {
    let pack = nhg();
    run(scenario, &pack, &scenario.calendar(pack.nation)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_review_as_of_a_day_is_that_of_a_file_that_ends_on_that_day(facts in several(), day in 0_i32..730) {
        let day = date(2020, 1, 1).saturating_add(day.days());
        let whole = judged(&scenario(blocks(&facts)).reviewed_on(day));
        let known: Vec<Told> = facts.iter().filter(|fact| fact.known <= day).cloned().collect();
        let cut = judged(&scenario(blocks(&known)).reviewed_on(day));
        prop_assert_eq!(Review { known_later: 0, ..whole }, Review { known_later: 0, ..cut });
    }

    #[test]
    fn what_becomes_known_later_changes_nothing_before_it(facts in several(), day in 0_i32..730) {
        let whole = scenario(blocks(&facts));
        let then = judged(&whole.clone().reviewed_on(date(2020, 1, 1).saturating_add(day.days())));
        let now = judged(&whole);
        prop_assert!(now.chronology.starts_with(&then.chronology));
        prop_assert!(now.pattern.starts_with(&then.pattern));
        prop_assert!(now.refused.starts_with(&then.refused));
    }

    #[test]
    fn the_order_of_a_file_says_nothing(
        (facts, order) in several().prop_flat_map(|facts| {
            let places: Vec<usize> = (0..facts.len() + 4).collect();
            (Just(facts), Just(places).prop_shuffle())
        })
    ) {
        let blocks = blocks(&facts);
        let shuffled = scenario(order.iter().map(|place| blocks[*place]));
        prop_assert_eq!(judged(&shuffled), judged(&scenario(blocks)));
    }

    #[test]
    fn the_pattern_repeats_when_the_engine_says_so(facts in several()) {
        let review = judged(&scenario(blocks(&facts)));
        let seen: BTreeSet<Timestamp> =
            review.pattern.iter().filter(|line| line.repeats).map(|line| line.known).collect();
        let raised: BTreeSet<Timestamp> =
            review.duties.iter().filter(|duty| duty.code == "repeating").map(|duty| duty.started).collect();
        prop_assert_eq!(seen, raised);
    }

    #[test]
    fn nothing_of_an_account_is_dropped(facts in several()) {
        let recording = record(&scenario(blocks(&facts))).unwrap();
        let review = judged(&scenario(blocks(&facts)));
        let notes = review.chronology.iter().filter(|entry| entry.entry.is_none()).count();
        prop_assert_eq!(notes, recording.noted.len());
        prop_assert_eq!(review.chronology.len(), recording.history.len() + notes);
        let sequences: Vec<u64> = recording.history.iter().map(|entry| entry.sequence).collect();
        prop_assert_eq!(sequences, (1..=recording.history.len() as u64).collect::<Vec<_>>());
        prop_assert!(recording.history.is_sorted_by_key(|entry| entry.recorded_at));
    }
}

#[test]
fn a_stored_case_is_reviewed_as_of_a_day_and_hides_who_reported() {
    let aunt = "[[fact]]\nwhen = 2020-07-01\nby = \"aunt\"\nwhat = \"report\"\nwords = \"Shouting.\"\n";
    let scenario = scenario(PEOPLE.into_iter().chain([FIRST, aunt]));
    let recording = record(&scenario).unwrap();
    let pack = nhg();
    let seen = |shows_reporters, until: &str| {
        let voice = Voice { name: &|_| "a name".to_owned(), who: &|_| "officer".to_owned(), shows_reporters };
        let calendar = scenario.calendar(pack.nation);
        of_history("Case", &recording.history, &pack, &calendar, until.parse().unwrap(), &voice)
    };
    let labels = |review: &Review| -> Vec<&'static str> {
        review.chronology.iter().flat_map(|entry| &entry.details).map(|detail| detail.label).collect()
    };
    assert!(labels(&seen(true, "2021-01-01T00:00:00Z")).contains(&"Reporter"));
    assert!(!labels(&seen(false, "2021-01-01T00:00:00Z")).contains(&"Reporter"));
    let before = seen(true, "2020-02-01T00:00:00Z");
    assert!(!labels(&before).contains(&"Reporter"));
    assert!(before.chronology.len() < recording.history.len());
}

#[test]
fn an_outline_of_a_stored_case_has_the_same_times_and_duties_and_nothing_that_was_said() {
    let said =
        "[[fact]]\nwhen = 2020-07-01\nby = \"aunt\"\nwhat = \"report\"\nwords = \"Marigold shouting.\"\n";
    let wish = "[[fact]]\nwhen = 2020-08-01\nby = \"resident\"\nwhat = \"wishes\"\nwords = \"Marigold.\"\n";
    let recording = record(&scenario(PEOPLE.into_iter().chain([FIRST, said, wish]))).unwrap();
    let (pack, until) = (nhg(), "2020-07-15T00:00:00Z".parse().unwrap());
    let calendar = Calendar::new(pack.nation);
    let voice =
        Voice { name: &|_| "Marigold".to_owned(), who: &|_| "Marigold".to_owned(), shows_reporters: true };
    let whole = of_history("Case", &recording.history, &pack, &calendar, until, &voice);
    assert!(whole.to_string().contains("Marigold"), "there is nothing to leave out");
    let case = CaseReference::from_random([7; 5]);
    let outline = outline(case, &recording.history, &pack, &calendar, until);
    let json = serde_json::to_string(&outline).unwrap();
    let text = outline.to_string();
    assert!([&json, &text].iter().all(|told| !told.contains("Marigold") && told.contains(&case.to_string())));
    assert_eq!((outline.duties, outline.raised), (whole.duties, whole.raised));
    let times = |entry: &Entry| (entry.entry, entry.known, entry.what, entry.happened.clone());
    let kinds = |line: &OutlineLine| {
        (Some(line.entry), line.known, line.what, line.happened.as_ref().map(super::time::plain))
    };
    let told: Vec<_> = outline.chronology.iter().map(kinds).collect();
    assert_eq!(told, whole.chronology.iter().map(times).collect::<Vec<_>>());
    assert!(told.len() < recording.history.len(), "later entries are not read");
}

#[test]
fn an_agreed_contact_without_a_safe_way_is_refused_and_shown() {
    let agreed = "[[fact]]\nwhen = 2020-02-01\nwhat = \"contact-agreed\"\non = 2020-02-03\n";
    let review = judged(&scenario(PEOPLE.into_iter().chain([FIRST, agreed])));
    assert_eq!(review.refused.len(), 1);
    assert!(review.to_string().contains("that way is not in the contact plan"), "{review}");
}

#[test]
fn a_severity_is_lowered_by_a_manager_only() {
    let judge = |by: &str| {
        let fact = |day: u8, by: &str, severity: &str| {
            format!(
                "[[fact]]\nwhen = 2020-02-0{day}\nby = \"{by}\"\nwhat = \"severity\"\nseverity = \"{severity}\"\nwords = \"So.\"\n"
            )
        };
        let (high, low) = (fact(1, "housing-officer", "high"), fact(2, by, "standard"));
        judged(&scenario(PEOPLE.into_iter().chain([FIRST, &high, &low])))
    };
    assert_eq!(judge("housing-officer").refused.len(), 1);
    assert!(judge("manager").refused.is_empty());
}

#[test]
fn own_behaviour_is_a_record_of_its_own() {
    let own =
        "[[fact]]\nwhen = 2020-02-01\nby = \"ex\"\nwhat = \"own-behaviour\"\nrespect_line = \"taken\"\n";
    let mixed = scenario(PEOPLE.into_iter().chain([FIRST, own]));
    let problem = record(&mixed).unwrap_err().to_string();
    assert!(problem.contains("never one record"), "{problem}");
    let alone = judged(&scenario([PEOPLE[1], own]));
    assert!(alone.duties.iter().any(|duty| duty.code == "survivor-checked"));
    assert!(
        alone
            .chronology
            .iter()
            .all(|entry| entry.details.iter().all(|detail| !detail.text.contains("Survivor")))
    );
}

#[test]
fn somebody_who_becomes_known_later_is_not_in_the_record_before() {
    let aunt = "[[fact]]\nwhen = 2020-07-01\nby = \"aunt\"\nwhat = \"report\"\n";
    let scenario = scenario(PEOPLE.into_iter().chain([FIRST, aunt]));
    let named = |day: Date| {
        let review = judged(&scenario.clone().reviewed_on(day));
        let details = review.chronology.iter().flat_map(|entry| &entry.details);
        details.filter(|detail| detail.text == "aunt").count()
    };
    assert_eq!((named(date(2020, 6, 14)), named(date(2020, 6, 15)), named(date(2020, 7, 1))), (0, 1, 2));
}
