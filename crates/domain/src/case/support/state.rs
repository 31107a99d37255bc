//! What the survivor's road adds up to. Folding holds no rule.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::case::CaseEvent;
use crate::case::state::{Numbered, numbered};
use crate::change::ChangeRecorded;
use crate::child::{ChildDescribed, ChildSituation};
use crate::choices::{Choice, ChoiceState, ChoiceTalkedOver, WatchAgreed};
use crate::codes::codes;
use crate::contact::ends_not_now;
use crate::counter::CounterAllegation;
use crate::day_told::{DayTold, Knows};
use crate::equality::EqualityAnswered;
use crate::heightened::{Separated, Window, opened_by};
use crate::incident::{Counting, PatternRule};
use crate::needs::{NeedsRecorded, NonRecentAbuse};
use crate::precautions::{Precaution, PrecautionState, PrecautionsNoted};
use crate::promise::{PromiseMade, PromiseSettled, PromiseState};
use crate::reviewing::{CaseClosed, CaseReviewed, DeathRecorded};
use crate::risk::{
    Aged, CoSignAnswered, Criteria, MaracDecided, MaracDecision, MaracHeard, MaracRoads, Repeats,
    RiskAssessed, StandingRisk,
};
use crate::safeguarding::{CareActTest, ConcernAnswered, ConcernFor, ConcernRaised};
use crate::safety_plan::SafetyPlanMade;
use crate::voice::{FeedbackAgreed, FeedbackGiven};
use crate::when::london;
use crate::{PersonId, Recorded, UserId};

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
    pub by: Separated,
    /// In which entry.
    pub sequence: u64,
}

/// Since when the newest assessment no longer says how things are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale {
    /// The entry that made it old.
    pub by: u64,
    /// The day that this entry names, where it was that day itself, and not that somebody wrote it down.
    pub on: Option<Date>,
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

/// For how many months after it was heard a case is still one of the MARAC's (domain.md 3.8).
const MARAC_MONTHS: i32 = 12;

/// The survivor's road as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    needs: BTreeMap<PersonId, Numbered<NeedsRecorded>>,
    equality: BTreeMap<PersonId, EqualityAnswered>,
    children: BTreeMap<PersonId, Numbered<ChildSituation>>,
    described: BTreeMap<PersonId, Numbered<ChildDescribed>>,
    non_recent: Option<Numbered<NonRecentAbuse>>,
    assessments: Vec<Numbered<RiskAssessed>>,
    co_signs: Vec<Numbered<CoSignAnswered>>,
    marac: Vec<Numbered<MaracDecided>>,
    heard: Vec<Numbered<MaracHeard>>,
    roads: MaracRoads,
    counting: Counting,
    changes: Vec<Numbered<ChangeRecorded>>,
    told: BTreeMap<u64, Numbered<DayTold>>,
    windows: Vec<Numbered<Window>>,
    aged: Vec<(u64, Aged)>,
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
        self.ask_for_the_marac(entry);
        self.windows
            .extend(opened_by(&entry.event, entry.recorded_at).map(|window| numbered(entry, &window)));
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
            CaseEvent::ChildDescribed(child) => {
                self.described.insert(child.child, numbered(entry, child));
            }
            CaseEvent::NonRecentAbuse(past) => self.non_recent = Some(numbered(entry, past)),
            CaseEvent::RiskAssessed(assessed) => self.assessments.push(numbered(entry, assessed)),
            CaseEvent::CoSignAnswered(answered) => self.co_signs.push(numbered(entry, answered)),
            CaseEvent::MaracDecided(decided) => self.marac.push(numbered(entry, decided)),
            CaseEvent::MaracHeard(heard) => self.heard.push(numbered(entry, heard)),
            CaseEvent::ChangeRecorded(change) => self.changes.push(numbered(entry, change)),
            CaseEvent::DayTold(told) => {
                self.told.insert(told.of, numbered(entry, told));
            }
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

    /// Which roads to the MARAC an entry opens. Where areas count otherwise, their policy has the duty.
    fn ask_for_the_marac(&mut self, entry: &Recorded<CaseEvent>) {
        let today = entry.recorded_at.to_zoned(london()).date();
        let (mut counted, mut new) = (false, true);
        if let CaseEvent::IncidentRecorded(incident) = &entry.event {
            let added = self.counting.add(incident, today, PatternRule::USUAL);
            (counted, new) = (added.repeats, added.new);
        }
        let heard = self.heard.iter().map(|heard| heard.is.on).max();
        let after_marac = new && heard.is_some_and(|heard| today <= lapses(heard));
        self.roads.take(&entry.event, || Repeats { pattern: counted, after_marac });
    }

    /// What makes an assessment old, and what opens a closed case or ends a wait: an account of abuse, or a
    /// life that changed. The first such entry after the assessment is named.
    fn unsettle(&mut self, entry: &Recorded<CaseEvent>) {
        self.watch_over |=
            self.watch.as_ref().is_some_and(|watch| ends_not_now(&entry.event, watch.recorded_at));
        match &entry.event {
            CaseEvent::RiskAssessed(_) => self.aged.clear(),
            event => self.aged.extend(Aged::by(event).map(|by| (entry.sequence, by))),
        }
        match &entry.event {
            CaseEvent::CaseClosed(closed) => self.closed = Some(numbered(entry, closed)),
            CaseEvent::CaseReopened(_)
            | CaseEvent::ReportTaken(_)
            | CaseEvent::DisclosureTaken(_)
            | CaseEvent::IncidentRecorded(_) => {
                if self.closed.is_some() {
                    self.roads.open_again();
                }
                (self.closed, self.watch) = (None, None);
            }
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
        shown.described.retain(|person, _| !hides(*person));
        for described in shown.described.values_mut() {
            described.is.responsibility.retain(|person| !hides(*person));
        }
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
                self.co_signs.clone_from(&of.co_signs);
                self.aged.clone_from(&of.aged);
                self.marac.clone_from(&of.marac);
                self.heard.clone_from(&of.heard);
                self.roads = of.roads;
                self.counting.clone_from(&of.counting);
                self.changes.clone_from(&of.changes);
                self.told.clone_from(&of.told);
                self.windows.clone_from(&of.windows);
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
                self.described.clone_from(&of.described);
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

/// Until when a case that was heard on this day is still one of the MARAC's (domain.md 3.8).
pub(in crate::case) fn lapses(heard: Date) -> Date {
    heard.checked_add(MARAC_MONTHS.months()).unwrap_or(Date::MAX)
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

    /// What the form of the local authority asks of each child.
    pub const fn described(&self) -> &BTreeMap<PersonId, Numbered<ChildDescribed>> {
        &self.described
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

    /// What whoever is named for the assessment of this entry said to that; nothing while they have not.
    pub fn co_sign(&self, assessment: u64) -> Option<&Numbered<CoSignAnswered>> {
        self.co_signs.iter().find(|answered| answered.is.of == assessment)
    }

    /// The assessments for which this colleague is named and has not answered yet, the first first.
    pub fn waits_for(&self, user: UserId) -> impl Iterator<Item = &Numbered<RiskAssessed>> {
        let named = self.assessments.iter().filter(move |one| one.is.co_signed_by == Some(user));
        named.filter(|one| self.co_sign(one.sequence).is_none())
    }

    /// What all assessments together say of the risk; nothing where nobody has asked yet.
    pub fn standing_risk(&self) -> Option<StandingRisk> {
        StandingRisk::of(&self.assessments)
    }

    /// Since when the newest assessment no longer says how things are, as of a day: by an entry that came after it, or
    /// because a day that is counted down to has come since it was made. `None` where it still says so, or where
    /// there is none.
    pub fn stale(&self, today: Date) -> Option<Stale> {
        let assessed = self.assessments.last()?.recorded_at.to_zoned(london()).date();
        if let Some((by, _)) = self.aged.first() {
            return Some(Stale { by: *by, on: None });
        }
        let turned = self.standing_changes().flat_map(|change| {
            let come = change.is.turns().filter(move |day| assessed < *day && *day <= today);
            come.map(move |day| (day, change.sequence))
        });
        turned.min().map(|(day, by)| Stale { by, on: Some(day) })
    }

    /// Everything that was recorded since the newest assessment and made it old, by its entry, the first first.
    pub fn aged(&self) -> &[(u64, Aged)] {
        if self.assessments.is_empty() { &[] } else { &self.aged }
    }

    /// Everything that was decided about the MARAC, the first first.
    pub fn marac(&self) -> &[Numbered<MaracDecided>] {
        &self.marac
    }

    /// Whether the newest decision was to refer.
    pub fn is_referred(&self) -> bool {
        self.marac.last().is_some_and(|decided| matches!(decided.is.decision, MaracDecision::Referred { .. }))
    }

    /// Which roads to the MARAC ask for a decision that nobody has made.
    pub const fn marac_undecided(&self) -> Criteria {
        self.roads.undecided()
    }

    /// When the MARAC heard the case, the first first.
    pub fn heard(&self) -> &[Numbered<MaracHeard>] {
        &self.heard
    }

    /// What changed in their life, the first first.
    pub fn changes(&self) -> &[Numbered<ChangeRecorded>] {
        &self.changes
    }

    /// The same without those whose day another entry took the place of: a hearing that was moved is on one day.
    pub fn standing_changes(&self) -> impl Iterator<Item = &Numbered<ChangeRecorded>> {
        let moved = |older: u64| {
            self.changes.iter().any(|newer| newer.sequence > older && newer.is.instead_of == Some(older))
        };
        self.changes.iter().filter(move |change| !moved(change.sequence))
    }

    /// Whether the survivor knows of the day that this entry names, by the newest word on it.
    pub fn told_of(&self, change: u64) -> Option<&Numbered<DayTold>> {
        self.told.get(&change)
    }

    /// The days of which the survivor must hear and of which nobody wrote down that they were told.
    pub fn untold(&self, today: Date) -> impl Iterator<Item = &Numbered<ChangeRecorded>> {
        let knows =
            |of: u64| self.told_of(of).is_some_and(|told| matches!(told.is.knows, Knows::Told { .. }));
        let days = self.standing_changes().filter(move |change| change.is.must_be_told(today));
        days.filter(move |change| !knows(change.sequence))
    }

    /// The window of heightened risk that runs on this day, if one does: the one that ends last.
    pub fn heightened(&self, day: Date) -> Option<Heightened> {
        let windows = self.windows.iter().map(|opened| {
            let Window { by, until, .. } = opened.is;
            Heightened { until, by, sequence: opened.sequence }
        });
        windows.filter(|window| window.until >= day).max_by_key(|window| window.until)
    }

    /// Every window of heightened risk, in the order in which its entry stands.
    pub fn windows(&self) -> &[Numbered<Window>] {
        &self.windows
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

    /// Whether this person is recorded to have died.
    pub fn has_died(&self, person: PersonId) -> bool {
        self.deaths.iter().any(|death| death.is.person == person)
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
