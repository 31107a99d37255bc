//! A browser at an address at which passkeys work.

use super::device::ORIGIN;
use crate::support::{Browser, TestApp};

/// A new browser there.
pub fn new_browser(app: &TestApp) -> Browser<'_> {
    Browser::new(app).at("localhost:8080")
}

/// The origin under which it opens the pages.
pub fn origin() -> service::origin::Origin {
    ORIGIN.parse().unwrap()
}
