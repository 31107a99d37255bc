//! What is kept beside the journals, held against what they give, and put right where it differs.
//!
//! Time alone changes what a journal gives: a duty becomes due, is raised, is no longer paused. Nobody
//! judges while nothing serves, so what is kept counts as right where it is, as a whole, what the journal
//! gave at some moment since its last entry. The next judging brings it forward.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::case::{CaseEvent, CaseState};
use domain::text::CaseReference;
use domain::{IdBlock, Moment, OrganisationId, Recorded};
use jiff::{SignedDuration, Timestamp};
use policy::DutyState;
use store::{CaseRecord, Differs, DutyRow, Fault, KeptCase, OperatorLook, Organisation, Store, User};

use super::CommandProblem;
use super::apart::Apart;
use crate::Rules;
use crate::projection::{Before, all_turns, change, judged};
use crate::rules::parsed;

/// The shortest time that the store can tell.
const TICK: SignedDuration = SignedDuration::from_micros(1);

/// What is to be done about differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rebuilding {
    /// Nothing: they are only told.
    Checks,
    /// What differs is written as the journal gives it.
    Writes,
}

/// A place that is not as the journal has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// In which case; none, where no case gives what stands there.
    pub case: Option<CaseReference>,
    /// In which table and column.
    pub at: Differs,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many cases were looked at.
    pub cases: u64,
    /// What was found, case by case.
    pub differences: Vec<Difference>,
    /// How many answers without a name there are. They stand in no journal, so that nothing can be held against them.
    pub without_name: u64,
}

/// A case that is not kept as its journal gives it, with what it gives.
struct Wrong {
    kept: KeptCase,
    at: BTreeSet<Differs>,
    given: Given,
}

/// What a journal gives at one moment.
struct Given {
    record: CaseRecord,
    duties: Vec<DutyRow>,
}

/// Derives the record and the duties of every case anew, at `now`, and what is counted apart from the cases.
///
/// # Errors
/// A journal does not open, a policy cannot be read, or the store could not. What was written until then
/// stays, and is right.
pub async fn rebuild(store: &Store, now: Timestamp, what: Rebuilding) -> Result<Rebuilt, CommandProblem> {
    let organisations: Vec<Organisation> = store
        .read(|snapshot| Box::pin(async move { snapshot.organisations().await }))
        .await
        .map_err(fault)?;
    let mut rebuilt = Rebuilt::default();
    for organisation in organisations {
        let rules = Arc::new(parsed(&organisation.policy_text)?);
        let colleagues = Arc::new(colleagues(store, organisation.id).await?);
        let mut apart = Apart::default();
        let mut after = None;
        loop {
            let batch = store.kept_after(organisation.id, after).await?;
            let Some(last) = batch.last() else { break };
            after = Some(last.case());
            rebuilt.cases += u64::try_from(batch.len()).unwrap_or(u64::MAX);
            let (rules, colleagues) = (Arc::clone(&rules), Arc::clone(&colleagues));
            let compared =
                tokio::task::spawn_blocking(move || compared(&rules, batch, now, &colleagues)).await;
            let (wrong, given) = compared.map_err(|_| CommandProblem::Ended)??;
            apart.extend(given);
            rebuilt.differences.extend(wrong.iter().flat_map(Wrong::told));
            if what == Rebuilding::Writes && !wrong.is_empty() {
                write(store, wrong).await?;
            }
        }
        let mut apart = apart.against(store, organisation.id).await?;
        rebuilt.differences.append(&mut apart.differences);
        rebuilt.without_name += apart.without_name;
        if what == Rebuilding::Writes {
            apart.write(store, organisation.id).await?;
        }
    }
    Ok(rebuilt)
}

/// The names of everybody who works there.
async fn colleagues(store: &Store, organisation: OrganisationId) -> Result<Vec<String>, Fault> {
    let users: Vec<User> =
        store.read(move |snapshot| Box::pin(async move { snapshot.users(organisation).await })).await?;
    Ok(users.into_iter().map(|user| user.name).collect())
}

const fn fault(fault: Fault) -> CommandProblem {
    CommandProblem::Fault(fault)
}

async fn write(store: &Store, wrong: Vec<Wrong>) -> Result<(), Fault> {
    store
        .write(move |tx| {
            Box::pin(async move {
                for Wrong { kept, given, .. } in &wrong {
                    tx.mend(kept, &given.record, &given.duties).await?;
                }
                Ok(())
            })
        })
        .await
}

impl Wrong {
    fn told(&self) -> impl Iterator<Item = Difference> {
        let case = self.kept.reference();
        self.at.iter().map(move |at| Difference { case: Some(case), at: *at })
    }
}

/// Those of a batch that are not kept as their journals give them, and what the journals of the batch give to be counted.
fn compared(
    rules: &Rules,
    batch: Vec<KeptCase>,
    now: Timestamp,
    colleagues: &[String],
) -> Result<(Vec<Wrong>, Apart), Fault> {
    let (mut wrong, mut apart) = (Vec::new(), Apart::default());
    for kept in batch {
        let history = kept.history()?;
        apart.add(&kept, &history, colleagues);
        let given = given(rules, &kept, &history, now);
        let at = kept.differences(&given.record, &given.duties);
        let at = if at.is_empty() { at } else { at_its_best(rules, &kept, &history, now, at) };
        if !at.is_empty() {
            wrong.push(Wrong { kept, at, given });
        }
    }
    Ok((wrong, apart))
}

/// What still differs at the moment at which least does.
fn at_its_best(
    rules: &Rules,
    kept: &KeptCase,
    history: &[Recorded<CaseEvent>],
    now: Timestamp,
    differs_now: BTreeSet<Differs>,
) -> BTreeSet<Differs> {
    let moments = moments(rules, history, kept.last_at(), now).into_iter();
    let at = |moment| {
        let given = given(rules, kept, history, moment);
        kept.differences(&given.record, &given.duties)
    };
    moments.map(at).chain([differs_now]).min_by_key(BTreeSet::len).unwrap_or_default()
}

/// Every moment from the last entry until now at which the journal may have begun to give something else.
fn moments(
    rules: &Rules,
    history: &[Recorded<CaseEvent>],
    last_at: Timestamp,
    now: Timestamp,
) -> BTreeSet<Timestamp> {
    let mut moments = BTreeSet::from([last_at]);
    for seen_at in [last_at, now] {
        for duty in judged(rules, history, seen_at) {
            let until = match duty.state {
                DutyState::Waiting { until } | DutyState::Paused { until, .. } => Some(until),
                _ => None,
            };
            let raised = duty.raised.iter().map(|raised| raised.at);
            for moment in raised.chain([duty.due]).chain(until) {
                // A duty is overdue only after the moment at which it was due.
                moments.extend([Some(moment), moment.checked_add(TICK).ok()].into_iter().flatten());
            }
        }
    }
    moments.extend(all_turns(&CaseState::from_history(history), rules));
    moments.retain(|moment| (last_at..=now).contains(moment));
    moments
}

fn given(rules: &Rules, kept: &KeptCase, history: &[Recorded<CaseEvent>], at: Timestamp) -> Given {
    // Nothing is decided here, so no id is taken from the block.
    let moment = Moment { now: at, actor: OperatorLook::USER, ids: IdBlock::new(at, [0; 10]) };
    let before = Before::of(history.to_vec(), Vec::new());
    let change =
        change(rules, kept.reference(), before, Vec::new(), kept.case(), &moment, kept.organisation());
    Given { record: change.record, duties: change.duties_changed }
}
