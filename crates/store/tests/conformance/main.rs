//! What a store must do, whole, on both databases. SQLite runs always; PostgreSQL where
//! `HOLDFAST_TEST_POSTGRES` holds the address of a server on which databases may be made.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod accounts;
mod away;
mod bench;
mod cases;
mod conflicts;
mod drafts;
mod grants;
mod group_commit;
mod held;
mod holding;
mod instruments;
mod keys;
mod link_words;
mod local_choices;
mod opening;
mod outside;
mod passkeys;
mod people;
mod provider;
mod reasons;
mod rest;
mod retention;
mod rota;
mod sealing;
mod secrets;
mod security;
mod signing_in;
mod turns;
mod urgent;
mod verifying;
mod voices;
mod walls;
mod work;
