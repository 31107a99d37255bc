//! No answer to anybody holds a planted value that their permit does not grant; no log and no file of the
//! store holds any.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use tracing_subscriber::fmt::MakeWriter;
use web::routes::{About, ROUTES, Route};

use super::examples::Example;
use super::matrix::{examples_for, visit};
use super::planted::{Planted, PlantedCase, Shown, everything};
use crate::support::{Reply, TestApp, Who};

/// Letters and digits only, so that neither case nor spacing hides a value.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a reader reads: without tags, and without the names of characters.
fn without_markup(text: &str) -> String {
    let mut read = String::new();
    let mut until = None;
    for letter in text.chars() {
        match (until, letter) {
            (Some(end), letter) if letter == end => until = None,
            (Some(_), _) => {}
            (None, '<') => until = Some('>'),
            (None, '&') => until = Some(';'),
            (None, letter) => read.push(letter),
        }
    }
    read
}

/// What of a case stands in a text.
fn found<'a>(case: &'a PlantedCase, text: &str) -> Vec<&'a Planted> {
    let texts = [plain(text), plain(&without_markup(text))];
    let holds = |value: &str| texts.iter().any(|text| text.contains(&plain(value)));
    case.planted.iter().filter(|planted| holds(planted.value)).collect()
}

/// Everything that a browser is given.
fn all_of(reply: &Reply) -> String {
    let headers =
        reply.headers.iter().map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap_or("")));
    headers.chain([reply.body.clone()]).collect()
}

/// Every value that this answer should not hold.
fn leaks(cases: &[PlantedCase], reply: &Reply, who: Who, about: About) -> Vec<&'static str> {
    let text = all_of(reply);
    let leaked = |case: &PlantedCase| -> Vec<&'static str> {
        let found = found(case, &text).into_iter();
        found.filter(|planted| !case.grants(planted, who, about)).map(|planted| planted.value).collect()
    };
    cases.iter().flat_map(leaked).collect()
}

/// Visits every route as everybody, for every case; `each` is given every answer.
async fn sweep(app: &TestApp, cases: &[PlantedCase], mut each: impl FnMut(&Route, Who, &Example, &Reply)) {
    // Forms change the cases: the pages are swept before them and after them.
    for method in ["get", "post", "get"] {
        for route in ROUTES.iter().filter(|route| route.method == method) {
            let about_a_case = matches!(route.about, About::Case(_));
            for case in if about_a_case { cases } else { &cases[..1] } {
                for who in Who::ALL {
                    for example in examples_for(app, route, who, &case.ids).await {
                        let example = example.filled(app).await;
                        let reply = visit(app, route, who, &example).await;
                        each(route, who, &example, &reply);
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn no_answer_holds_a_planted_value_that_its_reader_may_not_see() {
    let app = TestApp::new().await;
    let cases = everything(&app).await;
    assert!(cases.iter().map(|case| case.planted.len()).sum::<usize>() >= 20);
    let mut seen = BTreeSet::new();
    sweep(&app, &cases, |route, who, example, reply| {
        let leaks = leaks(&cases, reply, who, route.about);
        assert!(leaks.is_empty(), "{} {} shows {leaks:?} to {who:?}", route.method, example.path);
        seen.extend(cases.iter().flat_map(|case| found(case, &reply.body)).map(|planted| planted.value));
    })
    .await;
    // The sweep must see what may be seen, or it sees nothing.
    for planted in cases.iter().flat_map(|case| &case.planted) {
        let everywhere = matches!(planted.shown, Shown::WithTheCase);
        assert!(!everywhere || seen.contains(planted.value), "no page showed {} to anybody", planted.value);
    }
}

#[tokio::test]
async fn a_page_for_nobody_holds_nothing_that_was_planted() {
    let app = TestApp::new().await;
    let cases = everything(&app).await;
    for route in ROUTES {
        for case in &cases {
            for example in examples_for(&app, route, Who::DaLead, &case.ids).await {
                let reply = app.anybody().send(example.sending(route.method)).await;
                let held: Vec<_> = cases.iter().flat_map(|case| found(case, &all_of(&reply))).collect();
                assert!(held.is_empty(), "{} {}", route.method, route.path);
            }
        }
    }
}

#[tokio::test]
async fn the_sweep_finds_a_page_that_leaks() {
    let app = TestApp::new().await;
    let cases = everything(&app).await;
    let page =
        |body: &str| Reply { status: 200, headers: axum::http::HeaderMap::new(), body: body.to_owned() };
    let about = About::Case(access::ActionKind::SeeCase);
    for hidden in
        ["<p>9 cinnabar&nbsp;wharf</p>", "<p>9 <b>Cinnabar</b>\n WHARF</p>", "data-at='9-Cinnabar-Wharf'"]
    {
        assert_eq!(leaks(&cases, &page(hidden), Who::Officer, about), ["9 Cinnabar Wharf"], "{hidden}");
    }
    assert_eq!(leaks(&cases, &page("Dilwyn Marchetti"), Who::CallHandler, about), ["Dilwyn Marchetti"]);
    assert!(leaks(&cases, &page("Dilwyn Marchetti"), Who::DaLead, about).is_empty());
    assert_eq!(leaks(&cases, &page("burnt my cello"), Who::DaLead, about), ["burnt my cello"]);
    assert_eq!(leaks(&cases, &page("tel 07700900461"), Who::DaLead, about).len(), 1);
}

/// What was logged, at the most talkative level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_log_and_no_file_of_the_store_holds_a_planted_value() {
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let app = TestApp::new().await;
    let cases = everything(&app).await;
    sweep(&app, &cases, |_, _, _, _| {}).await;
    std::thread::spawn(|| tracing::debug!("a control from another thread")).join().unwrap();

    let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(text.contains("a control from another thread"), "nothing was captured");
    let mut places = vec![("the log".to_owned(), text)];
    places.extend(
        app.files().into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())),
    );
    assert!(places.iter().any(|(path, _)| path.ends_with("-wal")), "the write-ahead log was not read");
    for (place, text) in &places {
        let held: Vec<_> =
            cases.iter().flat_map(|case| found(case, text)).map(|planted| planted.value).collect();
        assert!(held.is_empty(), "{place} holds {held:?}");
    }
}
