//! Filling a new store with a whole organisation at once, for the demo, for trials and for benchmarks.
//!
//! What is written is what the journeys would have written, by the same functions and under the same
//! permits: decided, sealed, chained, projected, with an entry in the access journal for each step. It is
//! quick because each case is judged once, at its end, and many cases share one commit.

mod fictional;
mod here;
mod sharing;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use std::thread::available_parallelism;

use access::action::{
    AssessRisk, CorrectRecord, EndCase, LowerSeverity, MakeContact, RecordOnCase, SetDutyAside, TakeReport,
    Triage, needed,
};
use access::{Action, ActionKind, Actor, CaseFacts, Denied, Permit, check, check_office};
use domain::case::{CaseCommand, CaseEvent, CaseState, decide};
use domain::text::CaseReference;
use domain::{CaseId, IdBlock, Moment, OrganisationId, Recorded, UserId};
use jiff::Timestamp;
use store::{
    CountRow, Counted, DutyRow, KeepsCase, NewUser, Opened, Organisation, RecordsCase, Region, Store, Tx,
};
use tokio::task::JoinSet;

use crate::counting::counted;
use crate::projection::{Before, change};
use crate::recording::ProtectedFact;
use crate::rules::parsed;
use crate::voices::{name_words_of, said};
use crate::{Problem, Rules};

pub use here::who_helps;
pub use sharing::{PastGrant, PastOnCall, PastTeam, on_call, share, team};

/// How many cases share a commit.
const BATCH: usize = 100;

/// An organisation with everybody who works there.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The organisation and its policy pack.
    pub organisation: Organisation,
    /// Its regions.
    pub regions: Vec<Region>,
    /// Its people.
    pub people: Vec<NewUser>,
}

/// A case with its whole past.
#[derive(Debug, Clone)]
pub struct PastCase {
    /// Its id.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// What was recorded, in the order of time; the first opens the case.
    pub steps: Vec<PastStep>,
}

/// One thing that somebody recorded.
#[derive(Debug, Clone)]
pub struct PastStep {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: UserId,
    /// What.
    pub command: CaseCommand,
    /// The protected facts that came with it.
    pub facts: Vec<ProtectedFact>,
}

/// A case that was decided and judged, and only waits to be written.
struct Ready {
    case: CaseId,
    first: ReadyStep,
    later: Vec<ReadyStep>,
    record: store::CaseRecord,
    duties: Vec<DutyRow>,
    secrets: Vec<ProtectedFact>,
    /// What is counted of it apart: the equality answers, and what the survivor said with these names left out.
    counted: Vec<Counted>,
    said: Option<(CaseState, BTreeSet<String>)>,
}

struct ReadyStep {
    actor: Arc<Actor>,
    facts: CaseFacts,
    action: ActionKind,
    expected: u64,
    events: Vec<CaseEvent>,
    moment: Moment,
}

/// What is the same for every case.
struct Ground {
    organisation: OrganisationId,
    actors: BTreeMap<UserId, Arc<Actor>>,
    /// What everybody who works there is called.
    colleagues: Vec<String>,
    rules: Rules,
    now: Timestamp,
}

/// Founds an organisation in a new store and fills in so many cases, as they stand at `now`. `cases` makes
/// those of a range, on several threads at once; `told` hears how many are on the disk.
///
/// # Errors
/// Where the rules or the permits do not allow a step, or the store does not take it.
pub async fn seed<F>(
    store: &Store,
    founding: Founding,
    count: usize,
    now: Timestamp,
    cases: F,
    mut told: impl FnMut(usize),
) -> Result<(), Problem>
where
    F: Fn(Range<usize>) -> Vec<PastCase> + Send + Sync + 'static,
{
    let ground = Arc::new(Ground::of(&founding, now)?);
    found(store, founding, now).await?;
    let cases = Arc::new(cases);
    let mut ranges = (0..count).step_by(BATCH).map(|from| from..count.min(from + BATCH));
    let ahead = available_parallelism().map_or(1, usize::from) + 1;
    let (mut preparing, mut written) = (JoinSet::new(), 0);
    loop {
        for range in ranges.by_ref().take(ahead.saturating_sub(preparing.len())) {
            let (ground, cases) = (Arc::clone(&ground), Arc::clone(&cases));
            preparing.spawn_blocking(move || {
                cases(range).into_iter().map(|past| ground.prepare(past)).collect::<Result<Vec<_>, _>>()
            });
        }
        let Some(ready) = preparing.join_next().await else { return Ok(()) };
        let ready = ready.map_err(|_| Problem::Fault)??;
        written += ready.len();
        write(store, ready).await?;
        told(written);
    }
}

async fn found(store: &Store, mut founding: Founding, now: Timestamp) -> Result<(), Problem> {
    // Everybody in it is made up, so a password alone signs them in.
    founding.organisation.fictional = true;
    store
        .write(move |tx| {
            Box::pin(async move {
                tx.add_organisation(&founding.organisation).await?;
                for region in &founding.regions {
                    tx.add_region(founding.organisation.id, region, now).await?;
                }
                for person in &founding.people {
                    tx.add_user(person, now).await?;
                }
                Ok(())
            })
        })
        .await
}

impl Ground {
    fn of(founding: &Founding, now: Timestamp) -> Result<Self, Problem> {
        let organisation = founding.organisation.id;
        let actor = |person: &NewUser| Actor {
            regions: person.regions.clone(),
            ..Actor::new(person.id, organisation, person.role)
        };
        Ok(Self {
            organisation,
            actors: founding.people.iter().map(|person| (person.id, Arc::new(actor(person)))).collect(),
            colleagues: founding.people.iter().map(|person| person.name.clone()).collect(),
            rules: parsed(&founding.organisation.policy_text).map_err(|problem| {
                tracing::error!(%problem, "the policy pack cannot be read");
                Problem::Fault
            })?,
            now,
        })
    }

    /// Decides every step on those before it, and judges the case once, as it stands at the end.
    fn prepare(&self, past: PastCase) -> Result<Ready, Problem> {
        let (mut history, mut state) = (Vec::new(), CaseState::default());
        let (mut steps, mut secrets) = (Vec::new(), Vec::new());
        for step in past.steps {
            let facts = self.facts(past.case, &history, &state);
            let ready = self.decided(step.actor, step.at, step.command, &state, facts)?;
            history.extend(recorded(&ready));
            state = CaseState::from_history(&history);
            steps.push(ready);
            secrets.extend(step.facts);
        }
        let counted = counted(&history);
        let mut steps = steps.into_iter();
        let first = steps.next().ok_or(Problem::Fault)?;
        let mut moment = first.moment.clone();
        moment.now = self.now;
        let before = Before::of(history, Vec::new());
        let judged =
            change(&self.rules, past.reference, before, Vec::new(), past.case, &moment, self.organisation);
        Ok(Ready {
            case: past.case,
            first,
            later: steps.collect(),
            record: judged.record,
            duties: judged.duties_changed,
            said: self.said(judged.after.state),
            counted,
            secrets,
        })
    }

    /// The case, where the survivor said how they were treated, with the names that are left out.
    fn said(&self, state: CaseState) -> Option<(CaseState, BTreeSet<String>)> {
        let names = || name_words_of(Some(&state), self.colleagues.iter().map(String::as_str));
        let names = (!state.support().feedback().is_empty()).then(names)?;
        Some((state, names))
    }

    fn decided(
        &self,
        user: UserId,
        at: Timestamp,
        command: CaseCommand,
        state: &CaseState,
        facts: CaseFacts,
    ) -> Result<ReadyStep, Problem> {
        let actor = Arc::clone(self.actors.get(&user).ok_or(Denied::NothingHere)?);
        let (action, expected) = (needed(&command), state.sequence());
        let moment = Moment { now: at, actor: user, ids: same_ids(at, facts.case, expected) };
        let events = self.rules.classified(decide(state, command, &moment)?);
        Ok(ReadyStep { actor, facts, action, expected, events, moment })
    }

    fn facts(&self, case: CaseId, history: &[Recorded<CaseEvent>], state: &CaseState) -> CaseFacts {
        CaseFacts {
            case,
            organisation: self.organisation,
            owner: state.owner(),
            region: state.region(),
            recorder: history.first().map_or(UserId::from_uuid(case.as_uuid()), |first| first.actor),
            route: state.route().unwrap_or(domain::report::Route::Suspicion),
            team: None,
            grant: None,
            glass: false,
            excluded: false,
            across: false,
        }
    }
}

/// Ids that are the same whenever the same case is made again.
fn same_ids(at: Timestamp, case: CaseId, sequence: u64) -> IdBlock {
    let mut chance: [u8; 10] = case.as_uuid().as_bytes().last_chunk().copied().unwrap_or_default();
    for (byte, number) in chance.iter_mut().rev().zip(sequence.to_le_bytes()) {
        *byte ^= number;
    }
    IdBlock::new(at, chance)
}

fn recorded(step: &ReadyStep) -> impl Iterator<Item = Recorded<CaseEvent>> {
    (step.expected + 1..).zip(&step.events).map(|(sequence, event)| Recorded {
        sequence,
        recorded_at: step.moment.now,
        actor: step.moment.actor,
        event: event.clone(),
    })
}

async fn write(store: &Store, ready: Vec<Ready>) -> Result<(), Problem> {
    store
        .write(move |tx| {
            Box::pin(async move {
                for case in &ready {
                    write_case(tx, case).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn write_case(tx: &mut Tx, ready: &Ready) -> Result<(), Problem> {
    let first = &ready.first;
    let permit = check_office::<TakeReport>(&first.actor)?;
    let opened: Opened =
        tx.open_case(&permit, ready.case, &ready.record, &first.events, &first.moment).await?;
    tx.note_opening(&permit, &opened, first.moment.now).await?;
    for step in &ready.later {
        match step.action {
            ActionKind::Triage => write_step::<Triage>(tx, step).await?,
            ActionKind::LowerSeverity => write_step::<LowerSeverity>(tx, step).await?,
            ActionKind::SetDutyAside => write_step::<SetDutyAside>(tx, step).await?,
            ActionKind::AssessRisk => write_step::<AssessRisk>(tx, step).await?,
            ActionKind::EndCase => write_step::<EndCase>(tx, step).await?,
            ActionKind::CorrectRecord => write_step::<CorrectRecord>(tx, step).await?,
            ActionKind::MakeContact => write_step::<MakeContact>(tx, step).await?,
            // What is said of two records stands in who has looked like any other entry.
            ActionKind::RecordOnCase | ActionKind::JoinRecords => {
                write_step::<RecordOnCase>(tx, step).await?;
            }
            ActionKind::SeeCase
            | ActionKind::RevealSecret
            | ActionKind::SeeLooks
            | ActionKind::GrantAccess
            | ActionKind::SeeInstruction
            | ActionKind::TakeCopy => {
                return Err(Denied::NothingHere.into());
            }
        }
    }
    tx.put_duties(&opened, &ready.duties, &[]).await?;
    for fact in &ready.secrets {
        tx.keep_secret(&opened, fact.secret, fact.kind, &fact.text).await?;
    }
    keep_apart(tx, first.actor.organisation, ready).await
}

/// What is counted of a case, apart from it.
async fn keep_apart(tx: &mut Tx, organisation: OrganisationId, ready: &Ready) -> Result<(), Problem> {
    let counts: Vec<CountRow> =
        ready.counted.iter().map(|one| tx.count_row(organisation, ready.case, one)).collect();
    tx.put_counts(organisation, &counts, &[]).await?;
    if let Some((state, names)) = &ready.said {
        let voices = said(state, names, |sequence| tx.voice_mark(organisation, ready.case, sequence));
        tx.put_voices(organisation, &voices, &[]).await?;
    }
    Ok(())
}

async fn write_step<A: Action>(tx: &mut Tx, step: &ReadyStep) -> Result<(), Problem>
where
    Permit<A>: RecordsCase + KeepsCase,
{
    let permit = check::<A>(&step.actor, &step.facts)?;
    tx.append(&permit, step.expected, &step.events, &step.moment).await?;
    let part = step.events.first().map_or("nothing", |event| event.kind_told());
    tx.note_look(&permit, step.moment.now, part, None).await?;
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests;
