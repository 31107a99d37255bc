//! Teams: colleagues who cover for each other, and so see each other's cases.

use std::collections::BTreeMap;

use access::action::ManagePeople;
use access::{Actor, Denied, check_office};
use domain::text::ShortText;
use domain::{TeamId, UserId};

use crate::{Problem, Service};

impl Service {
    /// The teams of the asker's organisation.
    ///
    /// # Errors
    /// Denied.
    pub async fn teams(&self, actor: &Actor) -> Result<BTreeMap<TeamId, String>, Problem> {
        let permit = check_office::<ManagePeople>(actor)?;
        self.store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.teams(permit.organisation()).await.map_err(Problem::from) })
            })
            .await
    }

    /// Adds a team.
    ///
    /// # Errors
    /// Denied; in conflict where there is one of this name.
    pub async fn add_team(&self, actor: &Actor, name: &ShortText) -> Result<TeamId, Problem> {
        let permit = check_office::<ManagePeople>(actor)?;
        let moment = self.moment(actor);
        let (team, name) = (TeamId::from_uuid(moment.ids.nth(0)), name.as_str().to_owned());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.add_team(permit.organisation(), team, &name, moment.now).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(team)
    }

    /// Puts a colleague into a team, or into none. What they may see changes with it, so they sign in anew.
    ///
    /// # Errors
    /// Denied, also where there is no such colleague or team here.
    pub async fn put_in_team(
        &self,
        actor: &Actor,
        user: UserId,
        team: Option<TeamId>,
    ) -> Result<(), Problem> {
        let permit = check_office::<ManagePeople>(actor)?;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let teams = tx.teams(permit.organisation()).await?;
                    let here =
                        tx.user(user).await?.is_some_and(|one| one.organisation == permit.organisation());
                    if !here || team.is_some_and(|team| !teams.contains_key(&team)) {
                        return Err(Denied::NothingHere.into());
                    }
                    tx.put_in_team(user, team).await?;
                    tx.end_sessions_of(user).await.map_err(Problem::from)
                })
            })
            .await
    }
}
