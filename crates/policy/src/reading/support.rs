//! The entries of the survivor's road, as the words of a pack.

use domain::Answer;
use domain::case::CaseEvent;
use domain::change::{ChangeRecorded, LifeChange};
use domain::choices::{AgreedThen, Choice, ChoiceState, ChoiceTalkedOver};
use domain::counter::CounterAllegation;
use domain::day_told::DayTold;
use domain::needs::NonRecentAbuse;
use domain::precautions::{Precaution, PrecautionState, PrecautionsNoted};
use domain::risk::{CoSign, MaracDecided, MaracDecision, RiskAssessed};
use domain::safeguarding::ConcernAnswered;
use domain::voice::FeedbackWish;

use super::{Change, Reading};
use crate::words::{Evidence, Start};

/// What such an entry says to a pack; nothing for any other.
pub(super) fn read(event: &CaseEvent) -> Reading<'_> {
    let nothing = Reading::NOTHING;
    match event {
        CaseEvent::NeedsRecorded(_) => nothing.evidence(Evidence::NeedsRecorded),
        CaseEvent::ChildSituation(child) => nothing
            .start_if(child.hurt_directly == Answer::Yes, Start::ChildHurt)
            .evidence(Evidence::ChildSituation),
        CaseEvent::NonRecentAbuse(past) => non_recent(past),
        CaseEvent::RiskAssessed(assessed) => assessment(assessed),
        CaseEvent::CoSignAnswered(answered) => Reading { answers: Some(answered.of), ..nothing }
            .start_if(answered.answer == CoSign::NotMe, Start::NotStoodBehind)
            .evidence(Evidence::CoSignAnswered),
        CaseEvent::MaracDecided(decided) => marac(decided),
        // Whatever is heard was referred.
        CaseEvent::MaracHeard(heard) => Reading::of(Change::Heard(heard.on)).evidence(Evidence::MaracDecided),
        CaseEvent::ChangeRecorded(change) => life(change),
        CaseEvent::DayTold(told) => day_told(told),
        CaseEvent::SafetyPlanMade(plan) => Reading::of(Change::PlanMade)
            .planned(Some(plan.again_on))
            .start(Start::SafetyPlanMade)
            .evidence(Evidence::SafetyPlanMade),
        CaseEvent::PrecautionsNoted(noted) => precautions(noted),
        CaseEvent::ChoiceTalkedOver(choice) => choice_made(choice),
        CaseEvent::WatchAgreed(watch) => {
            let cancelled = watch.agreed == Some(AgreedThen::Cancelled);
            Reading::of(Change::NotNow { until: watch.until, cancelled })
                .planned(Some(watch.until))
                .start(Start::WatchAgreed)
                .evidence(Evidence::WatchAgreed)
        }
        CaseEvent::CareActTest(test) => {
            nothing.start_if(test.may_be_met(), Start::CareActMayBeMet).evidence(Evidence::CareActTest)
        }
        CaseEvent::ConcernAnswered(answered) => concern(answered),
        CaseEvent::CaseReviewed(reviewed) => nothing
            .planned(Some(reviewed.again_on))
            .start(Start::CaseReviewed)
            .evidence(Evidence::CaseReviewed),
        CaseEvent::CaseClosed(_) => Reading::of(Change::Closed).start(Start::CaseClosed),
        CaseEvent::CaseReopened(_) => Reading::of(Change::Reopened).start(Start::CaseReopened),
        CaseEvent::DeathRecorded(_) => Reading::of(Change::Died).start(Start::DeathRecorded),
        CaseEvent::PromiseMade(made) => nothing.planned(Some(made.by)).start(Start::PromiseMade),
        CaseEvent::PromiseSettled(settled) => {
            Reading { answers: Some(settled.of), ..nothing }.evidence(Evidence::PromiseSettled)
        }
        CaseEvent::FeedbackAgreed(agreed) => {
            let declined = agreed.wish == FeedbackWish::No;
            Reading::of(Change::Feedback { declined }).evidence(Evidence::FeedbackAgreed)
        }
        CaseEvent::FeedbackGiven(_) => nothing.evidence(Evidence::FeedbackGiven),
        CaseEvent::CounterAllegation(counter) => counter_allegation(counter),
        CaseEvent::ProofAsked(proof) => {
            let taken_back = proof.taken_back == Answer::Yes;
            nothing.start_if(!taken_back, Start::ProofAsked).evidence_if(taken_back, Evidence::ProofTakenBack)
        }
        _ => nothing,
    }
}

/// The count raises by itself; where it does not, what was answered may still call for a judgement.
fn assessment(assessed: &RiskAssessed) -> Reading<'_> {
    let judged = assessed.judgement.is_some();
    let prompted = !judged && !assessed.prompts(false).is_empty();
    Reading::of(Change::Assessed)
        .start(Start::RiskAssessed)
        .start_if(prompted, Start::RiskPrompted)
        .start_if(assessed.co_signed_by.is_some(), Start::CoSignerNamed)
        .evidence(Evidence::RiskAssessed)
        .carries_if(judged, Evidence::RiskJudged)
}

fn marac(decided: &MaracDecided) -> Reading<'_> {
    let reading = Reading::NOTHING.evidence(Evidence::MaracDecided);
    match &decided.decision {
        MaracDecision::NotReferred { .. } => reading,
        MaracDecision::Referred { on, .. } => {
            let referred = Reading { change: Change::Referred(*on), ..reading };
            referred.start(Start::MaracReferred).evidence(Evidence::MaracReferred)
        }
    }
}

/// What somebody saw to, each by itself. That it is not known yet is evidence of nothing.
fn precautions(noted: &PrecautionsNoted) -> Reading<'_> {
    let home = noted.lines.get(&Precaution::SecureHome);
    let asked = home == Some(&PrecautionState::Asked);
    let over = matches!(home, Some(PrecautionState::Done | PrecautionState::NotWanted));
    let begun = Reading::of(Change::Precautions(noted)).start_if(asked, Start::SecurityAsked);
    let begun = if over { begun.evidence(Evidence::HomeSecured) } else { begun };
    let seen_to = noted.lines.iter().filter(|(_, how_far)| how_far.is_seen_to());
    seen_to.fold(begun, |reading, (precaution, _)| {
        reading.evidence(match precaution {
            Precaution::SecureHome => Evidence::HomeSeenTo,
            Precaution::Sanctuary => Evidence::SanctuarySeenTo,
            Precaution::Orders => Evidence::OrdersChecked,
            Precaution::Release => Evidence::ReleaseChecked,
            Precaution::Repairs => Evidence::RepairsFirst,
        })
    })
}

fn life(change: &ChangeRecorded) -> Reading<'_> {
    let reading = Reading::of(Change::Life(change)).planned(change.first_day()).start(Start::ChangeRecorded);
    match change.change {
        LifeChange::HousingDecision => reading.evidence(Evidence::HomeDecided),
        LifeChange::MoveAgreed => reading.start(Start::MoveAgreed).evidence(Evidence::HomeDecided),
        LifeChange::Move => reading.evidence(Evidence::MoveMade),
        _ => reading,
    }
}

/// That nobody told them yet, or that nobody knows, is evidence of nothing.
fn day_told(told: &DayTold) -> Reading<'_> {
    let change = Change::Told { of: told.of, told: told.told_at().is_some() };
    let reading = Reading { answers: Some(told.of), ..Reading::of(change) };
    match told.told_at() {
        Some(at) => reading.done(at).evidence(Evidence::DayTold),
        None => reading,
    }
}

/// What they do not want, or not now, is owed to them no longer.
fn choice_made(choice: &ChoiceTalkedOver) -> Reading<'_> {
    let over = matches!(choice.state, ChoiceState::Done | ChoiceState::Declined | ChoiceState::Later);
    Reading::NOTHING
        .evidence_if(choice.choice == Choice::Move && over, Evidence::MoveMade)
        .planned(choice.ask_again_on)
        .start_if(choice.ask_again_on.is_some(), Start::AskAgain)
        .evidence(Evidence::ChoiceTalkedOver)
}

/// That we asked again keeps the authority's silence in sight; only their word on what they do answers the concern. That they
/// have it does neither.
fn concern(answered: &ConcernAnswered) -> Reading<'_> {
    let stage = answered.stage;
    Reading { answers: Some(answered.of), ..Reading::NOTHING }
        .done(answered.at)
        .evidence_if(stage.is_an_answer(), Evidence::ConcernAnswered)
        .evidence_if(!stage.is_theirs(), Evidence::ConcernChased)
}

fn non_recent(past: &NonRecentAbuse) -> Reading<'_> {
    Reading::of(Change::NonRecent { others_at_risk: past.others_at_risk }).start(Start::NonRecentRecorded)
}

fn counter_allegation(counter: &CounterAllegation) -> Reading<'_> {
    Reading::NOTHING
        .start(Start::CounterAllegation)
        .carries_if(!counter.signs.is_empty(), Evidence::CounterConsidered)
}
