//! The organisation: setting it up, its regions and the people who sign in. No case is seen here.

mod colleagues;
mod links;
mod setting_up;

use std::collections::BTreeMap;
use std::sync::Arc;

use access::action::ManagePeople;
use access::{Actor, check_office};
use domain::text::ShortText;
use domain::{RegionId, TeamId, UserId};
use store::{Organisation, Region, SecurityEvent, SecurityKind, User};

pub use colleagues::{Account, NewColleague};
pub(crate) use colleagues::{Joining, colleague};
pub(crate) use links::add_link;
pub use links::{AfterLink, ByLink, LinkFor, OfficeProblem};
pub use setting_up::SetUp;

use crate::{Problem, Service};

/// The organisation, as its administrator sees it.
#[derive(Debug, Clone)]
pub struct OrganisationPage {
    /// Its name.
    pub name: String,
    /// The id of the policy pack in force.
    pub policy: String,
    /// Its text, to be edited as a copy.
    pub policy_text: String,
    /// Everybody who has an account.
    pub people: Vec<User>,
    /// The regions.
    pub regions: BTreeMap<RegionId, String>,
    /// The teams.
    pub teams: BTreeMap<TeamId, String>,
}

impl Service {
    /// Adds a region.
    ///
    /// # Errors
    /// Denied; in conflict where there is one of this name.
    pub async fn add_region(&self, actor: &Actor, name: &ShortText) -> Result<(), Problem> {
        check_office::<ManagePeople>(actor)?;
        let moment = self.moment(actor);
        let region = Region { id: RegionId::from_uuid(moment.ids.nth(0)), name: name.as_str().to_owned() };
        let (organisation, asker) = (actor.organisation, actor.clone());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let words = format!("The region {} was added", region.name);
                    tx.add_region(organisation, &region, moment.now).await?;
                    let event = SecurityEvent::of(&asker, SecurityKind::SettingsChanged).saying(words);
                    tx.note_security(&event, moment.now).await.map_err(Problem::from)
                })
            })
            .await?;
        self.names.forget(actor.organisation);
        Ok(())
    }

    /// The organisation's people and regions.
    ///
    /// # Errors
    /// Denied.
    pub async fn organisation(&self, actor: &Actor) -> Result<OrganisationPage, Problem> {
        let organisation = actor.organisation;
        let (found, people, teams) = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let found = snapshot.organisation(organisation).await?;
                    let people = snapshot.users(organisation).await?;
                    Ok::<_, Problem>((found, people, snapshot.teams(organisation).await?))
                })
            })
            .await?;
        let found: Organisation = found.ok_or(Problem::Fault)?;
        Ok(OrganisationPage {
            name: found.name,
            policy: found.policy_id,
            policy_text: found.policy_text,
            people,
            regions: self.regions(actor).await?.as_ref().clone(),
            teams,
        })
    }

    /// The names of the organisation's regions.
    ///
    /// # Errors
    /// A fault.
    pub async fn regions(&self, actor: &Actor) -> Result<Arc<BTreeMap<RegionId, String>>, Problem> {
        Ok(self.names(actor.organisation).await?.regions)
    }

    /// The names of everybody who has or had an account.
    ///
    /// # Errors
    /// A fault.
    pub async fn colleagues(&self, actor: &Actor) -> Result<Arc<BTreeMap<UserId, String>>, Problem> {
        Ok(self.names(actor.organisation).await?.colleagues)
    }
}
