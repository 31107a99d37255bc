//! The page of a work list: what nobody has, then one card for each record with something due.

use access::OfficeKind;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::priority::Because;
use domain::{CaseId, Severity, UserId};
use service::{
    BreachLine, NamedLine, OpenForm, UncoveredLine, WaitingLine, WhomToRing, Whose, WorkCounts,
    WorkPage as Work,
};

use super::cards::Card;
use super::meanwhile::Meanwhile;
use crate::begun;
use crate::components::prelude::*;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::pages::case::hours_left;
use crate::plain::{capital, moment_from};
use crate::session::SignedIn;
use crate::severity;
use crate::whom::Ring;

/// A work list.
#[derive(Clone, Template)]
#[template(path = "work.html")]
pub struct WorkPage {
    layout: Layout,
    work: Work,
    me: UserId,
    may_open_unowned: bool,
    may_see_others: bool,
    cards: Vec<Card>,
    breaches: Vec<Breach>,
    waiting: usize,
    to_look_at: usize,
    begun: Vec<(String, String, String)>,
    named: Vec<NamedLine>,
    ring: Option<Ring>,
    meanwhile: Option<Meanwhile>,
}

/// How many lines of a table stand on the page; the rest is a fold away.
const SHOWN: usize = 8;
/// Of a table that is never folded: what nobody has, and where somebody is in danger.
const ALL: usize = usize::MAX;

/// What a table is called, shown or for those who listen.
#[derive(Clone, Template)]
#[template(
    source = "<caption class=\"govuk-table__caption {% if hidden %}govuk-visually-hidden{% else %}govuk-table__caption--m{% endif %}\">{{ says }}</caption>",
    ext = "html"
)]
struct Caption {
    says: &'static str,
    hidden: bool,
}

impl HtmlSafe for Caption {}

impl Caption {
    const fn of(says: &'static str) -> Self {
        Self { says, hidden: false }
    }

    const fn hidden(says: &'static str) -> Self {
        Self { says, hidden: true }
    }
}

/// A number or an address that is no longer safe, and how long there is to decide about the breach.
#[derive(Clone)]
struct Breach {
    case: CaseId,
    reference: String,
    left: String,
}

impl WorkPage {
    pub(super) fn new(who: &SignedIn, work: Work) -> Self {
        Self {
            layout: who.layout("/work").title("Work"),
            me: who.actor.user,
            may_open_unowned: who.actor.role.opens_unowned(),
            may_see_others: access::allows_office(who.actor.role, OfficeKind::SeeOthersWork),
            cards: work.records.iter().map(|record| Card::new(record, work.now)).collect(),
            breaches: Vec::new(),
            waiting: 0,
            to_look_at: 0,
            begun: Vec::new(),
            named: Vec::new(),
            ring: None,
            meanwhile: None,
            work,
        }
    }

    /// Tells first of breaches whose clock runs, and of how many wait for a second person.
    #[must_use]
    pub(super) fn telling(mut self, breaches: &[BreachLine], waiting: usize) -> Self {
        let breach = |line: &BreachLine| Breach {
            case: line.case,
            reference: line.reference.to_string(),
            left: hours_left(line.due, self.work.now),
        };
        self.breaches = breaches.iter().map(breach).collect();
        self.waiting = waiting;
        self
    }

    /// How many of the choices that there are locally were to be looked at again by now.
    #[must_use]
    pub(super) const fn with_choices_to_look_at(mut self, choices: usize) -> Self {
        self.to_look_at = choices;
        self
    }

    /// One's own forms that are begun and not recorded yet.
    #[must_use]
    pub(super) fn with_begun(mut self, forms: &[OpenForm]) -> Self {
        self.begun = forms.iter().map(|form| begun::listed(form, self.work.now)).collect();
        self
    }

    /// In which records they are named for an assessment and have not answered.
    #[must_use]
    pub(super) fn named_in(self, named: Vec<NamedLine>) -> Self {
        Self { named, ..self }
    }

    /// Whom to ring about what nobody has.
    #[must_use]
    pub(super) fn ringing(self, whom: Option<WhomToRing>) -> Self {
        Self { ring: whom.map(Ring::new), ..self }
    }

    /// Which records nobody covers while whoever has them is away.
    #[must_use]
    pub(super) fn uncovered(self, lines: &[UncoveredLine]) -> Self {
        let meanwhile = Meanwhile::of(lines, self.me, self.may_see_others, &self.work.colleagues);
        Self { meanwhile, ..self }
    }

    fn what_to_look_at(&self) -> Option<String> {
        match self.to_look_at {
            0 => None,
            1 => Some("One of the choices that we offer was to be looked at again by now".to_owned()),
            many => Some(format!("{many} of the choices that we offer were to be looked at again by now")),
        }
    }

    const fn somebody_waits(&self) -> bool {
        self.waiting > 0
    }

    fn who_waits(&self) -> String {
        match self.waiting {
            1 => "Somebody waits".to_owned(),
            many => format!("{many} people wait"),
        }
    }

    /// What is on this page: each section's heading with its cards.
    fn sections(&self) -> Vec<(&'static str, &[Card])> {
        let same = |one: &Card, next: &Card| one.section == next.section;
        let heading = |cards: &[Card]| cards.first().map_or("", |card| card.section.heading());
        self.cards.chunk_by(same).map(|cards| (heading(cards), cards)).collect()
    }

    /// "3 records with 8 things due, 5 of them overdue."
    fn counts(&self) -> String {
        let WorkCounts { records, duties, overdue, silent } = self.work.counts;
        let many = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let late = match overdue {
            0 => "none of them overdue".to_owned(),
            all if all == duties => "all overdue".to_owned(),
            some => format!("{some} overdue"),
        };
        let silent = match silent {
            0 => String::new(),
            1 => " In one of them nobody has been in touch for too long.".to_owned(),
            some => format!(" In {some} of them nobody has been in touch for too long."),
        };
        format!("{} with {} due, {late}.{silent}", many(records, "record"), many(duties, "thing"))
    }

    /// The way to the other pages, where there are some.
    fn pagination(&self) -> Option<Pagination> {
        let Work { page, pages: last, .. } = self.work;
        let href = |page: usize| format!("/work?whose={}&page={page}", self.chosen());
        let label = |page: usize| Some(format!("Page {page} of {last}"));
        let (before, after) = (page - 1, page + 1);
        let mut steps = Pagination::new([]).landmark("Pages of records");
        if before > 0 {
            steps = steps.previous(href(before)).previous_text(Some("More urgent".into()), label(before));
        }
        if after <= last {
            steps = steps.next(href(after)).next_text(Some("Show more records".into()), label(after));
        }
        (last > 1).then_some(steps)
    }

    fn first(lines: &[WaitingLine], shown: usize) -> &[WaitingLine] {
        lines.get(..shown).unwrap_or(lines)
    }

    fn rest(lines: &[WaitingLine], shown: usize) -> &[WaitingLine] {
        lines.get(shown..).unwrap_or_default()
    }

    fn more(lines: &[WaitingLine], shown: usize) -> Option<String> {
        match Self::rest(lines, shown).len() {
            0 => None,
            more => Some(format!("{more} more")),
        }
    }

    fn why(line: &WaitingLine) -> Option<String> {
        let told = severity::short(line.severity);
        super::cards::why(line.priority).filter(|why| why.trim_end_matches('.') != told)
    }

    /// One's own records in which somebody is in danger now: whoever took the report goes on with it until another
    /// has it, so they stand before everything else.
    fn in_danger(&self) -> Vec<WaitingLine> {
        self.own_cases(true)
    }

    /// One's other records.
    fn others(&self) -> Vec<WaitingLine> {
        self.own_cases(false)
    }

    fn own_cases(&self, danger: bool) -> Vec<WaitingLine> {
        let shown = if self.is_first() && self.is_mine() { self.work.cases.as_slice() } else { &[] };
        shown.iter().filter(|line| line.priority.has(Because::DangerNow) == danger).cloned().collect()
    }

    fn is_first(&self) -> bool {
        self.work.page == 1
    }

    fn when(&self, at: jiff::Timestamp) -> String {
        capital(&moment_from(at, self.work.now))
    }

    fn severity(severity: Severity) -> Tag {
        severity::tag(severity)
    }

    fn region(&self, line: &WaitingLine) -> &str {
        line.region.and_then(|region| self.work.regions.get(&region)).map_or("None yet", String::as_str)
    }

    /// Who has a record, and where; nothing on one's own list where it is oneself.
    fn whose(&self, card: &Card) -> String {
        let name =
            |owner: UserId| self.work.colleagues.get(&owner).map_or("A former colleague", String::as_str);
        let region = card.region.and_then(|region| self.work.regions.get(&region));
        match (card.owner, region) {
            (Some(owner), _) if self.is_mine() && owner == self.me => String::new(),
            (Some(owner), _) if self.is_mine() && card.by_name => {
                format!("{} has it, and you are named in it.", name(owner))
            }
            (Some(owner), _) if self.is_mine() => format!("{} has it, and you cover.", name(owner)),
            (Some(owner), Some(region)) => format!("{} has it. {region}.", name(owner)),
            (Some(owner), None) => format!("{} has it.", name(owner)),
            (None, Some(region)) => format!("Nobody has it yet. {region}."),
            (None, None) => "Nobody has it yet.".to_owned(),
        }
    }

    fn is_mine(&self) -> bool {
        self.work.whose == Whose::Mine
    }

    fn chosen(&self) -> String {
        match self.work.whose {
            Whose::Mine => "mine".to_owned(),
            Whose::Everybody => "everybody".to_owned(),
            Whose::Region(region) => region.to_string(),
            Whose::Colleague(user) => user.to_string(),
        }
    }

    fn chooser(&self) -> Select {
        let regions = self.work.regions.iter().map(|(id, name)| (id.to_string(), format!("Region: {name}")));
        let people = self.work.with_work.iter().map(|(id, name)| (id.to_string(), name.clone()));
        let choices =
            [("mine".to_owned(), "My own".to_owned()), ("everybody".to_owned(), "All I may see".to_owned())];
        let mut sent = Sent::default();
        sent.set("whose", vec![self.chosen()]);
        let form = Filled { sent, ..Filled::default() };
        form.select_from("whose", "Whose work", choices.into_iter().chain(regions).chain(people))
            .hint("Only those stand here who can be given a record. Everybody else has no list of their own.")
    }
}
