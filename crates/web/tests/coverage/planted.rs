//! Values that nobody would write by chance, planted in cases through the forms, and who may see each.

use access::{ActionKind, Field, Relation, Role, allows, sees};
use domain::CaseId;
use domain::case::CaseCommand;
use domain::people::SecretKind;
use web::routes::About;

use super::canaries::of_form;
use super::canary::plain;
use super::road::travelled;
use super::world::{Ids, Road, State, ids_of, nothing_but, relation};
use crate::support::{Telling, TestApp, Who};

/// To whom a value may be shown.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    /// To whom may see the case.
    WithTheCase,
    /// To whom this part of it is shown.
    With(Field),
    /// To whom one of these parts of it is shown.
    Any(&'static [Field]),
    /// To whom may see who has looked.
    Looks,
    /// To whom asked for exactly this and was cleared.
    Revealed,
    /// To whoever is writing it, until they send it.
    Own(Who),
    /// To nobody after the one who typed it: it is not kept.
    Nowhere,
}

use Shown::{Any, Looks, Nowhere, Own, Revealed, With, WithTheCase};

/// A value that was planted.
#[derive(Debug)]
pub struct Planted {
    pub value: String,
    /// The same without case and spacing: what is looked for in every text.
    pub plain: String,
    pub shown: Shown,
}

impl Planted {
    fn new(value: String, shown: Shown) -> Self {
        Self { plain: plain(&value), value, shown }
    }
}

/// A case with what was planted in it.
pub struct PlantedCase {
    pub ids: Ids,
    pub state: State,
    pub foreign: bool,
    pub planted: Vec<Planted>,
    /// The forms through which it was planted.
    pub forms: Vec<&'static str>,
}

impl PlantedCase {
    /// How somebody is related to this case.
    fn relation(&self, who: Who) -> Relation {
        if !self.foreign {
            return relation(who, self.state);
        }
        match who {
            Who::OtherLead => Relation::Organisation,
            Who::OtherManager => Relation::Region,
            Who::OtherOfficer => Relation::Assigned,
            _ => Relation::None,
        }
    }

    /// Whether a value may stand in what this person is answered.
    pub fn grants(&self, planted: &Planted, who: Who, about: About) -> bool {
        let (role, relation): (Role, Relation) = (who.role(), self.relation(who));
        match planted.shown {
            WithTheCase => allows(role, relation, ActionKind::SeeCase),
            With(field) => sees(role, relation, field),
            Any(fields) => fields.iter().any(|field| sees(role, relation, *field)),
            Looks => allows(role, relation, ActionKind::SeeLooks),
            Revealed => match about {
                About::Case(kind @ (ActionKind::RevealSecret | ActionKind::MakeContact)) => {
                    allows(role, relation, kind)
                }
                _ => false,
            },
            Own(writer) => who == writer,
            Nowhere => false,
        }
    }

    fn plants(&mut self, form: &'static str) {
        self.forms.push(form);
        self.planted.extend(of_form(form).flat_map(|canary| spellings(canary.value, canary.shown)));
    }

    /// Sends a form from a page with its canaries in it; `base` is what else makes it right.
    async fn fill(&mut self, app: &TestApp, who: Who, form: &'static str, page: &str, base: &[(&str, &str)]) {
        let place = self.place(form);
        let fields = app.client(who).get(page).await.form(&place);
        self.send(app, who, form, (&place, fields), base).await;
    }

    pub async fn send(
        &mut self,
        app: &TestApp,
        who: Who,
        form: &'static str,
        (place, mut fields): (&str, Vec<(String, String)>),
        base: &[(&str, &str)],
    ) {
        fields.retain(|(name, _)| name != "csrf");
        let canaries = of_form(form).map(|canary| (canary.field, canary.value));
        for (name, value) in base.iter().copied().chain(canaries) {
            fields.retain(|(other, _)| other != name);
            fields.push((name.to_owned(), value.to_owned()));
        }
        let reply = app.client(who).post(place, &fields).await;
        let expected = match form {
            "facts/{secret}/reveal" | "find" | "urgent" => 200,
            // Not let in, so that what was typed is kept nowhere.
            "close" | "notes/reopen" | "notes/kept" | "records" => 422,
            _ => 303,
        };
        assert_eq!(reply.status, expected, "{form}: {}", reply.text());
        self.plants(form);
    }

    /// The address of a form on this case.
    fn place(&self, form: &str) -> String {
        if ["find", "urgent"].contains(&form) {
            return format!("/{form}");
        }
        let form = if form.starts_with("enquiry/") { "enquiry" } else { form };
        let place = form
            .trim_start_matches("own/")
            .replace("{code}/{started}", &self.ids.duty)
            .replace("{channel}", &self.ids.channel.to_string())
            .replace("{secret}", &self.ids.phone.to_string())
            .replace("{sequence}", &self.ids.entry.to_string());
        format!("/cases/{}/{place}", self.ids.case)
    }

    pub async fn fill_own(&mut self, app: &TestApp, who: Who, form: &'static str, base: &[(&str, &str)]) {
        let page = self.place(form);
        self.fill(app, who, form, &page, base).await;
    }
}

/// A value as it may be written elsewhere: a number with the country, and an address in its parts.
fn spellings(value: &str, shown: Shown) -> Vec<Planted> {
    let mut all = vec![value.to_owned()];
    if let Some(rest) = value.strip_prefix("07") {
        all.push(format!("+447{rest}"));
    }
    if let Some((street, town)) = value.split_once(", Elsewhere ") {
        all.extend([street.to_owned(), town.to_owned()]);
    }
    all.into_iter().map(|value| Planted::new(value, shown)).collect()
}

async fn reported(app: &TestApp, form: &'static str, telling: Telling) -> (CaseId, PlantedCase) {
    let telling = of_form(form).fold(telling.living_in(app.region("North")), |telling, canary| {
        telling.answer(canary.field, canary.value)
    });
    let case = app.call_handler().takes_report(&telling).await;
    let (ids, state, forms) = (nothing_but(case), State::Handed, Vec::new());
    let mut planted = PlantedCase { ids, state, foreign: false, planted: Vec::new(), forms };
    planted.plants(form);
    (case, planted)
}

/// A disclosure that the officer has, with everything that can be typed about it.
async fn disclosure(app: &TestApp) -> PlantedCase {
    let (case, mut planted) = reported(app, "report", Telling::disclosure()).await;
    planted.ids = ids_of(app, case, Road::Disclosure).await;
    app.hand_over(case, Who::Officer).await;
    let aside = [("why", "done-elsewhere")];
    planted.fill_own(app, Who::Officer, "duties/{code}/{started}/set-aside", &aside).await;
    planted.fill_own(app, Who::Officer, "entries/{sequence}/correct", &[("what", "words")]).await;
    notes(app, &mut planted).await;
    conversation(app, &mut planted).await;
    contact(app, &mut planted).await;
    planted.fill_own(app, Who::Officer, "facts/{secret}/reveal", &[]).await;
    planted.fill_own(app, Who::Manager, "handover", &[("severity", "immediate")]).await;
    planted.fill_own(app, Who::DaLead, "records", &[("say", "same")]).await;
    planted.fill_own(app, Who::Officer, "find", &[]).await;
    no_longer_safe(app, &mut planted).await;
    travelled(app, &mut planted).await;
    half_written(app, &mut planted).await;
    let page = app.case_page(case).await;
    let duty = page.duties.iter().find(|duty| duty.state.is_open()).unwrap();
    planted.ids.duty = format!("{}/{}", duty.code, duty.started.sequence);
    planted
}

async fn notes(app: &TestApp, planted: &mut PlantedCase) {
    let (survivor, perpetrator) = (planted.ids.survivor.to_string(), planted.ids.perpetrator.to_string());
    let people = [("perpetrator", &*perpetrator), ("survivor", &*survivor), ("route", "married")];
    let concern = [
        ("concern", "children"),
        ("harm", "significant"),
        ("agreed", "no"),
        ("ground", "child-harm"),
        ("with", "mash"),
        ("at-time", "09:30"),
        ("told", "no"),
    ];
    let gender = [("person", &*survivor), ("gender", "different")];
    for (form, base) in [
        ("notes/incident", &[("told-by", "survivor")][..]),
        ("notes/about-you", &gender),
        ("notes/wishes", &[]),
        ("notes/person", &[("roles", "child")]),
        ("notes/relationship", &people),
        ("notes/safeguarding", &concern),
        ("notes/police", &[("by", "us"), ("at-time", "09:30")]),
        ("notes/severity", &[("severity", "high")]),
        ("notes/report", &[("danger", "no"), ("source", "neighbour")]),
    ] {
        planted.fill_own(app, Who::Officer, form, base).await;
    }
    planted.fill_own(app, Who::Manager, "notes/safeguarding-not-needed", &[("concern", "adult")]).await;
}

async fn conversation(app: &TestApp, planted: &mut PlantedCase) {
    let begin = format!("/cases/{}/conversation", planted.ids.case);
    let place = app.officer().post(&begin, &[("", ""); 0]).await.see_other();
    let fields = app.officer().get(&place).await.form(&place);
    let said = [
        ("danger", "no"),
        ("children-at-home", "yes"),
        ("adults-at-home", "not-known"),
        ("phone-safe", "safe"),
        ("phone-whose", "theirs"),
        ("phone-others", "no"),
        ("phone-told", "yes"),
        ("phone-times", "any"),
        ("go", "finish"),
    ];
    planted.send(app, Who::Officer, "conversation", (&place, fields), &said).await;
}

/// The vehicle is known to somebody who must not know it; the other facts stay as they are.
async fn no_longer_safe(app: &TestApp, planted: &mut PlantedCase) {
    let vehicle = app.secret(planted.ids.case, SecretKind::Vehicle).await.to_string();
    let marked = [("fact", &*vehicle), ("known-to", "not-known"), ("noticed-by", "us")];
    planted.fill_own(app, Who::Officer, "notes/details", &marked).await;
    planted.fill_own(app, Who::Officer, "notes/safety", &[("with", "no")]).await;
    planted.fill_own(app, Who::Officer, "notes/decision", &[("ico", "no"), ("told", "no")]).await;
    planted.fill_own(app, Who::Officer, "facts/{secret}/ask", &[]).await;
    let planner = planted.ids.planner.to_string();
    let shared = [("who", planner.as_str()), ("parts", "contact"), ("days", "7")];
    planted.fill_own(app, Who::DaLead, "sharing", &shared).await;
    planted.fill_own(app, Who::Officer, "urgent", &[]).await;
}

async fn contact(app: &TestApp, planted: &mut PlantedCase) {
    let until = [("until-day", "4"), ("until-month", "3"), ("until-year", "2026"), ("until-time", "10:00")];
    planted.fill_own(app, Who::Officer, "contact/pause", &until).await;
    // The plan that is made now ends the wait, so that the sheet may be asked for.
    let survivor = planted.ids.survivor.to_string();
    let way =
        [("go", "save"), ("way7-kind", "email"), ("way7-whose", &*survivor), ("way7-safety", "unknown")];
    planted.fill_own(app, Who::Officer, "contact", &way).await;
    planted.fill_own(app, Who::Officer, "contact/incoming", &[("outcome", "spoke")]).await;
    let channel = format!("/cases/{}/contact/{}", planted.ids.case, planted.ids.channel);
    let attempts = [("outcome", "no-answer")];
    planted.fill(app, Who::Officer, "contact/{channel}/attempts", &channel, &attempts).await;
    planted.fill(app, Who::Officer, "contact/{channel}/letter", &channel, &[]).await;
}

/// A report that the call handler has not sent yet.
async fn half_written(app: &TestApp, planted: &mut PlantedCase) {
    let place = app.call_handler().post("/reports", &[("kind", "report-survivor")]).await.see_other();
    let value = "Evangeline Nightingale";
    app.call_handler().post(&place, &[("name", value), ("go", "")]).await.is(303);
    planted.planted.push(Planted::new(value.to_owned(), Own(Who::CallHandler)));
}

/// A neighbour's report that nobody has yet.
async fn suspicion(app: &TestApp) -> PlantedCase {
    let (case, mut planted) = reported(app, "report/other", Telling::suspicion()).await;
    (planted.ids, planted.state) = (ids_of(app, case, Road::Suspicion).await, State::Fresh);
    let by = [("on-day", "5"), ("on-month", "3"), ("on-year", "2026")];
    for (form, base) in [
        ("enquiry/history", &[("step", "history"), ("found", "yes")][..]),
        ("enquiry/plan", &[&[("step", "plan")], &by[..]].concat()),
        ("enquiry/outcome", &[("step", "outcome"), ("outcome", "nothing-said")]),
    ] {
        let place = planted.place(form);
        planted.send(app, Who::DaLead, form, (&place, Vec::new()), base).await;
    }
    planted
}

/// Somebody's disclosure of what they did; the officer has it.
async fn own_behaviour(app: &TestApp) -> PlantedCase {
    let (case, mut planted) = reported(app, "report/own", Telling::own_behaviour()).await;
    app.hand_over(case, Who::Officer).await;
    let again = [("danger", "no"), ("respect-line", "taken")];
    planted.fill_own(app, Who::Officer, "own/notes/report", &again).await;
    planted
}

/// A disclosure to the other organisation.
async fn foreign(app: &TestApp) -> PlantedCase {
    let values = [
        ("name", "Isolde Merryweather", WithTheCase),
        ("phone", "07700 900465", Revealed),
        ("address", "2 Saffron Mews, Elsewhere ZZ99 3QZ", Revealed),
        ("words", "She burnt my cello", With(Field::Chronology)),
    ];
    let telling = Telling::disclosure().living_in(app.region("East"));
    let telling = values.iter().fold(telling, |telling, (field, value, _)| telling.answer(field, value));
    let case = app.client(Who::OtherCallHandler).takes_report(&telling).await;
    app.hand_over(case, Who::OtherOfficer).await;
    let planted = values.into_iter().flat_map(|(_, value, shown)| spellings(value, shown)).collect();
    PlantedCase { ids: nothing_but(case), state: State::Handed, foreign: true, planted, forms: Vec::new() }
}

/// All of them. Each was also judged, so that more than one entry stands in each.
pub async fn everything(app: &TestApp) -> Vec<PlantedCase> {
    let cases =
        vec![disclosure(app).await, suspicion(app).await, own_behaviour(app).await, foreign(app).await];
    for case in cases.iter().filter(|case| !case.foreign) {
        let judged = CaseCommand::AssessSeverity { severity: domain::Severity::Immediate, why: None };
        app.records(Who::DaLead, case.ids.case, judged).await;
    }
    cases
}
