//! Setting an installation up: the organisation, its regions and its first administrator, all of it or nothing.

use std::collections::BTreeSet;

use access::Role;
use domain::text::{Name, ShortText};
use domain::{OrganisationId, RegionId, UserId};
use jiff::Timestamp;
use policy::packs;
use seal::Token;
use store::{NewUser, Organisation, Region, Tx};

use crate::proof::Proof;
use crate::rules::parsed;
use crate::visit::Visit;
use crate::{Problem, Service};

/// What sets an installation up.
#[derive(Debug)]
pub struct SetUp {
    /// The organisation's name.
    pub organisation: ShortText,
    /// The id of a shipped policy pack; its nation's bank holidays count.
    pub policy: String,
    /// The regions.
    pub regions: Vec<ShortText>,
    /// The first administrator.
    pub administrator: Name,
    /// The name with which they sign in, by passkey only.
    pub login: ShortText,
}

impl Service {
    /// Whether nobody has set this installation up yet.
    ///
    /// # Errors
    /// A fault.
    pub async fn is_new(&self) -> Result<bool, Problem> {
        let organisations = self
            .store
            .read(|snapshot| Box::pin(async move { snapshot.organisations().await.map_err(Problem::from) }));
        Ok(organisations.await?.is_empty())
    }

    /// Sets the installation up, all of it or nothing, and lets its first administrator in as far as making
    /// their passkey: the token for their cookie. `None` where the link no longer works.
    ///
    /// # Errors
    /// In conflict where the sign-in name is taken; a fault.
    pub async fn set_up(&self, token: &str, set_up: SetUp, visit: &Visit) -> Result<Option<String>, Problem> {
        let Ok(token) = token.parse::<Token>() else { return Ok(None) };
        let now = self.clock.now();
        let (digest, ids) = (token.digest(), self.clock.ids(now));
        let text =
            packs::FILES.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(set_up.policy.as_str()));
        let (_, text) = *text.ok_or(Problem::Fault)?;
        let nation = parsed(text).map_err(|_| Problem::Fault)?.pack.nation;
        let organisation = Organisation {
            id: OrganisationId::from_uuid(ids.nth(0)),
            name: set_up.organisation.as_str().to_owned(),
            nation: policy::words::Word::word(nation).to_owned(),
            policy_id: set_up.policy,
            policy_text: text.to_owned(),
            created_at: now,
            fictional: false,
        };
        let administrator = NewUser {
            id: UserId::from_uuid(ids.nth(1)),
            organisation: organisation.id,
            login: set_up.login.as_str().to_lowercase(),
            name: set_up.administrator.as_str().to_owned(),
            role: Role::Administrator,
            password_hash: None,
            regions: BTreeSet::new(),
        };
        let regions: Vec<Region> = (2..)
            .zip(&set_up.regions)
            .map(|(n, name)| Region { id: RegionId::from_uuid(ids.nth(n)), name: name.as_str().to_owned() })
            .collect();
        let (first, known) = (administrator.id, administrator.clone());
        let made = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.note_wall_change(None).await?;
                    if !tx.use_setup_link(&digest, now).await? {
                        return Ok(false);
                    }
                    tx.add_organisation(&organisation).await?;
                    tx.add_user(&administrator, now).await?;
                    add_regions(tx, organisation.id, &regions, now).await?;
                    Ok::<_, Problem>(true)
                })
            })
            .await?;
        if !made {
            return Ok(None);
        }
        self.walls.know_new(&known);
        self.begin_session(first, Proof::Beginning, visit).await
    }
}

async fn add_regions(
    tx: &mut Tx,
    organisation: OrganisationId,
    regions: &[Region],
    now: Timestamp,
) -> Result<(), Problem> {
    for region in regions {
        tx.add_region(organisation, region, now).await?;
    }
    Ok(())
}
