//! Safe contact: the plan, what the gate says of each way, and what came of each attempt. A number or an
//! address stands on two pages only, the sheet and the letter, and both need the gate's clearance.

mod attempt;
mod channel;
mod hours;
pub mod incoming;
mod letter;
mod neutral;
pub mod next;
pub mod pause;
pub mod plan;
mod sheet;
mod ways;

pub use attempt::send as attempted;
pub use channel::{ChannelPage, show as channel};
pub use incoming::IncomingPage;
pub use letter::send as letter;
pub use next::NextPage;
pub use pause::PausePage;
pub use plan::PlanPage;
pub use sheet::{SheetPage, send as sheet};

#[cfg(test)]
mod tests;
