//! Who has looked at a case, when, at which part and why.

use access::action::SeeLooks;
use access::{Actor, Denied, check};
use domain::{CaseId, UserId};
use jiff::Timestamp;
use store::{LookPage, OperatorLook};

use crate::{Problem, Service};

/// How many looks a page shows.
const SHOWN: u32 = 200;

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookLine {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What they did.
    pub action: String,
    /// Which part.
    pub part: String,
    /// Why, where they were asked.
    pub why: Option<String>,
}

impl Service {
    /// Who has looked, the newest first. Asking is a look too.
    ///
    /// # Errors
    /// Denied.
    pub async fn looks(&self, actor: &Actor, case: CaseId) -> Result<Vec<LookLine>, Problem> {
        let names = self.colleagues(actor).await?;
        let (asker, now) = (actor.clone(), self.clock.now());
        let looks: Vec<store::Look> = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case).await?.ok_or(Denied)?;
                    let permit = check::<SeeLooks>(&asker, &facts)?;
                    tx.note_look(&permit, now, "who-looked", None).await?;
                    tx.looks(&permit, LookPage::NEWEST, SHOWN).await.map_err(Problem::from)
                })
            })
            .await?;
        let line = |look: store::Look| LookLine {
            at: look.at,
            who: names.get(&look.user).cloned().unwrap_or_else(|| nobody_here(look.user).to_owned()),
            action: look.action,
            part: look.part,
            why: look.why,
        };
        Ok(looks.into_iter().map(line).collect())
    }
}

/// What somebody is called who has no account, or none any more.
fn nobody_here(user: UserId) -> &'static str {
    if user == OperatorLook::USER { "the command line" } else { "a former colleague" }
}
