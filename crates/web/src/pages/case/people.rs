//! The people of a case, how they are connected, and what an alleged perpetrator can reach.

use access::{ActionKind, Field};
use askama::Template;
use askama::filters::HtmlSafe;
use domain::child::{ABUSE_FROM_AGE, younger_than};
use domain::contact::{NotCleared, Reason, Safety};
use domain::people::{ConnectionRecorded, Person, PersonRole, Reach};
use domain::report::Route;
use domain::{Answer, PersonId, SecretId};
use jiff::Timestamp;
use policy::words::Evidence;
use service::{CasePage, ChannelLine};

use super::actions;
use crate::components::prelude::*;
use crate::contact_first;
use crate::plain::{day, moment_from, small};

/// The people, and who else at home may need protecting.
#[derive(Clone, Template)]
#[template(path = "case/people.html")]
pub(super) struct People {
    cards: Vec<SummaryList>,
    household: Option<Household>,
    add: Option<String>,
}

impl HtmlSafe for People {}

/// The answers about children and adults at risk, each with what follows from it.
#[derive(Clone)]
struct Household {
    answers: [(&'static str, &'static str); 2],
    ask: Option<String>,
}

impl Household {
    fn of(page: &CasePage) -> Option<Self> {
        let answered = page.view.household.as_ref().map(|answered| &answered.is);
        (page.view.route == Some(Route::Disclosure) || answered.is_some()).then(|| Self {
            answers: [
                ("Children at home, or often there", follows(answered.map(|one| one.children))),
                ("Adults at risk at home", follows(answered.map(|one| one.adults_at_risk))),
            ],
            ask: actions::address(page, Evidence::HouseholdAnswered),
        })
    }
}

const fn follows(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Yes) => {
            "Yes. Raise a safeguarding concern, or a manager writes down why none is needed."
        }
        Some(Answer::No) => "No.",
        Some(Answer::NotKnown) => {
            "Not known. This is a question still to be asked. Until then, act as if the answer were yes."
        }
        None => "Nobody has asked yet. Ask at the next contact.",
    }
}

impl People {
    pub(super) fn new(page: &CasePage) -> Self {
        let own = page.view.route == Some(Route::OwnBehaviour);
        let mut people: Vec<&Person> =
            page.view.people.values().filter(|person| !own || !person.is(PersonRole::Survivor)).collect();
        people.sort_by_key(|person| person.roles.first().copied());
        Self {
            cards: people.into_iter().map(|person| card(page, person)).collect(),
            household: Household::of(page),
            add: actions::address(page, Evidence::PersonRecorded),
        }
    }
}

fn card(page: &CasePage, person: &Person) -> SummaryList {
    let roles = person.all_role_words(page.view.day);
    let also: Vec<&str> = person.also_known_as.iter().map(domain::text::Name::as_str).collect();
    let mut rows = vec![SummaryRow::new("In this case", roles.join(", "))];
    if !also.is_empty() {
        rows.push(SummaryRow::new("Also known as", also.join(", ")));
    }
    rows.extend(person.born.map(|born| SummaryRow::new("Born", day(born))));
    if !person.is(PersonRole::Survivor) {
        rows.push(SummaryRow::new("Lives in the home", asked(person.lives_in_home)));
    }
    rows.extend(person.about.as_ref().map(|about| SummaryRow::new("About them", about.as_str())));
    let own = page.view.route == Some(Route::OwnBehaviour);
    let theirs =
        page.view.connections.iter().filter(|known| !own && known.alleged_perpetrator == person.person);
    rows.extend(theirs.flat_map(|known| connection(page, known)));
    rows.extend(child(page, person));
    rows.extend(facts(page, person.person));
    SummaryList::new(rows).card(SummaryCard::new(page.view.name(person.person)).heading_level(3))
}

/// An answer; what is not known is a question.
const fn asked(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "Yes",
        Answer::No => "No",
        Answer::NotKnown => "Not known: still to be asked",
    }
}

/// What the definition of the policy in force says of two people, in words. It stops nothing.
fn within(page: &CasePage, known: &ConnectionRecorded) -> String {
    let Some(definition) = page.definition else {
        return "The policy in force says in its own words what abuse is. Whoever asks for help gets it."
            .to_owned();
    };
    let born = |person| page.view.people.get(&person).and_then(|person: &Person| person.born);
    let young = |person| younger_than(ABUSE_FROM_AGE, born(person), page.view.day);
    let somebody = match [known.alleged_perpetrator, known.survivor].map(young) {
        [Answer::Yes, _] | [_, Answer::Yes] => Answer::Yes,
        [Answer::No, Answer::No] => Answer::No,
        _ => Answer::NotKnown,
    };
    let said = definition.says(known.route, somebody).label();
    format!("{said} ({}). Whoever asks for help gets it, whatever stands here.", definition.label())
}

/// How a child is affected, in words (2021 Act, section 3).
fn child(page: &CasePage, person: &Person) -> Vec<SummaryRow> {
    if !person.is(PersonRole::Child) || !page.view.shows(Field::Needs) {
        return Vec::new();
    }
    let note = actions::address(page, Evidence::ChildSituation);
    let ask = |row: SummaryRow| match &note {
        Some(href) => {
            let href = format!("{href}?person={}", person.person);
            row.action(SummaryAction::new("Ask", href, "how they are affected"))
        }
        None => row,
    };
    let Some(recorded) = page.view.support.children().get(&person.person) else {
        return vec![ask(SummaryRow::new("How they are affected", "Nobody has asked yet."))];
    };
    let harmed = match recorded.is.is_harmed_too() {
        Answer::Yes => "Yes: they see, hear or feel it, and are related (2021 Act, section 3)",
        Answer::No => "Not by what is known. They may still need help of their own",
        Answer::NotKnown => "Not known yet: act as if the answer were yes",
    };
    let hurt = match recorded.is.hurt_directly {
        Answer::Yes => "Yes: this is for child protection today",
        Answer::No => "No, as far as is known",
        Answer::NotKnown => "Not known: this is for child protection until it is known",
    };
    let mut rows = vec![
        ask(SummaryRow::new("A “victim” in their own right", harmed)),
        SummaryRow::new("Hurt or threatened themselves", hurt),
        SummaryRow::new("Spoken with alone", asked(recorded.is.spoken_with)),
    ];
    rows.extend(
        recorded.is.words.as_ref().map(|words| SummaryRow::new("What they said or showed", words.as_str())),
    );
    rows
}

fn connection(page: &CasePage, known: &ConnectionRecorded) -> Vec<SummaryRow> {
    let survivor = page.view.name(known.survivor);
    let Reach { on_tenancy, has_keys, portal_access, works_with_us, weapons } = &known.reach;
    let reach = [
        ("On the tenancy", on_tenancy),
        ("Has keys", has_keys),
        ("Can sign in to the account with us", portal_access),
        ("Works for us or a contractor", works_with_us),
        ("Can get at weapons", weapons),
    ];
    let mut rows = vec![
        SummaryRow::new(format!("With {survivor}"), known.route.label()),
        SummaryRow::new("By the policy", within(page, known)),
    ];
    rows.extend(known.classified.by().map(|by| SummaryRow::new("Classified by", by.label())));
    rows.extend(known.detail.as_ref().map(|detail| SummaryRow::new("Detail", detail.as_str())));
    rows.extend(reach.map(|(question, answer)| SummaryRow::new(question, asked(*answer))));
    rows
}

/// Protected facts, as kinds only.
fn facts(page: &CasePage, person: PersonId) -> impl Iterator<Item = SummaryRow> {
    let may = page.may.contains(&ActionKind::RevealSecret) && !page.is_past;
    let asks = page.may_ask && !page.is_past;
    let own = page.view.route == Some(Route::OwnBehaviour);
    let records = page.may.contains(&ActionKind::RecordOnCase) && !page.is_past && !own;
    page.view.secrets.iter().filter(move |held| held.person == person).map(move |held| {
        let shared =
            page.view.secrets.iter().any(|other| other.secret == held.secret && other.person != person);
        let burnt = page.view.compromised.iter().any(|marked| marked.is.secret == held.secret);
        let said = match (burnt, shared) {
            (true, _) => "Protected. No longer safe: never use".to_owned(),
            (false, true) => {
                format!("Protected. Also recorded for somebody else here. {}", planned(page, held.secret))
            }
            (false, false) => format!("Protected. {}", planned(page, held.secret)),
        };
        let mut row = SummaryRow::new(held.kind.label(), said);
        let href = format!("/cases/{}/facts/{}/reveal", page.case, held.secret);
        // The card adds whose it is.
        let of = format!("the {}", held.kind.label().to_lowercase());
        if may {
            row = row.action(SummaryAction::new("Show", href, of.clone()));
        } else if let Some((kind, href)) = cleared(page, held.secret) {
            row = row.action(SummaryAction::new(
                format!("Use now: {}", small(kind)),
                href,
                format!("with {of}"),
            ));
        } else if asks {
            let href = format!("/cases/{}/facts/{}/ask", page.case, held.secret);
            row = row.action(SummaryAction::new("Ask somebody on call", href, format!("for {of}")));
        }
        if burnt || !records {
            return row;
        }
        let href = format!("/cases/{}/notes/details?fact={}", page.case, held.secret);
        row.action(SummaryAction::new("Mark as no longer safe", href, of))
    })
}

/// What the contact plan says of a number or an address, each way of using it. What it does not name is not used.
pub(in crate::pages) fn in_the_plan<'a>(
    ways: impl Iterator<Item = &'a ChannelLine>,
    now: Timestamp,
) -> String {
    let said: Vec<String> = ways.map(|line| way(line, now)).collect();
    if said.is_empty() { "Not in the contact plan: do not use".to_owned() } else { said.join(". ") }
}

/// The way in the contact plan by which this fact may be used at this moment, and where: nobody asks a second person for
/// a number that the gate clears to them. The page behind it asks the gate again, and writes down the use first.
pub(in crate::pages) fn cleared(page: &CasePage, secret: SecretId) -> Option<(&'static str, String)> {
    let may = page.may.contains(&ActionKind::MakeContact) && !page.is_past && page.view.open_to_contact;
    let clears = |line: &&ChannelLine| line.channel.secret == Some(secret) && line.gate.is_ok();
    let line = page.channels.iter().filter(|_| may).find(clears)?;
    Some((line.channel.kind.label(), format!("/cases/{}/contact/{}", page.case, line.channel.channel)))
}

fn planned(page: &CasePage, secret: SecretId) -> String {
    in_the_plan(page.channels.iter().filter(|line| line.channel.secret == Some(secret)), page.as_of)
}

fn way(line: &ChannelLine, now: Timestamp) -> String {
    let kind = line.channel.kind.label();
    let hours = contact_first::hours(&line.channel.times);
    match &line.gate {
        Ok(_) => format!("{kind}: safe to use, {hours}"),
        Err(NotCleared { next_safe: Some(next), .. }) => {
            format!("{kind}: not now; safe to use {hours}, next {}", moment_from(*next, now))
        }
        Err(NotCleared { reason: Reason::NotSafe | Reason::Compromised, .. }) => format!("{kind}: never use"),
        Err(no) if line.channel.safety == Safety::Safe => {
            format!("{kind}: do not use. {}", no.reason.label())
        }
        Err(_) => format!("{kind}: not known, do not use"),
    }
}

/// What the heading of the page says.
pub(super) fn heading(page: &CasePage) -> String {
    contact_first::called(page)
}
