//! A file for each command.

pub mod demo;
pub mod init;
pub mod policy;
pub mod rebuild;
pub mod review;
pub mod serve;
pub mod verify;
