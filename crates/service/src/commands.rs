//! The journeys of whoever runs the machine, who signs in nowhere and works over a store that nobody
//! serves: deriving anew what is kept beside the journals, and reviewing one case.

mod apart;
mod rebuilding;
mod reviewing;

use policy::PackProblem;
use store::Fault;

pub use rebuilding::{Difference, Rebuilding, Rebuilt, rebuild};
pub use reviewing::{StoredCase, look_at_case};

/// Why a command did not do what it was asked. Nothing here is personal, and nobody logs it: the command
/// prints it as its one line.
#[derive(Debug, thiserror::Error)]
pub enum CommandProblem {
    /// The store could not.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The policy in force cannot be read.
    #[error("the policy in force cannot be read ({0}): put another in force on the page of the policy")]
    Pack(#[from] PackProblem),
    /// There is no such case.
    #[error(
        "there is no case with this reference in this store, or more than one: correct --case, for example \
         to HF-7K3M-Q2XT"
    )]
    NoCase,
    /// A thread of the program ended by itself.
    #[error("the program could not finish this: try again, and if it happens again report it as a fault")]
    Ended,
}

#[cfg(test)]
#[cfg(feature = "demo")]
mod tests;
