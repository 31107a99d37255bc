//! The pages, a folder or a file each: the handler, the page's struct and its template.

pub mod about;
pub mod received;
pub mod report;
pub mod sign_in;
pub mod work;
