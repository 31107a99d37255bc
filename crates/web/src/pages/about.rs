//! What the service is, how it can be used by everybody, and whether it is there.

use askama::Template;
use axum::response::IntoResponse;

use crate::layout::Layout;
use crate::page::{Page, Sample};

/// Says that the program answers, and nothing else.
pub async fn health() -> impl IntoResponse {
    "ok\n"
}

macro_rules! plain_pages {
    ($($(#[$doc:meta])* $name:ident $handler:ident $path:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Template)]
        #[template(path = $path)]
        pub struct $name {
            layout: Layout,
        }

        impl Sample for $name {
            fn sample() -> Self {
                Self { layout: Layout::new() }
            }
        }

        $(#[$doc])*
        pub async fn $handler() -> impl IntoResponse {
            Page($name::sample())
        }
    )+};
}

plain_pages! {
    /// What this service is, and what it cannot protect from.
    AboutPage about "about.html";
    /// How it can be used with the keyboard, a screen reader, large text and without scripts.
    AccessibilityPage accessibility "accessibility.html";
}
