//! The policy pack in force in an organisation, and choosing another, without a build.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use access::action::ChoosePolicy;
use access::{Actor, check_office};
use domain::OrganisationId;
use domain::case::CaseEvent;
use domain::child::ClassifiedBy;
use jiff::civil::Date;
use policy::calendar::Calendar;
use policy::words::Word as _;
use policy::{PackProblem, check};
use store::{SecurityEvent, SecurityKind};

use crate::{Problem, Rules, Service};

/// What is in force, by organisation, read once and kept until it is changed.
#[derive(Debug, Default)]
pub(crate) struct InForce(RwLock<BTreeMap<OrganisationId, Arc<Rules>>>);

/// A pack cannot be put in force.
#[derive(Debug, thiserror::Error)]
pub enum PolicyProblem {
    /// Something is wrong with it.
    #[error(transparent)]
    Pack(#[from] PackProblem),
    /// The journey did not happen.
    #[error(transparent)]
    Journey(#[from] Problem),
}

impl Rules {
    /// What was decided, with the definition to which the pack in force is written wherever something is classified.
    pub(crate) fn classified(&self, events: Vec<CaseEvent>) -> Vec<CaseEvent> {
        let by = ClassifiedBy::from_code(self.pack.definition.word());
        let with = |event: CaseEvent| match by {
            Some(by) => event.classified(by),
            None => event,
        };
        events.into_iter().map(with).collect()
    }
}

impl Service {
    /// The rules in force.
    pub(crate) async fn rules(&self, organisation: OrganisationId) -> Result<Arc<Rules>, Problem> {
        let known =
            self.in_force.0.read().unwrap_or_else(PoisonError::into_inner).get(&organisation).cloned();
        if let Some(rules) = known {
            return Ok(rules);
        }
        let text = self
            .store
            .read(move |snapshot| Box::pin(async move { snapshot.organisation(organisation).await }))
            .await?
            .ok_or(Problem::Fault)?
            .policy_text;
        let rules = Arc::new(parsed(&text).map_err(|problem| {
            tracing::error!(%problem, "the policy pack in force cannot be read");
            Problem::Fault
        })?);
        self.in_force
            .0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(organisation, Arc::clone(&rules));
        Ok(rules)
    }

    /// The day that is so many working days from now, by the calendar of the pack in force.
    ///
    /// # Errors
    /// A fault.
    pub async fn working_day_in(&self, actor: &Actor, days: u16) -> Result<Date, Problem> {
        let calendar = &self.rules(actor.organisation).await?.calendar;
        Ok(calendar.day_of(calendar.add_working_days(self.clock.now(), days)))
    }

    /// Puts a pack in force. Every open case is judged by it from now on, its history included.
    ///
    /// # Errors
    /// What is wrong with the pack, in a line; or the journey did not happen.
    pub async fn choose_policy(&self, actor: &Actor, text: String) -> Result<(), PolicyProblem> {
        check_office::<ChoosePolicy>(actor).map_err(Problem::from)?;
        let id = parsed(&text)?.pack.id.clone();
        let (by, now) = (actor.clone(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.choose_policy(&by, &id, &text).await?;
                    let event = SecurityEvent::of(&by, SecurityKind::SettingsChanged);
                    let event = event.saying(format!("The policy {id} was chosen"));
                    tx.note_security(&event, now).await.map_err(Problem::from)
                })
            })
            .await?;
        self.in_force.0.write().unwrap_or_else(PoisonError::into_inner).remove(&actor.organisation);
        self.judge_all(actor).await?;
        Ok(())
    }
}

/// A pack with its calendar.
pub(crate) fn parsed(text: &str) -> Result<Rules, PackProblem> {
    let pack = check("policy.toml", text)?;
    let calendar = Calendar::new(pack.nation);
    Ok(Rules { pack, calendar })
}
