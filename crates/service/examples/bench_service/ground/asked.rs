//! What a client asks for. Each number is another case or another name.

use std::sync::Arc;

use service::Whose;

use super::{Filled, Stopped};

const NAMES: [&str; 8] = ["sarah", "ahmed", "o'brien", "khan", "mary", "jones", "li", "nowak"];

/// A page about a case. The numbers go through the cases in leaps, so that neighbours are not together.
pub async fn page(filled: Arc<Filled>, number: usize) -> Result<(), Stopped> {
    let place = number.wrapping_mul(7_919) % filled.cases.len();
    let case = *filled.cases.get(place).ok_or("there is no case")?;
    filled.service.case_page(&filled.lead, case, None, "case").await?;
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
