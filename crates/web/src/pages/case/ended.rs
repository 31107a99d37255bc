//! What stands first on the page of a record that is closed, or in which somebody has died.

use access::CaseView;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::next_of_kin::{Belongings, NextOfKin, TellsFamily, Told, Whom};
use domain::people::PersonRole;
use domain::reviewing::TheirView;
use domain::{Answer, PersonId};
use service::CasePage;

use super::actions;
use crate::components::prelude::*;
use crate::plain::{happened, moment};

/// That it is closed and how it is opened again; that everything is kept.
#[derive(Clone, Template)]
#[template(path = "case/ended.html")]
pub(super) struct Ended {
    closed: Option<Closed>,
    deaths: Vec<Death>,
    /// Held although no death stands any more: it was recorded by mistake, and nobody has lifted that yet.
    held: bool,
    /// Where this person may lift it.
    lift: Option<String>,
}

/// Somebody who has died, and what was decided about those who were near to them.
#[derive(Clone)]
struct Death {
    who: String,
    when: String,
    kin: SummaryList,
    /// Whoever is to be told, or has anything, is said to have caused harm by now.
    reaches_harm: bool,
    change: Option<String>,
}

#[derive(Clone)]
struct Closed {
    when: String,
    by: String,
    how: SummaryList,
    reopen: Option<String>,
}

impl HtmlSafe for Ended {}

impl Ended {
    /// Nothing for a record that is worked on.
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let support = &page.view.support;
        let closed = support.closed().map(|closed| Closed {
            when: moment(closed.recorded_at),
            by: page.colleague(closed.actor).to_owned(),
            how: SummaryList::new(
                [
                    Some(SummaryRow::new("How it ended", closed.is.ending.label())),
                    closed.is.moved_to().map(|to| SummaryRow::new("Where they moved", to.label())),
                    closed.is.view.as_ref().map(|view| match view {
                        TheirView::Said(said) => SummaryRow::new("What they think of it", said.as_str()),
                        TheirView::NotAsked(why) => {
                            SummaryRow::new("They were not asked, because", why.as_str())
                        }
                    }),
                    Some(SummaryRow::new("Why it could be closed", closed.is.words.as_str())),
                ]
                .into_iter()
                .flatten(),
            ),
            reopen: actions::open(page)
                .find(|step| step.path.ends_with("/notes/reopen"))
                .map(|step| step.href(page.case)),
        });
        let to = |path: &str| {
            actions::open(page).find(|step| step.path.ends_with(path)).map(|step| step.href(page.case))
        };
        let change = |person: PersonId| to("/notes/loss").map(|href| format!("{href}?person={person}"));
        let deaths: Vec<Death> = support
            .deaths()
            .iter()
            .map(|death| Death {
                who: page.view.name(death.is.person),
                when: happened(&death.is.on),
                kin: next_of_kin(page, &death.is.kin),
                reaches_harm: death.is.kin.reaches(|person| is_said_to_harm(&page.view, person)),
                change: change(death.is.person),
            })
            .collect();
        let held = support.is_held() && deaths.is_empty();
        let lift = to("/notes/kept").filter(|_| held);
        (closed.is_some() || held || !deaths.is_empty()).then_some(Self { closed, deaths, held, lift })
    }
}

/// Whether somebody is shown as an alleged perpetrator here.
fn is_said_to_harm(view: &CaseView, person: PersonId) -> bool {
    let role = view.people.get(&person).is_some_and(|one| one.is(PersonRole::AllegedPerpetrator));
    role || view.connections.iter().any(|known| known.alleged_perpetrator == person)
        || view.incidents.iter().any(|incident| incident.is.by.contains(&person))
}

/// Who is told, by whom, and who has what was in the home.
fn next_of_kin(page: &CasePage, kin: &NextOfKin) -> SummaryList {
    let whom = |whom: &Whom| match whom {
        Whom::InTheRecord(person) => page.view.name(*person),
        Whom::Named(words) => words.as_str().to_owned(),
    };
    let told = match &kin.told {
        Told::NotDecided => "Not decided yet. Until it is, nobody is told by us.".to_owned(),
        Told::ToBeTold { whom: who, by } => format!("{}. {} tells them.", whom(who), told_by(*by)),
        Told::NotTold { why } => format!("Nobody, because: {}", why.as_str()),
    };
    let has = match &kin.belongings {
        Belongings::Kept => "We keep them".to_owned(),
        Belongings::WithPolice => "The police have them".to_owned(),
        Belongings::HandedTo(who) => format!("They go to {}", whom(who)),
    };
    let doubt = match kin.may_be_perpetrator {
        Answer::Yes => "May be an alleged perpetrator or of their family",
        Answer::No => "Is no alleged perpetrator and not of their family",
        Answer::NotKnown => "Not known whether an alleged perpetrator or of their family: that counts as yes",
    };
    SummaryList::new([
        SummaryRow::new("Whoever would ordinarily be told", doubt),
        SummaryRow::new("Who is told", told),
        SummaryRow::new("Belongings, keys and letters about the home", has),
    ])
}

const fn told_by(by: TellsFamily) -> &'static str {
    match by {
        TellsFamily::Police => "The police",
        TellsFamily::Coroner => "The coroner’s officer",
        TellsFamily::Us => "Whoever of us agreed it with the police",
    }
}
