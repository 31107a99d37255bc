//! Reading much at once: every case header for the search and the matching in memory, every journal of an organisation
//! for judging, and every journal with what is kept beside it, for holding the one against the other.

mod headers;
mod kept;
mod mend;
mod portfolio;
pub(crate) mod unpack;

pub use headers::Headed;
pub use kept::{Differs, KeptCase};
pub use portfolio::Portfolio;
