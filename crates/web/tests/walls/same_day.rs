//! The same day of somebody who is walled off from a case, with and without that case in the store: every
//! page, status, count, header and id is the same.
//!
//! What is drawn by chance differs between any two runs. Each such value is put down by when it came up
//! first, so that two days are the same where each says the same in the same order; the moments inside ids
//! stay, so that a gap or a hurry in them would be seen.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::CaseId;
use jiff::SignedDuration;

use super::{OWN_NUMBER, telling, with_number};
use crate::support::{Reply, Sending, Telling, TestApp, Who};

/// Everything that somebody was told in a day.
pub struct Told<'a> {
    app: &'a TestApp,
    text: String,
    chance: BTreeMap<String, String>,
}

impl<'a> Told<'a> {
    pub fn of(app: &'a TestApp) -> Self {
        Self { app, text: String::new(), chance: BTreeMap::new() }
    }

    pub fn text(self) -> String {
        self.text
    }

    pub async fn get(&mut self, who: Who, path: &str) -> Reply {
        let reply = self.app.client(who).get(path).await;
        self.put(who, "GET", path, &reply).await;
        reply
    }

    pub async fn post(&mut self, who: Who, path: &str, fields: &[(&str, &str)]) -> Reply {
        let reply = self.app.client(who).post(path, fields).await;
        self.put(who, "POST", path, &reply).await;
        reply
    }

    pub async fn takes_report(&mut self, who: Who, telling: &Telling) -> String {
        let draft = self.post(who, "/reports", &[("kind", telling.kind)]).await.see_other();
        self.get(who, &draft).await;
        self.get(who, "/reports").await;
        let reply = self.app.client(who).send(Sending::post(&draft, &telling.finished())).await;
        self.put(who, "POST", &draft, &reply).await;
        let receipt = reply.see_other();
        self.get(who, &receipt).await;
        let reply = self.app.client(who).send(Sending::post(&draft, &telling.finished())).await;
        self.put(who, "POST again", &draft, &reply).await;
        let case = receipt.trim_end_matches("/received").to_owned();
        self.get(who, &case).await;
        case
    }

    async fn put(&mut self, who: Who, method: &str, path: &str, reply: &Reply) {
        let csrf = self.app.client(who).csrf().await;
        let headers: Vec<String> = reply
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        let page = format!("{method} {path}\n{}\n{}\n\n{}\n", reply.status, headers.join("\n"), reply.body);
        let page = self.without_chance(&page.replace(&csrf, "the-token"));
        writeln!(self.text, "{page}").unwrap();
    }

    /// Every id and reference by when it came up first.
    fn without_chance(&mut self, page: &str) -> String {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let mut text = String::new();
        for word in page.split_inclusive(|c: char| !is_part(c)) {
            let end = word.trim_end_matches(|c: char| !is_part(c)).len();
            let (word, rest) = word.split_at(end);
            text.push_str(&self.known(word));
            text.push_str(rest);
        }
        text
    }

    fn known(&mut self, word: &str) -> String {
        let kept = if uuid::Uuid::parse_str(word).is_ok_and(|id| id.get_version_num() == 7) {
            // The first half of an id is its moment.
            &word[..13]
        } else if word.starts_with("HF-") && word.len() == "HF-2222-2222".len() {
            "HF"
        } else {
            return word.to_owned();
        };
        let next = self.chance.len();
        self.chance.entry(word.to_owned()).or_insert_with(|| format!("{kept}~{next}")).clone()
    }
}

/// Installations that are alike to the last byte: somebody else's cases, and those of whom the day is about.
pub async fn ground<const N: usize>() -> [TestApp; N] {
    let app = TestApp::new().await;
    for who in WALLED {
        app.client(who).token().await;
        app.gives(who, with_number(OWN_NUMBER)).await;
    }
    let ordinary = app.call_handler().takes_report(&telling(&app, "Rowena Ashgrove", "07700 900100")).await;
    app.hand_over(ordinary, Who::Officer).await;
    app.copied().await
}

/// Those whose day it is, in whose names nothing differs.
pub const WALLED: [Who; 3] = [Who::Officer, Who::Manager, Who::SecondLead];

/// Their number is the survivor's partner's: they are walled off from this.
pub async fn with_case(app: &TestApp) -> CaseId {
    let case = app.call_handler().takes_report(&telling(app, "Rowan Ashdown", OWN_NUMBER)).await;
    app.hand_over(case, Who::DaLead).await;
    case
}

/// A case that nobody has heard of, with an id of the same moment.
fn no_case(app: &TestApp) -> CaseId {
    CaseId::from_uuid(domain::IdBlock::new(app.now(), [7; 10]).nth(u16::MAX))
}

/// What somebody does in a day who would like to know.
async fn day(app: &TestApp, who: Who, case: CaseId, reference: &str) -> String {
    let mut told = Told::of(app);
    for path in
        ["/", "/work", "/work?whose=everybody", "/work?whose=mine&page=2", "/reports", "/about", "/held"]
    {
        told.get(who, path).await;
    }
    for typed in
        ["Rowan", "Ashdown", "rowan ashdown", "Ash", reference, OWN_NUMBER, "07700900456", "nobody", ""]
    {
        told.post(who, "/find", &[("words", typed)]).await;
    }
    told.post(who, "/urgent", &[("what", "Rowan Ashdown"), ("why", "Somebody is at the door")]).await;
    for path in
        ["", "/looks", "/contact", "/contact/next", "/notes/severity", "/handover", "/received", "/enquiry"]
    {
        told.get(who, &format!("/cases/{case}{path}")).await;
    }
    for path in ["/contact/pause", "/notes/note", "/notes/severity", "/conversation", "/handover", "/enquiry"]
    {
        told.post(who, &format!("/cases/{case}{path}"), &[("severity", "high"), ("words", "Is it there?")])
            .await;
    }
    told.get(who, "/cases/nothing").await;
    app.wait(SignedDuration::from_mins(1));
    told.takes_report(who, &Telling::suspicion().living_in(app.region("North"))).await;
    let draft = told.post(who, "/reports", &[("kind", "report-other")]).await.see_other();
    told.post(who, &format!("/drafts{}/keep", &draft["/reports".len()..]), &[("name", "Rowan Ashdown")])
        .await;
    told.get(who, "/reports").await;
    told.get(who, "/account/about-me").await;
    told.get(who, "/account/conflicts").await;
    told.post(who, "/account/conflicts", &[("reference", reference)]).await;
    told.get(who, "/account/conflicts").await;
    told.get(who, "/walls").await;
    told.get(who, "/nothing").await;
    app.wait(SignedDuration::from_mins(1));
    told.get(who, "/work").await;
    told.text()
}

/// Two days are the same, or the first line in which they differ.
fn differ(one: &str, other: &str) -> Option<(String, String)> {
    let first = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    let ends = (one.lines().count() != other.lines().count()).then_some(("one ends earlier", ""));
    first.or(ends).map(|(one, other)| (one.to_owned(), other.to_owned()))
}

#[tokio::test]
async fn given_the_same_day_with_and_without_the_walled_case_then_nothing_at_all_differs() {
    for who in WALLED {
        let [with, without] = ground().await;
        let case = with_case(&with).await;
        let reference = with.case_page(case).await.reference.to_string();
        let one = day(&with, who, case, &reference).await;
        let other = day(&without, who, case, &reference).await;
        assert!(one.len() > 100_000, "a day is long");
        assert_eq!(differ(&one, &other), None, "{who:?}");
        // The day holds searches that only the walled case answers, and the safeguarding lead hears of them.
        let line = format!("{who:?} Person searched");
        with.client(Who::SafeguardingLead).get("/walls").await.is(200).says(&line);
        without.client(Who::SafeguardingLead).get("/walls").await.is(200).does_not_say(&line);
    }
}

#[tokio::test]
async fn given_the_wall_is_taken_out_then_the_same_day_differs() {
    for who in WALLED {
        let [with, without] = ground().await;
        let case = with_case(&with).await;
        let reference = with.case_page(case).await.reference.to_string();
        with.gives_past_the_rules(case, who).await;
        with.takes_walls_down(case).await;
        let one = day(&with, who, case, &reference).await;
        let other = day(&without, who, case, &reference).await;
        assert!(differ(&one, &other).is_some(), "{who:?}");
    }
}

#[tokio::test]
async fn given_two_days_without_it_then_they_are_the_same_and_chance_does_not_show() {
    let [one, other] = ground().await;
    let who = Who::Manager;
    let case = no_case(&one);
    let days = [day(&one, who, case, "HF-2222-2222").await, day(&other, who, case, "HF-2222-2222").await];
    assert_eq!(differ(&days[0], &days[1]), None);
}
