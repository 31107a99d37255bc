//! The styles, scripts and images that browsers are given. The hash of each stands in its name, so
//! that a browser may keep it for ever; the build embeds them (see `build/`).

use std::fmt;
use std::future::{Ready, ready};

use askama::filters::HtmlSafe;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::error_page::{ErrorPage, Problem};
use crate::headers::MayBeKept;

/// Where the assets are, for the table of routes.
pub const ROUTE: &str = "/assets/{name}";

/// An embedded file. A template writes `{{ assets::APP_CSS }}` for its address, so that a file that
/// does not exist does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The plain name, such as `app.css`.
    pub name: &'static str,
    /// The name with the hash, such as `app-0123456789abcdef.css`.
    pub file: &'static str,
    /// The media type.
    pub content_type: &'static str,
    /// The content.
    pub bytes: &'static [u8],
}

impl Asset {
    /// The address on this site.
    pub fn url(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Asset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/assets/{}", self.file)
    }
}

/// File names of ours hold nothing that would have to be escaped.
impl HtmlSafe for Asset {}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Gives the asset with this name and hash.
pub fn serve(Path(name): Path<String>) -> Ready<Response> {
    ready(find(&name))
}

fn find(name: &str) -> Response {
    match ALL.iter().find(|asset| asset.file == name) {
        Some(asset) => {
            let headers =
                [(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
            (MayBeKept, headers, asset.bytes).into_response()
        }
        None => ErrorPage::new(Problem::NotFound).into_response(),
    }
}

#[cfg(test)]
mod tests;
