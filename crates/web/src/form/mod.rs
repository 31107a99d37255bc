//! Forms: what was sent, read into the field's types, and shown again with what is wrong.

mod filled;
mod query;
mod reader;
mod sent;

pub use filled::Filled;
pub use query::Query;
pub use reader::Reader;
pub use sent::{NotSent, Sent, pairs};

/// Beside the tick that keeps a note in which something looked like an address or a phone number.
pub const KEEP_AS_IT_IS: &str = "There is no address and no phone number in it. Keep it as it is";
