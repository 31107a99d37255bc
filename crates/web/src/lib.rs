//! Holdfast's pages: the design systems' components, the frame around every page, the assets that
//! browsers are given, and the headers that every response carries.

// Templates name `web::assets`, which must hold here as well as in the crates that use them.
extern crate self as web;

pub mod app;
pub mod assets;
mod begun;
pub mod clauses;
pub mod components;
mod confirm_first;
pub mod contact_first;
pub mod defect;
pub mod drafts;
pub mod error_page;
pub mod failure;
mod family;
pub mod form;
pub mod headers;
pub mod ids;
mod kinds;
mod late;
pub mod layout;
pub mod letter;
pub mod navigation;
pub mod page;
pub mod pages;
pub mod plain;
pub mod refused;
pub mod routes;
pub mod session;
pub mod severity;
pub mod stopped;
mod turned_away;
mod whom;

#[cfg(test)]
mod boundary_tests;
