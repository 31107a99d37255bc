//! `holdfast review --case`: what it shows, what it never shows, and what it leaves behind.

use std::collections::BTreeSet;
use std::sync::Arc;

use access::action::SeeLooks;
use access::{Actor, Role, check};
use domain::case::CaseEvent;
use domain::text::CaseReference;
use domain::{CaseId, Recorded};
use seal::MasterKey;
use serde_json::Value;
use store::{Config, Fault, KeptCase, Look, LooksAsked, OperatorLook, Store};

use crate::kit::{Room, text};

const CASES: u8 = 12;
const WHY: &str = "Complaint 31 about the first contact";

/// A case of the room, with everything in it that somebody typed.
struct Held {
    case: CaseId,
    reference: CaseReference,
    history: Vec<Recorded<CaseEvent>>,
    typed: BTreeSet<String>,
}

/// Runs something on the store of a room.
fn on_store<T, F: Future<Output = T>>(room: &Room, work: impl FnOnce(Arc<Store>) -> F) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let master = MasterKey::read_file(&room.path("data/keys/master.key")).unwrap();
        let store = Arc::new(Store::open(&Config::sqlite(room.path("data")), master).await.unwrap());
        let done = work(Arc::clone(&store)).await;
        Arc::into_inner(store).expect("nobody else has it").close().await;
        done
    })
}

fn held(room: &Room) -> Vec<Held> {
    on_store(room, |store| async move {
        let organisations = store.read::<_, Fault, _>(|snapshot| Box::pin(snapshot.organisations())).await;
        let kept = store.kept_after(organisations.unwrap()[0].id, None).await.unwrap();
        let held = |kept: &KeptCase| {
            let history = kept.history().unwrap();
            Held { case: kept.case(), reference: kept.reference(), typed: words(&history), history }
        };
        kept.iter().map(held).collect()
    })
}

/// Every text of a journal that is no code, no time and no id: what people are called, and what was typed.
fn words(history: &[Recorded<CaseEvent>]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for entry in history {
        gather(&serde_json::from_slice(&entry.event.encode().unwrap()).unwrap(), &mut words);
    }
    words
}

fn gather(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if is_typed(text) => drop(words.insert(text.clone())),
        Value::Array(values) => values.iter().for_each(|value| gather(value, words)),
        Value::Object(fields) => fields.values().for_each(|value| gather(value, words)),
        _ => {}
    }
}

fn is_typed(text: &str) -> bool {
    let is_code = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-:.".contains(c));
    let is_time = text.parse::<jiff::Timestamp>().is_ok() || text.parse::<jiff::civil::Date>().is_ok();
    !is_code && !is_time && text.chars().count() > 2
}

/// Text is wrapped when it is shown, so the first words of it are looked for.
fn start(typed: &str) -> String {
    typed.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

fn review(room: &Room, case: CaseReference, more: &[&str]) -> String {
    let case = case.to_string();
    let output = room.run(&[&["review", "--data", "data", "--case", &case, "--why", WHY], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn given_any_stored_case_when_it_is_reviewed_then_nobody_in_it_and_nothing_that_was_typed_is_shown() {
    let room = Room::with_cases(CASES);
    let all = held(&room);
    assert_eq!(all.len(), usize::from(CASES));
    let mut tried = 0;
    for held in &all {
        let shown =
            [review(&room, held.reference, &[]), review(&room, held.reference, &["--format", "json"])];
        assert!(shown.iter().all(|shown| shown.contains(&held.reference.to_string())));
        for typed in &held.typed {
            let start = start(typed);
            assert!(shown.iter().all(|shown| !shown.contains(&start)), "{start} of {}", held.reference);
            tried += 1;
        }
    }
    assert!(tried > 10 * usize::from(CASES), "the demo's cases say hardly anything: {tried}");
}

#[test]
fn given_a_review_that_does_tell_of_people_then_the_same_sweep_finds_them_in_it() {
    let pack = policy::packs::find("nhg").unwrap().unwrap();
    let calendar = policy::calendar::Calendar::new(pack.nation);
    let voice =
        review::Voice { name: &|_| "somebody".to_owned(), who: &|_| String::new(), shows_reporters: false };
    for held in held(&Room::with_cases(3)) {
        let now = held.history.last().unwrap().recorded_at;
        let told = review::of_history("A case", &held.history, &pack, &calendar, now, &voice);
        let told = serde_json::to_string(&told).unwrap();
        assert!(held.typed.iter().any(|typed| told.contains(&start(typed))), "{}", held.reference);
    }
}

#[test]
fn given_a_stored_case_when_it_is_reviewed_then_its_entries_and_duties_are_told_with_their_times() {
    let room = Room::with_cases(CASES);
    let all = held(&room);
    let mut duties = 0;
    for held in &all {
        let json: Value =
            serde_json::from_str(&review(&room, held.reference, &["--format", "json"])).unwrap();
        assert_eq!(json["policy"]["id"], "nhg");
        assert_eq!(json["chronology"][0]["entry"], 1);
        assert!(json["chronology"][0]["known"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
        for duty in json["duties"].as_array().unwrap() {
            assert!(duty["started"].is_string() && duty["due"].is_string() && duty["outcome"].is_string());
            duties += 1;
        }
    }
    assert!(duties > usize::from(CASES), "{duties}");
    let other: Value =
        serde_json::from_str(&review(&room, all[0].reference, &["--policy", "council", "--format", "json"]))
            .unwrap();
    assert_eq!(other["policy"]["id"], "council");
}

#[test]
fn given_a_stored_case_when_it_is_reviewed_then_that_and_why_stands_in_its_access_journal() {
    let room = Room::with_cases(2);
    let reviewed = held(&room).remove(0);
    review(&room, reviewed.reference, &[]);
    let looks = on_store(&room, |store| async move {
        let organisations = store.read::<_, Fault, _>(|snapshot| Box::pin(snapshot.organisations())).await;
        let organisation = organisations.unwrap()[0].id;
        let users = store.read::<_, Fault, _>(move |snapshot| Box::pin(snapshot.users(organisation))).await;
        let lead = users.unwrap().into_iter().find(|user| user.role == Role::DaLead).unwrap();
        let actor = Actor::new(lead.id, organisation, lead.role);
        let looks = store.read::<Vec<Look>, Fault, _>(move |snapshot| {
            Box::pin(async move {
                let facts =
                    snapshot.case_facts(&actor, reviewed.case, jiff::Timestamp::UNIX_EPOCH).await?.unwrap();
                let permit = check::<SeeLooks>(&actor, &facts).unwrap();
                snapshot.looks(&permit, LooksAsked::newest(1)).await
            })
        });
        looks.await.unwrap()
    });
    let look = &looks[0];
    let told = (look.user, look.action.as_str(), look.part.as_str(), look.why.as_deref());
    assert_eq!(told, (OperatorLook::USER, "review", "kinds-and-times", Some(WHY)));
}

#[test]
fn given_a_slip_in_what_was_typed_then_nothing_is_shown_and_no_look_is_written() {
    let room = Room::with_cases(1);
    let reference = held(&room).remove(0).reference.to_string();
    let case = ["review", "--data", "data", "--case", reference.as_str()];
    room.refused(&[&case[..], &["--why", " "]].concat());
    room.refused(&[&case[..], &["--why", WHY, "--policy", "nobody"]].concat());
    // That nothing in the directory changed says that nothing was written to the access journal.
    room.refused(&[&case[..], &["--why", WHY, "--key", "no-such.key"]].concat());
}

#[test]
fn given_a_store_that_is_served_then_no_case_of_it_is_reviewed() {
    let room = Room::with_cases(1);
    let reference = held(&room).remove(0).reference.to_string();
    let _served = crate::kit::Served::start(&room, &["serve", "--data", "data", "--listen", "127.0.0.1:0"]);
    let line = room.refused(&["review", "--data", "data", "--case", &reference, "--why", WHY]);
    assert!(line.starts_with("another process has this data open"), "{line}");
}
