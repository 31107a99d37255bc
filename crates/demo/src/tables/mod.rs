//! The words that stories are made from. All fictional.

pub(crate) mod behaviour;
pub(crate) mod compromised;
pub(crate) mod forms;
pub(crate) mod names;
pub(crate) mod notes;
pub(crate) mod places;
pub(crate) mod records;
pub(crate) mod road;
pub(crate) mod sentences;
