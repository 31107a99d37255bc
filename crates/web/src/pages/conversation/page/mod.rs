//! The page of the conversation. Every control shows its answer so far.

mod already;
mod blocks;
mod prefill;

use askama::Template;
use domain::contact::{ChannelKind, IfMissed, LineDrops};
use domain::disclosure::{Agency, GivenHow, WorkerWish};
use domain::people::PersonRole;
use domain::report::PoliceCall;
use domain::{Answer, CaseId, DraftId, Severity};
use service::CasePage;

use self::already::Already;
use self::blocks::{ChannelBlock, IncidentBlock, PersonBlock};
use super::fields::{self, CHANNELS, Rows};
use crate::begun::Begun;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::{Filled, KEEP_AS_IT_IS};
use crate::layout::Layout;
use crate::page::Sample;

/// The parts in their order: where each stands on the page, and its heading.
const PARTS: [(&str, &str); 11] = [
    ("part-now", "Danger now"),
    ("part-talk", "Is it safe to talk?"),
    ("part-limits", "Believe them, and say what stays between us"),
    ("part-at-home", "Children and adults at risk at home"),
    ("part-contact", "The safest way to be in touch"),
    ("part-meeting", "Meeting, and what would help"),
    ("part-person", "Who causes the harm"),
    ("part-what", "What has happened"),
    ("part-wishes", "What they want"),
    ("part-support", "Who else can help"),
    ("part-next", "The next contact"),
];

/// The first conversation, while it is held.
#[derive(Clone, Template)]
#[template(path = "conversation/page.html")]
pub struct ConversationPage {
    layout: Layout,
    contact: ContactFirst,
    begun: Begun,
    already: Option<Already>,
    case: CaseId,
    draft: DraftId,
    severity: Option<Severity>,
    form: Filled,
    known_children: Vec<String>,
    children: usize,
    channels: Vec<ChannelBlock>,
    meeting: ChannelBlock,
    people: Vec<PersonBlock>,
    incidents: Vec<IncidentBlock>,
}

impl ConversationPage {
    /// The page of a draft about a case. `more` names rows of which one more is shown.
    pub(super) fn new(
        layout: Layout,
        page: &CasePage,
        draft: DraftId,
        mut form: Filled,
        more: Option<Rows>,
    ) -> Self {
        prefill::fill(&mut form.sent, &page.view);
        already::fill(&mut form.sent, &page.view);
        let shown = |rows: Rows| {
            let added = usize::from(more == Some(rows));
            (rows.answered(&form.sent) + added).clamp(1, rows.most())
        };
        let children = page.view.people.values().filter(|person| person.is(PersonRole::Child));
        let back = format!("/cases/{}", page.case);
        Self {
            layout: layout.title("Work").back(back).problems(&form.problems),
            contact: ContactFirst::of(page),
            begun: Begun::default(),
            already: Already::of(page),
            case: page.case,
            draft,
            severity: page.view.severity,
            known_children: children.map(|child| page.view.name(child.person)).collect(),
            children: shown(Rows::Children),
            channels: CHANNELS.into_iter().map(|kind| ChannelBlock::new(&form, kind)).collect(),
            meeting: ChannelBlock::new(&form, ChannelKind::Meeting),
            people: (1..=shown(Rows::Perpetrators)).map(|number| PersonBlock::new(&form, number)).collect(),
            incidents: (1..=shown(Rows::Incidents))
                .map(|number| IncidentBlock::new(&form, number, page.definition))
                .collect(),
            form,
        }
    }

    /// The same, with who else is in the middle of one.
    pub(super) fn with_colleagues(self, begun: Begun) -> Self {
        Self { begun: begun.of_colleagues(), ..self }
    }

    fn keep(next: &str) -> Button {
        Button::new("Keep and go on").secondary().name("go").value(next)
    }

    fn add(rows: Rows, text: &str) -> Button {
        Button::new(text).secondary().name("go").value(format!("add-{}", rows.code()))
    }

    fn danger(&self) -> Radios {
        self.form.radios::<Answer>("danger", "Is anybody in danger now?").class("govuk-radios--inline")
    }

    fn police(&self) -> Radios {
        self.form.radios::<PoliceCall>("police", "Have the police been called?")
    }

    fn police_reference(&self) -> Input {
        self.form.input("police-reference", "Police reference, if there is one")
    }

    fn name(&self) -> Input {
        self.form.input("name", "What would they like to be called?")
    }

    fn safe_to_talk(&self) -> Radios {
        self.form
            .radios::<Answer>("safe-to-talk", "Is it safe for them to talk now?")
            .class("govuk-radios--inline")
    }

    fn who_is_there(&self) -> Input {
        self.form.input("who-is-there", "Who else is there, or may come in?")
    }

    fn line_drops(&self) -> Radios {
        self.form
            .radios::<LineDrops>("line-drops", "What do we do if the line drops?")
            .hint("Nobody calls back unless they agreed to it.")
    }

    fn code_word(&self) -> Input {
        self.form
            .input("code-word", "A code word that tells us to stop")
            .hint("An everyday word. When they say it, end the call as a wrong number.")
    }

    fn limits(&self) -> Radios {
        self.form
            .radios::<Answer>("limits", "Have you explained what stays between us, and when it cannot?")
            .hint("Before they tell you what happened.")
            .class("govuk-radios--inline")
    }

    fn at_home(&self, field: &str, legend: &str, yes: &str, no: &str) -> Radios {
        let open = "It stays open, stands under what is due, and is asked again at the next safe contact by whoever has this case.";
        let choice = |answer: Answer, hint: &str| Choice::new(answer.code(), answer.label()).hint(hint);
        self.form
            .radios_of::<Answer>(field, legend, &[])
            .item(choice(Answer::Yes, yes))
            .item(choice(Answer::No, no))
            .item(choice(Answer::NotKnown, open))
    }

    fn children_at_home(&self) -> Radios {
        self.at_home(
            "children-at-home",
            "Do children live in the home, or often stay there?",
            "A concern is raised with the local authority: the same day where the risk is high. Tell them so, unless that would put somebody in danger.",
            "No concern for children is raised now. It can be asked again.",
        )
    }

    fn adults_at_home(&self) -> Radios {
        self.at_home(
            "adults-at-home",
            "Does an adult at risk live in the home?",
            "A concern is raised with the local authority’s adult team: the same day where the risk is high. Ask what they would want to happen.",
            "No concern for an adult is raised now. It can be asked again.",
        )
    }

    fn child_names(&self) -> Vec<Input> {
        let label = |number: usize| format!("Name of a child ({number})");
        (1..=self.children)
            .map(|number| self.form.input(&Rows::Children.row(number), label(number)))
            .collect()
    }

    fn more_children(&self) -> bool {
        self.children < Rows::Children.most()
    }

    fn may_be_told(&self) -> Textarea {
        self.form
            .words("may-be-told", "Who may be told anything, and what?")
            .rows(2_u16)
            .hint("Nobody else is told.")
    }

    fn interpreter(&self) -> (Input, Input) {
        (
            self.form
                .input("interpreter", "Language of an interpreter, if one is needed")
                .hint("British Sign Language too. A professional, never family or friends."),
            self.form
                .input("interpreter-wishes", "What they ask of the interpreter")
                .hint("For example a woman, or nobody from the same community."),
        )
    }

    fn place(&self) -> Input {
        self.form
            .input("place", "Where would they like to meet?")
            .hint("In a few words, without the address: that goes below, where it is kept apart.")
    }

    fn worker(&self) -> Radios {
        self.form.radios::<WorkerWish>("worker", "Who would they rather speak with?")
    }

    fn language(&self) -> Input {
        self.form.input("language", "Which language would they like to use?")
    }

    fn beside(&self) -> Input {
        self.form.input("beside", "Whom would they like beside them?")
    }

    fn adjustments(&self) -> Textarea {
        self.form
            .words("adjustments", "What would make it easier?")
            .rows(3_u16)
            .hint("For example breaks, large print, a room with an easy way out, help with a child.")
    }

    fn sure(&self, field: &str) -> Option<Checkboxes> {
        sure(&self.form, field)
    }

    fn more_people(&self) -> bool {
        self.people.len() < Rows::Perpetrators.most()
    }

    fn more_incidents(&self) -> bool {
        self.incidents.len() < Rows::Incidents.most()
    }

    fn wishes(&self) -> Textarea {
        self.form
            .words("wishes", "What do they want?")
            .hint("In their own words. It can change, and is asked again.")
    }

    fn agencies(&self) -> Vec<Select> {
        let how = |agency: &Agency| self.form.select::<GivenHow>(&fields::agency(*agency), agency.label());
        Agency::ALL.iter().map(how).collect()
    }

    fn severity(&self) -> Radios {
        let may = |choice: &Severity| self.severity.is_none_or(|now| !now.is_lowered_by(*choice));
        let all = [Severity::Immediate, Severity::High, Severity::Medium, Severity::Standard];
        let choices: Vec<Severity> = all.into_iter().filter(may).collect();
        self.form
            .radios_of("severity", "How severe is it, after this conversation?", &choices)
            .hint("Leave it out to keep what was judged before. Here it can only be raised.")
    }

    fn next_channel(&self) -> Radios {
        self.form
            .radios::<ChannelKind>("next-channel", "How will you be in touch?")
            .hint("Only a way that they told you today is safe.")
    }

    fn next_times(&self) -> (DateInput, Input, Input) {
        let time = |field: &str, label: &str| {
            self.form.input(field, label).hint("For example 14:30").class("govuk-input--width-5")
        };
        (self.form.date("next", "On which day?"), time("next-from", "From"), time("next-until", "Until"))
    }

    fn next_missed(&self) -> Radios {
        self.form.radios::<IfMissed>("next-missed", "What do we do if it does not happen?")
    }
}

/// The tick that keeps a note which looks like an address, once it was stopped for that.
fn sure(form: &Filled, field: &str) -> Option<Checkboxes> {
    let tick = format!("{field}-no-address");
    let needed = form.problems.on(field).is_some() || form.sent.has(&tick);
    needed.then(|| form.tick(&tick, KEEP_AS_IT_IS))
}

impl Sample for ConversationPage {
    fn sample() -> Self {
        let page = crate::pages::case::sample::page();
        let draft = DraftId::from_uuid(uuid::Uuid::nil());
        let form = Filled { seen: Some(std::collections::BTreeMap::new()), ..Filled::default() };
        Self::new(Layout::signed_in("Priya Osei", "Housing officer", "token"), &page, draft, form, None)
    }
}
