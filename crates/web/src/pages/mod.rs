//! The pages, a folder or a file each: the handler, the page's struct and its template.

pub mod about;
pub mod find;
pub mod password;
pub mod people;
pub mod policy;
pub mod received;
pub mod report;
pub mod set_up;
pub mod sign_in;
pub mod work;
