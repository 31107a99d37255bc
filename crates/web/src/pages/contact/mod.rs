//! Safe contact: the plan, what the gate says of each way, and what came of each attempt. A number or an
//! address stands on two pages only, the sheet and the letter, and both need the gate's clearance.

mod attempt;
mod channel;
mod hours;
mod incoming;
mod letter;
pub(super) mod marked_safe;
mod neutral;
mod next;
mod pause;
pub mod plan;
mod settle;
mod sheet;
mod small;
mod ways;

pub use attempt::send as attempted;
pub use channel::{ChannelPage, show as channel};
pub use incoming::IncomingPage;
pub use letter::send as letter;
pub use next::NextPage;
pub use pause::PausePage;
pub use plan::PlanPage;
pub use sheet::{SheetPage, send as sheet};
pub use small::{send as send_small, show as show_small};

#[cfg(test)]
mod tests;
