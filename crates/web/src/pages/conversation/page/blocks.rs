//! The blocks that the page shows several times: a way of getting in touch, a person, an incident.

use askama::Template;
use askama::filters::HtmlSafe;
use domain::child::Definition;
use domain::contact::{ChannelKind, Safety, Voicemail};
use domain::people::Connection;
use domain::{Answer, codes::CodeList};

use super::super::choices::{Day, Named, Times, Whose};
use super::super::fields::{Rows, of};
use super::sure;
use crate::components::prelude::*;
use crate::form::Filled;
use crate::kinds;

/// One way of getting in touch.
#[derive(Clone, Template)]
#[template(path = "conversation/channel.html")]
pub(super) struct ChannelBlock {
    kind: ChannelKind,
    id: &'static str,
    explained: &'static str,
    supporter: Option<(Input, Radios)>,
    at: Content,
    whose: Option<Radios>,
    others: Radios,
    who_else: Input,
    safe: Radios,
    told: Checkboxes,
    times: Radios,
    days: Checkboxes,
    from: Input,
    until: Input,
    voicemail: Option<Radios>,
    neutral: Option<Input>,
    open: bool,
}

impl ChannelBlock {
    pub(super) fn new(form: &Filled, kind: ChannelKind) -> Self {
        let code = kind.code();
        let name = |part: &str| of(code, part);
        let through = kind == ChannelKind::Supporter;
        let meets = kind == ChannelKind::Meeting;
        Self {
            kind,
            id: code,
            explained: explained(kind),
            supporter: through.then(|| {
                let home = form
                    .radios::<Answer>(&name("home"), "Do they live in the home?")
                    .class("govuk-radios--inline");
                (form.input(&name("name"), "Their name"), home)
            }),
            at: at(form, kind),
            whose: (!through && !meets).then(|| form.radios::<Whose>(&name("whose"), "Whose is it?")),
            others: form.radios::<Answer>(&name("others"), others(kind)).class("govuk-radios--inline"),
            who_else: form.input(&name("who-else"), "Who else, if anybody?"),
            safe: safe(form, &name("safe"), kind),
            told: form.tick(&name("told"), "They told me today that it is safe"),
            times: form.radios::<Times>(&name("times"), "When is it safe?"),
            days: form
                .checkboxes::<Day>(&name("days"), "On which days?")
                .class("govuk-checkboxes--small app-days"),
            from: form.input(&name("from"), "From").hint("For example 9:30").class("govuk-input--width-5"),
            until: form
                .input(&name("until"), "Until")
                .hint("For example 14:30")
                .class("govuk-input--width-5"),
            voicemail: (kind == ChannelKind::Phone).then(|| {
                form.radios::<Voicemail>(&name("voicemail"), "If nobody answers, may we leave a message?")
            }),
            neutral: (!meets).then(|| {
                form.input(&name("neutral"), neutral(kind))
                    .hint("Words that anybody may hear or read, agreed with them.")
            }),
            open: super::super::fields::is_answered(&form.sent, kind) || has_problem(form, code),
        }
    }
}

fn has_problem(form: &Filled, block: &str) -> bool {
    let parts =
        ["name", "at", "whose", "others", "who-else", "safe", "times", "days", "from", "until", "neutral"];
    parts.iter().any(|part| form.problems.on(&of(block, part)).is_some())
}

fn explained(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Phone => {
            "Ask whether our number may show. One that shows can be found and called back; a hidden one may not be answered."
        }
        ChannelKind::Text => "Messages can show on a locked screen, on a tablet, or in a shared account.",
        ChannelKind::Email => "An account can be open on another device, or somebody may know the password.",
        ChannelKind::Letter => {
            "Nothing goes to the home unless it is clear that nobody who is said to cause harm lives there. Another address is often safer."
        }
        ChannelKind::Visit => {
            "Nobody visits the home unless it is clear that nobody who is said to cause harm lives there."
        }
        ChannelKind::Supporter => {
            "Somebody who may be asked to pass on a message. Never a child, and nobody who might tell."
        }
        ChannelKind::Meeting => "A place where nobody would wonder why they are there.",
    }
}

fn at(form: &Filled, kind: ChannelKind) -> Content {
    let field = of(kind.code(), "at");
    let kept_apart = "Kept apart. It is shown only when somebody asks for it, and each look is recorded.";
    match kind {
        ChannelKind::Phone | ChannelKind::Text => {
            Html::of(&form.phone(&field, "Number").hint(kept_apart)).into()
        }
        ChannelKind::Supporter => Html::of(&form.phone(&field, "Their number").hint(kept_apart)).into(),
        ChannelKind::Email => {
            Html::of(&form.input(&field, "Address").kind("email").spellcheck(false).hint(kept_apart)).into()
        }
        ChannelKind::Meeting => {
            Html::of(&form.words(&field, "Where is it?").rows(3_u16).hint(kept_apart)).into()
        }
        ChannelKind::Letter | ChannelKind::Visit => {
            Html::of(&form.words(&field, "Address").rows(3_u16).hint(kept_apart)).into()
        }
    }
}

fn others(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Phone => "Does anybody else hear it, answer it or look at it?",
        ChannelKind::Text | ChannelKind::Email => "Does anybody else see it, or know the password?",
        ChannelKind::Letter => "Does anybody else open the post there?",
        ChannelKind::Visit => "Would anybody else be there, or see who comes?",
        ChannelKind::Supporter => "Would anybody else hear or see the message?",
        ChannelKind::Meeting => "Would anybody they fear see them there?",
    }
}

fn neutral(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Visit => "What the visitor says to anybody who asks",
        ChannelKind::Phone => "Words for a message, or for anybody else who answers",
        _ => "Words that a message may use",
    }
}

/// Where nobody chose, it is not known, and that is what the page shows.
fn safe(form: &Filled, name: &str, kind: ChannelKind) -> Radios {
    let legend = format!("Is it safe? ({})", kind.label());
    let radios = form.radios::<Safety>(name, legend);
    if form.sent.has(name) { radios } else { radios.value(Some(Safety::Unknown.code())) }
}

/// One alleged perpetrator.
#[derive(Clone, Template)]
#[template(path = "conversation/person.html")]
pub(super) struct PersonBlock {
    row: String,
    number: usize,
    id: String,
    name: Input,
    route: Select,
    answers: [Radios; 6],
    detail: Input,
}

impl PersonBlock {
    pub(super) fn new(form: &Filled, number: usize) -> Self {
        let row = Rows::Perpetrators.row(number);
        let asked = |part: &str, legend: &str| {
            form.radios::<Answer>(&of(&row, part), legend).class("govuk-radios--inline")
        };
        Self {
            number,
            id: form.sent.one(&of(&row, "id")).to_owned(),
            name: form.input(&of(&row, "name"), "Their name"),
            route: form
                .select::<Connection>(&of(&row, "route"), "How are they connected?")
                .hint("Now or at any time. They need never have lived together."),
            answers: [
                asked("home", "Do they live in the home?"),
                asked("tenancy", "Are they on the tenancy?"),
                asked("keys", "Do they have keys?"),
                asked("portal", "Can they sign in to the survivor’s account with us?"),
                asked("works", "Do they work for us, or for a contractor of ours?"),
                asked("weapons", "Can they get at weapons?"),
            ],
            detail: form.input(&of(&row, "detail"), "Anything else about who they are to each other"),
            row,
        }
    }

    fn id_field(&self) -> String {
        of(&self.row, "id")
    }
}

/// One incident.
#[derive(Clone, Template)]
#[template(path = "conversation/incident.html")]
pub(super) struct IncidentBlock {
    row: String,
    number: usize,
    words: Textarea,
    words_sure: Option<Checkboxes>,
    when: (DateInput, Select, Input),
    kinds: Checkboxes,
    by: Checkboxes,
    injuries: Textarea,
    injuries_sure: Option<Checkboxes>,
    children: Radios,
    police: Input,
}

impl IncidentBlock {
    pub(super) fn new(form: &Filled, number: usize, definition: Option<Definition>) -> Self {
        let row = Rows::Incidents.row(number);
        let name = |part: &str| of(&row, part);
        let (day, season, time) = form.happened(&name("when"), "When did it happen?");
        Self {
            number,
            words: form
                .words(&name("words"), "What happened?")
                .hint("In their words. Stop when they want to stop."),
            words_sure: sure(form, &name("words")),
            when: (day, season, time),
            kinds: kinds::asked(form, name, definition)
                .hint("Choose all that apply. Do not read the list out.")
                .class("govuk-checkboxes--small app-kinds"),
            by: by(form, &name("by")),
            injuries: form.words(&name("injuries"), "Were they hurt?").rows(2_u16).hint("In their words."),
            injuries_sure: sure(form, &name("injuries")),
            children: form
                .radios::<Answer>(&name("children"), "Were children there, or did they see or hear it?")
                .class("govuk-radios--inline"),
            police: form.input(&name("police"), "Police reference, if there is one"),
            row,
        }
    }
}

/// The people of part 7 by name, where the page knows one.
fn by(form: &Filled, field: &str) -> Checkboxes {
    let boxes = form.checkboxes_of::<Named>(field, "Who is said to have done it?", &[]);
    let shown = Rows::Perpetrators.answered(&form.sent).max(1);
    Named::all().iter().filter(|one| one.place() <= shown).fold(boxes, |boxes, one| {
        let name = form.sent.one(&of(&Rows::Perpetrators.row(one.place()), "name"));
        let label = if name.is_empty() { one.to_label() } else { name };
        boxes.option(one.to_code(), label)
    })
}

impl HtmlSafe for ChannelBlock {}
impl HtmlSafe for PersonBlock {}
impl HtmlSafe for IncidentBlock {}
