//! After a death, as browsers reach it: nobody is told who must not be, a review reads what was decided, and a death by
//! mistake holds the record until a manager lifts it.

use domain::CaseId;
use domain::people::PersonRole;

use super::case;
use crate::support::{Reply, TestApp};

/// The survivor, and an alleged perpetrator who is recorded beside them.
async fn people(app: &TestApp, case: CaseId) -> (String, String) {
    let perpetrator = records(app, case, PersonRole::AllegedPerpetrator, "Garrick Thornapple").await;
    let survivor = app.case_page(case).await.view.survivor().unwrap().person.to_string();
    (survivor, perpetrator)
}

async fn records(app: &TestApp, case: CaseId, role: PersonRole, name: &str) -> String {
    let seen = app.case_page(case).await.view.sequence.to_string();
    let form = [("roles", role.code()), ("name", name), ("seen", seen.as_str())];
    app.officer().post(&format!("/cases/{case}/notes/person"), &form).await.is(303);
    let view = app.case_page(case).await.view;
    view.people.values().find(|one| one.is(role)).unwrap().person.to_string()
}

async fn loss(app: &TestApp, case: CaseId, fields: &[(&str, &str)]) -> Reply {
    app.officer().post(&format!("/cases/{case}/notes/loss"), &[fields, &[("seen", "1")]].concat()).await
}

#[tokio::test]
async fn given_an_alleged_perpetrator_is_to_be_told_then_it_is_refused_beside_the_answer_and_nothing_is_recorded()
 {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let (survivor, perpetrator) = people(&app, case).await;
    let told =
        [("person", &*survivor), ("kin", "to-be-told"), ("kin-person", &*perpetrator), ("kin-doubt", "no")];
    let refused = loss(&app, case, &told).await;
    refused.is(422).says("An alleged perpetrator is never the one who is told");
    let kept = refused.form(&format!("/cases/{case}/notes/loss"));
    let chosen = ("kin-person".to_owned(), perpetrator.clone());
    assert!(kept.contains(&chosen), "nothing that was chosen is lost: {kept:?}");
    let by_us =
        [("person", &*survivor), ("kin", "to-be-told"), ("kin-named", "Her mother"), ("kin-by", "us")];
    loss(&app, case, &by_us).await.is(422).says("leave it to the police or the coroner");
    let things = [("person", &*survivor), ("things", "handed"), ("things-person", &*perpetrator)];
    loss(&app, case, &things)
        .await
        .is(422)
        .says("Belongings, keys and letters never go to an alleged perpetrator");
    let both = [
        ("person", &*survivor),
        ("kin", "to-be-told"),
        ("kin-person", &*survivor),
        ("kin-named", "Her mother"),
    ];
    loss(&app, case, &both)
        .await
        .is(422)
        .says("not both")
        .says("Choose somebody else than the person who has died");
    assert!(app.case_page(case).await.view.support.deaths().is_empty());
}

#[tokio::test]
async fn given_who_is_told_was_decided_then_the_page_and_the_copy_for_a_review_show_it() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let (survivor, _) = people(&app, case).await;
    loss(&app, case, &[("person", &*survivor), ("words", "The police told us")]).await.is(303);
    let page = app.officer().get(&format!("/cases/{case}")).await;
    page.says("Not decided yet. Until it is, nobody is told by us.")
        .says("that counts as yes")
        .says("We keep them");
    let decided = [
        ("person", &*survivor),
        ("kin-doubt", "yes"),
        ("kin", "to-be-told"),
        ("kin-named", "Her sister in the choir"),
        ("kin-by", "coroner"),
        ("things", "police"),
    ];
    loss(&app, case, &decided).await.is(303);
    assert_eq!(app.case_page(case).await.view.support.deaths().len(), 1, "the newest stands for the first");
    let page = app.officer().get(&format!("/cases/{case}")).await;
    page.says("Her sister in the choir. The coroner’s officer tells them.").says("The police have them");
    // Opened again it begins with what stands.
    let again = app.officer().get(&format!("/cases/{case}/notes/loss?person={survivor}")).await;
    assert_eq!(again.field("kin-named"), "Her sister in the choir");
    app.manager().signs_in().await;
    for place in ["chronology", "chronology.csv"] {
        let copy = app.manager().get(&format!("/cases/{case}/{place}")).await;
        copy.is(200);
        for told in
            ["Who is told: Her sister in the choir", "By whom: The coroner’s officer", "With the police"]
        {
            let text = copy.text();
            let (label, words) = told.split_once(": ").unwrap_or(("", told));
            assert!(text.contains(label) && text.contains(words), "{place}: {told}");
        }
    }
}

#[tokio::test]
async fn given_whoever_is_to_be_told_is_later_said_to_have_caused_harm_then_the_page_says_to_tell_them_nothing()
 {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let (survivor, _) = people(&app, case).await;
    let brother = records(&app, case, PersonRole::Supporter, "Linus Oakapple").await;
    loss(&app, case, &[("person", &*survivor), ("kin", "to-be-told"), ("kin-person", &*brother)])
        .await
        .is(303);
    let page = format!("/cases/{case}");
    app.officer().get(&page).await.does_not_say("Tell them nothing");
    let incident = [("told-by", "police"), ("kinds", "threats"), ("by", &*brother)];
    app.officer().post(&format!("/cases/{case}/notes/incident"), &incident).await.is(303);
    app.officer()
        .get(&page)
        .await
        .says("Tell them nothing, hand over nothing, and decide it anew with the police.");
}

#[tokio::test]
async fn given_a_death_by_mistake_then_only_a_manager_lifts_the_hold_after_the_correction_and_with_a_reason()
{
    let app = TestApp::new().await;
    let case = case(&app).await;
    let (_, perpetrator) = people(&app, case).await;
    loss(&app, case, &[("person", &*perpetrator), ("words", "A neighbour said so")]).await.is(303);
    let entry = app.case_page(case).await.view.sequence;
    let (page, lift) = (format!("/cases/{case}"), format!("/cases/{case}/notes/kept"));
    let why = [("words", "Another man of that name: the police rang back"), ("seen", "1")];
    app.manager().post(&lift, &why).await.is(422).says("A death is on this record");
    let corrected = [("what", "nothing"), ("why", "It was another man of that name")];
    let seen = app.case_page(case).await.view.sequence.to_string();
    let form = [&corrected[..], &[("seen", seen.as_str())]].concat();
    app.officer().post(&format!("/cases/{case}/entries/{entry}/correct"), &form).await.is(303);
    let held = app.officer().get(&page).await;
    held.says("Everything here is still kept.").says("Ask a manager if it was a mistake.");
    app.manager().get(&page).await.says("It was a mistake: lift it");
    app.officer().post(&lift, &why).await.is(404);
    app.manager()
        .post(&lift, &[("words", ""), ("seen", "1")])
        .await
        .is(422)
        .says("Write down why this can be lifted");
    assert!(app.case_page(case).await.view.support.is_held());
    app.manager().post(&lift, &why).await.is(303);
    assert!(!app.case_page(case).await.view.support.is_held());
    app.officer().get(&page).await.does_not_say("still kept").says("No longer held");
    app.manager().post(&lift, &why).await.is(422).says("Nothing is held here");
}
