//! The whole page of a case.

use access::Field;
use askama::Template;
use domain::CaseId;
use domain::case::Owner;
use domain::report::Route;
use domain::{Severity, UserId};
use jiff::SignedDuration;
use service::{CasePage, LocalHelp};

use super::actions;
use super::choices::{Choices, Promises};
use super::chronology::Chronology;
use super::compromised::Compromised;
use super::danger::DangerNow;
use super::day::AsOf;
use super::due::Due;
use super::ended::Ended;
use super::incidents::Incidents;
use super::joined::Joined;
use super::needs::{Needs, Past};
use super::not_now::NotNow;
use super::people::{self, People};
use super::plan::Plan;
use super::raised::Raised;
use super::restricted::Restricted;
use super::returned::{Returned, Young};
use super::risk::Risk;
use super::silence::Silence;
use super::vulnerable::Vulnerable;
use super::wishes::{Enquiry, Own, Wishes};
use crate::begun::Begun;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::family::FamilyNever;
use crate::layout::Layout;
use crate::page::Sample;
use crate::plain::day;
use crate::refused::sentence;
use crate::severity;

/// A case as one person may see it.
#[derive(Clone, Template)]
#[template(path = "case/page.html")]
pub struct RecordPage {
    layout: Layout,
    case: CaseId,
    reference: String,
    heading: String,
    severity: Severity,
    route: Option<&'static str>,
    owner: String,
    past: Option<String>,
    /// Whether nothing had been recorded by the day that is shown.
    before: bool,
    ended: Option<Ended>,
    not_now: Option<NotNow>,
    contact: ContactFirst,
    silence: Option<Silence>,
    joined: Option<Joined>,
    vulnerable: Option<Vulnerable>,
    just_now: Option<(u64, &'static str)>,
    begun: Begun,
    danger: Option<DangerNow>,
    compromised: Option<Compromised>,
    family: Option<FamilyNever>,
    due: Option<Due>,
    enquiry: Option<Enquiry>,
    own: Option<Own>,
    wishes: Option<Wishes>,
    risk: Option<Risk>,
    plan: Option<Plan>,
    choices: Option<Choices>,
    promises: Option<Promises>,
    needs: Option<Needs>,
    long_ago: Option<Past>,
    young: Option<Young>,
    people: Option<People>,
    incidents: Option<Incidents>,
    returned: Option<Returned>,
    raised: Option<Raised>,
    chronology: Option<Chronology>,
    restricted: Option<Restricted>,
    asked: AsOf,
    actions: Vec<actions::Group>,
}

/// For how long the page says what was recorded last.
const A_MOMENT: SignedDuration = SignedDuration::from_mins(1);

impl RecordPage {
    /// The page of a case.
    pub(super) fn new(layout: Layout, page: &CasePage, asked: AsOf) -> Self {
        let view = &page.view;
        let is_own = view.route == Some(Route::OwnBehaviour);
        Self {
            case: page.case,
            reference: page.reference.to_string(),
            heading: people::heading(page),
            severity: view.severity.unwrap_or(Severity::Unknown),
            route: view.route.map(Route::label),
            owner: owner(page),
            past: asked.day.filter(|_| page.is_past).map(day),
            before: page.is_past && view.sequence == 0,
            ended: Ended::new(page),
            not_now: NotNow::new(page),
            silence: Silence::new(page),
            joined: Joined::new(page),
            vulnerable: Vulnerable::new(page),
            contact: ContactFirst::of(page).with_buttons(page).without_name(),
            just_now: None,
            begun: Begun::default(),
            danger: DangerNow::new(page),
            compromised: Compromised::new(page),
            family: FamilyNever::of(view),
            due: view.shows(Field::Due).then(|| Due::new(page, layout.csrf.as_deref().unwrap_or_default())),
            enquiry: Enquiry::new(page),
            own: Own::new(page),
            wishes: Wishes::new(page).filter(|_| view.shows(Field::Wishes) && !is_own),
            risk: Risk::new(page),
            plan: Plan::new(page),
            choices: Choices::new(page),
            promises: Promises::new(page),
            needs: Needs::new(page),
            long_ago: Past::new(page),
            young: Young::new(page),
            people: view.shows(Field::People).then(|| People::new(page)),
            incidents: Incidents::new(page, layout.csrf.as_deref().unwrap_or_default()),
            returned: Returned::new(page),
            raised: Raised::new(page),
            chronology: Chronology::new(page),
            restricted: None,
            actions: actions::menu(page),
            layout: layout.title("Work").back_to_start().problems(&asked.form.problems),
            asked,
        }
    }

    /// The same, with who may see it.
    pub(super) fn restricted(self, restricted: Option<Restricted>) -> Self {
        Self { restricted, ..self }
    }

    /// The same, with the way back to where it was found.
    pub(super) fn found(self, by_search: bool) -> Self {
        if by_search { Self { layout: self.layout.back("/find"), ..self } } else { self }
    }

    /// The same, with what is begun and not recorded yet.
    pub(super) fn with_begun(self, begun: Begun) -> Self {
        let due = self.due.map(|due| due.going_on(self.case, &begun));
        Self { begun, due, ..self }
    }

    /// The same, with who helps here.
    pub(super) fn with_local_help(self, local: &LocalHelp) -> Self {
        Self { long_ago: self.long_ago.map(|past| past.with_local(local)), ..self }
    }

    /// The same, and what this person recorded a moment ago is said to be there.
    pub(super) fn just_recorded(self, page: &CasePage, by: UserId) -> Self {
        let last = page.view.chronology.iter().max_by_key(|line| line.sequence);
        let fresh = last.filter(|line| {
            line.actor == by && !page.is_past && page.as_of.duration_since(line.recorded_at) < A_MOMENT
        });
        Self { just_now: fresh.map(|line| (line.sequence, line.telling.headline)), ..self }
    }

    fn severity_tag(&self) -> Tag {
        severity::tag(self.severity)
    }

    /// What the mark means, as a sentence.
    fn meaning(&self) -> Option<String> {
        severity::meaning(self.severity).map(sentence)
    }

    fn past_banner(&self) -> Option<NotificationBanner> {
        let on = self.past.as_ref()?;
        let said = format!(
            "You are looking at the past: the record as it was known at the end of {on}. Nothing can be done from here."
        );
        Some(NotificationBanner::new(said))
    }
}

fn owner(page: &CasePage) -> String {
    let name = |user: UserId| page.colleague(user).to_owned();
    match page.view.owner {
        Some(Owner::Person { owner, cover: None }) => format!("{} has this", name(owner)),
        Some(Owner::Person { owner, cover: Some(cover) }) => {
            format!("{} has this. {} covers", name(owner), name(cover))
        }
        Some(Owner::Region(region)) => {
            let region = page.regions.get(&region).map_or("its region", String::as_str);
            format!("The regional housing manager for {region} has this")
        }
        Some(Owner::Nobody) | None => "Nobody has this yet".to_owned(),
    }
}

impl Sample for RecordPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self::new(layout, &super::sample::page(), AsOf::default())
    }
}
