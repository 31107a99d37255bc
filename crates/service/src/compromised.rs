//! What carried a protected fact that came out, and the clocks of breaches (UK GDPR, article 33).

use access::action::{ReviewLooks, SeeCase, SeeLooks};
use access::{ActionKind, Actor, Denied, check, check_office};
use domain::case::CaseEvent;
use domain::compromise::BREACH_CLOCK_HOURS;
use domain::contact::{ChannelKind, ContactPlan};
use domain::text::CaseReference;
use domain::{CaseId, Recorded, SecretId};
use jiff::{SignedDuration, Timestamp};
use policy::words::{Evidence, Start};
use store::{OpenDuty, Output};

use crate::{Problem, Service};

/// How many outputs a page lists.
const SHOWN: u32 = 1_000;

/// What somebody had a protected fact before them as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputKind {
    /// For a contact that was cleared: the ways in the plan of that time that go to it.
    Contact(Vec<ChannelKind>),
    /// Shown, because they asked to see it.
    Shown,
}

/// One time at which somebody had a protected fact before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputLine {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// As what.
    pub kind: OutputKind,
    /// Why, where they were asked.
    pub why: Option<String>,
}

/// A breach whose clock runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreachLine {
    /// Which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// The entry that tells of it.
    pub entry: u64,
    /// By when it is decided.
    pub due: Timestamp,
}

/// When the clock of a breach that became known at this moment ends.
pub fn breach_ends(known: Timestamp) -> Timestamp {
    known.saturating_add(SignedDuration::from_hours(BREACH_CLOCK_HOURS)).unwrap_or(known)
}

impl Service {
    /// Everybody who had a protected fact before them, the first first; by which way, to those who see the case.
    /// Asking is a look too.
    ///
    /// # Errors
    /// Denied where they may not see who has looked.
    pub async fn outputs_of(
        &self,
        actor: &Actor,
        case: CaseId,
        secret: SecretId,
    ) -> Result<Vec<OutputLine>, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        let names = self.colleagues(actor).await?;
        let (outputs, history): (Vec<Output>, Vec<Recorded<CaseEvent>>) = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<SeeLooks>(&asker, &facts)?;
                    tx.note_look(&permit, now, "outputs", None).await?;
                    let history = match check::<SeeCase>(&asker, &facts) {
                        Ok(sees) => tx.history(&sees).await?,
                        Err(_) => Vec::new(),
                    };
                    Ok::<_, Problem>((tx.outputs_of(&permit, secret, SHOWN).await?, history))
                })
            })
            .await?;
        let line = |output: Output| OutputLine {
            at: output.at,
            who: names.get(&output.user).cloned().unwrap_or_else(|| "a former colleague".to_owned()),
            kind: if output.action == ActionKind::MakeContact.code() {
                OutputKind::Contact(ways_to(&history, secret, output.at))
            } else {
                OutputKind::Shown
            },
            why: output.why,
        };
        Ok(outputs.into_iter().map(line).collect())
    }

    /// The breaches whose clock runs, the first due first, for whoever leads and whoever keeps privacy.
    ///
    /// # Errors
    /// Denied.
    pub async fn open_breaches(&self, actor: &Actor) -> Result<Vec<BreachLine>, Problem> {
        check_office::<ReviewLooks>(actor)?;
        let rules = self.rules(actor.organisation).await?;
        let of_breach = rules.pack.duties.iter().find(|rule| {
            rule.starts.contains(&Start::LocationCompromised)
                && rule.met_by.contains(&Evidence::BreachDecided)
        });
        let Some(code) = of_breach.map(|rule| rule.id.clone()) else { return Ok(Vec::new()) };
        let asker = actor.clone();
        let open: Vec<OpenDuty> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let permit = check_office::<ReviewLooks>(&asker)?;
                    snapshot.open_duties_of(&permit, &code, SHOWN).await.map_err(Problem::from)
                })
            })
            .await?;
        let line = |duty: OpenDuty| BreachLine {
            case: duty.case,
            reference: duty.reference,
            entry: duty.started,
            due: duty.due_at,
        };
        Ok(open.into_iter().map(line).collect())
    }
}

/// The ways that went to a fact by the plan in force at a moment.
fn ways_to(history: &[Recorded<CaseEvent>], secret: SecretId, at: Timestamp) -> Vec<ChannelKind> {
    let plan = |entry: &Recorded<CaseEvent>| match &entry.event {
        CaseEvent::ContactPlanMade(plan) if entry.recorded_at <= at => Some(plan.clone()),
        _ => None,
    };
    let in_force: Option<ContactPlan> = history.iter().filter_map(plan).next_back();
    let mut ways: Vec<ChannelKind> = in_force
        .iter()
        .flat_map(|plan| &plan.channels)
        .filter(|channel| channel.secret == Some(secret))
        .map(|channel| channel.kind)
        .collect();
    ways.sort_unstable();
    ways.dedup();
    ways
}
