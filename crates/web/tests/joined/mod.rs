//! Two records about the same person (R13, T8): said on both or on none, by who may see both and just confirmed who they
//! are; taken back; told to nobody who may not see the other; and every way of getting in touch shut until it is confirmed
//! again.

mod compared;
mod unseen;

use access::Actor;
use domain::case::{CaseCommand, Refusal};
use domain::same_person::{Differing, Joined};
use domain::text::Words;
use domain::{CaseId, ChannelId};
use jiff::SignedDuration;
use service::Problem;
use sqlx::Row as _;

use crate::support::{Reply, Telling, TestApp, Who};

pub const WHY: &str = "She gave both references herself";
const TWO: &str = "Her cousin rang, of the same name";

/// A survivor's report in North.
pub fn telling(app: &TestApp, name: &str, number: &str) -> Telling {
    Telling::disclosure().living_in(app.region("North")).answer("name", name).answer("phone", number)
}

/// Two records of one name; the officer has the first and a manager of elsewhere the other.
pub async fn two() -> (TestApp, CaseId, CaseId) {
    let app = TestApp::new().await;
    let one = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", "07700 900457")).await;
    let other = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", "07700 900458")).await;
    app.hand_over(one, Who::Officer).await;
    app.hand_over(other, Who::SouthManager).await;
    (app, one, other)
}

pub async fn reference(app: &TestApp, case: CaseId) -> String {
    app.case_page(case).await.reference.to_string()
}

/// What is sent to say something of this record and another.
pub async fn says(app: &TestApp, who: Who, case: CaseId, other: &str, say: &str, why: &str) -> Reply {
    let fields = [("other", other), ("say", say), ("why", why)];
    app.client(who).post(&format!("/cases/{case}/records"), &fields).await
}

pub async fn joins(app: &TestApp, one: CaseId, other: CaseId) {
    let reference = reference(app, other).await;
    says(app, Who::DaLead, one, &reference, "same", WHY).await.is(303);
}

async fn parts(app: &TestApp, one: CaseId, other: CaseId) {
    let reference = reference(app, other).await;
    says(app, Who::DaLead, one, &reference, "two", TWO).await.is(303);
}

/// How often a kind of entry stands in a journal.
async fn entries(app: &TestApp, case: CaseId, kind: &str) -> i64 {
    let query = sqlx::query("SELECT COUNT(*) FROM journal WHERE stream = $1 AND kind = $2");
    query.bind(case.to_string()).bind(kind).fetch_one(&mut app.database().await).await.unwrap().get(0)
}

#[tokio::test]
async fn given_a_lead_who_says_so_then_it_stands_on_both_with_the_way_to_the_other_and_nothing_is_copied() {
    let (app, one, other) = two().await;
    let people = app.case_page(one).await.view.people;
    app.da_lead().opens(one).await.does_not_say("This person also has record");
    joins(&app, one, other).await;
    for (case, beside) in [(one, other), (other, one)] {
        let page = app.da_lead().opens(case).await;
        let reference = reference(&app, beside).await;
        page.says(&format!("This person also has record {reference}")).says(WHY);
        assert!(page.body.contains(&format!("href=\"/cases/{beside}\"")));
        assert_eq!(entries(&app, case, "records-joined").await, 1);
    }
    assert_eq!(app.case_page(one).await.view.people, people, "nobody came over from the other");
    // As known before that day there was nothing to tell.
    app.da_lead().get(&format!("/cases/{one}?day=2026-02-27")).await.does_not_say("also has record");
}

/// What goes out of the house ties no two records together: the copy for a review, its table, and the list of who looked. They
/// say what is said to whoever may not see the other.
#[tokio::test]
async fn given_two_that_are_joined_then_no_copy_of_either_says_so_and_no_list_tells_the_moment() {
    let (app, one, other) = two().await;
    joins(&app, one, other).await;
    for (case, beside) in [(one, other), (other, one)] {
        let reference = reference(&app, beside).await;
        let lead = app.da_lead();
        for place in ["chronology", "chronology.csv", "looks/list", "looks"] {
            let page = lead.get(&format!("/cases/{case}/{place}")).await;
            page.is(200).does_not_say(&reference).does_not_say(WHY).does_not_say("same person");
            assert!(!page.body.contains(&beside.to_string()), "{place}");
            if place.starts_with("chronology") {
                page.says("Ways of getting in touch to be confirmed again");
            }
        }
        // The control: the same person reads both on the page of the record.
        lead.opens(case).await.says(&reference).says(WHY);
    }
    let privacy = app.actor(Who::PrivacyOfficer).await;
    let looks = app.service.looks(&privacy, one).await.unwrap();
    let midnight: jiff::Timestamp = "2026-03-02T00:00:00Z".parse().unwrap();
    let told = looks.iter().filter(|look| look.part == "confirm-again" || look.part == "again");
    let told: Vec<_> = told.map(|look| (look.by_day, look.at)).collect();
    assert!(!told.is_empty() && told.iter().all(|told| *told == (true, midnight)), "{told:?}");
    // The control: any other entry has its moment.
    assert!(looks.iter().any(|look| look.part == "report" && !look.by_day && look.at > midnight));
    assert!(
        looks.iter().rev().take(told.len()).all(|look| look.by_day),
        "they stand before all others of their day"
    );
}

#[tokio::test]
async fn given_it_is_taken_back_then_neither_leads_to_the_other_and_what_was_said_stays_to_be_read() {
    let (app, one, other) = two().await;
    joins(&app, one, other).await;
    let reference = reference(&app, other).await;
    let asked = format!("/cases/{one}/records?other={reference}");
    let page = app.da_lead().get(&asked).await;
    page.is(200).says("These are two people after all").does_not_say("Phone call: safe");
    // From the other side as well.
    parts(&app, other, one).await;
    for case in [one, other] {
        let page = app.da_lead().opens(case).await;
        page.does_not_say("This person also has record").says(WHY).says(TWO);
        assert_eq!(entries(&app, case, "records-parted").await, 1);
    }
    app.da_lead().get(&asked).await.is(200).says("Both are about the same person");
}

#[tokio::test]
async fn given_who_confirmed_long_ago_then_they_confirm_first_and_nothing_is_recorded() {
    let (app, one, other) = two().await;
    let reference = reference(&app, other).await;
    app.client(Who::SecondLead).opens(one).await.is(200);
    app.wait(SignedDuration::from_mins(11));
    app.client(Who::SecondLead).opens(one).await.is(200);
    let before = app.count_of_entries().await;
    let page = app.client(Who::SecondLead).get(&format!("/cases/{one}/records")).await;
    assert!(page.see_other().starts_with("/confirm"));
    let reply = says(&app, Who::SecondLead, one, &reference, "same", WHY).await;
    assert!(reply.see_other().starts_with("/confirm"), "{}", reply.to());
    assert_eq!(app.count_of_entries().await, before);
    // The control: the same person, signed in anew.
    app.client(Who::SecondLead).signs_in().await;
    says(&app, Who::SecondLead, one, &reference, "same", WHY).await.is(303);
    assert_eq!(app.count_of_entries().await, before + 2);
}

#[tokio::test]
async fn given_an_officer_whose_record_it_is_then_they_cannot_say_so() {
    let (app, one, other) = two().await;
    let reference = reference(&app, other).await;
    let before = app.count_of_entries().await;
    assert!([403, 404].contains(&says(&app, Who::Officer, one, &reference, "same", WHY).await.status));
    app.officer().opens(one).await.does_not_say("Other records of this person");
    assert_eq!(app.count_of_entries().await, before);
}

/// What two records say of each other has one way in: never one record alone, whoever asks.
#[tokio::test]
async fn given_any_other_way_of_recording_then_it_is_on_neither() {
    let (app, one, other) = two().await;
    let lead = app.actor(Who::DaLead).await;
    let why = Words::parse(WHY).unwrap();
    let reference = app.case_page(other).await.reference;
    let command = CaseCommand::JoinRecords(Joined { other, reference, why });
    let alone = app.service.record(&lead, one, None, command.into(), &app.service.moment(&lead)).await;
    assert!(matches!(alone, Err(Problem::Denied(_))), "{alone:?}");
    assert_eq!(entries(&app, one, "records-joined").await, 0);
}

#[tokio::test]
async fn given_a_look_that_cannot_be_written_then_it_is_on_neither() {
    let (app, one, other) = two().await;
    let reference = reference(&app, other).await;
    app.no_look_can_be_written().await;
    let reply = says(&app, Who::DaLead, one, &reference, "same", WHY).await;
    assert_eq!(reply.status, 500, "{}", reply.text());
    app.looks_can_be_written().await;
    assert_eq!(
        [entries(&app, one, "records-joined").await, entries(&app, other, "records-joined").await],
        [0, 0]
    );
}

async fn refused(app: &TestApp, one: CaseId, other: CaseId) -> Option<Refusal> {
    let lead: Actor = app.actor(Who::DaLead).await;
    let why = Words::parse(WHY).unwrap();
    match app
        .service
        .join_records(&lead, (one, other), (&why, Differing::NotConfirmed), &app.service.moment(&lead))
        .await
    {
        Ok(()) => None,
        Err(Problem::Refused(refusal)) => Some(refusal),
        Err(problem) => panic!("{problem}"),
    }
}

#[tokio::test]
async fn given_two_sides_or_a_survivor_who_is_said_to_cause_harm_in_the_other_then_it_is_refused() {
    let (app, one, other) = two().await;
    let told = telling(&app, "Corin Vasey", "07700 900459").answer("perpetrator", "Rowan Ashdown");
    let against = app.call_handler().takes_report(&told).await;
    assert_eq!(refused(&app, one, against).await, Some(Refusal::OtherSide));
    assert_eq!(refused(&app, against, one).await, Some(Refusal::OtherSide));
    let own = app.call_handler().takes_report(&Telling::own_behaviour().living_in(app.region("North"))).await;
    assert_eq!(refused(&app, one, own).await, Some(Refusal::OtherSide));

    let sides = [("one", reference(&app, one).await), ("other", reference(&app, other).await)];
    app.da_lead().post("/walls/sides", &sides).await.is(303);
    assert_eq!(refused(&app, one, other).await, Some(Refusal::OtherSide));
    let reply = says(&app, Who::DaLead, one, &sides[1].1, "same", WHY).await;
    reply.is(422).says("These two records are of two sides").says(WHY);
}

/// The control to the one above: the same two, which nobody keeps apart.
#[tokio::test]
async fn given_it_was_said_then_it_is_not_said_twice_and_the_same_name_alone_said_nothing() {
    let (app, one, other) = two().await;
    assert_eq!(entries(&app, one, "records-joined").await, 0, "nothing is joined by itself");
    assert_eq!(refused(&app, one, other).await, None);
    assert_eq!(refused(&app, other, one).await, Some(Refusal::AlreadyJoined));
}

/// Whether the gate clears a call now.
async fn may_ring(app: &TestApp, case: CaseId, channel: ChannelId) -> bool {
    let place = format!("/cases/{case}/contact/{channel}/use");
    let reply = app.da_lead().post(&place, &[("", ""); 0]).await;
    let page = app.case_page(case).await;
    let gate = &page.channels.iter().find(|line| line.channel.channel == channel).unwrap().gate;
    let shows = reply.body.contains("07700 9");
    assert_eq!((reply.status == 200 && shows, gate.is_ok()), (gate.is_ok(), shows), "{}", reply.text());
    gate.is_ok()
}

/// Recipients are confirmed again: the number of the one is not rung about the other.
#[tokio::test]
async fn given_it_was_said_or_taken_back_then_nobody_is_cleared_on_either_until_a_plan_confirms_it_again() {
    let (app, one, other) = two().await;
    let channels = [(one, app.plan_calls(one).await), (other, app.plan_calls(other).await)];
    let due = |page: &service::CasePage| {
        page.duties.iter().any(|duty| duty.code == "ways-again" && duty.state.is_open())
    };
    for (case, channel) in channels {
        assert!(may_ring(&app, case, channel).await, "the control: before, it is cleared");
        assert!(!due(&app.case_page(case).await));
    }
    for back in [false, true] {
        if back {
            parts(&app, one, other).await;
        } else {
            joins(&app, one, other).await;
        }
        for (case, channel) in channels {
            assert!(!may_ring(&app, case, channel).await, "{back}");
            assert!(due(&app.case_page(case).await), "{back}");
            app.plan_calls(case).await;
            assert!(may_ring(&app, case, channel).await, "{back}");
            assert!(!due(&app.case_page(case).await), "{back}");
        }
    }
}

/// What was confirmed before is not sent back unread: the day and by whom are asked again.
#[tokio::test]
async fn given_two_records_were_joined_then_the_form_of_the_plan_holds_no_earlier_word() {
    let (app, one, other) = two().await;
    app.plan_calls(one).await;
    let plan = format!("/cases/{one}/contact");
    let year = async || app.da_lead().get(&plan).await.field("way0-confirmed-year").to_owned();
    let before = year().await;
    assert!(!before.is_empty(), "the control: otherwise the day stands there");
    joins(&app, one, other).await;
    assert_eq!(year().await, "");
    app.plan_calls(one).await;
    assert_eq!(year().await, before);
}

/// The sealed rows of a journal, but for what was said of other records.
async fn sealed(app: &TestApp, case: CaseId) -> Vec<(i64, Vec<u8>)> {
    let query = sqlx::query(
        "SELECT seq, payload FROM journal WHERE stream = $1 AND kind NOT IN ('records-joined', 'records-parted') \
         ORDER BY seq",
    );
    let rows = query.bind(case.to_string()).fetch_all(&mut app.database().await).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// T8: what was there stays byte for byte, and the case says what it would have said.
#[tokio::test]
async fn given_any_number_of_times_said_and_taken_back_then_both_records_are_as_they_were() {
    let (app, one, other) = two().await;
    let before = [sealed(&app, one).await, sealed(&app, other).await];
    let told = |page: &service::CasePage| {
        let view = &page.view;
        (
            view.people.clone(),
            view.incidents.clone(),
            view.wishes.clone(),
            view.secrets.clone(),
            view.severity,
        )
    };
    let said = [told(&app.case_page(one).await), told(&app.case_page(other).await)];
    for round in 0..12 {
        let (first, second) = if round % 3 == 0 { (other, one) } else { (one, other) };
        joins(&app, first, second).await;
        parts(&app, second, first).await;
    }
    assert_eq!([sealed(&app, one).await, sealed(&app, other).await], before);
    assert_eq!([told(&app.case_page(one).await), told(&app.case_page(other).await)], said);
    let kept = [entries(&app, one, "records-joined").await, entries(&app, other, "records-parted").await];
    assert_eq!(kept, [12, 12], "and that it was said stays to be read");
}
