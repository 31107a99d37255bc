//! From a listening socket to the pages.

mod log;
mod run;
mod stop;

pub use log::begin as begin_log;
pub use run::{Listening, Server, check_clock};
pub use stop::Stop;
