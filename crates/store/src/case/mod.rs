//! What concerns a case.

pub(crate) mod duty;
pub(crate) mod facts;
pub(crate) mod journal;
pub(crate) mod look;
pub(crate) mod operator;
pub(crate) mod permit;
pub(crate) mod record;
pub(crate) mod recording;
pub(crate) mod secret;
pub(crate) mod work;
