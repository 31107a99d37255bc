//! The form of the contact plan.

use askama::Template;
use domain::contact::{ChannelKind, ConfirmedBy, LineDrops, Safety, Voicemail};
use domain::{Answer, PersonId, SecretId};
use service::CasePage;

use super::super::hours::{Day, Hours, WINDOWS};
use super::super::ways::{self, Head, Way};
use super::answers;
use super::fields::{self, MOST, blocks, is_begun, name};
use crate::components::prelude::*;
use crate::form::{Filled, KEEP_AS_IT_IS};
use crate::layout::Layout;
use crate::page::Sample;
use crate::plain::small;

/// The contact plan, to change.
#[derive(Clone, Template)]
#[template(path = "contact/plan.html")]
pub struct PlanPage {
    layout: Layout,
    head: Head,
    seen: u64,
    survivor: Option<PersonId>,
    people: Vec<(String, String)>,
    facts: Vec<(String, String)>,
    form: Filled,
}

/// The facts that the case holds, as the form offers them: whose they are, never what they say.
fn facts(page: &CasePage) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    for held in &page.view.secrets {
        let burnt = page.view.compromised.iter().any(|marked| marked.is.secret == held.secret);
        let mark = if burnt { " (no longer safe)" } else { "" };
        let used = used(page, held.secret);
        let label = format!("{} of {}{mark}, {used}", held.kind.label(), page.view.name(held.person));
        let place = facts.iter().filter(|(_, known)| known.starts_with(&label)).count();
        let label = if place == 0 { label } else { format!("{label} ({})", place + 1) };
        facts.push((answers::fact(held.kind, held.secret), label));
    }
    facts
}

/// By which ways of the plan a fact is used already: that tells two numbers of one person apart.
fn used(page: &CasePage, secret: SecretId) -> String {
    let ways = page.channels.iter().filter(|line| line.channel.secret == Some(secret));
    let ways: Vec<String> = ways
        .map(|line| format!("{} ({})", small(line.channel.kind.label()), small(line.channel.safety.label())))
        .collect();
    if ways.is_empty() { "not in the plan".to_owned() } else { format!("in the plan: {}", ways.join(", ")) }
}

impl PlanPage {
    /// The page of a case with these answers.
    pub fn new(layout: Layout, page: &CasePage, mut form: Filled) -> Self {
        answers::begin(&mut form.sent, page);
        Self {
            layout: layout.title("Work").back(format!("/cases/{}", page.case)).problems(&form.problems),
            head: Head::new(page),
            seen: form.sent.one("seen").parse().unwrap_or(page.view.sequence),
            survivor: ways::centre(page).map(|person| person.person),
            people: ways::people(page).into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            facts: facts(page),
            form,
        }
    }

    fn indices(&self) -> std::ops::Range<usize> {
        0..blocks(&self.form.sent)
    }

    fn has_room(&self) -> bool {
        blocks(&self.form.sent) < MOST
    }

    fn way(&self, index: usize) -> Option<&Way> {
        self.head.way(self.form.sent.one(&name(index, "id")).parse().ok()?)
    }

    fn title(&self, index: usize) -> String {
        self.way(index).map_or_else(|| "Another way to get in touch".to_owned(), |way| way.name.clone())
    }

    fn opener(&self, index: usize) -> String {
        self.way(index).map_or_else(|| "Add a way".to_owned(), |way| format!("Change: {}", way.name))
    }

    /// A way stands open while it is filled, where something is wrong with it, or as the first of a plan.
    fn is_open(&self, index: usize) -> bool {
        let sent = &self.form.sent;
        let was_just_added = sent.one("go") == "add" && index + 1 == blocks(sent);
        let is_first = self.head.ways.is_empty() && index == 0;
        let is_wrong = || {
            let own = name(index, "");
            fields::all()
                .iter()
                .any(|field| field.starts_with(&own) && self.form.problems.on(field).is_some())
        };
        let is_new = self.way(index).is_none() && is_begun(sent, index);
        was_just_added || is_first || is_new || is_wrong()
    }

    fn id(&self, index: usize) -> (String, String) {
        (name(index, "id"), self.form.sent.one(&name(index, "id")).to_owned())
    }

    fn kind(&self, index: usize) -> Select {
        self.form.select::<ChannelKind>(&name(index, "kind"), "What kind of contact?")
    }

    fn whose(&self, index: usize) -> Select {
        self.form.select_from(&name(index, "whose"), "Whose number or address is it?", self.people.clone())
    }

    fn fact(&self, index: usize) -> Select {
        self.form
            .select_from(&name(index, "fact"), "Number or address that is kept", self.facts.clone())
            .hint("Kept, not shown.")
    }

    fn value(&self, index: usize) -> Textarea {
        self.form
            .words(&name(index, "value"), "Or give a new one")
            .hint("Kept apart. It is shown only to somebody who may use it at that moment, and each look is recorded.")
            .rows(2_u16)
    }

    fn seen_by(&self, index: usize) -> Radios {
        self.form.radios::<Answer>(&name(index, "seen-by"), "Can anybody else see it, hear it or open it?")
    }

    fn who_else(&self, index: usize) -> Input {
        self.form.input(&name(index, "who-else"), "Who else?")
    }

    fn safety(&self, index: usize) -> Radios {
        self.form.radios::<Safety>(&name(index, "safety"), "Is it safe?")
    }

    fn confirmed_by(&self, index: usize) -> Select {
        self.form.select::<ConfirmedBy>(&name(index, "confirmed-by"), "Who said that it is safe?")
    }

    fn confirmed(&self, index: usize) -> DateInput {
        self.form
            .date(&name(index, "confirmed"), "On which day did they say so?")
            .hint("It holds for 90 days. Then ask again.")
    }

    fn hours(&self, index: usize) -> Radios {
        self.form.radios::<Hours>(&name(index, "hours"), "When is it safe?")
    }

    /// The windows of hours: those that are there, and room for one more.
    fn windows(&self, index: usize) -> Vec<(Checkboxes, Input, Input)> {
        let has = |place: usize| self.form.sent.has(&name(index, &format!("from{place}")));
        let shown = (0..WINDOWS).rfind(|place| has(*place)).map_or(1, |last| last + 2).min(WINDOWS);
        (0..shown).map(|place| self.window(index, place)).collect()
    }

    fn window(&self, index: usize, place: usize) -> (Checkboxes, Input, Input) {
        let field = |part: &str| name(index, &format!("{part}{place}"));
        let clock =
            |part: &str, label: &str| self.form.input(&field(part), label).class("govuk-input--width-5");
        let legend = if place == 0 { "On these days" } else { "And on these days" };
        (
            self.form.checkboxes::<Day>(&field("on"), legend).class("govuk-checkboxes--small app-days"),
            clock("from", "From").hint("For example 09:30"),
            clock("until", "Until").hint("Earlier than the start means the next morning"),
        )
    }

    fn voicemail(&self, index: usize) -> Radios {
        self.form.radios::<Voicemail>(&name(index, "voicemail"), "May we leave a message?")
    }

    fn neutral(&self, index: usize) -> Input {
        self.form.input(&name(index, "neutral"), "The exact neutral words").hint(
            "For voicemail, for a text, or as the reason for a visit. Somebody else may hear or read them.",
        )
    }

    fn remove(&self, index: usize) -> Checkboxes {
        self.form.tick(&name(index, "remove"), "Take this way out of the plan")
    }

    fn code_word(&self) -> Input {
        self.form
            .input("code-word", "A word that tells us to stop")
            .hint("Agreed with them. If they say it, end the call in the agreed way.")
            .class("govuk-input--width-20")
    }

    fn line_drops(&self) -> Radios {
        self.form.radios::<LineDrops>("line-drops", "What if the line drops?")
    }

    fn may_be_told(&self) -> Textarea {
        self.form
            .words("may-be-told", "Who may be told anything, and what?")
            .hint("Leave it empty if nobody may. People named on the tenancy may be told nothing unless they stand here.")
            .rows(3_u16)
    }

    fn not_an_address(&self) -> Option<Checkboxes> {
        self.form.problems.on("may-be-told")?;
        Some(self.form.tick("may-be-told-no-address", KEEP_AS_IT_IS))
    }

    fn language(&self) -> Input {
        self.form
            .input("language", "Language of the interpreter, if one is needed")
            .hint("British Sign Language included. Never family or friends.")
    }

    fn interpreter_wishes(&self) -> Input {
        self.form
            .input("interpreter-wishes", "What do they ask of the interpreter?")
            .hint("For example a woman, not from the same community.")
    }
}

impl Sample for PlanPage {
    fn sample() -> Self {
        let page = crate::pages::case::sample::page();
        let form = Filled { sent: answers::of(&page), ..Filled::default() };
        Self::new(Layout::signed_in("Sam Okafor", "Housing officer", "token"), &page, form)
    }
}
