//! A build without passkeys: there is no site that they could be bound to, so nothing here is ever reached.

use std::convert::Infallible;

use store::{Passkey, User};

use super::Refusal;
use crate::Problem;
use crate::origin::Origin;

/// There is none.
pub(crate) struct Site(Infallible);

pub(crate) struct Question {
    pub(super) options: String,
    pub(super) state: Vec<u8>,
}

pub(super) struct NewCredential {
    pub(super) id: Vec<u8>,
    pub(super) credential: Vec<u8>,
}

pub(super) struct Answer(Infallible);

pub(super) struct Used {
    pub(super) credential: Vec<u8>,
    pub(super) counter: u32,
}

impl Site {
    pub(crate) const fn at(_origin: &Origin) -> Option<Self> {
        None
    }

    pub(super) fn ask_to_make(&self, _user: &User, _theirs: &[Passkey]) -> Result<Question, Problem> {
        match self.0 {}
    }

    pub(super) fn made(&self, _answer: &str, _state: &[u8]) -> Result<NewCredential, Refusal> {
        match self.0 {}
    }

    pub(super) fn ask(&self, _theirs: Option<&[Passkey]>) -> Result<Question, Problem> {
        match self.0 {}
    }

    pub(super) fn check(&self, _answer: &Answer, _state: &[u8], _passkey: &Passkey) -> Result<Used, Refusal> {
        match self.0 {}
    }
}

impl Answer {
    pub(super) const fn read(_answer: &str) -> Result<Self, Refusal> {
        Err(Refusal::NotHere)
    }

    pub(super) fn credential_id(&self) -> &[u8] {
        match self.0 {}
    }

    pub(super) fn user_handle(&self) -> Option<&[u8]> {
        match self.0 {}
    }
}
