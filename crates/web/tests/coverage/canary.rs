//! No answer to anybody holds a planted value that their permit does not grant; no log and no file of the
//! store holds any.

use std::collections::BTreeSet;

use web::routes::{About, ROUTES, Route};

use super::canaries;
use super::examples::Example;
use super::matrix::{examples_for, visit};
use super::planted::{Planted, PlantedCase, Shown, everything};
use crate::support::{Reply, TestApp, Who, log};

/// Letters and digits only, so that neither case nor spacing hides a value.
pub fn plain(text: &str) -> String {
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

/// A text as somebody could read it: as it stands, and without markup.
struct Text([String; 2]);

impl Text {
    fn of(text: &str) -> Self {
        Self([plain(text), plain(&without_markup(text))])
    }

    /// What of a case stands in it.
    fn found<'a>(&self, case: &'a PlantedCase) -> Vec<&'a Planted> {
        let holds = |value: &str| self.0.iter().any(|text| text.contains(value));
        case.planted.iter().filter(|planted| holds(&planted.plain)).collect()
    }
}

/// Everything that a browser is given.
fn all_of(reply: &Reply) -> String {
    let headers =
        reply.headers.iter().map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap_or("")));
    headers.chain([reply.body.clone()]).collect()
}

/// Every value that this answer should not hold.
fn leaks<'a>(cases: &'a [PlantedCase], reply: &Reply, who: Who, about: About) -> Vec<&'a str> {
    let text = Text::of(&all_of(reply));
    let leaked = |case: &'a PlantedCase| -> Vec<&'a str> {
        let found = text.found(case).into_iter();
        found
            .filter(|planted| !case.grants(planted, who, about))
            .map(|planted| planted.value.as_str())
            .collect()
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
    assert!(cases.iter().map(|case| case.planted.len()).sum::<usize>() > canaries::all().count());
    let mut seen = BTreeSet::new();
    sweep(&app, &cases, |route, who, example, reply| {
        let leaks = leaks(&cases, reply, who, route.about);
        assert!(leaks.is_empty(), "{} {} shows {leaks:?} to {who:?}", route.method, example.path);
        let text = Text::of(&reply.body);
        seen.extend(cases.iter().flat_map(|case| text.found(case)).map(|planted| planted.value.as_str()));
    })
    .await;
    // The sweep must see what may be seen, or it sees nothing.
    let mut unseen = Vec::new();
    for planted in cases.iter().flat_map(|case| &case.planted) {
        let everywhere =
            matches!(planted.shown, Shown::WithTheCase | Shown::With(_) | Shown::Any(_) | Shown::Looks);
        if everywhere && !seen.contains(planted.value.as_str()) {
            unseen.push(planted.value.as_str());
        }
    }
    assert!(unseen.is_empty(), "no page showed these to anybody: {unseen:?}");
}

#[tokio::test]
async fn a_page_for_nobody_holds_nothing_that_was_planted() {
    let app = TestApp::new().await;
    let cases = everything(&app).await;
    for route in ROUTES {
        for case in &cases {
            for example in examples_for(&app, route, Who::DaLead, &case.ids).await {
                let reply = app.anybody().send(example.sending(route.method)).await;
                let text = Text::of(&all_of(&reply));
                let held: Vec<_> = cases.iter().flat_map(|case| text.found(case)).collect();
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
    let theirs = "She burnt my cello";
    assert_eq!(leaks(&cases, &page(theirs), Who::DaLead, about), [theirs]);
    assert_eq!(leaks(&cases, &page("tel 07700900461"), Who::DaLead, about).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_log_and_no_file_of_the_store_holds_a_planted_value() {
    log::capture();
    let app = TestApp::new().await;
    let cases = everything(&app).await;
    sweep(&app, &cases, |_, _, _, _| {}).await;
    std::thread::spawn(|| tracing::debug!("a control from another thread")).join().unwrap();

    let text = log::logged();
    assert!(text.contains("a control from another thread"), "nothing was captured");
    let mut places = vec![("the log".to_owned(), text)];
    let kept = app.files().into_iter().chain(open_files());
    places.extend(kept.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())));
    assert!(places.iter().any(|(path, _)| path.ends_with("-wal")), "the write-ahead log was not read");
    for (place, text) in &places {
        let text = Text::of(text);
        let held: Vec<_> =
            cases.iter().flat_map(|case| text.found(case)).map(|planted| &planted.value).collect();
        assert!(held.is_empty(), "{place} holds {held:?}");
    }
}

/// What this process has open that is a file, temporary ones that have no name any more included.
fn open_files() -> Vec<(String, Vec<u8>)> {
    let Ok(open) = std::fs::read_dir("/proc/self/fd") else { return Vec::new() };
    let file = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.ok()?.path();
        if !std::fs::metadata(&path).ok()?.is_file() {
            return None;
        }
        let name = std::fs::read_link(&path).ok()?.display().to_string();
        Some((name, std::fs::read(&path).ok()?))
    };
    open.filter_map(file).collect()
}

#[tokio::test]
async fn every_canary_was_planted() {
    let app = TestApp::new().await;
    let cases = everything(&app).await;
    let planted: BTreeSet<&str> = cases.iter().flat_map(|case| case.forms.iter().copied()).collect();
    let left: BTreeSet<&str> =
        canaries::all().map(|canary| canary.form).filter(|form| !planted.contains(form)).collect();
    assert!(left.is_empty(), "{left:?}");
}
