//! What colleagues give about themselves, so that they are kept away from cases of people they know; and the
//! conflicts of interest they declare. Nobody else is shown either.

mod conflicts;
mod read;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::{EmailAddress, Name, PhoneNumber, Words};
use service::{AboutMe, Kin};

pub use self::conflicts::{ConflictsPage, declare, list};
use self::read::{KIN, fields};
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

/// What somebody gave.
#[derive(Clone, Template)]
#[template(path = "about-me/page.html")]
pub struct AboutMePage {
    layout: Layout,
    form: Filled,
    kin: usize,
    kept: bool,
}

impl AboutMePage {
    fn new(layout: Layout, form: Filled, kept: bool) -> Self {
        let named = (1..=KIN).filter(|n| form.sent.has(&format!("kin-{n}-name"))).max().unwrap_or(0);
        let layout = layout.title("Work").back("/account").problems(&form.problems);
        Self { layout, form, kin: (named + 1).clamp(2, KIN), kept }
    }

    fn blocks(&self) -> Vec<KinBlock<'_>> {
        (1..=self.kin).map(|n| KinBlock { form: &self.form, n }).collect()
    }
}

/// The questions about one person who is close to them.
struct KinBlock<'f> {
    form: &'f Filled,
    n: usize,
}

impl KinBlock<'_> {
    fn field(&self, name: &str) -> String {
        format!("kin-{}-{name}", self.n)
    }

    fn name(&self) -> Input {
        self.form.input(&self.field("name"), "Name")
    }

    fn relation(&self) -> Input {
        self.form
            .input(&self.field("relation"), "What they are to you")
            .hint("For example my brother, or a former partner.")
    }

    fn born(&self) -> DateInput {
        self.form.date(&self.field("born"), "Date of birth, if you know it")
    }

    fn address(&self) -> Textarea {
        self.form.words(&self.field("address"), "Address, if you know it")
    }

    fn phone(&self) -> Input {
        self.form.phone(&self.field("phone"), "Phone number, if you know it")
    }
}

impl Sample for AboutMePage {
    fn sample() -> Self {
        let kin = |name| Kin { name, relation: None, born: None, address: None, phone: None };
        let about = AboutMe {
            former_names: Name::parse("Sam Adeyemi").into_iter().collect(),
            addresses: Words::parse("12 Larch Road, ZZ99 3VZ").into_iter().collect(),
            phones: PhoneNumber::parse("07700 900123").into_iter().collect(),
            emails: EmailAddress::parse("sam@example.org").into_iter().collect(),
            kin: Name::parse("Robin Okafor").into_iter().map(kin).collect(),
            ..AboutMe::default()
        };
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self::new(layout, Filled { sent: sent(&about), ..Filled::default() }, true)
    }
}

/// The page with everything that was given.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    let about = app.service.about_me(&who.actor).await?;
    let form = Filled { sent: sent(&about), ..Filled::default() };
    Ok(Page(AboutMePage::new(who.layout("/account"), form, false)).into_response())
}

/// Keeps it. The answer is the same whatever follows from it.
pub async fn send(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    let fields = fields();
    sent.only(&fields.iter().map(String::as_str).collect::<Vec<_>>()).map_err(Failure::NotSent)?;
    let moment = app.service.moment(&who.actor);
    match read::about(&sent, moment.now) {
        Ok(about) => {
            app.service.put_about_me(&who.actor, about, &moment).await?;
            Ok(Redirect::to("/account/about-me/kept").into_response())
        }
        Err(problems) => {
            let page = AboutMePage::new(who.layout("/account"), Filled::with_problems(sent, problems), false);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

/// The page after something was kept.
pub async fn kept(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    let about = app.service.about_me(&who.actor).await?;
    let form = Filled { sent: sent(&about), ..Filled::default() };
    Ok(Page(AboutMePage::new(who.layout("/account"), form, true)).into_response())
}

/// What was given, as answers of the form.
fn sent(about: &AboutMe) -> Sent {
    let mut sent = Sent::default();
    let day = |born: jiff::civil::Date| {
        vec![born.day().to_string(), born.month().to_string(), born.year().to_string()]
    };
    let lines = |lines: Vec<String>| vec![lines.join("\n")];
    sent.set("former-names", lines(about.former_names.iter().map(|name| name.as_str().to_owned()).collect()));
    sent.set(
        "addresses",
        lines(about.addresses.iter().map(|one| one.as_str().replace('\n', ", ")).collect()),
    );
    sent.set("phones", lines(about.phones.iter().map(PhoneNumber::spaced).collect()));
    sent.set("emails", lines(about.emails.iter().map(|one| one.as_str().to_owned()).collect()));
    if let Some(born) = about.born {
        sent.set("born", day(born));
    }
    for (n, kin) in (1..).zip(&about.kin) {
        let mut put = |field: &str, text: Option<String>| {
            sent.set(format!("kin-{n}-{field}"), vec![text.unwrap_or_default()]);
        };
        put("name", Some(kin.name.as_str().to_owned()));
        put("relation", kin.relation.as_ref().map(|text| text.as_str().to_owned()));
        put("address", kin.address.as_ref().map(|text| text.as_str().to_owned()));
        put("phone", kin.phone.as_ref().map(PhoneNumber::spaced));
        if let Some(born) = kin.born {
            sent.set(format!("kin-{n}-born"), day(born));
        }
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_pages_read_as_reviewed() {
        insta::assert_snapshot!("about-me", main_part(&AboutMePage::sample().render().unwrap()));
        insta::assert_snapshot!("conflicts", main_part(&ConflictsPage::sample().render().unwrap()));
    }

    #[test]
    fn what_was_given_reads_back_from_its_own_form() {
        let form = AboutMePage::sample().form;
        let read = read::about(&form.sent, "2026-03-02T10:00:00Z".parse().unwrap()).ok().unwrap();
        assert!(sent(&read).one("kin-1-name") == "Robin Okafor" && read.phones.len() == 1);
    }
}
