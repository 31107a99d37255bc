//! Who searched for a name (R17): found by a keyed mark, and no name anywhere on the disk.

use crate::support::{TestApp, Who};

const SEARCHES: &str = "/review/searches";
const WHY: (&str, &str) = ("why", "Asked by the person");

async fn asks(app: &TestApp, name: &str) -> String {
    app.client(Who::PrivacyOfficer).post(SEARCHES, &[("name", name), WHY]).await.is(200).body.clone()
}

#[tokio::test]
async fn a_privacy_officer_learns_who_searched_for_a_name_and_for_a_part_of_it_and_for_no_other() {
    let app = TestApp::new().await;
    app.officer().post("/find", &[("words", "Zephyrine LOXLEY")]).await.is(200);
    app.client(Who::SecondOfficer).post("/find", &[("words", "phyri")]).await.is(200);
    app.manager().post("/find", &[("words", "Marchetti")]).await.is(200);
    let body = asks(&app, "Zéphyrine").await;
    assert!(body.contains("Officer Person") && body.contains("Typed zephyrine"), "{body}");
    assert!(body.contains("SecondOfficer Person") && body.contains("Typed a part of zephyrine"), "{body}");
    assert!(!body.contains("Manager Person"), "{body}");
    // The control: another name is not found, and the same name is not in another organisation.
    assert!(asks(&app, "Zephyrin").await.contains("Typed a part of zephyrin"));
    assert!(asks(&app, "Quillfeather").await.contains("Nobody searched for it"));
    let elsewhere = app.client(Who::OtherLead).post(SEARCHES, &[("name", "Zephyrine"), WHY]).await;
    assert!(elsewhere.is(200).body.contains("Nobody searched for it"));
}

#[tokio::test]
async fn neither_what_was_searched_for_nor_what_was_asked_about_is_in_any_file() {
    let app = TestApp::new().await;
    app.officer().post("/find", &[("words", "Zephyrine Loxley")]).await.is(200);
    assert!(asks(&app, "Zephyrine").await.contains("Typed zephyrine"));
    let stands = |word: &str| {
        let lower = word.to_lowercase();
        app.files().iter().any(|(_, bytes)| {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            text.contains(&lower)
        })
    };
    assert!(!stands("Zephyrine") && !stands("Loxley"));
    assert!(stands("Brookvale"), "the control: what is not sealed is found");
}

#[tokio::test]
async fn equal_words_have_equal_marks_and_others_have_not_and_nobody_makes_them_without_the_key() {
    let app = TestApp::new().await;
    for words in ["Loxley", "loxley", "Loxlea"] {
        app.officer().post("/find", &[("words", words)]).await.is(200);
    }
    let terms = app.search_terms().await;
    assert_eq!(terms.len(), 3);
    assert!(terms[0] == terms[1] && terms[1] != terms[2], "{terms:?}");
    assert!(terms.iter().all(|term| term.len() == 32));
    let other = TestApp::new().await;
    other.officer().post("/find", &[("words", "Loxley")]).await.is(200);
    assert_ne!(other.search_terms().await[0], terms[0], "another key, another mark");
}

#[tokio::test]
async fn asking_is_written_down_and_nobody_asks_about_their_own_name() {
    let app = TestApp::new().await;
    let mark = app.looks().await;
    asks(&app, "Loxley").await;
    let looks = app.looks_since(&mark).await;
    assert_eq!((looks.len(), looks[0].part.as_str(), looks[0].case), (1, "who-searched", None));
    let officer = app.client(Who::PrivacyOfficer);
    let own = officer.post(SEARCHES, &[("name", "privacyofficer"), WHY]).await;
    assert!(own.is(422).body.contains("Somebody else has to ask"), "{}", own.body);
    officer.post(SEARCHES, &[("name", "ab"), WHY]).await.is(422);
    officer.post(SEARCHES, &[("name", "Loxley"), ("why", "")]).await.is(422);
    app.officer().post(SEARCHES, &[("name", "Loxley"), WHY]).await.is(403);
}
