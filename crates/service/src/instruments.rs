//! The wording of a risk assessment: the one in force, and choosing another without a build.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use access::action::{ChoosePolicy, SeeCase};
use access::{
    ActionKind, Actor, CaseFacts, Field, Relation, check_office, is_trained_by_role, is_trained_in_risk, may,
};
use domain::case::{CaseCommand, Refusal, SupportStep};
use domain::risk::{CoSign, RiskAssessed};
use domain::{CaseId, OrganisationId, UserId};
use jiff::Timestamp;
use policy::instrument::{Instrument, SHIPPED, check, shipped};
use store::{InstrumentKept, SecurityEvent, SecurityKind};

use crate::{Entry, PolicyProblem, Problem, Service};

/// What is missing where somebody who is not trained completes an assessment alone.
const CO_SIGNED: &str = "which colleague trained in risk stands behind this assessment";

/// The wording of each organisation as it was read last. Which text is in force is asked of the store each time: another
/// server may have changed it.
#[derive(Debug, Default)]
pub(crate) struct Wordings(RwLock<BTreeMap<OrganisationId, Wording>>);

/// A text, and what it says.
#[derive(Debug, Clone)]
struct Wording {
    text: Option<String>,
    says: Arc<Instrument>,
}

impl Wordings {
    /// What this text of an organisation says; with no text, what the product brings with it.
    fn of(&self, organisation: OrganisationId, text: Option<String>) -> Result<Arc<Instrument>, Problem> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&organisation).cloned();
        if let Some(known) = known.filter(|known| known.text == text) {
            return Ok(known.says);
        }
        let says = Arc::new(read(text.as_deref())?);
        let wording = Wording { text, says: Arc::clone(&says) };
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(organisation, wording);
        Ok(says)
    }
}

/// What the page of the wording shows.
#[derive(Debug, Clone)]
pub struct InstrumentPage {
    /// What is in force, read.
    pub in_force: Instrument,
    /// The file.
    pub text: String,
    /// Each time one was chosen, the newest first: what, by whom, when.
    pub chosen: Vec<(String, String, Timestamp)>,
}

impl Service {
    /// The wording in force in one's own organisation.
    ///
    /// # Errors
    /// A fault.
    pub async fn instrument(&self, actor: &Actor) -> Result<Arc<Instrument>, Problem> {
        let asker = actor.clone();
        let kept: Option<InstrumentKept> = self
            .store
            .read(move |snapshot| Box::pin(async move { snapshot.instrument(&asker).await }))
            .await?;
        self.wordings.of(actor.organisation, kept.map(|kept| kept.text))
    }

    /// The page of the wording.
    ///
    /// # Errors
    /// Denied, or a fault.
    pub async fn instrument_page(&self, actor: &Actor) -> Result<InstrumentPage, Problem> {
        let permit = check_office::<ChoosePolicy>(actor)?;
        let kept: Vec<InstrumentKept> = self
            .store
            .read(move |snapshot| Box::pin(async move { snapshot.instruments(&permit).await }))
            .await?;
        let names = self.colleagues(actor).await?;
        let line = |kept: &InstrumentKept| {
            let what = check(SHIPPED.0, &kept.text).map_or_else(
                |_| "Not readable".to_owned(),
                |read| format!("{}, edition {}", read.title, read.version),
            );
            let by = names.get(&kept.by).map_or("a former colleague", String::as_str);
            (what, by.to_owned(), kept.at)
        };
        let newest = kept.first().map(|kept| kept.text.as_str());
        Ok(InstrumentPage {
            in_force: read(newest)?,
            text: newest.unwrap_or(SHIPPED.1).to_owned(),
            chosen: kept.iter().map(line).collect(),
        })
    }

    /// Puts a wording in force. Assessments that were made keep the name of theirs.
    ///
    /// # Errors
    /// What is wrong with it, in a line; or the journey did not happen.
    pub async fn choose_instrument(&self, actor: &Actor, text: String) -> Result<(), PolicyProblem> {
        let permit = check_office::<ChoosePolicy>(actor).map_err(Problem::from)?;
        let chosen = check(SHIPPED.0, &text)?;
        let what =
            format!("The risk prompts {}, edition {}, were chosen", chosen.id.as_str(), chosen.version);
        let (by, now) = (actor.clone(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.choose_instrument(&permit, &text, now).await?;
                    let event = SecurityEvent::of(&by, SecurityKind::SettingsChanged).saying(what);
                    tx.note_security(&event, now).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(())
    }

    /// The colleagues who may stand behind an assessment that somebody else filled in: trained, not kept from this
    /// case, and able to open it and to answer there.
    ///
    /// # Errors
    /// A fault.
    pub async fn co_signers(&self, actor: &Actor, case: CaseId) -> Result<BTreeMap<UserId, String>, Problem> {
        let names = self.names(actor.organisation).await?;
        let trained = names.assignable.iter().filter(|(user, colleague)| {
            is_trained_by_role(colleague.role) && **user != actor.user && !self.walls.keeps_from(**user, case)
        });
        let mut trained: BTreeMap<UserId, String> =
            trained.map(|(user, colleague)| (*user, colleague.name.clone())).collect();
        let now = self.clock.now();
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let mut able = BTreeSet::new();
                    for user in trained.keys() {
                        let Some(them) = snapshot.user(*user).await? else { continue };
                        let them = them.actor();
                        let facts = snapshot.case_facts(&them, case, now).await?;
                        if facts.is_some_and(|facts| may_stand_behind(&them, &facts)) {
                            able.insert(*user);
                        }
                    }
                    trained.retain(|user, _| able.contains(user));
                    Ok(trained)
                })
            })
            .await
    }

    /// Whoever is not trained in risk names somebody who is, and stands behind nobody's.
    pub(crate) async fn only_co_signed(
        &self,
        actor: &Actor,
        case: CaseId,
        entries: &[Entry],
    ) -> Result<(), Problem> {
        if entries.iter().any(|entry| stands_behind(&entry.command)) && !is_trained_in_risk(actor) {
            // Whoever may record nothing here is told that instead.
            self.may(actor, case, ActionKind::RecordOnCase).await?;
            return Err(Refusal::NotNamedForIt.into());
        }
        let assessed: Vec<&RiskAssessed> =
            entries.iter().filter_map(|entry| of_entry(&entry.command)).collect();
        if assessed.is_empty()
            || (is_trained_in_risk(actor) && assessed.iter().all(|one| one.co_signed_by.is_none()))
        {
            return Ok(());
        }
        let may = self.co_signers(actor, case).await?;
        let stands = |one: &&RiskAssessed| match one.co_signed_by {
            Some(user) => may.contains_key(&user),
            None => is_trained_in_risk(actor),
        };
        if assessed.iter().all(stands) { Ok(()) } else { Err(Refusal::Unanswered(CO_SIGNED).into()) }
    }
}

/// Whether somebody could read an assessment of this case and answer for it; who only broke the glass is not asked.
fn may_stand_behind(them: &Actor, facts: &CaseFacts) -> bool {
    let reads = access::check::<SeeCase>(them, facts)
        .is_ok_and(|permit| permit.shows(Field::Risk) && permit.relation() != Relation::BrokenGlass);
    reads && may(them, facts, ActionKind::RecordOnCase).is_ok()
}

/// Whether somebody says here that they stand behind an assessment.
fn stands_behind(command: &CaseCommand) -> bool {
    let CaseCommand::Support(step) = command else { return false };
    matches!(&**step, SupportStep::CoSignAnswered(answered) if answered.answer == CoSign::Stands)
}

fn of_entry(command: &CaseCommand) -> Option<&RiskAssessed> {
    match command {
        CaseCommand::Support(step) => match &**step {
            SupportStep::RiskAssessed(assessed) => Some(assessed),
            _ => None,
        },
        _ => None,
    }
}

/// The wording of a file, or the one that the product brings with it.
fn read(text: Option<&str>) -> Result<Instrument, Problem> {
    text.map_or_else(shipped, |text| check(SHIPPED.0, text)).map_err(|problem| {
        tracing::error!(%problem, "the risk prompts in force cannot be read");
        Problem::Fault
    })
}
