//! Whether somebody may do something to a case, asked before a page is made for it.

use access::{ActionKind, Actor, Denied, may};
use domain::CaseId;

use crate::{Problem, Service};

impl Service {
    /// Whether this person may do this to the case now. It is no authority: recording asks again.
    ///
    /// # Errors
    /// Denied where they may not, or where the case does not exist for them.
    pub async fn may(&self, actor: &Actor, case: CaseId, action: ActionKind) -> Result<(), Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        let facts = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.case_facts(&asker, case, now).await.map_err(Problem::from) })
            })
            .await?
            .ok_or(Denied::NothingHere)?;
        Ok(may(actor, &facts, action)?)
    }
}
