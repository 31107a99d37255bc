//! Forms: what was sent, read into the field's types, and shown again with what is wrong.

mod filled;
mod reader;
mod sent;

pub use filled::Filled;
pub use reader::Reader;
pub use sent::{NotSent, Sent, pairs};
