//! Every form of the program with its happy path, by the name that the catalogue gives it: its path without
//! `/cases/{case}/`, or without the first `/` where it is about no case.

use std::sync::Arc;

use access::{ActionKind, LocationSecret, Relation, Role, allows, allows_office};
use domain::case::CaseCommand;
use domain::people::{PersonRole, SecretHeld, SecretKind};
use domain::text::Words;
use domain::{Answer, CaseId, SecretId};
use service::{Entry, NewColleague, ProtectedFact};
use web::routes::{About, ROUTES, Route};

use crate::coverage::examples::Example;
use crate::coverage::matrix::examples_for;
use crate::coverage::world::{Road, handed};
use crate::support::{Client, PASSWORD, Telling, TestApp, Who, line};

/// A form with its happy path.
#[derive(Clone)]
pub struct Form {
    /// Who sends it; nobody where nobody needs to be signed in.
    pub who: Option<Who>,
    pub place: String,
    pub fields: Vec<(String, String)>,
    pub case: Option<CaseId>,
}

/// The name of a route's form.
pub fn name(route: &Route) -> &'static str {
    let path = route.path.strip_prefix("/cases/{case}/").unwrap_or(route.path);
    path.strip_prefix('/').unwrap_or(path)
}

pub fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// What a contact plan says of one way that is safe.
pub const SAFE_WAY: [(&str, &str); 11] = [
    ("go", "save"),
    ("way0-kind", "phone"),
    ("way0-seen-by", "no"),
    ("way0-safety", "safe"),
    ("way0-confirmed-by", "survivor"),
    ("way0-confirmed-day", "2"),
    ("way0-confirmed-month", "3"),
    ("way0-confirmed-year", "2026"),
    ("way0-hours", "any"),
    ("way0-voicemail", "never"),
    ("code-word", "teapot"),
];

impl Form {
    /// The form of this name. Fails where there is none.
    pub async fn named(app: &TestApp, name: &str) -> Self {
        if let Some(form) = Self::of_keeping(app, name).await {
            return form;
        }
        match name {
            "note" => Self::on_a_case(app, "notes/wishes").await,
            "case" => {
                Self { fields: Vec::new(), ..Self::on_a_case(app, "notes/wishes").await }.at("/received")
            }
            "report" => Self::report(app, &Telling::disclosure()).await,
            "report/other" => Self::report(app, &Telling::suspicion()).await,
            "report/own" => Self::report(app, &Telling::own_behaviour()).await,
            "set-up" | "password" => Self::by_link(app, name).await,
            "sign-in" => {
                let fields = [("login", Who::Officer.login()), ("password", PASSWORD.to_owned())]
                    .map(|(field, value)| (field.to_owned(), value));
                Self { who: None, place: "/sign-in".to_owned(), fields: fields.into(), case: None }
            }
            "confirm" => Self::of_ones_own("/confirm", &[("to", "/"), ("password", PASSWORD)]),
            "account/app" => Self::of_ones_own("/account/app", &[("code", "123456")]),
            "account/password" => {
                let new = [
                    ("password", "walnut ferry cobalt ninety"),
                    ("password-again", "walnut ferry cobalt ninety"),
                ];
                Self::of_ones_own("/account/password", &[&[("current", PASSWORD)], &new[..]].concat())
            }
            "conversation" => Self::conversation(app).await,
            "risk" => Self::risk(app).await,
            "plan" => Self::safety_plan(app).await,
            "review/{glass}" => Self::of_glass(app).await,
            "on-call/{request}" => Self::of_request(app).await,
            "contact" => Self::plan(app).await,
            _ => match name.strip_prefix("own/") {
                Some(note) => Self::on_an_own_record(app, note).await,
                None => Self::on_a_case(app, name).await,
            },
        }
    }

    pub fn client<'a>(&self, app: &'a TestApp) -> Client<'a> {
        self.who.map_or_else(|| app.anybody(), |who| app.client(who))
    }

    pub fn set(&mut self, field: &str, value: &str) {
        self.fields.retain(|(name, _)| name != field);
        self.fields.push((field.to_owned(), value.to_owned()));
    }

    /// The same case at another page of it.
    fn at(self, page: &str) -> Self {
        Self { place: self.case.map(|case| format!("/cases/{case}{page}")).unwrap(), ..self }
    }

    async fn report(app: &TestApp, telling: &Telling) -> Self {
        let place = app.call_handler().post("/reports", &[("kind", telling.kind)]).await.see_other();
        let fields = telling.clone().living_in(app.region("North")).finished();
        Self { who: Some(Who::CallHandler), place, fields, case: None }
    }

    async fn by_link(app: &TestApp, name: &str) -> Self {
        if name == "set-up" {
            let link = app.service.make_link(None).await.unwrap();
            let fields = owned(&[
                ("organisation", "Third Homes"),
                ("policy", "nhg"),
                ("regions", "West"),
                ("administrator", "Ola Third"),
                ("login", "ola.third"),
            ]);
            return Self { who: None, place: format!("/set-up/{link}"), fields, case: None };
        }
        let administrator = app.actor(Who::Administrator).await;
        let colleague = NewColleague {
            name: domain::text::Name::parse("Ola Newcomer").unwrap(),
            login: domain::text::ShortText::parse("ola.newcomer").unwrap(),
            role: Role::HousingOfficer,
            regions: std::collections::BTreeSet::new(),
        };
        let link = app.service.add_colleague(&administrator, colleague).await.unwrap();
        let fields = owned(&[("password", PASSWORD), ("password-again", PASSWORD)]);
        Self { who: None, place: format!("/password/{link}"), fields, case: None }
    }

    /// A form about the sender's own account.
    fn of_ones_own(place: &str, fields: &[(&str, &str)]) -> Self {
        Self { who: Some(Who::SecondOfficer), place: place.to_owned(), fields: owned(fields), case: None }
    }

    async fn conversation(app: &TestApp) -> Self {
        let case = handed(app, Road::Disclosure).await.case;
        let place = app.officer().post(&format!("/cases/{case}/conversation"), &[("", ""); 0]).await;
        let place = place.see_other();
        let fields = app.officer().get(&place).await.form(&place);
        let mut form = Self { who: Some(Who::Officer), place, fields, case: Some(case) };
        form.fields.retain(|(name, _)| name != "csrf");
        for (field, value) in
            [("danger", "no"), ("children-at-home", "yes"), ("adults-at-home", "not-known"), ("go", "finish")]
        {
            form.set(field, value);
        }
        form
    }

    /// A safety plan, with the least that it needs.
    async fn safety_plan(app: &TestApp) -> Self {
        let case = handed(app, Road::Disclosure).await.case;
        let place = app.officer().post(&format!("/cases/{case}/plan"), &[("", ""); 0]).await.see_other();
        let fields = [
            ("part-bag", "Keys and papers"),
            ("with", "yes"),
            ("paper", "not-known"),
            ("again-day", "9"),
            ("again-month", "3"),
            ("again-year", "2026"),
            ("go", "finish"),
        ];
        Self { who: Some(Who::Officer), place, fields: owned(&fields), case: Some(case) }
    }

    /// An assessment by somebody who is trained.
    async fn risk(app: &TestApp) -> Self {
        let case = handed(app, Road::Disclosure).await.case;
        let lead = app.client(Who::DaLead);
        let place = lead.post(&format!("/cases/{case}/risk"), &[("", ""); 0]).await.see_other();
        let fields = lead.get(&place).await.form(&place);
        let mut form = Self { who: Some(Who::DaLead), place, fields, case: Some(case) };
        form.fields.retain(|(name, _)| name != "csrf");
        for (field, value) in [("f1", "yes"), ("go", "finish")] {
            form.set(field, value);
        }
        form
    }

    /// What a privacy officer finds of a record that the second officer opened in an emergency.
    async fn of_glass(app: &TestApp) -> Self {
        opened_in_an_emergency(app).await;
        let officer = app.actor(Who::PrivacyOfficer).await;
        let glass = app.service.broken_glass(&officer).await.unwrap()[0].id;
        let fields = owned(&[("outcome", "in-order"), ("words", "I rang back")]);
        Self { who: Some(Who::PrivacyOfficer), place: format!("/review/{glass}"), fields, case: None }
    }

    /// What a lead answers to the second officer, who asks for a number.
    async fn of_request(app: &TestApp) -> Self {
        let (case, phone) = opened_in_an_emergency(app).await;
        let (asker, lead) = (app.actor(Who::SecondOfficer).await, app.actor(Who::DaLead).await);
        app.service.ask_location(&asker, case, phone, &words("The ambulance is lost")).await.unwrap();
        let request = app.service.waiting_requests(&lead).await.unwrap()[0].id;
        let fields = owned(&[("answer", "no"), ("words", "I could not ring them back")]);
        Self { who: Some(Who::DaLead), place: format!("/on-call/{request}"), fields, case: None }
    }

    async fn plan(app: &TestApp) -> Self {
        let case = handed(app, Road::Disclosure).await.case;
        let place = format!("/cases/{case}/contact");
        let fields = app.officer().get(&place).await.form(&place);
        let mut form = Self { who: Some(Who::Officer), place, fields, case: Some(case) };
        form.fields.retain(|(name, _)| name != "csrf");
        for (field, value) in SAFE_WAY {
            form.set(field, value);
        }
        form
    }

    async fn on_an_own_record(app: &TestApp, note: &str) -> Self {
        let telling = Telling::own_behaviour().living_in(app.region("North"));
        let case = app.call_handler().takes_report(&telling).await;
        app.hand_over(case, Who::Officer).await;
        let place = format!("/cases/{case}/{note}");
        let mut fields = app.officer().get(&place).await.form(&place);
        fields.retain(|(name, _)| name != "csrf");
        let mut form = Self { who: Some(Who::Officer), place, fields, case: Some(case) };
        let answers: &[(&str, &str)] = match note {
            "notes/report" => &[("danger", "no"), ("respect-line", "taken"), ("words", "I shouted again")],
            "notes/person" => &[("roles", "child"), ("name", "Wren Vasey")],
            "notes/safeguarding" => &[
                ("concern", "children"),
                ("harm", "significant"),
                ("with", "childrens-services"),
                ("at-time", "09:30"),
            ],
            other => panic!("the catalogue names a form that is not known here: own/{other}"),
        };
        for (field, value) in answers {
            form.set(field, value);
        }
        form
    }

    /// A form about a case that the officer has, or one about none, as `coverage/examples.rs` sends it.
    async fn on_a_case(app: &TestApp, name: &str) -> Self {
        let enquiry = name.strip_prefix("enquiry/");
        let road = if enquiry.is_some() { Road::Suspicion } else { Road::Disclosure };
        let ids = handed(app, road).await;
        let (route, example) = example(app, enquiry.map_or(name, |_| "enquiry"), &ids).await;
        let who = if example.needs == Some(ActionKind::EndCase) { Who::Manager } else { sender(route) };
        let about_a_case = matches!(route.about, About::Case(_));
        let case = about_a_case.then_some(ids.case);
        let mut form = Self { who: Some(who), place: example.path, fields: example.fields, case };
        if let Some(step) = enquiry {
            form.fields.retain(|(field, _)| field == "seen");
            for (field, value) in enquiry_step(step) {
                form.set(field, value);
            }
        }
        form
    }
}

pub fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

/// A record that the officer has, open to the second officer; and a number in it.
async fn opened_in_an_emergency(app: &TestApp) -> (CaseId, SecretId) {
    let ids = handed(app, Road::Disclosure).await;
    let reference = app.case_page(ids.case).await.reference.to_string();
    let (asker, what) = (app.actor(Who::SecondOfficer).await, line(&reference));
    let opened = app.service.break_glass(&asker, &what, &words("The police rang")).await.unwrap();
    assert_eq!(opened, Some(ids.case));
    (ids.case, ids.phone)
}

async fn example(app: &TestApp, name: &str, ids: &crate::coverage::world::Ids) -> (&'static Route, Example) {
    for route in ROUTES.iter().filter(|route| route.method == "post") {
        for example in examples_for(app, route, sender(route), ids).await {
            let is_note =
                route.path.ends_with("/notes/{what}") && example.path.ends_with(&format!("/{name}"));
            if self::name(route) == name || is_note {
                return (route, example.filled(app).await);
            }
        }
    }
    panic!("the catalogue names a form that is not known here: {name}")
}

/// Somebody who may send it, by the matrix.
pub fn sender(route: &Route) -> Who {
    let office = [
        Who::Officer,
        Who::CallHandler,
        Who::Manager,
        Who::DaLead,
        Who::SafeguardingLead,
        Who::PrivacyOfficer,
        Who::Administrator,
        Who::Partner,
    ];
    match route.about {
        About::Case(kind) if allows(Role::HousingOfficer, Relation::Assigned, kind) => Who::Officer,
        About::Case(_) => Who::Manager,
        _ if route.path.starts_with("/reports") || route.path.starts_with("/drafts") => Who::CallHandler,
        About::Office(kind) => office.into_iter().find(|who| allows_office(who.role(), kind)).unwrap(),
        About::Anybody | About::SignedIn => Who::Officer,
    }
}

fn enquiry_step(step: &str) -> &'static [(&'static str, &'static str)] {
    match step {
        "history" => &[("step", "history"), ("found", "yes"), ("found-words", "Three door repairs")],
        "plan" => &[
            ("step", "plan"),
            ("on-day", "5"),
            ("on-month", "3"),
            ("on-year", "2026"),
            ("how", "At the gas check"),
        ],
        "outcome" => &[("step", "outcome"), ("outcome", "nothing-said")],
        other => panic!("the catalogue names a step that is not known here: {other}"),
    }
}

/// The alleged perpetrator of a case, who is known to have this fact too.
pub async fn is_also_theirs(app: &TestApp, case: CaseId, kind: SecretKind, text: &str) {
    let people = app.case_page(case).await.view.people;
    let alleged = people.values().find(|person| person.is(PersonRole::AllegedPerpetrator)).unwrap();
    let secret = SecretId::from_uuid(uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_00f1));
    let command = CaseCommand::HoldSecret(SecretHeld { secret, kind, person: alleged.person });
    let fact = ProtectedFact { secret, kind, text: Arc::new(LocationSecret::new(text.to_owned())) };
    app.records(Who::DaLead, case, Entry { command, facts: vec![fact] }).await;
}

/// What is known of whether the alleged perpetrator lives in the home.
pub async fn lives_there(app: &TestApp, case: CaseId, answer: Answer) {
    let people = app.case_page(case).await.view.people;
    let alleged = people.into_values().find(|person| person.is(PersonRole::AllegedPerpetrator)).unwrap();
    let known = domain::people::Person { lives_in_home: answer, ..alleged };
    app.records(Who::DaLead, case, CaseCommand::RecordPerson(known)).await;
}
