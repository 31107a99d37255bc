//! Reading much at once: every case header for the search in memory, every journal of an organisation
//! for judging and for checking what was derived from it.

mod headers;
mod portfolio;
pub(crate) mod unpack;

pub use headers::Headed;
pub use portfolio::Portfolio;
