//! How somebody may be contacted, which stands first on every page about a person.

use access::{ActionKind, Field};
use askama::Template;
use askama::filters::HtmlSafe;
use domain::contact::{Reason, SafeTimes, Safety, Window};
use domain::needs::{Need, NeedsRecorded};
use domain::people::{Person, PersonRole, SecretKind};
use domain::report::Route;
use domain::when::london;
use jiff::Timestamp;
use service::{CasePage, ChannelLine};

use crate::page::Sample;
use crate::plain::{self, moment_from, small, time};

/// Who a page is about and how they may be contacted. Never the number or the address itself. A page has
/// it in a field `contact` and writes `{{ contact }}`.
#[derive(Clone, Template)]
#[template(path = "parts/contact-first.html")]
pub struct ContactFirst {
    called: String,
    name: Option<String>,
    route: Option<Route>,
    contact: Contact,
    ways: Vec<Way>,
    /// What each way is called that nobody may use, with the reason.
    not_to_use: Vec<(String, &'static str)>,
    /// Without buttons, above a form: what must be known at once, and the rest folded away, so that the heading of the
    /// form is on the first screen of a telephone too.
    short: bool,
    waits: Option<String>,
    agreed: Option<Agreed>,
    code_word: Option<String>,
    incoming: Option<String>,
    /// What they need so that we understand each other, in words.
    needs: Vec<String>,
    /// What whoever makes contact does about what makes it harder for them, in words.
    barriers: Vec<&'static str>,
    may_contact: bool,
    /// What somebody may know who must not, and is in the plan.
    burnt: Vec<String>,
    /// How long the record stays open that was opened in an emergency.
    glass: Option<Glass>,
}

/// Whether anybody is to get in touch at all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Contact {
    /// In the ways of the plan.
    Open,
    /// Not with anybody.
    Shut,
    /// Whom the record is about has died.
    Died,
}

impl Contact {
    fn of(page: &CasePage) -> Self {
        let view = &page.view;
        let survivor = view.survivor().map(|survivor| survivor.person);
        let planned = view.plan.as_ref().map(|plan| plan.survivor);
        match view.open_to_contact {
            _ if [survivor, planned].into_iter().flatten().any(|one| view.support.has_died(one)) => {
                Self::Died
            }
            true => Self::Open,
            false => Self::Shut,
        }
    }
}

/// A record that is open to its reader in an emergency.
#[derive(Clone)]
struct Glass {
    minutes: i64,
    until: String,
}

impl HtmlSafe for ContactFirst {}

/// A way that is safe now, or will be.
#[derive(Clone)]
struct Way {
    kind: &'static str,
    through: Option<String>,
    hours: String,
    now: bool,
    when: String,
    href: String,
}

#[derive(Clone)]
struct Agreed {
    way: &'static str,
    when: String,
    if_missed: String,
    stands: Stands,
    /// Whether the way cannot be used as it stands, however the hour is.
    on_hold: bool,
}

/// How an agreed contact stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// It lies ahead.
    Ahead,
    /// Its time is over, and nobody wrote down what came of it.
    Unrecorded,
    /// It did not come about, and nobody was in touch since.
    Missed,
}

impl ContactFirst {
    /// Of a case, as it is shown.
    pub fn of(page: &CasePage) -> Self {
        let view = &page.view;
        let (mut ways, mut not_to_use, mut burnt) = (Vec::new(), Vec::new(), Vec::new());
        for line in &page.channels {
            match Way::of(page, line) {
                Ok(way) => ways.push(way),
                Err(reason) if reason == Reason::Compromised.label() => {
                    burnt.push(line.channel.kind.label().to_owned());
                }
                Err(reason) => not_to_use.push((unused(page, line), reason)),
            }
        }
        let waits = view.pause.as_ref().filter(|pause| pause.is.until > page.as_of);
        Self {
            name: Some(called(page)),
            called: called(page),
            route: view.route,
            contact: Contact::of(page),
            ways,
            not_to_use,
            short: true,
            waits: waits.map(|pause| {
                format!("until {}: {}", plain::until(pause.is.until, page.as_of), pause.is.why.as_str())
            }),
            agreed: agreed(page),
            needs: needs(page),
            barriers: barriers(page),
            code_word: view
                .plan
                .as_ref()
                .and_then(|plan| plan.code_word.as_ref())
                .map(|word| word.as_str().to_owned()),
            incoming: None,
            may_contact: false,
            burnt,
            glass: page.glass.map(|until| Glass {
                minutes: (until.duration_since(page.as_of).as_secs().max(0) + 59).div_euclid(60),
                until: moment_from(until, page.as_of),
            }),
        }
    }

    /// With a button for each way that is safe now, where this person may make contact.
    #[must_use]
    pub fn with_buttons(mut self, page: &CasePage) -> Self {
        self.short = false;
        self.may_contact = page.may.contains(&ActionKind::MakeContact) && !page.is_past;
        let takes =
            page.may.contains(&ActionKind::RecordOnCase) && !page.is_past && self.contact == Contact::Open;
        self.incoming = takes.then(|| format!("/cases/{}/contact/incoming", page.case));
        self
    }

    /// Without the name, where the heading says it.
    #[must_use]
    pub fn without_name(mut self) -> Self {
        self.name = None;
        self
    }

    fn is_suspicion(&self) -> bool {
        self.contact == Contact::Shut && self.route == Some(Route::Suspicion)
    }

    fn is_own(&self) -> bool {
        self.route == Some(Route::OwnBehaviour)
    }

    /// Every way that nobody may use, each named once, for one line.
    fn never(&self) -> String {
        let mut named: Vec<String> = Vec::new();
        for (way, _) in &self.not_to_use {
            let way = small(way);
            if !named.contains(&way) {
                named.push(way);
            }
        }
        named.join(", ")
    }

    /// Whether anything is left to fold away.
    fn has_more(&self) -> bool {
        let untold = self.agreed.as_ref().is_some_and(|agreed| agreed.stands == Stands::Ahead);
        let needs = !self.needs.is_empty() || !self.barriers.is_empty();
        untold || !self.ways.is_empty() || !self.not_to_use.is_empty() || needs
    }
}

impl Agreed {
    fn head(&self) -> &'static str {
        match self.stands {
            Stands::Ahead if self.on_hold => {
                "Next contact agreed, on hold: nobody is cleared to use this way"
            }
            Stands::Ahead => "Next contact agreed",
            Stands::Unrecorded => "Agreed contact, no outcome recorded yet",
            Stands::Missed => "The agreed contact did not come about",
        }
    }

    fn then(&self) -> String {
        match self.stands {
            Stands::Missed => format!("What they wanted then: {}", self.if_missed),
            Stands::Ahead if self.on_hold => "When they next get in touch, agree on it again".to_owned(),
            _ => format!("If it does not happen: {}", self.if_missed),
        }
    }
}

/// What a way is called that nobody may use. Where another of its kind is safe, it is told apart from that one.
fn unused(page: &CasePage, line: &ChannelLine) -> String {
    let (kind, whose) = (line.channel.kind, line.channel.whose);
    let label = kind.label();
    let theirs = page.view.plan.as_ref().is_some_and(|plan| plan.survivor == whose);
    if !theirs {
        return format!("{label}, through {}", page.view.name(whose));
    }
    let same =
        page.channels.iter().filter(|other| other.channel.kind == kind && other.channel.whose == whose);
    if same.count() < 2 {
        return label.to_owned();
    }
    let another = match kind.secret_kind() {
        SecretKind::Phone => "on another number",
        SecretKind::MeetingPlace => "in another place",
        _ => "to another address",
    };
    format!("{label} {another}")
}

impl Way {
    fn of(page: &CasePage, line: &ChannelLine) -> Result<Self, &'static str> {
        let (channel, view) = (&line.channel, &page.view);
        let until = |until: Option<Timestamp>| {
            until.map_or_else(
                || "safe now".to_owned(),
                |until| format!("safe now, until {}", plain::until(until, page.as_of)),
            )
        };
        let when = match &line.gate {
            Ok(end) => until(*end),
            Err(no) => match no.next_safe {
                Some(next) if no.reason == Reason::NotNow => {
                    format!(
                        "they said not now. Not before {}, unless they call",
                        moment_from(next, page.as_of)
                    )
                }
                Some(next) => format!("not now. Safe again {}", moment_from(next, page.as_of)),
                None => return Err(no.reason.label()),
            },
        };
        let is_theirs = view.plan.as_ref().is_some_and(|plan| plan.survivor == channel.whose);
        Ok(Self {
            kind: channel.kind.label(),
            through: (!is_theirs).then(|| view.name(channel.whose)),
            hours: hours(&channel.times),
            now: line.gate.is_ok() && channel.safety == Safety::Safe,
            when,
            href: format!("/cases/{}/contact/{}", page.case, channel.channel),
        })
    }
}

/// Language, interpreter and formats: what whoever makes contact needs to know before they begin.
fn needs(page: &CasePage) -> Vec<String> {
    let view = &page.view;
    let survivor = view.survivor().map(|survivor| survivor.person);
    let recorded = survivor.and_then(|survivor| view.support.needs().get(&survivor));
    let Some(recorded) = recorded else { return Vec::new() };
    let NeedsRecorded { language, interpreter, formats, .. } = &recorded.is;
    let formats: Vec<&str> = formats.iter().map(|format| format.label()).collect();
    let language = language.as_ref().map(|language| format!("Language: {}.", language.as_str()));
    let interpreter = interpreter.as_ref().map(|asked| {
        format!(
            "Interpreter: {}. One we book, never family or friends.",
            asked.as_str().trim_end_matches('.')
        )
    });
    let formats = (!formats.is_empty()).then(|| format!("Information as: {}.", formats.join(", ")));
    [language, interpreter, formats].into_iter().flatten().collect()
}

/// What the survivor said makes it harder, as something to do (ONE-22, ONE-23). What they did not say is in none of it.
fn barriers(page: &CasePage) -> Vec<&'static str> {
    let survivor = page.view.survivor().map(|survivor| survivor.person);
    let recorded = survivor.and_then(|survivor| page.view.support.needs().get(&survivor));
    recorded.into_iter().flat_map(|recorded| recorded.is.said()).filter_map(asks_of_us).collect()
}

/// What a need asks of whoever makes contact; nothing where it is met in other ways.
const fn asks_of_us(need: Need) -> Option<&'static str> {
    match need {
        Need::LowIncome => Some("Little money of their own: we ring them, and fares are paid."),
        Need::Literacy => {
            Some("Reading and writing is hard: say it, and read aloud what has to be in writing.")
        }
        Need::Numeracy => Some("Numbers and forms are hard: fill them in together."),
        Need::Rural => {
            Some("They live far from help: ask how and when they can get there before a meeting is set.")
        }
        Need::Caring => Some("They care for somebody: ask when they are free, and who can step in."),
        Need::FearOfAttention => Some(
            "They fear that it draws attention: before each step say who will learn of it, and ask them.",
        ),
        _ => None,
    }
}

fn agreed(page: &CasePage) -> Option<Agreed> {
    let stands = |until: Timestamp| if until <= page.as_of { Stands::Unrecorded } else { Stands::Ahead };
    let ahead = page.view.agreed.as_ref().map(|agreed| (agreed, stands(agreed.is.until)));
    let (agreed, stands) =
        ahead.or_else(|| page.view.missed.as_ref().map(|missed| (missed, Stands::Missed)))?;
    let way = page.view.plan.as_ref().and_then(|plan| plan.channel(agreed.is.channel));
    let line = page.channels.iter().find(|line| line.channel.channel == agreed.is.channel);
    let on_hold = line.is_some_and(|line| line.gate.as_ref().is_err_and(|no| no.next_safe.is_none()));
    Some(Agreed {
        on_hold,
        way: way.map_or("a way that is no longer in the plan", |channel| channel.kind.label()),
        when: span(agreed.is.from, agreed.is.until, page.as_of),
        if_missed: small(agreed.is.if_missed.label()),
        stands,
    })
}

/// "tomorrow at 10am, until midday"; the other day is named where the end lies on another.
fn span(from: Timestamp, until: Timestamp, now: Timestamp) -> String {
    let [start, end] = [from, until].map(|at| at.to_zoned(london()));
    let end = if start.date() == end.date() { time(end.time()) } else { plain::until(until, now) };
    format!("{}, until {end}", moment_from(from, now))
}

/// Whom a record is about: the survivor, or the person who told us of their own behaviour.
pub fn called(page: &CasePage) -> String {
    let own = page.view.route == Some(Route::OwnBehaviour);
    let centre = if own { PersonRole::AllegedPerpetrator } else { PersonRole::Survivor };
    let person = page.view.people.values().find(|person: &&Person| person.is(centre));
    match person {
        Some(person) if person.name.is_some() || !own => page.view.name(person.person),
        _ if own => "Somebody who told us of their own behaviour".to_owned(),
        _ if page.view.shows(Field::People) => "Name not known".to_owned(),
        _ => "Name not shown here".to_owned(),
    }
}

/// The hours of a channel in plain words.
pub fn hours(times: &SafeTimes) -> String {
    match times {
        SafeTimes::NotKnown => "hours not known".to_owned(),
        SafeTimes::Any => "at any time".to_owned(),
        SafeTimes::Only(windows) => windows.iter().map(window).collect::<Vec<_>>().join("; "),
    }
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn window(window: &Window) -> String {
    let day_name = |day: &i8| DAYS.get(usize::try_from(day - 1).unwrap_or(usize::MAX)).copied();
    let names: Vec<&str> = window.days.iter().filter_map(day_name).collect();
    let (first, last) = (window.days.first().copied().unwrap_or(0), window.days.last().copied().unwrap_or(0));
    let in_a_row = usize::try_from(last - first).is_ok_and(|span| span + 1 == names.len());
    let days = match names.as_slice() {
        all if all.len() == DAYS.len() => "every day".to_owned(),
        [first, .., last] if in_a_row && names.len() > 2 => format!("{first} to {last}"),
        _ => names.join(", "),
    };
    if window.from == window.until {
        return format!("{days}, the whole day");
    }
    format!("{days}, {} to {}", time(window.from), time(window.until))
}

impl Sample for ContactFirst {
    fn sample() -> Self {
        let page = crate::pages::case::sample::page();
        Self { needs: Vec::new(), barriers: Vec::new(), ..Self::of(&page).with_buttons(&page) }
    }
}

#[cfg(test)]
mod tests {
    use askama::Template as _;
    use domain::report::Route;
    use jiff::civil::{Weekday, time};

    use super::*;
    use crate::pages::case::sample;

    #[test]
    fn hours_are_told_in_plain_words() {
        let weekdays = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday];
        let only = SafeTimes::Only(vec![
            Window::new(weekdays, time(10, 0, 0, 0), time(12, 0, 0, 0)),
            Window::new([Weekday::Saturday], time(0, 0, 0, 0), time(0, 0, 0, 0)),
        ]);
        assert_eq!(hours(&only), "Monday to Wednesday, 10am to midday; Saturday, the whole day");
        assert_eq!(hours(&SafeTimes::NotKnown), "hours not known");
    }

    #[test]
    fn a_suspicion_says_do_not_contact_and_offers_no_way() {
        let mut page = sample::page();
        page.view.route = Some(Route::Suspicion);
        page.view.open_to_contact = false;
        let shown = ContactFirst::of(&page).with_buttons(&page).render().unwrap();
        assert!(shown.contains("Do not contact"));
        assert!(!shown.contains("/contact/"));
    }

    #[test]
    fn an_agreed_contact_is_on_hold_where_its_way_is_not_to_be_used_and_not_where_the_hour_is_wrong() {
        let shown = |next_safe: Option<Timestamp>| {
            let mut page = sample::page();
            let agreed = page.view.agreed.as_ref().unwrap().is.channel;
            for line in page.channels.iter_mut().filter(|line| line.channel.channel == agreed) {
                let reason = if next_safe.is_some() { Reason::OutsideHours } else { Reason::ConfirmAgain };
                line.gate = Err(domain::contact::NotCleared { reason, next_safe });
            }
            ContactFirst::of(&page).with_buttons(&page).render().unwrap()
        };
        assert!(shown(None).contains("Next contact agreed, on hold"));
        assert!(!shown(Some(sample::page().as_of)).contains("on hold"));
    }

    #[test]
    fn where_no_way_is_safe_it_says_so_and_offers_none() {
        let mut page = sample::page();
        page.channels.retain(|line| line.gate.as_ref().is_err_and(|no| no.next_safe.is_none()));
        let shown = ContactFirst::of(&page).with_buttons(&page).render().unwrap();
        assert!(shown.contains("No way of getting in touch is known to be safe"));
        assert!(!shown.contains("app-ways"), "no way, and no button");
    }

    #[test]
    fn what_helps_to_understand_each_other_stands_beside_the_ways_of_contact() {
        let page = sample::page();
        let shown = ContactFirst::of(&page).render().unwrap();
        assert!(shown.contains("Language: Welsh."), "{shown}");
        assert!(
            shown.contains("Interpreter: A woman, by phone. One we book, never family or friends."),
            "{shown}"
        );
        assert!(shown.contains("Information as: Large print."), "{shown}");
        let mut nobody_asked = page;
        nobody_asked.view.support = domain::case::Support::default();
        assert!(!ContactFirst::of(&nobody_asked).render().unwrap().contains("To understand each other"));
    }

    #[test]
    fn what_makes_it_harder_for_them_stands_beside_the_ways_as_something_to_do_and_nothing_that_they_did_not_say()
     {
        let shown = ContactFirst::of(&sample::page()).render().unwrap();
        assert!(
            shown.contains("So that it is possible for them:") && shown.contains("They live far from help")
        );
        // They said that they care for nobody, and of their money nobody asked.
        assert!(!shown.contains("They care for somebody") && !shown.contains("Little money"), "{shown}");
    }

    #[test]
    fn nobody_is_contacted_from_a_page_about_the_past() {
        let mut page = sample::page();
        let buttons = |page: &CasePage| {
            ContactFirst::of(page).with_buttons(page).render().unwrap().contains("/contact/")
        };
        assert!(buttons(&page));
        page.is_past = true;
        assert!(!buttons(&page));
    }
}
