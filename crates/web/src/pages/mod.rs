//! The pages, a folder or a file each: the handler, the page's struct and its template.

pub mod about;
pub mod case;
pub mod contact;
pub mod conversation;
pub mod correct;
pub mod enquiry;
pub mod find;
pub mod handover;
pub mod held;
pub mod looks;
pub mod notes;
pub mod password;
pub mod people;
pub mod policy;
pub mod received;
pub mod report;
pub mod reveal;
pub mod set_up;
pub mod sign_in;
pub mod work;

#[cfg(test)]
mod tests;
