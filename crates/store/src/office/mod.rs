//! What concerns no single case: organisations, people who sign in, sessions, drafts, held forms.

pub(crate) mod draft;
pub(crate) mod held;
pub(crate) mod organisation;
pub(crate) mod session;
pub(crate) mod user;
