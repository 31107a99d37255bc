//! A file for each command.

#[cfg(feature = "demo")]
pub mod demo;
pub mod init;
pub mod key;
pub mod policy;
pub mod rebuild;
pub mod review;
pub mod serve;
pub mod verify;
