//! The rows of `tests/bad-input.toml` that are about forms, as far as those forms exist.
//!
//! A new form gets a line in [`Form::named`]; a form that a row names and that is not built yet stands in
//! [`NOT_YET`], and must leave it when it is.

use domain::CaseId;
use serde::Deserialize;

use crate::support::{Client, Reply, Sending, Telling, TestApp, Who};

/// Forms of the catalogue that wait for a later capability, or for a page that has its own tests.
const NOT_YET: [&str; 4] = ["consent", "risk-assessment", "safe-contact", "share"];

#[derive(Deserialize)]
struct Catalogue {
    input: Vec<Row>,
}

/// One row. What a row of another suite has besides is not read here.
#[derive(Deserialize, Clone)]
struct Row {
    id: String,
    part: String,
    #[serde(rename = "where")]
    suite: String,
    route: Option<String>,
    field: Option<String>,
    given: Option<String>,
    input: Option<toml::Value>,
    status: Option<u16>,
    message: Option<String>,
    #[serde(default)]
    then: Vec<String>,
}

impl Row {
    fn text(&self) -> Option<String> {
        match self.input.as_ref()? {
            toml::Value::String(text) => Some(text.clone()),
            toml::Value::Table(table) => {
                let times = table.get("times")?.as_integer()?;
                Some(table.get("repeat")?.as_str()?.repeat(usize::try_from(times).ok()?))
            }
            _ => None,
        }
    }

    fn name(&self) -> String {
        format!("{} {}", self.id, self.part)
    }
}

fn rows() -> Vec<Row> {
    let catalogue: Catalogue = toml::from_str(include_str!("../../../../tests/bad-input.toml")).unwrap();
    catalogue.input.into_iter().filter(|row| row.suite == "form").collect()
}

/// A form with its happy path.
struct Form {
    who: Who,
    place: String,
    fields: Vec<(String, String)>,
    case: Option<CaseId>,
}

async fn officers_case(app: &TestApp) -> CaseId {
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    app.hand_over(case, Who::Officer).await;
    case
}

impl Form {
    /// The form by the name of its route in the catalogue.
    async fn named(app: &TestApp, name: &str) -> Option<Self> {
        match name {
            "report" => {
                let place =
                    app.call_handler().post("/reports", &[("kind", "report-survivor")]).await.see_other();
                Some(Self {
                    who: Who::CallHandler,
                    place,
                    fields: Telling::disclosure().finished(),
                    case: None,
                })
            }
            "note" => {
                let case = officers_case(app).await;
                let fields = vec![("words".to_owned(), "To stay and feel safe".to_owned())];
                Some(Self {
                    who: Who::Officer,
                    place: format!("/cases/{case}/notes/wishes"),
                    fields,
                    case: Some(case),
                })
            }
            "case" => {
                let case = officers_case(app).await;
                Some(Self {
                    who: Who::Officer,
                    place: format!("/cases/{case}/received"),
                    fields: Vec::new(),
                    case: Some(case),
                })
            }
            _ => None,
        }
    }

    fn client<'a>(&self, app: &'a TestApp) -> Client<'a> {
        app.client(self.who)
    }

    fn set(&mut self, field: &str, value: String) {
        self.fields.retain(|(name, _)| name != field);
        self.fields.push((field.to_owned(), value));
    }

    /// The request of a row, after what the row says is so before.
    async fn sending(&mut self, app: &TestApp, row: &Row) -> Sending {
        if let (Some(field), Some(text)) = (&row.field, row.text()) {
            self.set(field, text);
        }
        let form = Sending::post(&self.place, &self.fields);
        match row.given.as_deref() {
            None => form,
            Some("csrf-token-missing") => form.without_token(),
            Some("csrf-token-of-another-session") => form.with_token(&app.da_lead().csrf().await),
            Some("fields:1001") => {
                let many: Vec<_> = (0..1_001).map(|n| (format!("field-{n}"), "x")).collect();
                Sending::post(&self.place, &many)
            }
            Some("same-form-was-sent") => {
                self.client(app).send(form.clone()).await.is(303);
                form
            }
            Some("reference-of-a-walled-case") => {
                app.wall(self.case.unwrap(), self.who).await;
                Sending::get(&self.place)
            }
            Some("reference-of-a-foreign-case") => {
                let case = app.client(Who::OtherCallHandler).takes_report(&Telling::disclosure()).await;
                Sending::get(&format!("/cases/{case}/received"))
            }
            Some("form-of-another-case") => self.form_of_another_case(app).await,
            Some(given) => match given.strip_prefix("header:").and_then(|header| header.split_once(": ")) {
                Some(("Origin", value)) => form.header("origin", value),
                Some(("Sec-Fetch-Site", value)) => form.header("sec-fetch-site", value),
                _ => panic!("the catalogue names a fixture that is not known here: {given}"),
            },
        }
    }

    /// A form that names people of one case, sent to the address of another.
    async fn form_of_another_case(&self, app: &TestApp) -> Sending {
        let telling = Telling::disclosure().answer("perpetrator", "Garrick Vane");
        let other = app.call_handler().takes_report(&telling).await;
        let people = app.case_page(other).await.view.people;
        let [first, second] = people.keys().collect::<Vec<_>>()[..] else { panic!("two people") };
        let place = format!("/cases/{}/notes/relationship", self.case.unwrap());
        let seen =
            self.client(app).get(&place).await.form(&place).into_iter().find(|(name, _)| name == "seen");
        let seen = seen.map(|(_, seen)| seen).unwrap_or_default();
        let fields = [
            ("seen", seen),
            ("perpetrator", second.to_string()),
            ("survivor", first.to_string()),
            ("route", "married".to_owned()),
        ];
        Sending::post(&place, &fields)
    }
}

/// Checks what a row says must be so after.
async fn holds(app: &TestApp, form: &Form, reply: &Reply, then: &str) -> bool {
    match then {
        "emergency-advice-shown" => reply.body.contains("999"),
        "other-answers-kept" => {
            let kept = form.fields.iter().filter(|(name, value)| name != "go" && !value.is_empty());
            kept.clone().count() > 0 && kept.clone().all(|(_, value)| reply.body.contains(value.as_str()))
        }
        "accepted-when-sent-again-with-confirmation" => {
            let mut fields = form.fields.clone();
            fields.push(("words-no-address".to_owned(), "yes".to_owned()));
            form.client(app).post(&form.place, &fields).await.status == 303
        }
        "shown-as-text" => {
            let words = app.case_page(form.case.unwrap()).await.view.wishes;
            let kept = words.iter().any(|wish| wish.is.words.as_str().contains("<script>"));
            let shown = app.officer().opens(form.case.unwrap()).await;
            kept && !shown.body.contains("<script>alert(1)")
        }
        "one-case" => app.count_of_cases().await == 1,
        "same-reference-shown" => {
            let again = form.client(app).get(&form.place).await;
            again.see_other() == reply.see_other()
        }
        "same-answer-as-a-random-reference" => {
            let never = form.client(app).get("/cases/01890000-0000-7000-8000-0000000000ff/received").await;
            (never.status, &never.body, &never.headers) == (reply.status, &reply.body, &reply.headers)
        }
        "neither-case-changed" => app.case_page(form.case.unwrap()).await.view.connections.is_empty(),
        other => panic!("the catalogue names a check that is not known here: {other}"),
    }
}

#[tokio::test]
async fn every_bad_input_to_a_form_is_answered_as_the_catalogue_says() {
    let mut not_yet = std::collections::BTreeSet::new();
    for row in rows() {
        let app = TestApp::new().await;
        let route = row.route.clone().unwrap();
        let Some(mut form) = Form::named(&app, &route).await else {
            not_yet.insert(route);
            continue;
        };
        let sending = form.sending(&app, &row).await;
        let before = app.count_of_entries().await;
        let reply = form.client(&app).send(sending).await;
        assert_eq!(Some(reply.status), row.status, "{}: {}", row.name(), reply.text());
        if reply.status >= 400 {
            assert_eq!(app.count_of_entries().await, before, "{} stored something", row.name());
        }
        let text = reply.text();
        assert!(row.message.iter().all(|message| text.contains(message.as_str())), "{}: {text}", row.name());
        for then in &row.then {
            assert!(holds(&app, &form, &reply, then).await, "{}: not so: {then}", row.name());
        }
    }
    assert!(not_yet.iter().map(String::as_str).eq(NOT_YET), "{not_yet:?}");
}
