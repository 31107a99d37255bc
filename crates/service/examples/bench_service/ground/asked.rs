//! What a client asks for. Each number is another case or another name.

use std::sync::Arc;

use domain::CaseId;
use service::Whose;

use super::{Filled, Stopped};

const NAMES: [&str; 8] = ["sarah", "ahmed", "o'brien", "khan", "mary", "jones", "li", "nowak"];

/// The numbers go through the cases in leaps, so that neighbours are not together.
fn case(filled: &Filled, number: usize) -> Result<CaseId, Stopped> {
    let place = number.wrapping_mul(7_919) % filled.cases.len();
    Ok(*filled.cases.get(place).ok_or("there is no case")?)
}

/// A page about a case.
pub async fn page(filled: Arc<Filled>, number: usize) -> Result<(), Stopped> {
    filled.service.case_page(&filled.lead, case(&filled, number)?, None, "case").await?;
    Ok(())
}

/// The form of a risk assessment: what is begun, the case, the wording, and who may stand behind it.
pub async fn assessment(filled: Arc<Filled>, number: usize) -> Result<(), Stopped> {
    let (service, lead, case) = (&filled.service, &filled.lead, case(&filled, number)?);
    service.open_drafts(lead).await?;
    service.case_page(lead, case, None, "risk-form").await?;
    service.instrument(lead).await?;
    service.co_signers(lead, case).await?;
    Ok(())
}

/// The form of a safety plan: what is begun, and the case.
pub async fn plan(filled: Arc<Filled>, number: usize) -> Result<(), Stopped> {
    filled.service.open_drafts(&filled.lead).await?;
    filled.service.case_page(&filled.lead, case(&filled, number)?, None, "plan-form").await?;
    Ok(())
}

/// The choices, with what there is nearby.
pub async fn choices(filled: Arc<Filled>, number: usize) -> Result<(), Stopped> {
    filled.service.case_page(&filled.lead, case(&filled, number)?, None, "choices").await?;
    filled.service.local_choices(&filled.lead).await?;
    Ok(())
}

/// The work list of everybody.
pub async fn work(filled: Arc<Filled>, _: usize) -> Result<(), Stopped> {
    filled.service.work(&filled.lead, Whose::Everybody, 1).await?;
    Ok(())
}

/// A search by a name.
pub async fn search(filled: Arc<Filled>, number: usize) -> Result<(), Stopped> {
    let name = NAMES.get(number % NAMES.len()).ok_or("there is no name")?;
    filled.service.find(&filled.lead, name).await?;
    Ok(())
}
