//! By which definition of domestic abuse something was classified (domain.md 1.2).

use domain::CaseId;
use domain::child::ClassifiedBy;

use super::{chooses, incidents, send};
use crate::coverage::world::{Ids, Road, handed};
use crate::support::TestApp;

/// Somebody records an incident and a relationship; a form cannot say by which definition.
async fn classifies(app: &TestApp, ids: &Ids) {
    let people = (ids.survivor.to_string(), ids.perpetrator.to_string());
    let incident = [("told-by", "survivor"), ("kinds", "economic")];
    let typed = [&incident[..], &[("classified", "2021-act")]].concat();
    send(app, ids.case, "incident", &typed).await.is(400);
    send(app, ids.case, "incident", &incident).await.see_other();
    let route = [("survivor", &*people.0), ("perpetrator", &*people.1), ("route", "married")];
    send(app, ids.case, "relationship", &route).await.see_other();
}

/// What the newest of both says.
async fn said(app: &TestApp, case: CaseId) -> [Option<ClassifiedBy>; 2] {
    let view = app.case_page(case).await.view;
    let incident = view.incidents.iter().max_by_key(|one| one.sequence).unwrap();
    [incident.is.classified.by(), view.connections.last().unwrap().classified.by()]
}

#[tokio::test]
async fn given_a_policy_of_each_definition_then_each_classification_says_which_and_keeps_it_under_another() {
    let app = TestApp::new().await;
    for (pack, by, words) in [
        ("nhg", ClassifiedBy::CrossGovernment2013, "The cross-government definition of 2013"),
        ("council", ClassifiedBy::Act2021, "The Domestic Abuse Act 2021"),
        ("nacro", ClassifiedBy::OwnWords, "The policy’s own words"),
    ] {
        chooses(&app, pack).await;
        let ids = handed(&app, Road::Disclosure).await;
        classifies(&app, &ids).await;
        assert_eq!(said(&app, ids.case).await, [Some(by); 2], "{pack}");
        let line = format!("Classified by: {words}");
        assert!(incidents(&app, ids.case).await.contains(&line), "{pack}: the page is silent");
        let chronology = app.case_page(ids.case).await.view.chronology;
        for kind in ["incident-recorded", "connection-recorded"] {
            let entry = chronology.iter().rfind(|line| line.kind == kind).unwrap();
            let told = |detail: &&domain::case::Detail| detail.label == "Classified by";
            assert_eq!(entry.telling.details.iter().find(told).unwrap().text, words, "{kind}");
        }
        // What was classified is not classified anew by a later policy.
        for later in ["council", "nhg"] {
            chooses(&app, later).await;
            assert_eq!(said(&app, ids.case).await, [Some(by); 2], "{pack} under {later}");
            assert!(incidents(&app, ids.case).await.contains(&line), "{pack} under {later}");
        }
    }
}
