//! Passkeys: making one, signing in with one, confirming with one, and looking after one's own.
//!
//! What passes between browser and device goes through two requests. The first asks and answers with JSON
//! (`asking`); the second is an ordinary form with the device's answer in a field, so that it comes in by the
//! same extractors as every other and a refusal is an ordinary page.

mod asking;
mod block;
pub mod confirm;
pub mod list;
pub mod new;
pub mod one;
pub mod sign_in;

pub use block::PasskeyBlock;

#[cfg(test)]
mod tests;
