//! What concerns no single case: organisations, people who sign in, sessions, drafts, held forms.

pub(crate) mod away;
pub(crate) mod ceremony;
pub(crate) mod draft;
pub(crate) mod held;
pub(crate) mod instrument;
pub(crate) mod link_word;
pub(crate) mod local_choice;
pub(crate) mod notice;
pub(crate) mod organisation;
pub(crate) mod passkey;
pub(crate) mod provider;
pub(crate) mod retention;
pub(crate) mod rota;
pub(crate) mod second_factor;
pub(crate) mod security;
pub(crate) mod session;
pub(crate) mod sign_in_step;
pub(crate) mod team;
pub(crate) mod tries;
pub(crate) mod user;
pub(crate) mod voice;
