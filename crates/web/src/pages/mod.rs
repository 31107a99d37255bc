//! The pages, a folder or a file each: the handler, the page's struct and its template.

pub mod about;
pub mod about_me;
pub mod account;
pub mod account_sessions;
pub mod ask;
pub mod case;
pub mod choices;
pub mod close;
pub mod confirm;
pub mod contact;
pub mod conversation;
pub mod copy;
pub mod correct;
pub mod enquiry;
mod fact;
pub mod figures;
pub mod find;
pub mod handover;
pub mod held;
pub mod looks;
pub mod notes;
pub mod on_call;
pub mod outputs;
pub mod passkeys;
pub mod password;
pub mod people;
pub mod plan;
pub mod policy;
pub mod provider;
pub mod received;
pub mod report;
pub mod reveal;
pub mod review;
pub mod risk;
pub mod safeguarding;
pub mod security;
pub mod set_up;
pub mod sharing;
pub mod sign_in;
pub mod urgent;
pub mod voice;
pub mod vouch;
pub mod walls;
pub mod work;

#[cfg(test)]
mod tests;
