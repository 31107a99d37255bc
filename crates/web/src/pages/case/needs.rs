//! What each person needs, in words; and abuse that lies in the past, with its own road.

use access::Field;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::Answer;
use domain::case::Numbered;
use domain::needs::{LifeTime, Need, NeedAnswer, NeedsRecorded, NonRecentAbuse};
use domain::people::{Person, PersonRole};
use domain::report::Route;
use domain::text::{ShortText, Words};
use policy::words::Evidence;
use service::{CasePage, LocalHelp};

use super::actions;
use crate::plain::{capital, day, happened, small};

/// What each person needs.
#[derive(Clone, Template)]
#[template(path = "case/needs.html")]
pub(super) struct Needs {
    people: Vec<Theirs>,
    suspicion: bool,
}

impl HtmlSafe for Needs {}

/// What one person needs; `None` where nobody has asked.
#[derive(Clone)]
struct Theirs {
    who: String,
    asked: Option<Asked>,
    href: Option<String>,
}

#[derive(Clone)]
struct Asked {
    on: String,
    rows: Vec<(&'static str, String)>,
    still_to_ask: String,
}

/// Of whom needs are asked.
const OF: [PersonRole; 3] = [PersonRole::Survivor, PersonRole::Child, PersonRole::AdultAtRisk];

impl Needs {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let view = &page.view;
        if !view.shows(Field::Needs) || view.route == Some(Route::OwnBehaviour) {
            return None;
        }
        let ask = actions::address(page, Evidence::NeedsRecorded);
        let place = |person: &Person| OF.iter().position(|role| person.is(*role));
        let recorded = |person: &Person| view.support.needs().contains_key(&person.person);
        let mut people: Vec<(usize, &Person)> = view
            .people
            .values()
            .filter_map(|person| Some((place(person).or(recorded(person).then_some(OF.len()))?, person)))
            .collect();
        people.sort_by_key(|(place, person)| (*place, person.person));
        let theirs = |(_, person): (usize, &Person)| Theirs {
            who: view.name(person.person),
            asked: view.support.needs().get(&person.person).map(|needs| Asked::new(page, person, needs)),
            href: ask.as_ref().map(|href| format!("{href}?person={}", person.person)),
        };
        let suspicion = view.route == Some(Route::Suspicion);
        Some(Self { people: people.into_iter().map(theirs).collect(), suspicion })
    }
}

impl Asked {
    fn new(page: &CasePage, person: &Person, recorded: &Numbered<NeedsRecorded>) -> Self {
        let needs = &recorded.is;
        let answered = |answer| {
            let some = Need::ALL.iter().filter(|need| needs.answer(**need) == answer);
            told(some.map(|need| need.label()))
        };
        let fits = needs.may_fit(person.age(page.view.day));
        let open = fits.difference(&needs.by_and_for).map(|service| service.label());
        let line = |text: &Option<ShortText>| text.as_ref().map(|text| text.as_str().to_owned());
        let rows = [
            ("Language", line(&needs.language)),
            ("Interpreter", line(&needs.interpreter)),
            ("Information as", listed(needs.formats.iter().map(|format| format.label()))),
            ("They told us of", answered(NeedAnswer::Yes)),
            ("They prefer not to say", answered(NeedAnswer::RatherNot)),
            ("What is done about it", needs.words.as_ref().map(|words| words.as_str().to_owned())),
            ("Services offered, by and for", listed(needs.by_and_for.iter().map(|service| service.label()))),
            ("May fit, not offered yet", listed(open)),
        ];
        Self {
            on: day(recorded.recorded_at.to_zoned(domain::when::london()).date()),
            rows: rows.into_iter().filter_map(|(label, text)| Some((label, text?))).collect(),
            still_to_ask: told(needs.not_asked().map(Need::label)).map(|all| small(&all)).unwrap_or_default(),
        }
    }
}

/// "Little money, or none of their own; numbers and forms are hard".
fn told<'t>(texts: impl Iterator<Item = &'t str>) -> Option<String> {
    let all: Vec<String> = texts.map(small).collect();
    (!all.is_empty()).then(|| capital(&all.join("; ")))
}

/// "Large print; British Sign Language". Names keep their capitals.
fn listed<'t>(texts: impl Iterator<Item = &'t str>) -> Option<String> {
    let all: Vec<&str> = texts.collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// Abuse that lies in the past.
#[derive(Clone, Template)]
#[template(path = "case/past.html")]
pub(super) struct Past {
    when: String,
    words: Option<String>,
    reaches: &'static str,
    others: &'static str,
    services: &'static [(&'static str, &'static str)],
    /// Who helps here, as the organisation wrote it down.
    local: Option<String>,
    edit: Option<String>,
    agencies: Option<String>,
    concern: Option<String>,
}

impl HtmlSafe for Past {}

/// Who helps with abuse of long ago. Hours and numbers change: whoever gives one checks it first.
const FOR_CHILDHOOD: &[(&str, &str)] =
    &[("NAPAC, for people who were abused as children", "0808 801 0331"), ("Rape Crisis", "0808 500 2222")];
const FOR_ADULTS: &[(&str, &str)] =
    &[("National Domestic Abuse Helpline", "0808 2000 247"), ("Rape Crisis", "0808 500 2222")];
const FOR_BOTH: &[(&str, &str)] = &[
    ("NAPAC, for people who were abused as children", "0808 801 0331"),
    ("National Domestic Abuse Helpline", "0808 2000 247"),
    ("Rape Crisis", "0808 500 2222"),
];

/// Who helps with abuse of long ago anywhere, by when in their life it was.
pub(in crate::pages) const fn past_services(life_time: LifeTime) -> &'static [(&'static str, &'static str)] {
    match life_time {
        LifeTime::Childhood => FOR_CHILDHOOD,
        LifeTime::Adult => FOR_ADULTS,
        LifeTime::Both => FOR_BOTH,
    }
}

impl Past {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        if page.view.route == Some(Route::OwnBehaviour) {
            return None;
        }
        let NonRecentAbuse { life_time, happened: when, reaches_them, others_at_risk, words } =
            &page.view.support.non_recent()?.is;
        Some(Self {
            when: format!(
                "{}, {}",
                match life_time {
                    LifeTime::Both => "As a child and as an adult",
                    one => one.label(),
                },
                happened(when)
            ),
            words: words.as_ref().map(|words: &Words| words.as_str().to_owned()),
            reaches: match reaches_them {
                Answer::Yes => "Yes. Plan for their safety as in any other record.",
                Answer::No => "No, as far as they know.",
                Answer::NotKnown => "Not known. Act as if the answer were yes until it is known.",
            },
            others: match others_at_risk {
                Answer::Yes => "Yes. Raise a safeguarding concern for them today.",
                Answer::No => "No, as far as they know.",
                Answer::NotKnown => "Not known. Ask, and raise a safeguarding concern if it may be so.",
            },
            services: past_services(*life_time),
            local: None,
            edit: actions::note(page, "past"),
            agencies: actions::address(page, Evidence::AgenciesOffered),
            concern: actions::address(page, Evidence::SafeguardingConcernRaised),
        })
    }

    /// The same, with who helps here.
    pub(super) fn with_local(self, local: &LocalHelp) -> Self {
        Self { local: local.past.clone(), ..self }
    }
}
