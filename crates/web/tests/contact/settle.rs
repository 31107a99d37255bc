//! What an officer reads of the gate's no: why, what would settle it, and which number is the one that may be used.

use domain::Answer;
use domain::people::{PersonRole, SecretKind};

use super::{HOME, NUMBER, case, form, holds, person, plan, way};
use crate::support::TestApp;

#[tokio::test]
async fn b28_given_an_address_that_may_be_the_perpetrators_too_then_the_page_says_how_that_is_settled() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let path = way(case, plan(&app, case, &[("way0-kind", "letter"), ("way0-value", HOME)]).await);
    for page in [path.clone(), format!("/cases/{case}/contact")] {
        let shown = app.officer().get(&page).await;
        shown.is(200).says("nobody has recorded that they live elsewhere").says("What would settle it");
        assert!(shown.body.contains(&format!("/cases/{case}/notes/person")), "{page}");
    }
    let mut known = app.case_page(case).await.view.people.into_values();
    let mut elsewhere = known.find(|person| person.is(PersonRole::AllegedPerpetrator)).unwrap();
    elsewhere.lives_in_home = Answer::No;
    app.records(crate::support::Who::DaLead, case, domain::case::CaseCommand::RecordPerson(elsewhere)).await;
    app.officer().get(&path).await.says("May be used now").does_not_say("What would settle it");
}

#[tokio::test]
async fn b9_given_two_numbers_of_one_person_then_each_page_says_which_the_plan_clears() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let survivor = person(&app, case, PersonRole::Survivor).await;
    plan(&app, case, &[]).await;
    let safe = app.case_page(case).await.channels[0].channel.secret.unwrap();
    let other = holds(&app, case, survivor, SecretKind::Phone, "+447700900777").await;
    let plan_page = app.officer().get(&format!("/cases/{case}/contact")).await;
    plan_page.says("in the plan: phone call (safe)").says("not in the plan").does_not_say("(2)");
    for (secret, says) in [(safe, "Phone call: safe to use"), (other, "Not in the contact plan: do not use")]
    {
        let path = format!("/cases/{case}/facts/{secret}/reveal");
        app.officer().get(&path).await.is(200).says(says);
        app.officer().post(&path, &[("why", "To ring back")]).await.is(200).says(says);
    }
}

#[tokio::test]
async fn b9_given_a_second_number_that_is_not_safe_then_the_line_tells_it_from_the_safe_one() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let second: Vec<(String, String)> = form(&app, case, &[])
        .await
        .into_iter()
        .filter(|(field, _)| field.starts_with("way0-"))
        .map(|(field, value)| (field.replace("way0-", "way1-"), value))
        .map(|(field, value)| match field.as_str() {
            "way1-value" => (field, "07700 900777".to_owned()),
            "way1-safety" => (field, "not-safe".to_owned()),
            _ => (field, value),
        })
        .collect();
    let second: Vec<(&str, &str)> =
        second.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    plan(&app, case, &second).await;
    let note = app.officer().get(&format!("/cases/{case}/notes/wishes")).await;
    note.says("safe now").says("Do not use: phone call on another number");
    assert!(note.body.find("Do not use:") < note.body.find("<details"), "in view, not folded away");
}

#[tokio::test]
async fn b29_given_the_agreed_contact_was_missed_then_what_was_agreed_for_that_stays_in_view() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let channel = plan(&app, case, &[]).await;
    let next = [
        ("channel", channel.to_string()),
        ("on-day", "2".to_owned()),
        ("on-month", "3".to_owned()),
        ("on-year", "2026".to_owned()),
        ("from", "00:01".to_owned()),
        ("until", "23:59".to_owned()),
        ("if-missed", "supporter".to_owned()),
    ];
    app.officer().post(&format!("/cases/{case}/contact/next"), &next).await.see_other();
    let attempts = format!("{}/attempts", way(case, channel));
    let tried = [("outcome", "no-answer"), ("was-agreed", "yes")];
    app.officer().post(&attempts, &tried).await.see_other();
    for page in ["", "/notes/wishes"] {
        let shown = app.officer().get(&format!("/cases/{case}{page}")).await;
        shown
            .says("The agreed contact did not come about")
            .says("What they wanted then: ask the person they trust")
            .does_not_say("No next contact is agreed");
    }
    app.officer().post(&attempts, &[("outcome", "spoke")]).await.see_other();
    let reached = app.officer().get(&format!("/cases/{case}")).await;
    reached.does_not_say("did not come about").says("No next contact is agreed");
}

#[tokio::test]
async fn b26_given_a_number_in_words_then_the_page_leads_to_where_it_belongs() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    plan(&app, case, &[]).await;
    let [note, wait] = ["notes/wishes", "contact/pause"].map(|page| format!("/cases/{case}/{page}"));
    let places = [format!("/cases/{case}/notes/person"), format!("\"/cases/{case}/contact\"")];
    let stopped = app.officer().post(&note, &[("words", "Ring her on 07700 900123")]).await;
    stopped.is(422).says("This looks like a phone number");
    let paused = app.officer().post(&wait, &[("why", "He is at 12 Acacia Avenue")]).await;
    paused.is(422).says("This looks like an address");
    for page in [&stopped, &paused] {
        page.says("Numbers and addresses have a place of their own");
        assert!(places.iter().all(|place| page.body.contains(place)), "{}", page.text());
    }
    let other = app.officer().post(&wait, &[("why", "")]).await;
    other.is(422).does_not_say("Numbers and addresses have a place of their own");
    assert!(!other.body.contains(NUMBER));
}

/// The same on the pages that are no note: correcting, closing, handing over, a safety plan.
#[tokio::test]
async fn b26_given_a_number_in_words_then_the_larger_forms_lead_there_too() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let lead = app.client(crate::support::Who::DaLead);
    let begun = lead.post(&format!("/cases/{case}/plan"), &[("", ""); 0]).await.see_other();
    let words = "Ring her on 07700 900123";
    for (page, base, field) in [
        (format!("/cases/{case}/entries/1/correct"), &[("what", "nothing")][..], "why"),
        (
            format!("/cases/{case}/close"),
            &[("ending", "moved"), ("asked", "said"), ("view", "Glad")],
            "words",
        ),
        (format!("/cases/{case}/handover"), &[("severity", "high")], "why"),
        (begun, &[("go", "finish"), ("with", "yes"), ("paper", "safe")], "part-bag"),
    ] {
        for (said, leads) in [(words, true), ("She rang", false)] {
            let mut sent = lead.get(&page).await.form(&page);
            let answers = [base, &[(field, said)]].concat();
            sent.retain(|(name, _)| name != "csrf" && answers.iter().all(|(other, _)| other != name));
            sent.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
            let reply = lead.post(&page, &sent).await;
            if leads {
                reply.is(422).says("Numbers and addresses have a place of their own");
            } else {
                reply.does_not_say("Numbers and addresses have a place of their own");
            }
        }
    }
}

#[tokio::test]
async fn c8_given_a_way_that_is_never_safe_then_no_contact_can_be_agreed_by_it() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let next = format!("/cases/{case}/contact/next");
    let safe = plan(&app, case, &[]).await;
    let offered = app.officer().get(&next).await;
    assert!(offered.body.contains(&safe.to_string()));
    let never = plan(&app, case, &[("way0-safety", "not-safe"), ("way0-value", "07700 900778")]).await;
    let none = app.officer().get(&next).await;
    none.says("No way in the contact plan is safe").says("what would settle it");
    assert!(!none.body.contains(&format!("value=\"{never}\"")));
}
