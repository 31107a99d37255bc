//! Whoever is abused, in whatever form, once or many times, and whatever custom is named for it: one road for all, as
//! browsers reach it (COU-16, NHG-02, ONE-21, domain.md 1).

mod classified;

use domain::CaseId;
use domain::child::Definition;
use domain::incident::{AbuseKind, EconomicForm, TechnologyForm};
use service::CasePage;

use crate::coverage::world::{Ids, Road, handed};
use crate::support::{Reply, TestApp, Who};

async fn chooses(app: &TestApp, pack: &str) {
    app.da_lead().post("/policy", &[("pack", pack)]).await.see_other();
}

async fn send(app: &TestApp, case: CaseId, what: &str, fields: &[(&str, &str)]) -> Reply {
    let seen = app.case_page(case).await.view.sequence.to_string();
    let form = [fields, &[("seen", seen.as_str())]].concat();
    app.officer().post(&format!("/cases/{case}/notes/{what}"), &form).await
}

/// What the page says, but for how a record is called.
async fn shown(app: &TestApp, ids: &Ids, besides: &Ids) -> String {
    let mut text = app.officer().opens(ids.case).await.text();
    for case in [ids.case, besides.case] {
        text = text.replace(&app.case_page(case).await.reference.to_string(), "HF");
    }
    text
}

/// What is due, by when and how it stands.
fn due(page: &CasePage) -> Vec<String> {
    page.duties.iter().map(|duty| format!("{} {:?} {:?}", duty.code, duty.due, duty.state)).collect()
}

#[tokio::test]
async fn given_a_man_and_a_woman_tell_the_same_then_the_page_and_what_is_due_are_the_same_to_the_word() {
    let app = TestApp::new().await;
    chooses(&app, "council").await;
    let (his, hers) = (handed(&app, Road::Disclosure).await, handed(&app, Road::Disclosure).await);
    for (ids, sex) in [(&his, "male"), (&hers, "female")] {
        let survivor = ids.survivor.to_string();
        let told = [("person", &*survivor), ("sex", sex), ("gender", "same")];
        send(&app, ids.case, "about-you", &told).await.see_other();
        let incident = [("told-by", "survivor"), ("words", "Locked out all night"), ("kinds", "controlling")];
        send(&app, ids.case, "incident", &incident).await.see_other();
    }
    assert_eq!(due(&app.case_page(his.case).await), due(&app.case_page(hers.case).await));
    assert!(!due(&app.case_page(his.case).await).is_empty());
    assert_eq!(shown(&app, &his, &hers).await, shown(&app, &hers, &his).await);
    // The same conversation is opened for him, with the line for men among those that are named.
    let place = format!("/cases/{}/conversation", his.case);
    let conversation = app.officer().post(&place, &[("", ""); 0]).await.see_other();
    app.officer().get(&conversation).await.is(200).says("Men’s Advice Line").says("Galop");
    // The control: what does differ is seen.
    send(&app, hers.case, "incident", &[("told-by", "survivor"), ("kinds", "threat-to-kill")])
        .await
        .see_other();
    assert_ne!(shown(&app, &his, &hers).await, shown(&app, &hers, &his).await);
}

/// The part of the page with the incidents.
async fn incidents(app: &TestApp, case: CaseId) -> String {
    let page = app.officer().opens(case).await;
    let (_, from) = page.is(200).body.split_once("<section id=\"incidents\"").unwrap();
    from.split_once("</section>").unwrap().0.to_owned()
}

#[tokio::test]
async fn given_one_incident_or_many_of_any_kind_then_each_is_on_the_page_and_they_are_counted_together() {
    let app = TestApp::new().await;
    let case = handed(&app, Road::Disclosure).await.case;
    let date = [("happened-day", "1"), ("happened-month", "2"), ("happened-year", "2026")];
    for (recorded, kind) in (1..).zip(AbuseKind::ALL) {
        let told = [&[("told-by", "survivor"), ("kinds", kind.code())][..], &date].concat();
        send(&app, case, "incident", &told).await.see_other();
        let page = incidents(&app, case).await;
        assert!(page.contains(kind.label_under(Some(Definition::CrossGovernment2013))), "{kind:?}: {page}");
        let word = if recorded == 1 { "incident" } else { "incidents" };
        assert!(page.contains(&format!("{recorded} {word} in the last 12 months")), "{page}");
        assert_eq!(page.contains("They are repeating"), recorded >= 3, "{recorded}: {page}");
    }
    // The policy's own word stands on the page; what is recorded is the Act's kind.
    assert!(incidents(&app, case).await.contains("Financial (economic)"));
    let recorded = app.case_page(case).await.view.incidents;
    assert!(recorded.iter().any(|incident| incident.is.kinds == [AbuseKind::Economic].into()));
    chooses(&app, "council").await;
    assert!(!incidents(&app, case).await.contains("Financial"), "a policy of the Act says economic");
}

#[tokio::test]
async fn given_a_custom_is_named_for_it_then_it_counts_as_it_would_without_and_the_family_is_never_told() {
    for kind in [AbuseKind::Fgm, AbuseKind::ForcedMarriage, AbuseKind::HonourBased, AbuseKind::Spiritual] {
        let app = TestApp::new().await;
        chooses(&app, "one-system").await;
        let (plain, excused) = (handed(&app, Road::Disclosure).await, handed(&app, Road::Disclosure).await);
        for (ids, words) in
            [(&plain, "It is planned for June"), (&excused, "They say that it is the custom and no harm")]
        {
            let told = [("told-by", "survivor"), ("kinds", kind.code()), ("words", words)];
            send(&app, ids.case, "incident", &told).await.see_other();
        }
        let (without, with) = (app.case_page(plain.case).await, app.case_page(excused.case).await);
        assert_eq!(due(&without), due(&with), "{kind:?}");
        assert_eq!(without.view.severity, with.view.severity, "{kind:?}");
        assert_eq!(with.view.incidents.len(), 1);
        let page = app.officer().opens(excused.case).await;
        page.is(200).says(kind.label()).says("They say that it is the custom and no harm");
        // Faith alone is no harmful practice: the control for the sentence.
        let never = page.text().contains("Contact nobody in the family or the community");
        assert_eq!(never, kind.is_harmful_practice(), "{kind:?}");
    }
}

#[tokio::test]
async fn given_how_it_was_done_then_its_kind_is_recorded_with_it_and_whoever_sees_incidents_reads_it() {
    let app = TestApp::new().await;
    let case = handed(&app, Road::Disclosure).await.case;
    let told = [
        ("told-by", "survivor"),
        ("technology", "tracking"),
        ("economic", "arrears"),
        ("economic", "transfer-blocked"),
    ];
    send(&app, case, "incident", &told).await.see_other();
    let incident = app.case_page(case).await.view.incidents.remove(0).is;
    assert_eq!(incident.kinds, [AbuseKind::Technology, AbuseKind::Economic].into());
    assert_eq!(incident.forms.technology, [TechnologyForm::Tracking].into());
    assert_eq!(incident.forms.economic, [EconomicForm::Arrears, EconomicForm::TransferBlocked].into());
    let page = app.officer().opens(case).await;
    for form in incident.forms.labels() {
        page.says(form);
    }
    let copy = app.manager().get(&format!("/cases/{case}/chronology")).await;
    copy.is(200).says("How it was done").says(TechnologyForm::Tracking.label());
    // Whoever sees no incident sees nothing of how one was done.
    let kind = app.client(Who::Planner).get(&format!("/cases/{case}")).await;
    kind.does_not_say(TechnologyForm::Tracking.label()).does_not_say(EconomicForm::Arrears.label());
    // What is put right of it keeps to the same: taken out of the correction, the kind stays and the form goes.
    let entry = app.case_page(case).await.view.incidents[0].sequence;
    let place = format!("/cases/{case}/entries/{entry}/correct");
    let form = app.officer().get(&place).await.is(200).form(&place);
    let mut sent: Vec<(String, String)> =
        form.into_iter().filter(|(name, _)| name != "csrf" && name != "technology").collect();
    assert!(sent.contains(&("economic".to_owned(), "arrears".to_owned())), "what stands is ticked: {sent:?}");
    for (name, value) in [("what", "words"), ("why", "It was no tag")] {
        sent.retain(|(other, _)| other != name);
        sent.push((name.to_owned(), value.to_owned()));
    }
    app.officer().post(&place, &sent).await.see_other();
    let right = app.case_page(case).await.view.incidents.remove(0).is;
    assert!(right.forms.technology.is_empty() && right.forms.economic == incident.forms.economic);
    assert!(right.kinds.contains(&AbuseKind::Technology), "its own box was still ticked");
}
