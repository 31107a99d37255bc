//! Who helps where a seeded organisation works, and which choices there are.

use access::action::KeepChoices;
use access::{Actor, check_office};
use domain::text::Words;
use jiff::Timestamp;
use store::{LocalChoice, Store};

use crate::{HelpWith, Problem};

/// Writes down which choices there are and who helps, as `lead` would.
///
/// # Errors
/// Denied where they may not, or a fault.
pub async fn who_helps(
    store: &Store,
    lead: Actor,
    choices: Vec<LocalChoice>,
    helps: Vec<(HelpWith, Words)>,
    now: Timestamp,
) -> Result<(), Problem> {
    let permit = check_office::<KeepChoices>(&lead)?;
    store
        .write(move |tx| {
            Box::pin(async move {
                for choice in &choices {
                    tx.put_local_choice(&permit, None, choice, now).await?;
                }
                for (with, words) in &helps {
                    tx.call_locally(&permit, with.kept_as(), words.as_str(), now).await?;
                }
                Ok(())
            })
        })
        .await
}
