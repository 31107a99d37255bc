//! What concerns a case.

pub(crate) mod counted;
pub(crate) mod duty;
pub(crate) mod facts;
pub(crate) mod glass;
pub(crate) mod grant;
pub(crate) mod handed;
pub(crate) mod hold;
pub(crate) mod journal;
pub(crate) mod location;
pub(crate) mod look;
pub(crate) mod look_review;
pub(crate) mod look_seal;
pub(crate) mod operator;
pub(crate) mod permit;
pub(crate) mod record;
pub(crate) mod recording;
pub(crate) mod secret;
pub(crate) mod work;
pub(crate) mod work_figures;
