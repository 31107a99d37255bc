//! What a row of the catalogue says is so before, and the request that it then is.

use domain::Answer;
use domain::people::SecretKind;

use super::catalogue::Row;
use super::forms::{Form, is_also_theirs, lives_there};
use crate::support::{Sending, Telling, TestApp, Who};

impl Form {
    /// The request of a row, after what the row says is so before.
    pub async fn sending(&mut self, app: &TestApp, row: &Row) -> Sending {
        if let (Some(field), Some(text)) = (&row.field, row.text()) {
            self.set(field, &text);
        }
        for (field, value) in &row.also {
            self.set(field, value);
        }
        let given = row.given.as_deref().unwrap_or_default();
        if let Some(fact) = given.strip_prefix("linked-person-has-") {
            is_also_theirs(app, self.case.unwrap(), SecretKind::Phone, fact).await;
            self.is_open_again(app).await;
        }
        if let Some(answer) = given.strip_prefix("alleged-perpetrator-lives-there: ") {
            lives_there(app, self.case.unwrap(), answer.parse::<Answer>().unwrap()).await;
            self.is_open_again(app).await;
        }
        let form = Sending::post(&self.place, &self.fields);
        match given {
            "" => form,
            _ if given.starts_with("linked-person-has-") => form,
            _ if given.starts_with("alleged-perpetrator-lives-there") => form,
            "fields:1001" => {
                let many: Vec<_> = (0..1_001).map(|n| (format!("field-{n}"), "x")).collect();
                Sending::post(&self.place, &many)
            }
            "same-form-was-sent" => {
                self.client(app).send(form.clone()).await.is(303);
                form
            }
            "reference-of-a-walled-case" => {
                app.wall(self.case.unwrap(), self.who.unwrap()).await;
                Sending::get(&self.place)
            }
            "reference-of-a-foreign-case" => {
                let case = app.client(Who::OtherCallHandler).takes_report(&Telling::disclosure()).await;
                Sending::get(&format!("/cases/{case}/received"))
            }
            "form-of-another-case" => self.form_of_another_case(app).await,
            "conversation-of-another-case" => self.conversation_of_another_case(app).await,
            _ => self.sent_from_elsewhere(app, form, given).await,
        }
    }

    /// The page was opened after that became known: what it showed is what there is.
    async fn is_open_again(&mut self, app: &TestApp) {
        if self.fields.iter().any(|(name, _)| name == "seen") {
            let seen = app.case_page(self.case.unwrap()).await.view.sequence.to_string();
            self.set("seen", &seen);
        }
    }

    /// The same form, but not from an open page of one's own.
    async fn sent_from_elsewhere(&self, app: &TestApp, form: Sending, given: &str) -> Sending {
        if let Some(how) = given.strip_prefix("sign-in-ended") {
            let csrf = self.client(app).csrf().await;
            app.service.sign_out(&self.client(app).token().await).await.unwrap();
            return match how {
                "" => form.with_token(&csrf),
                ", token-missing" => form.without_token(),
                ", cross-site" => form.with_token(&csrf).header("sec-fetch-site", "cross-site"),
                other => panic!("the catalogue names a fixture that is not known here: {other}"),
            };
        }
        match (given, given.strip_prefix("header:").and_then(|header| header.split_once(": "))) {
            ("csrf-token-missing", _) => form.without_token(),
            ("csrf-token-of-another-session", _) => form.with_token(&app.da_lead().csrf().await),
            (_, Some(("Origin", value))) => form.header("origin", value),
            (_, Some(("Sec-Fetch-Site", value))) => form.header("sec-fetch-site", value),
            _ => panic!("the catalogue names a fixture that is not known here: {given}"),
        }
    }

    /// A form that names people of one case, sent to the address of another.
    async fn form_of_another_case(&self, app: &TestApp) -> Sending {
        let telling = Telling::disclosure().answer("perpetrator", "Garrick Vane");
        let other = app.call_handler().takes_report(&telling).await;
        let people = app.case_page(other).await.view.people;
        let [first, second] = people.keys().collect::<Vec<_>>()[..] else { panic!("two people") };
        let place = format!("/cases/{}/notes/relationship", self.case.unwrap());
        let seen = self.client(app).get(&place).await.field("seen").to_owned();
        let fields = [
            ("seen", seen),
            ("perpetrator", second.to_string()),
            ("survivor", first.to_string()),
            ("route", "married".to_owned()),
        ];
        Sending::post(&place, &fields)
    }

    /// One's own conversation about another case, sent to the address of this one.
    async fn conversation_of_another_case(&self, app: &TestApp) -> Sending {
        let other = Self::named(app, "conversation").await;
        let draft = other.place.rsplit('/').next().unwrap();
        Sending::post(&format!("/cases/{}/conversation/{draft}", self.case.unwrap()), &other.fields)
    }
}
