//! From a listening socket to the pages.

mod log;
mod run;
mod stop;

pub use log::{HEADS, begin as begin_log};
pub use run::{Around, Listening, Server, check_clock};
pub use stop::Stop;
