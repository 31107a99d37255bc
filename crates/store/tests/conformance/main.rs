//! What a store must do, whole, on both databases. SQLite runs always; PostgreSQL where
//! `HOLDFAST_TEST_POSTGRES` holds the address of a server on which databases may be made.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod bench;
mod cases;
mod conflicts;
mod drafts;
mod group_commit;
mod held;
mod opening;
mod people;
mod rest;
mod secrets;
mod verifying;
mod work;
