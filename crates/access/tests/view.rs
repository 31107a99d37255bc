//! What a permit does not show never stands in the view: canaries, planted in every part of a case.
#![cfg(test)]

mod common;

use std::collections::BTreeSet;

use access::action::SeeCase;
use access::{CaseFacts, CaseView, Field, LocationSecret, Relation, Role, check};
use common::{actor, every_case, facts, id};
use domain::case::{CaseEvent, Corrected, Owner};
use domain::people::{Person, PersonRole};
use domain::report::ReportSource;
use domain::text::Words;
use domain::{PersonId, Recorded};
use jiff::Timestamp;
use serde_json::json;

const SURVIVOR: u8 = 0x21;
const PERPETRATOR: u8 = 0x22;
const REPORTER: u8 = 0x23;
const FRIEND: u8 = 0x24;

fn uuid(n: u8) -> String {
    id::<PersonId>(n).to_string()
}

fn event(kind: &str, payload: &serde_json::Value) -> CaseEvent {
    CaseEvent::decode(kind, payload.to_string().as_bytes()).unwrap_or_else(|_| panic!("a {kind}"))
}

fn person(n: u8, roles: &[&str], name: &str) -> CaseEvent {
    event(
        "person-recorded",
        &json!({"person": uuid(n), "roles": roles, "name": name, "also_known_as": [], "born": null,
            "about": format!("about {name}"), "lives_in_home": "not-known"}),
    )
}

fn danger() -> serde_json::Value {
    json!({"now": "no", "police": "not-called", "police_reference": null})
}

fn report() -> CaseEvent {
    event(
        "report-taken",
        &json!({"report": uuid(0x31), "source": "neighbour", "came_by": "letter", "danger": danger(),
            "reporter": uuid(REPORTER), "words": "Shouting at night.", "happened": "not-known",
            "severity": "high"}),
    )
}

fn disclosure() -> CaseEvent {
    event(
        "disclosure-taken",
        &json!({"survivor": uuid(SURVIVOR), "danger": danger(), "safe_to_talk": "yes", "who_is_there": null,
            "line_drops": "wait", "limits_explained": "yes", "meeting": {"place": "canary-wishes-place",
            "worker": "woman", "language": null, "supporter": null, "adjustments": null}}),
    )
}

fn contact() -> [CaseEvent; 3] {
    [
        event(
            "contact-plan-made",
            &json!({"survivor": uuid(SURVIVOR), "channels": [], "code_word": null, "line_drops": "wait",
                "may_be_told": "canary-contact-plan", "interpreter": null}),
        ),
        event(
            "contact-attempted",
            &json!({"attempt": uuid(0x32), "way": "they-contacted-us", "at": "2026-03-10T12:00:00Z",
                "outcome": "spoke", "was_agreed": false, "words": "canary-contact-attempt"}),
        ),
        event("safe-enquiry-planned", &json!({"on": "2026-03-12", "how": "canary-contact-enquiry"})),
    ]
}

fn incident() -> CaseEvent {
    event(
        "incident-recorded",
        &json!({"incident": uuid(0x33), "kinds": ["physical"], "happened": "not-known",
            "words": "canary-incidents-words", "by": [uuid(PERPETRATOR)], "told_by": "neighbour",
            "injuries": null, "children_present": "not-known", "police_reference": null}),
    )
}

/// The reporter's number is known to somebody who must not know it: entries 17 and 18.
fn burnt() -> [CaseEvent; 2] {
    let burnt = json!({"secret": uuid(0x41), "kind": "phone", "since": "not-known", "known_to": "not-known",
        "noticed_by": "us", "how": "canary-reporter-burnt"});
    let decided = json!({"of": 17, "regulator": {"not-reportable": {"why": "canary-reporter-breach"}},
        "survivor": null});
    [event("location-compromised", &burnt), event("breach-decided", &decided)]
}

fn corrected(sequence: u64, instead: CaseEvent) -> CaseEvent {
    let why = Words::parse("It was written down wrongly.").expect("these are words");
    Corrected { sequence, why, instead: Some(Box::new(instead)) }.into()
}

/// A case in which every part holds a canary that names the part.
fn history() -> Vec<Recorded<CaseEvent>> {
    let mut events = vec![
        report(),
        person(REPORTER, &["reporter"], "canary-reporter-first"),
        person(SURVIVOR, &["survivor"], "canary-people-survivor"),
        person(PERPETRATOR, &["alleged-perpetrator"], "Corin Example"),
        person(FRIEND, &["supporter", "reporter"], "canary-people-friend"),
        event(
            "protected-fact-recorded",
            &json!({"secret": uuid(0x41), "kind": "phone", "person": uuid(REPORTER)}),
        ),
        event(
            "protected-fact-recorded",
            &json!({"secret": uuid(0x42), "kind": "phone", "person": uuid(SURVIVOR)}),
        ),
        disclosure(),
        event("wishes-recorded", &json!({"words": "canary-wishes-words"})),
        event(
            "own-behaviour-disclosed",
            &json!({"words": "canary-wishes-own", "respect_line": "not-offered", "children_at_home": "no"}),
        ),
        incident(),
        event("history-looked-up", &json!({"found": "yes", "words": "canary-chronology-history"})),
        corrected(2, person(REPORTER, &["reporter"], "canary-reporter-corrected")),
    ];
    events.extend(contact());
    events.extend(burnt());
    let record = |(sequence, event)| Recorded {
        sequence,
        recorded_at: "2026-03-10T12:00:00Z".parse().expect("an instant"),
        actor: id(7),
        event,
    };
    (1..).zip(events).map(record).collect()
}

/// All that a page could ever print from a view. `Debug` would not do: it hides what people wrote.
fn all_of(view: &CaseView) -> String {
    let lines =
        view.chronology.iter().flat_map(|line| [Some(&line.telling), line.instead.as_ref()]).flatten();
    let told: Vec<String> = lines
        .flat_map(|told| told.details.iter().map(|detail| format!("{}: {}", detail.label, detail.text)))
        .collect();
    json!({
        "plan": view.plan,
        "agreed": view.agreed.as_ref().map(|one| &one.is),
        "wishes": view.wishes.iter().map(|one| &one.is).collect::<Vec<_>>(),
        "people": view.people,
        "connections": view.connections,
        "secrets": view.secrets,
        "disclosure": view.disclosure.as_ref().map(|one| &one.is),
        "household": view.household.as_ref().map(|one| &one.is),
        "incidents": view.incidents.iter().map(|one| &one.is).collect::<Vec<_>>(),
        "reports": view.reports.iter().map(|one| &one.is).collect::<Vec<_>>(),
        "compromised": view.compromised.iter().map(|one| &one.is).collect::<Vec<_>>(),
        "breaches": view.breaches.iter().map(|one| &one.is).collect::<Vec<_>>(),
        "attempts": view.attempts.iter().map(|one| &one.is).collect::<Vec<_>>(),
        "enquiry_plan": view.enquiry_plan.as_ref().map(|one| &one.is),
        "enquiry": view.enquiry.as_ref().map(|one| &one.is),
        "own_behaviour": view.own_behaviour.as_ref().map(|one| &one.is),
        "chronology": told,
    })
    .to_string()
}

/// Every view of the case that any permit gives: one for each role in each relation.
fn views() -> Vec<(Role, Relation, CaseView)> {
    let (mut all, mut there) = (Vec::new(), BTreeSet::new());
    for role in Role::ALL {
        for facts in every_case() {
            if let Ok(permit) = check::<SeeCase>(&actor(*role), &facts)
                && there.insert((*role, permit.relation()))
            {
                all.push((*role, permit.relation(), CaseView::reduce(&permit, &history(), now())));
            }
        }
    }
    all
}

fn now() -> Timestamp {
    "2026-03-10T12:00:00Z".parse().expect("an instant")
}

fn view_of(role: Role, relation: Relation) -> CaseView {
    let found = views().into_iter().find(|(has, stands, _)| (*has, *stands) == (role, relation));
    found.expect("there is such a view").2
}

#[test]
fn what_a_permit_does_not_show_is_nowhere_in_the_view() {
    let canaries: [(Field, &[&str]); 6] = [
        (Field::Contact, &["canary-contact-plan", "canary-contact-attempt", "canary-contact-enquiry"]),
        (Field::Wishes, &["canary-wishes-place", "canary-wishes-words", "canary-wishes-own"]),
        (Field::People, &["canary-people-survivor", "canary-people-friend"]),
        (
            Field::Reporter,
            &[
                "canary-reporter-first",
                "canary-reporter-corrected",
                "canary-reporter-burnt",
                "canary-reporter-breach",
                &uuid(REPORTER),
            ],
        ),
        (Field::Incidents, &["canary-incidents-words"]),
        (Field::Chronology, &["canary-chronology-history"]),
    ];
    let mut hidden = BTreeSet::new();
    let mut shown = BTreeSet::new();
    for (role, relation, view) in views() {
        let page = all_of(&view);
        for (field, planted) in canaries {
            for canary in planted {
                let is_there = page.contains(canary);
                // The control: where a part is shown its canary is found, so a leak would be found too.
                assert_eq!(is_there, view.shows(field), "{role:?} {relation:?} {canary}");
            }
            let seen = if view.shows(field) { &mut shown } else { &mut hidden };
            seen.insert(field);
        }
    }
    assert_eq!(shown.len(), canaries.len());
    let always = [Field::Contact];
    assert!(canaries.iter().all(|(field, _)| hidden.contains(field) != always.contains(field)));
}

#[test]
fn a_housing_officer_does_not_learn_who_reported_nor_how() {
    let view = view_of(Role::HousingOfficer, Relation::Assigned);
    let page = all_of(&view);
    assert!(!view.people.contains_key(&id(REPORTER)));
    assert!(view.secrets.iter().all(|held| held.person != id(REPORTER)));
    assert!(!page.to_lowercase().contains("neighbour"), "the source gives a neighbour away");
    assert!(!page.contains("Came by"));
    assert!(view.incidents.iter().all(|one| one.is.told_by == ReportSource::Anonymous));
    assert_eq!(view.name(id(REPORTER)), "somebody not shown here");
    assert!(view.chronology.iter().all(|line| ![2, 6, 13].contains(&line.sequence)));
}

#[test]
fn somebody_who_reported_and_is_more_is_shown_as_the_rest_of_what_they_are() {
    let friend = |view: &CaseView| view.people[&id(FRIEND)].roles.clone();
    let officers = view_of(Role::HousingOfficer, Relation::Assigned);
    assert_eq!(friend(&officers), BTreeSet::from([PersonRole::Supporter]));
    let leads = view_of(Role::DaLead, Relation::Organisation);
    assert_eq!(friend(&leads), BTreeSet::from([PersonRole::Supporter, PersonRole::Reporter]));
    let roles_told = officers.chronology.iter().flat_map(|line| &line.telling.details);
    assert!(
        roles_told
            .filter(|detail| detail.label == "In this case")
            .all(|detail| !detail.text.contains("Reporter"))
    );
}

#[test]
fn a_lead_learns_who_reported_and_how() {
    let view = view_of(Role::DaLead, Relation::Organisation);
    let page = all_of(&view);
    for shown in ["canary-reporter-corrected", "A neighbour", "Came by"] {
        assert!(page.contains(shown), "{shown}");
    }
    assert_eq!(view.incidents[0].is.told_by, ReportSource::Neighbour);
    let corrected = view.chronology.iter().find(|line| line.sequence == 2).expect("the line is there");
    assert_eq!(corrected.corrected_by, Some(13));
}

#[test]
fn the_line_says_who_recorded_it() {
    let view = view_of(Role::HousingOfficer, Relation::Assigned);
    assert!(!view.chronology.is_empty());
    assert!(view.chronology.iter().all(|line| line.actor == id(7)));
}

#[test]
fn without_a_name_somebody_is_called_what_they_are() {
    let mut entries = history();
    entries[2].event = Person::unnamed(id(SURVIVOR), PersonRole::Survivor).into();
    let facts = every_case().remove(0);
    let permit = check::<SeeCase>(&actor(Role::DaLead), &facts).expect("a lead may");
    let view = CaseView::reduce(&permit, &entries, now());
    assert_eq!(view.name(id(SURVIVOR)), "Survivor, name not known");
    assert_eq!(view.survivor().map(|person| person.person), Some(id(SURVIVOR)));
}

#[test]
fn the_debug_form_of_a_secret_says_nothing_and_like_is_known_from_like() {
    let typed = LocationSecret::new("07700 900123".to_owned());
    assert_eq!(format!("{typed:?}"), "LocationSecret");
    assert!(typed.same_as(&LocationSecret::new("(07700) 900-123".to_owned())));
    assert!(!typed.same_as(&LocationSecret::new("07700 900124".to_owned())));
}

/// What a housing officer sees of somebody who was a supporter first and then turned out to be the one
/// who told us, on a day before that was known.
fn before_it_was_known(later: CaseEvent) -> (CaseView, CaseView) {
    let at = |time: &str| format!("2026-03-{time}T12:00:00Z").parse().expect("an instant");
    let entry = |sequence, day: &str, event| Recorded { sequence, recorded_at: at(day), actor: id(7), event };
    let whole = [
        entry(1, "01", report()),
        entry(2, "02", person(SURVIVOR, &["survivor"], "Survivor Example")),
        entry(3, "03", person(FRIEND, &["supporter"], "canary-friend")),
        entry(4, "09", later),
    ];
    let facts =
        every_case().into_iter().find(|facts| facts.owner == Owner::Person { owner: id(1), cover: None });
    let permit =
        check::<SeeCase>(&actor(Role::HousingOfficer), &facts.expect("one is theirs")).expect("they may");
    (CaseView::reduce(&permit, &whole, at("05")), CaseView::reduce(&permit, &whole, at("10")))
}

#[test]
fn a_reporter_recorded_as_such_only_later_is_hidden_on_an_earlier_day_too() {
    let reporter = || person(FRIEND, &["reporter"], "canary-friend");
    for later in [reporter(), corrected(3, reporter())] {
        let (earlier, now) = before_it_was_known(later);
        assert_eq!(earlier.sequence, 3);
        assert_eq!(now.sequence, 4);
        for view in [earlier, now] {
            assert!(!all_of(&view).contains("canary-friend"));
            assert!(view.chronology.iter().all(|line| line.sequence < 3));
        }
    }
    // The control: somebody who stays a supporter is shown on both days.
    let (earlier, now) = before_it_was_known(person(FRIEND, &["supporter", "reporter"], "canary-friend"));
    for view in [earlier, now] {
        assert!(all_of(&view).contains("canary-friend"));
        assert_eq!(view.people[&id(FRIEND)].roles, BTreeSet::from([PersonRole::Supporter]));
    }
}

#[test]
fn what_was_recorded_of_a_reporter_stays_hidden_when_they_become_more() {
    let entry = |sequence, event| Recorded { sequence, recorded_at: now(), actor: id(7), event };
    let fact = event(
        "protected-fact-recorded",
        &json!({"secret": uuid(0x41), "kind": "phone", "person": uuid(FRIEND)}),
    );
    let whole = [
        entry(1, report()),
        entry(2, person(FRIEND, &["reporter"], "canary-friend")),
        entry(3, fact),
        entry(4, person(FRIEND, &["supporter", "reporter"], "canary-friend")),
    ];
    let facts =
        every_case().into_iter().find(|facts| facts.owner == Owner::Person { owner: id(1), cover: None });
    let permit =
        check::<SeeCase>(&actor(Role::HousingOfficer), &facts.expect("one is theirs")).expect("they may");
    let view = CaseView::reduce(&permit, &whole, now());
    let shown: Vec<u64> = view.chronology.iter().map(|line| line.sequence).collect();
    assert_eq!(shown, [1, 4]);
}

#[test]
fn a_line_holds_the_words_as_they_stand_and_a_correction_says_what_it_corrects() {
    let entry = |sequence, event| Recorded { sequence, recorded_at: now(), actor: id(7), event };
    let wish = |words: &str| event("wishes-recorded", &json!({ "words": words }));
    let whole = [entry(1, report()), entry(2, wish("To stay.")), entry(3, corrected(2, wish("To leave.")))];
    let permit = check::<SeeCase>(&actor(Role::DaLead), &every_case()[0]).expect("a lead may");
    let lines = CaseView::reduce(&permit, &whole, now()).chronology;
    assert_eq!(lines[1].words.as_ref().map(Words::as_str), Some("To leave."));
    assert_eq!((lines[1].corrected_by, lines[1].kind), (Some(3), "wishes-recorded"));
    assert_eq!((lines[2].corrects, lines[2].words.as_ref()), (Some(2), None));
}

/// whoever took a report goes on with the conversation beside it, until somebody has the record.
#[test]
fn whoever_took_a_report_sees_its_words_again_and_nothing_else_until_somebody_has_the_record() {
    let report = |n: u8, words: &str| {
        event(
            "report-taken",
            &json!({"report": uuid(n), "source": "survivor", "came_by": "phone", "danger": danger(),
                "reporter": null, "words": words, "happened": "not-known", "severity": "high"}),
        )
    };
    let (me, colleague) = (id(1), id(7));
    let events = [
        (me, report(0x31, "canary-own-report")),
        (colleague, report(0x32, "canary-later-report")),
        (me, incident()),
        (me, event("history-looked-up", &json!({"found": "yes", "words": "canary-chronology-history"}))),
    ];
    let record = |(sequence, (actor, event))| Recorded { sequence, recorded_at: now(), actor, event };
    let history: Vec<_> = (1..).zip(events).map(record).collect();
    let fresh = CaseFacts { owner: Owner::Nobody, recorder: id(1), ..facts() };
    let seen = |facts: &CaseFacts| {
        let permit = check::<SeeCase>(&actor(Role::CallHandler), facts).ok()?;
        Some(all_of(&CaseView::reduce(&permit, &history, now())))
    };
    let page = seen(&fresh).expect("they took it");
    assert!(page.contains("canary-own-report"), "{page}");
    for hidden in ["canary-later-report", "canary-incidents-words", "canary-chronology-history"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
    // That somebody recorded an incident since is told by its place alone, so that nobody asks for it twice.
    let permit = check::<SeeCase>(&actor(Role::CallHandler), &fresh).expect("they took it");
    let last = |until: usize| {
        let view = CaseView::reduce(&permit, history.get(..until).unwrap_or_default(), now());
        (view.last_incident, view.incidents.len())
    };
    assert_eq!((last(2), last(4)), ((None, 0), (Some(3), 0)));
    // The controls: another call handler, and the same one once somebody has it.
    let others = CaseFacts { recorder: id(8), ..fresh.clone() };
    let handed_over = CaseFacts { owner: Owner::Person { owner: id(11), cover: None }, ..fresh };
    assert_eq!((seen(&others), seen(&handed_over)), (None, None));
}
