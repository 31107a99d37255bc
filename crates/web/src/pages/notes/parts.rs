//! The questions that several notes share, and the page that is built of them.

use access::CaseView;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::compromise::SurvivorTold;
use domain::people::{Person, PersonRole};
use domain::when::london;
use domain::{Answer, Happened, PersonId};
use jiff::Timestamp;

use crate::components::prelude::*;
use crate::form::{Filled, KEEP_AS_IT_IS, Reader, Sent};

/// The parts of a form, one after the other.
pub struct Parts<'a> {
    form: &'a Filled,
    shown: Vec<Html>,
}

#[derive(Template)]
#[template(source = r#"<h2 class="govuk-heading-m">{{ text }}</h2>"#, ext = "html")]
struct Heading<'a> {
    text: &'a str,
}

#[derive(Template)]
#[template(source = r#"<p class="govuk-body">{{ text }}</p>"#, ext = "html")]
struct Paragraph<'a> {
    text: &'a str,
}

#[derive(Template)]
#[template(
    source = r#"<p class="govuk-body">{{ text }}</p>
<ul class="govuk-list">
{% for (name, href) in links %}<li><a class="govuk-link" href="{{ href }}">{{ name }}</a></li>
{% endfor %}</ul>"#,
    ext = "html"
)]
struct Links<'a> {
    text: &'a str,
    links: Vec<(String, String)>,
}

#[derive(Template)]
#[template(
    source = r#"<ul class="govuk-list govuk-list--bullet">
{% for line in lines %}<li>{{ line }}</li>
{% endfor %}</ul>"#,
    ext = "html"
)]
struct Lines<'a> {
    lines: &'a [String],
}

#[derive(Template)]
#[template(
    source = r#"<div class="govuk-inset-text"><p class="govuk-body app-words">{{ text }}</p></div>"#,
    ext = "html"
)]
struct Written<'a> {
    text: &'a str,
}

#[derive(Template)]
#[template(source = r#"<input type="hidden" name="{{ name }}" value="{{ value }}">"#, ext = "html")]
struct Hidden<'a> {
    name: &'a str,
    value: &'a str,
}

impl HtmlSafe for Heading<'_> {}
impl HtmlSafe for Paragraph<'_> {}
impl HtmlSafe for Links<'_> {}
impl HtmlSafe for Hidden<'_> {}
impl HtmlSafe for Lines<'_> {}
impl HtmlSafe for Written<'_> {}

impl<'a> Parts<'a> {
    /// No part yet.
    pub fn of(form: &'a Filled) -> Self {
        Self { form, shown: Vec::new() }
    }

    /// Adds a component.
    pub fn and(mut self, part: &(impl Template + HtmlSafe)) -> Self {
        self.shown.push(Html::of(part));
        self
    }

    /// Adds a heading.
    pub fn heading(self, text: &str) -> Self {
        self.and(&Heading { text })
    }

    /// Adds a paragraph.
    pub fn text(self, text: &str) -> Self {
        self.and(&Paragraph { text })
    }

    /// Adds sentences, each a line of a list; nothing where there are none.
    pub fn list(self, lines: &[String]) -> Self {
        if lines.is_empty() { self } else { self.and(&Lines { lines }) }
    }

    /// Adds words that somebody here wrote down, with their lines.
    pub fn words(self, text: &str) -> Self {
        self.and(&Written { text })
    }

    /// Adds links under a sentence; nothing where there are none.
    pub fn links(self, text: &str, links: Vec<(String, String)>) -> Self {
        if links.is_empty() { self } else { self.and(&Links { text, links }) }
    }

    /// Adds an answer that is sent and not asked.
    pub fn hidden(self, name: &str) -> Self {
        let value = self.form.sent.one(name).to_owned();
        self.and(&Hidden { name, value: &value })
    }

    /// Adds a box for words, which is no place for an address: once something looked like one, there is
    /// a tick to say that it is none.
    pub fn note(self, field: &str, label: &str, hint: &str) -> Self {
        let (form, sure) = (self.form, format!("{field}-no-address"));
        let with_box = self.and(&form.words(field, label).hint(hint));
        if form.problems.on(field).is_none() && !form.sent.has(&sure) {
            return with_box;
        }
        with_box.and(&form.tick(&sure, KEEP_AS_IT_IS))
    }

    /// Adds when something happened, as exactly or vaguely as it is known.
    pub fn happened(self, field: &str, legend: &str) -> Self {
        let (date, season, time) = self.form.happened(field, legend);
        self.and(&date).and(&season).and(&time)
    }

    /// Adds a day with a time.
    pub fn moment(self, field: &str, legend: &str) -> Self {
        let form = self.form;
        self.and(&form.date(field, legend)).and(
            &form
                .input(&format!("{field}-time"), "Time")
                .hint("For example 14:30")
                .class("govuk-input--width-5"),
        )
    }

    /// Adds a choice of any number of people, for the question who did it: those who are said to cause harm first, the
    /// survivor last.
    pub fn people(self, field: &str, legend: &str, view: &CaseView) -> Self {
        let boxes = Checkboxes::new(field, legend)
            .values(self.form.sent.all(field).iter().cloned())
            .error(self.form.problems.on(field).map(str::to_owned));
        let place = |person: &&Person| match person {
            alleged if alleged.is(PersonRole::AllegedPerpetrator) => 0,
            survivor if survivor.is(PersonRole::Survivor) => 2,
            _ => 1,
        };
        let mut people: Vec<&Person> = shown(view).collect();
        people.sort_by_key(place);
        let people = people.into_iter().map(|person| (person.person.to_string(), described(view, person)));
        let boxes = people.fold(boxes, |boxes, (id, text)| boxes.option(id, text));
        if shown(view).next().is_none() { self } else { self.and(&boxes) }
    }

    /// Adds a choice of one person, those in `role` first.
    pub fn person(self, field: &str, label: &str, view: &CaseView, role: PersonRole) -> Self {
        let (first, rest): (Vec<&Person>, Vec<&Person>) = shown(view).partition(|person| person.is(role));
        let people = first.into_iter().chain(rest);
        let choices = people.map(|person| (person.person.to_string(), described(view, person)));
        let select = self.form.select_from(field, label, choices);
        self.and(&select)
    }

    /// Adds a choice of one person among those with one of these roles, in this order.
    pub fn person_of(self, field: &str, label: &str, view: &CaseView, roles: &[PersonRole]) -> Self {
        let place = |person: &Person| roles.iter().position(|role| person.is(*role));
        let mut people: Vec<(usize, &Person)> =
            shown(view).filter_map(|person| Some((place(person)?, person))).collect();
        people.sort_by_key(|(place, _)| *place);
        let choices =
            people.into_iter().map(|(_, person)| (person.person.to_string(), described(view, person)));
        let select = self.form.select_from(field, label, choices);
        self.and(&select)
    }

    /// The parts.
    pub fn done(self) -> Vec<Html> {
        self.shown
    }
}

/// Everybody who can be chosen: a reporter who is nothing else in the case is no part of what happened.
pub fn shown(view: &CaseView) -> impl Iterator<Item = &Person> {
    view.people.values().filter(|person| person.roles.iter().any(|role| *role != PersonRole::Reporter))
}

/// The only person with this role, where there is no doubt who it is.
pub fn only(view: &CaseView, role: PersonRole) -> Option<PersonId> {
    let mut people = shown(view).filter(move |person| person.is(role)).map(|person| person.person);
    people.next().filter(|_| people.next().is_none())
}

/// "Ana Pereira (survivor)". A child who causes harm is not called a perpetrator (R-01).
pub fn described(view: &CaseView, person: &Person) -> String {
    let roles: Vec<String> = person.all_role_words(view.day).iter().map(|role| role.to_lowercase()).collect();
    match &person.name {
        Some(_) if !roles.is_empty() => format!("{} ({})", view.name(person.person), roles.join(", ")),
        _ => view.name(person.person),
    }
}

/// Everybody who was ticked. Whether they are in the case is for the rules to say.
pub fn ticked(reader: &mut Reader<'_>, field: &str) -> Vec<PersonId> {
    let texts = reader.sent().all(field);
    let people: Vec<PersonId> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    if people.len() != texts.len() {
        reader.wrong(field, "Choose from the people shown");
    }
    people
}

/// The one who was chosen.
pub fn chosen(reader: &mut Reader<'_>, field: &str, message: &str) -> Option<PersonId> {
    let person = reader.sent().one(field).parse().ok();
    if person.is_none() {
        reader.wrong(field, message);
    }
    person
}

/// A day and a time that cannot be left out.
pub fn must_moment(reader: &mut Reader<'_>, field: &str, label: &str, message: &str) -> Option<Timestamp> {
    if !reader.sent().has(field) {
        reader.wrong(field, message);
        return None;
    }
    reader.moment(field, label)
}

/// What to say where of an answer in [`told`] something is missing.
pub struct ToldAs {
    /// Beside a yes without its moment.
    pub no_moment: &'static str,
    /// What the moment is called.
    pub moment: &'static str,
    /// What the reason is called.
    pub reason: &'static str,
    /// Beside a no without its reason.
    pub no_reason: &'static str,
}

/// Whether they were told: yes, and when, or no, and why. What follows from "not known" is for whoever asks.
pub fn told(reader: &mut Reader<'_>, answer: Answer, says: &ToldAs) -> Option<SurvivorTold> {
    match answer {
        Answer::Yes => {
            let at = must_moment(reader, "told-at", says.moment, says.no_moment);
            at.map(|at| SurvivorTold::Told { at })
        }
        Answer::No => {
            let why = reader.must_note("told-why", says.reason, says.no_reason);
            why.map(|why| SurvivorTold::NotTold { why })
        }
        Answer::NotKnown => None,
    }
}

/// Begins a date with the day of `now`.
pub fn begin_today(sent: &mut Sent, field: &str, now: Timestamp) {
    begin_on(sent, field, now.to_zoned(london()).date());
}

/// Begins when something happened with as much as is known of it.
pub fn begin_happened(sent: &mut Sent, field: &str, when: &Happened) {
    let mut parts =
        |day: String, month: String, year: i16| sent.set(field, vec![day, month, year.to_string()]);
    match *when {
        Happened::At(at) => {
            let at = at.to_zoned(london());
            begin_on(sent, field, at.date());
            sent.set(format!("{field}-time"), vec![at.strftime("%H:%M").to_string()]);
        }
        Happened::On(day) => begin_on(sent, field, day),
        Happened::Month { year, month } => parts(String::new(), month.to_string(), year),
        Happened::Season { year, season } => {
            parts(String::new(), String::new(), year);
            sent.set(format!("{field}-season"), vec![season.code().to_owned()]);
        }
        Happened::Year(year) => parts(String::new(), String::new(), year),
        // No page asks for two days.
        Happened::Between(..) | Happened::NotKnown => {}
    }
}

/// Begins a date with a day.
pub fn begin_on(sent: &mut Sent, field: &str, day: jiff::civil::Date) {
    sent.set(field, vec![day.day().to_string(), day.month().to_string(), day.year().to_string()]);
}
