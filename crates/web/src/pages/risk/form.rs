//! The form of an assessment. Every control shows its answer so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::ActionKind;
use askama::Template;
use domain::people::PersonRole;
use domain::report::Route;
use domain::risk::{AnswerSource, Barrier, RiskAnswer, RiskAssessed, RiskFactor, StandingRisk, Whereabouts};
use domain::{Answer, CaseId, DraftId, Severity, UserId};
use policy::instrument::{Group, Instrument, Question};
use service::CasePage;

use super::fields::{self, AFTER_WHICH, CHILDREN, CHILDREN_NOW, CO_SIGNER, PERPETRATOR_NOW, part};
use crate::begun::Begun;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::{Filled, KEEP_AS_IT_IS};
use crate::layout::Layout;
use crate::page::Sample;

/// What is asked, and who may stand behind it.
pub(super) struct Questions {
    /// The wording in force.
    pub instrument: Option<Arc<Instrument>>,
    /// Who may stand behind it.
    pub co_signers: BTreeMap<UserId, String>,
    /// Whether whoever fills it in is trained.
    pub trained: bool,
}

/// What is known before a question is asked: the newest assessment and what all of them say together, and what else is on
/// record.
struct Before<'a> {
    last: Option<(&'a RiskAssessed, &'a StandingRisk)>,
    recorded: BTreeMap<RiskFactor, Vec<String>>,
}

/// An assessment while it is made.
#[derive(Clone, Template)]
#[template(path = "risk/form.html")]
pub struct AssessmentPage {
    layout: Layout,
    contact: ContactFirst,
    begun: Begun,
    case: CaseId,
    draft: DraftId,
    form: Filled,
    title: String,
    licence: String,
    suspicion: bool,
    children: Option<Children>,
    groups: Vec<GroupBlock>,
    levels: Vec<Severity>,
    high_by_count: bool,
    co_signers: Vec<(String, String)>,
    trained: bool,
}

/// What has to be done first where there are children, with where it is done.
#[derive(Clone)]
struct Children {
    wrong: Option<String>,
    not_needed: bool,
}

#[derive(Clone)]
struct GroupBlock {
    id: String,
    /// The part after it.
    next: String,
    title: String,
    factors: Vec<FactorBlock>,
}

/// One factor: the answer, and what can be added to it.
#[derive(Clone)]
struct FactorBlock {
    answer: Radios,
    words: Textarea,
    sure: Option<Checkboxes>,
    source: Select,
    dated: DateInput,
    open: bool,
}

impl AssessmentPage {
    /// The form of a draft about a case.
    pub(super) fn new(
        layout: Layout,
        page: &CasePage,
        draft: DraftId,
        asked: &Questions,
        mut form: Filled,
    ) -> Self {
        let yes = RiskFactor::ALL
            .iter()
            .filter(|factor| form.sent.one(&fields::of(**factor)) == RiskAnswer::Yes.code());
        // It is kept and never sent.
        form.seen.as_mut().and_then(|seen| seen.remove(AFTER_WHICH));
        let instrument = asked.instrument.as_deref();
        let high_by_count = instrument.is_some_and(|one| yes.count() >= usize::from(one.high_at));
        for field in RiskFactor::ALL.iter().map(|factor| fields::of(*factor)) {
            if form.sent.one(&field).is_empty() {
                form.sent.set(&field, vec![RiskAnswer::NotAsked.code().to_owned()]);
            }
        }
        let standing = page.view.support.standing_risk();
        let before = Before {
            last: page.view.support.assessment().map(|one| &one.is).zip(standing.as_ref()),
            recorded: super::recorded::beside(&page.view),
        };
        let groups = instrument.iter().flat_map(|one| &one.groups).enumerate();
        let co_signers = asked.co_signers.iter().map(|(user, name)| (user.to_string(), name.clone()));
        Self {
            layout: layout
                .title("Work")
                .back(format!("/cases/{}/risk", page.case))
                .problems(&form.problems)
                .kept_apart(page, &form.problems),
            contact: ContactFirst::of(page),
            begun: Begun::default(),
            case: page.case,
            draft,
            title: instrument.map(|one| one.title.clone()).unwrap_or_default(),
            licence: instrument.map(|one| one.licence.clone()).unwrap_or_default(),
            suspicion: page.view.route == Some(Route::Suspicion),
            children: Children::of(page, &form),
            groups: GroupBlock::all(
                groups.map(|(place, group)| GroupBlock::new(&form, place + 1, group, &before)),
            ),
            levels: levels(page.view.severity.unwrap_or(Severity::Unknown), high_by_count),
            high_by_count,
            co_signers: co_signers.collect(),
            trained: asked.trained,
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

    /// Whether whoever causes harm is said to be there: the questions stop.
    fn is_stopped(&self) -> bool {
        self.form.sent.one(PERPETRATOR_NOW) == Whereabouts::Here.code()
    }

    fn perpetrator_now(&self) -> Radios {
        self.form
            .radios::<Whereabouts>(PERPETRATOR_NOW, "Where is whoever harms them, right now?")
            .hint("Ask it so that a yes or a no is enough. If they are there, or may hear: stop. Say “I must have the wrong number”, and do not ring back. If anybody is in danger, call 999 for them. Never write down a place.")
    }

    fn children_now(&self) -> Radios {
        self.form
            .radios::<Whereabouts>(CHILDREN_NOW, "Where are the children, right now?")
            .hint("What a child hears may be told on. If they can hear, ask only what a yes or a no answers, or agree another time.")
    }

    fn safe_to_talk(&self) -> Radios {
        self.form
            .radios::<Answer>("safe-to-talk", "Is it safe for them to talk now?")
            .hint("If not, stop here and agree another time. Everything is kept.")
            .class("govuk-radios--inline")
    }

    fn how_long(&self) -> Input {
        self.form.input("how-long", "How long can they talk?").hint("For example: until the school run.")
    }

    fn own(&self, field: &str) -> (Textarea, Option<Checkboxes>) {
        let (label, hint) = match field {
            "frightened-of" => (
                "Whom are they frightened of?",
                "It may be more than one person, or somebody you had not thought of.",
            ),
            "priority" => (
                "What is most urgent for their safety, in their words?",
                "This stands first on the page that others read.",
            ),
            _ => (
                "How dangerous do they think it is, in their words?",
                "Their own view of the danger is a reason in itself.",
            ),
        };
        (self.form.words(field, label).rows(3_u16).hint(hint), sure(&self.form, field))
    }

    fn barriers(&self) -> Vec<Radios> {
        let asked = |barrier: &Barrier| {
            let class = "govuk-radios--inline govuk-radios--small";
            self.form.radios::<Answer>(&fields::barrier(*barrier), barrier.label()).class(class)
        };
        Barrier::ALL.iter().map(asked).collect()
    }

    fn level(&self) -> Radios {
        let hint = if self.high_by_count {
            "The answers alone make this high. Your judgement can only say that it is more urgent still."
        } else {
            "Few answers never mean that they are safe. It cannot be set lower than the level in force: only a manager does that."
        };
        self.form.radios_of("level", "How do you judge it?", &self.levels).hint(hint)
    }

    fn why(&self) -> (Textarea, Option<Checkboxes>) {
        let box_ = self.form.words("why", "Why?").rows(4_u16);
        (
            box_.hint("What you saw, heard or know. A judgement always has its reason."),
            sure(&self.form, "why"),
        )
    }

    fn co_signer(&self) -> Select {
        let hint = if self.trained {
            "You can leave this out. Whoever you name is asked, and the record says what they answer."
        } else {
            "A risk assessment is completed by somebody trained in it. Talk it through with them first; you can keep it for later. They are asked afterwards whether they stand behind it, and the record says what they answer."
        };
        self.form
            .select_from(
                CO_SIGNER,
                "With which colleague trained in risk did you talk this through?",
                self.co_signers.iter().cloned(),
            )
            .hint(hint)
    }
}

impl Children {
    fn of(page: &CasePage, form: &Filled) -> Option<Self> {
        let view = &page.view;
        let at_home = view.household.as_ref().is_some_and(|household| household.is.children == Answer::Yes);
        let named = view.people.values().any(|person| person.is(PersonRole::Child));
        let first = (at_home || named) && !(named && view.support.children_are_decided());
        let wrong = form.problems.on(CHILDREN).map(str::to_owned);
        let not_needed = page.may.contains(&ActionKind::EndCase);
        (first || wrong.is_some()).then_some(Self { wrong, not_needed })
    }
}

impl GroupBlock {
    /// All of them; after the last come the survivor's own words.
    fn all(groups: impl Iterator<Item = Self>) -> Vec<Self> {
        let mut all: Vec<Self> = groups.collect();
        if let Some(last) = all.last_mut() {
            "part-own".clone_into(&mut last.next);
        }
        all
    }

    fn new(form: &Filled, number: usize, group: &Group, before: &Before<'_>) -> Self {
        Self {
            id: format!("part-{number}"),
            next: format!("part-{}", number + 1),
            title: group.title.clone(),
            factors: group
                .questions
                .iter()
                .map(|question| FactorBlock::new(form, question, before))
                .collect(),
        }
    }
}

impl FactorBlock {
    fn new(form: &Filled, question: &Question, before: &Before<'_>) -> Self {
        let factor = question.factor;
        let [words, source, dated] = ["words", "source", "dated"].map(|name| part(factor, name));
        let said = [&words, &dated, &source].into_iter();
        let open = said.into_iter().any(|field| form.sent.has(field) || form.problems.on(field).is_some());
        Self {
            answer: answer(form, question, before),
            sure: sure(form, &words),
            words: form.words(&words, "What was said, or seen").rows(3_u16),
            source: form
                .select::<AnswerSource>(&source, "Where this comes from")
                .hint("Leave it out where they told you themselves."),
            dated: form.date(&dated, "The day of the source, if it is not from today"),
            open,
        }
    }
}

/// What a yes to the question about a separation leads to.
const OPENS_THE_WINDOW: &str = "With a yes, somebody keeps in closer touch for twelve months.";

fn answer(form: &Filled, question: &Question, before: &Before<'_>) -> Radios {
    let factor = question.factor;
    let legend = format!("{}. {}", factor.code(), question.ask);
    let radios = form
        .radios::<RiskAnswer>(&fields::of(factor), legend)
        .class("govuk-radios--inline govuk-radios--small");
    let last = before.last.map(|last| last_time(factor, last));
    let recorded = before.recorded.get(&factor).map(|lines| format!("On record: {}.", lines.join("; ")));
    // What is recorded by it opens the window of heightened risk (ONE-24).
    let window = (factor == RiskFactor::Separation).then(|| OPENS_THE_WINDOW.to_owned());
    let help = question.help.iter().cloned().chain(window);
    let hint: Vec<String> = help.chain(recorded).chain(last).collect();
    if hint.is_empty() { radios } else { radios.hint(hint.join(" ")) }
}

/// The newest answer, and the one that stands where the newest took nothing away.
fn last_time(factor: RiskFactor, (newest, standing): (&RiskAssessed, &StandingRisk)) -> String {
    let [last, stands] = [newest.answer(factor), standing.answer(factor)];
    let small = |answer: RiskAnswer| answer.label().to_lowercase();
    if last == stands {
        return format!("Last time: {}.", small(last));
    }
    format!("Another assessment said {}, and that stands. Last time: {}.", small(stands), small(last))
}

/// The levels that a judgement may say: none below the one in force, and none below what the count says.
fn levels(now: Severity, high_by_count: bool) -> Vec<Severity> {
    let offered = |level: &Severity| {
        *level != Severity::Unknown
            && !now.is_lowered_by(*level)
            && (!high_by_count || *level <= Severity::High)
    };
    Severity::ALL.iter().copied().filter(offered).collect()
}

/// The tick that keeps a note which looks like an address, once it was stopped for that.
fn sure(form: &Filled, field: &str) -> Option<Checkboxes> {
    let tick = format!("{field}-no-address");
    let needed = form.problems.on(field).is_some() || form.sent.has(&tick);
    needed.then(|| form.tick(&tick, KEEP_AS_IT_IS))
}

impl Sample for AssessmentPage {
    fn sample() -> Self {
        let page = super::sample::page();
        let draft = DraftId::from_uuid(uuid::Uuid::nil());
        let form = Filled { seen: Some(BTreeMap::new()), ..Filled::default() };
        let layout = Layout::signed_in("Priya Osei", "Housing officer", "token");
        let lead = (UserId::from_uuid(uuid::Uuid::nil()), "Ines Baptiste".to_owned());
        let instrument = policy::instrument::shipped().ok().map(Arc::new);
        let asked = Questions { instrument, co_signers: BTreeMap::from([lead]), trained: false };
        Self::new(layout, &page, draft, &asked, form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_level_in_force_or_a_high_count_then_nothing_below_it_is_offered() {
        use Severity as S;
        assert_eq!(levels(S::Unknown, false), [S::Immediate, S::High, S::Medium, S::Standard]);
        assert_eq!(levels(S::Medium, false), [S::Immediate, S::High, S::Medium]);
        assert_eq!(levels(S::Standard, true), [S::Immediate, S::High]);
        assert_eq!(levels(S::Immediate, true), [S::Immediate]);
    }
}
