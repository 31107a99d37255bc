//! What concerns no single case: organisations, people who sign in, sessions, drafts.

pub(crate) mod draft;
pub(crate) mod organisation;
pub(crate) mod session;
pub(crate) mod user;
