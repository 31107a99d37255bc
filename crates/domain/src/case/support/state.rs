//! What the survivor's road adds up to. Folding holds no rule.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::case::CaseEvent;
use crate::case::state::{Numbered, numbered};
use crate::change::{ChangeRecorded, LifeChange};
use crate::child::ChildSituation;
use crate::choices::{Choice, ChoiceState, ChoiceTalkedOver, WatchAgreed};
use crate::codes::codes;
use crate::contact::ends_not_now;
use crate::counter::CounterAllegation;
use crate::equality::EqualityAnswered;
use crate::needs::{NeedsRecorded, NonRecentAbuse};
use crate::precautions::{Precaution, PrecautionState, PrecautionsNoted};
use crate::promise::{PromiseMade, PromiseSettled, PromiseState};
use crate::reviewing::{CaseClosed, CaseReviewed, DeathRecorded};
use crate::risk::{MaracDecided, MaracDecision, MaracHeard, RiskAssessed, StandingRisk};
use crate::safeguarding::{CareActTest, ConcernAnswered, ConcernFor, ConcernRaised};
use crate::safety_plan::SafetyPlanMade;
use crate::voice::{FeedbackAgreed, FeedbackGiven};
use crate::when::london;
use crate::{PersonId, Recorded};

/// The newest word on each choice.
pub type Choices = BTreeMap<Choice, Numbered<ChoiceTalkedOver>>;

/// A promise with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// What was promised, and in which entry.
    pub made: Numbered<PromiseMade>,
    /// What came of it.
    pub settled: Option<Numbered<PromiseSettled>>,
}

impl Promise {
    /// How it stands at a moment.
    pub fn stands(&self, now: Timestamp) -> PromiseState {
        self.made.is.stands(self.settled.as_ref().map(|settled| &settled.is), now)
    }
}

/// The window in which the danger is known to be greatest, and what opened it (ONE-24, domain.md 12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heightened {
    /// Until which day.
    pub until: Date,
    /// By what.
    pub by: LifeChange,
    /// In which entry.
    pub sequence: u64,
}

codes! {
    /// The parts of the survivor's road that are shown or not.
    SupportPart {
        Needs = "needs", "Needs and children";
        Risk = "risk", "Risk and changes";
        Safety = "safety", "Safety plan";
        Choices = "choices", "Choices and promises";
        Safeguarding = "safeguarding", "Safeguarding";
        Reviews = "reviews", "Reviews and feedback";
    }
}

/// The survivor's road as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    needs: BTreeMap<PersonId, Numbered<NeedsRecorded>>,
    equality: BTreeMap<PersonId, EqualityAnswered>,
    children: BTreeMap<PersonId, Numbered<ChildSituation>>,
    non_recent: Option<Numbered<NonRecentAbuse>>,
    assessments: Vec<Numbered<RiskAssessed>>,
    marac: Vec<Numbered<MaracDecided>>,
    heard: Vec<Numbered<MaracHeard>>,
    changes: Vec<Numbered<ChangeRecorded>>,
    stale_since: Option<u64>,
    plans: Vec<Numbered<SafetyPlanMade>>,
    precautions: Vec<Numbered<PrecautionsNoted>>,
    choices: Choices,
    watch: Option<Numbered<WatchAgreed>>,
    watch_over: bool,
    noes: BTreeSet<Date>,
    decided: BTreeSet<ConcernFor>,
    care_act: BTreeMap<PersonId, Numbered<CareActTest>>,
    concerns: Vec<Numbered<ConcernRaised>>,
    answers: Vec<Numbered<ConcernAnswered>>,
    reviews: Vec<Numbered<CaseReviewed>>,
    closed: Option<Numbered<CaseClosed>>,
    deaths: Vec<Numbered<DeathRecorded>>,
    held: bool,
    promises: Vec<Promise>,
    feedback_wish: Option<Numbered<FeedbackAgreed>>,
    feedback: Vec<Numbered<FeedbackGiven>>,
    counter: Vec<Numbered<CounterAllegation>>,
}

impl Support {
    /// Takes in one entry.
    pub(in crate::case) fn take(&mut self, entry: &Recorded<CaseEvent>) {
        self.unsettle(entry);
        self.decided.extend(decides_for(&entry.event));
        if is_a_no(&entry.event) {
            self.noes.insert(entry.recorded_at.to_zoned(london()).date());
        }
        match &entry.event {
            CaseEvent::NeedsRecorded(needs) => {
                self.needs.insert(needs.person, numbered(entry, needs));
            }
            CaseEvent::EqualityAnswered(answered) => {
                self.equality.insert(answered.person, answered.clone());
            }
            CaseEvent::ChildSituation(child) => {
                self.children.insert(child.child, numbered(entry, child));
            }
            CaseEvent::NonRecentAbuse(past) => self.non_recent = Some(numbered(entry, past)),
            CaseEvent::RiskAssessed(assessed) => self.assessments.push(numbered(entry, assessed)),
            CaseEvent::MaracDecided(decided) => self.marac.push(numbered(entry, decided)),
            CaseEvent::MaracHeard(heard) => self.heard.push(numbered(entry, heard)),
            CaseEvent::ChangeRecorded(change) => self.changes.push(numbered(entry, change)),
            CaseEvent::SafetyPlanMade(plan) => self.plans.push(numbered(entry, plan)),
            CaseEvent::PrecautionsNoted(noted) => self.precautions.push(numbered(entry, noted)),
            CaseEvent::ChoiceTalkedOver(choice) => {
                self.choices.insert(choice.choice, numbered(entry, choice));
            }
            CaseEvent::WatchAgreed(watch) => {
                (self.watch, self.watch_over) = (Some(numbered(entry, watch)), false);
            }
            CaseEvent::CareActTest(test) => {
                self.care_act.insert(test.person, numbered(entry, test));
            }
            CaseEvent::ConcernRaised(raised) => self.concerns.push(numbered(entry, raised)),
            CaseEvent::ConcernAnswered(answered) => self.answers.push(numbered(entry, answered)),
            CaseEvent::CaseReviewed(reviewed) => self.reviews.push(numbered(entry, reviewed)),
            CaseEvent::DeathRecorded(death) => {
                self.deaths.retain(|before| before.is.person != death.person);
                self.deaths.push(numbered(entry, death));
            }
            CaseEvent::PromiseMade(made) => {
                self.promises.push(Promise { made: numbered(entry, made), settled: None });
            }
            CaseEvent::PromiseSettled(settled) => self.settle(entry, settled),
            CaseEvent::FeedbackAgreed(agreed) => self.feedback_wish = Some(numbered(entry, agreed)),
            CaseEvent::FeedbackGiven(given) => self.feedback.push(numbered(entry, given)),
            CaseEvent::CounterAllegation(counter) => self.counter.push(numbered(entry, counter)),
            _ => {}
        }
    }

    /// What makes an assessment old, and what opens a closed case or ends a wait: an account of abuse, or a
    /// life that changed. The first such entry after the assessment is named.
    fn unsettle(&mut self, entry: &Recorded<CaseEvent>) {
        self.watch_over |=
            self.watch.as_ref().is_some_and(|watch| ends_not_now(&entry.event, watch.recorded_at));
        match &entry.event {
            CaseEvent::RiskAssessed(_) => self.stale_since = None,
            CaseEvent::IncidentRecorded(_)
            | CaseEvent::ChangeRecorded(_)
            | CaseEvent::LocationCompromised(_) => {
                self.stale_since.get_or_insert(entry.sequence);
            }
            _ => {}
        }
        match &entry.event {
            CaseEvent::CaseClosed(closed) => self.closed = Some(numbered(entry, closed)),
            CaseEvent::CaseReopened(_)
            | CaseEvent::ReportTaken(_)
            | CaseEvent::DisclosureTaken(_)
            | CaseEvent::IncidentRecorded(_) => (self.closed, self.watch) = (None, None),
            _ => {}
        }
    }

    /// Only these parts, and nobody who is hidden. The equality answers are in none: they are counted, and
    /// never shown.
    #[must_use]
    pub fn shown(&self, parts: &BTreeSet<SupportPart>, hides: impl Fn(PersonId) -> bool) -> Self {
        let mut shown = Self { closed: self.closed.clone(), ..Self::default() };
        for part in parts {
            shown.show(*part, self);
        }
        shown.needs.retain(|person, _| !hides(*person));
        shown.children.retain(|person, _| !hides(*person));
        shown.care_act.retain(|person, _| !hides(*person));
        shown.deaths.retain(|death| !hides(death.is.person));
        shown.counter.retain(|counter| !hides(counter.is.by));
        shown
    }

    fn show(&mut self, part: SupportPart, of: &Self) {
        match part {
            SupportPart::Needs => {
                self.needs.clone_from(&of.needs);
                self.children.clone_from(&of.children);
                self.non_recent.clone_from(&of.non_recent);
            }
            SupportPart::Risk => {
                self.assessments.clone_from(&of.assessments);
                self.stale_since = of.stale_since;
                self.marac.clone_from(&of.marac);
                self.heard.clone_from(&of.heard);
                self.changes.clone_from(&of.changes);
                self.counter.clone_from(&of.counter);
            }
            SupportPart::Safety => {
                self.plans.clone_from(&of.plans);
                self.precautions.clone_from(&of.precautions);
            }
            SupportPart::Choices => {
                self.choices.clone_from(&of.choices);
                self.watch.clone_from(&of.watch);
                self.watch_over = of.watch_over;
                self.noes.clone_from(&of.noes);
                self.promises.clone_from(&of.promises);
            }
            SupportPart::Safeguarding => {
                self.care_act.clone_from(&of.care_act);
                self.concerns.clone_from(&of.concerns);
                self.answers.clone_from(&of.answers);
                self.decided.clone_from(&of.decided);
            }
            SupportPart::Reviews => {
                self.reviews.clone_from(&of.reviews);
                self.deaths.clone_from(&of.deaths);
                self.held = of.held;
                self.feedback_wish.clone_from(&of.feedback_wish);
                self.feedback.clone_from(&of.feedback);
            }
        }
    }

    fn settle(&mut self, entry: &Recorded<CaseEvent>, settled: &PromiseSettled) {
        if let Some(promise) = self.promises.iter_mut().find(|promise| promise.made.sequence == settled.of) {
            promise.settled = Some(numbered(entry, settled));
        }
    }
}

/// For whom an entry decides about a safeguarding concern, either way.
const fn decides_for(event: &CaseEvent) -> Option<ConcernFor> {
    match event {
        CaseEvent::ConcernRaised(raised) => Some(raised.concern),
        CaseEvent::ConcernNotNeeded(not_needed) => Some(not_needed.concern),
        _ => None,
    }
}

/// Whether by this entry the survivor said that they want nothing more for now.
const fn is_a_no(event: &CaseEvent) -> bool {
    match event {
        CaseEvent::WatchAgreed(_) => true,
        CaseEvent::ChoiceTalkedOver(choice) => matches!(
            (choice.choice, choice.state),
            (Choice::Support, ChoiceState::Declined)
                | (Choice::NothingNow, ChoiceState::Wanted | ChoiceState::Done)
        ),
        _ => false,
    }
}

/// What may be asked of it.
impl Support {
    /// What each person needs.
    pub const fn needs(&self) -> &BTreeMap<PersonId, Numbered<NeedsRecorded>> {
        &self.needs
    }

    /// The equality answers, for counting only.
    pub const fn equality(&self) -> &BTreeMap<PersonId, EqualityAnswered> {
        &self.equality
    }

    /// How each child is affected.
    pub const fn children(&self) -> &BTreeMap<PersonId, Numbered<ChildSituation>> {
        &self.children
    }

    /// Abuse that lies in the past, where this is such a case.
    pub const fn non_recent(&self) -> Option<&Numbered<NonRecentAbuse>> {
        self.non_recent.as_ref()
    }

    /// Every assessment, the first first.
    pub fn assessments(&self) -> &[Numbered<RiskAssessed>] {
        &self.assessments
    }

    /// The newest assessment.
    pub fn assessment(&self) -> Option<&Numbered<RiskAssessed>> {
        self.assessments.last()
    }

    /// What all assessments together say of the risk; nothing where nobody has asked yet.
    pub fn standing_risk(&self) -> Option<StandingRisk> {
        StandingRisk::of(&self.assessments)
    }

    /// The entry since which the newest assessment no longer says how things are; `None` where it still
    /// does, or where there is none.
    pub fn stale_since(&self) -> Option<u64> {
        self.stale_since.filter(|_| !self.assessments.is_empty())
    }

    /// Everything that was decided about the MARAC, the first first.
    pub fn marac(&self) -> &[Numbered<MaracDecided>] {
        &self.marac
    }

    /// Whether the newest decision was to refer.
    pub fn is_referred(&self) -> bool {
        self.marac.last().is_some_and(|decided| matches!(decided.is.decision, MaracDecision::Referred { .. }))
    }

    /// When the MARAC heard the case, the first first.
    pub fn heard(&self) -> &[Numbered<MaracHeard>] {
        &self.heard
    }

    /// What changed in their life, the first first.
    pub fn changes(&self) -> &[Numbered<ChangeRecorded>] {
        &self.changes
    }

    /// The window of heightened risk that runs on this day, if one does: the one that ends last.
    pub fn heightened(&self, day: Date) -> Option<Heightened> {
        let windows = self.changes.iter().filter_map(|change| {
            let until = change.is.heightened_until(change.recorded_at)?;
            Some(Heightened { until, by: change.is.change, sequence: change.sequence })
        });
        windows.filter(|window| window.until >= day).max_by_key(|window| window.until)
    }

    /// Every safety plan, the first first.
    pub fn plans(&self) -> &[Numbered<SafetyPlanMade>] {
        &self.plans
    }

    /// The safety plan in force.
    pub fn plan(&self) -> Option<&Numbered<SafetyPlanMade>> {
        self.plans.last()
    }

    /// How far a precaution is, by the newest word on it, with the entry that has it.
    pub fn precaution(&self, which: Precaution) -> Option<(PrecautionState, &Numbered<PrecautionsNoted>)> {
        self.precautions.iter().rev().find_map(|noted| Some((*noted.is.lines.get(&which)?, noted)))
    }

    /// The newest word on each choice.
    pub const fn choices(&self) -> &Choices {
        &self.choices
    }

    /// "Not now", while nothing has happened since.
    pub const fn watch(&self) -> Option<&Numbered<WatchAgreed>> {
        self.watch.as_ref()
    }

    /// That they said not now, while it holds: nothing has ended it since ([`ends_not_now`]).
    pub fn not_now(&self) -> Option<&Numbered<WatchAgreed>> {
        self.watch.as_ref().filter(|_| !self.watch_over)
    }

    /// On how many days they said that they want nothing more for now.
    pub fn noes(&self) -> usize {
        self.noes.len()
    }

    /// Whether somebody decided about a safeguarding concern for the children, either way.
    pub fn children_are_decided(&self) -> bool {
        [ConcernFor::Children, ConcernFor::Both].iter().any(|of| self.decided.contains(of))
    }

    /// Whether somebody decided about a safeguarding concern for an adult at risk, either way.
    pub fn adult_is_decided(&self) -> bool {
        [ConcernFor::Adult, ConcernFor::Both].iter().any(|of| self.decided.contains(of))
    }

    /// What was seen of the Care Act test, of each person.
    pub const fn care_act(&self) -> &BTreeMap<PersonId, Numbered<CareActTest>> {
        &self.care_act
    }

    /// Every concern that was raised, the first first.
    pub fn concerns(&self) -> &[Numbered<ConcernRaised>] {
        &self.concerns
    }

    /// What came of the concern that this entry raised, the first first.
    pub fn answers(&self, concern: u64) -> impl Iterator<Item = &Numbered<ConcernAnswered>> {
        self.answers.iter().filter(move |answered| answered.is.of == concern)
    }

    /// Every review, the first first.
    pub fn reviews(&self) -> &[Numbered<CaseReviewed>] {
        &self.reviews
    }

    /// How the case was closed, while it is.
    pub const fn closed(&self) -> Option<&Numbered<CaseClosed>> {
        self.closed.as_ref()
    }

    /// Who has died, each by the newest record of it.
    pub fn deaths(&self) -> &[Numbered<DeathRecorded>] {
        &self.deaths
    }

    /// Whether nothing of this case may be deleted: also after the record of a death was corrected, until a
    /// manager has lifted it.
    pub const fn is_held(&self) -> bool {
        self.held
    }

    /// Takes in whether an entry holds the case or lets go of it, corrected or not: a correction alone lifts nothing.
    pub(in crate::case) const fn hold(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::DeathRecorded(_) => self.held = true,
            CaseEvent::HoldLifted(_) => self.held = false,
            _ => {}
        }
    }

    /// Every promise, the first first.
    pub fn promises(&self) -> &[Promise] {
        &self.promises
    }

    /// Whether and how the survivor wants to be asked how it went.
    pub const fn feedback_wish(&self) -> Option<&Numbered<FeedbackAgreed>> {
        self.feedback_wish.as_ref()
    }

    /// What the survivor said of how it went, the first first.
    pub fn feedback(&self) -> &[Numbered<FeedbackGiven>] {
        &self.feedback
    }

    /// Allegations made in return, the first first.
    pub fn counter(&self) -> &[Numbered<CounterAllegation>] {
        &self.counter
    }
}
