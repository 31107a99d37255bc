//! Forms that arrive when the sign-in of whoever sent them has ended, or that somebody leaves. What was typed is held for
//! them, for every form in one way, so that no page loses what a frightened person said because its time was up.

use access::Actor;
use axum::http::Uri;
use service::{HeldWhy, LateForm};

use crate::app::App;
use crate::form::pairs;
use crate::routes::ROUTES;

/// The most of one form that is held, in bytes.
pub(crate) const LARGEST: usize = 64 * 1024;
/// The longest address that is held, in bytes.
const LONGEST_ADDRESS: usize = 1024;

/// Holds a form for whoever its token was made for: `false` where it was not held. `by` is who is signed in
/// now. A fault is logged where it happened; here it is as if there had been nothing to hold.
pub(crate) async fn hold(app: &App, to: &Uri, body: &[u8], by: Option<&Actor>, why: HeldWhy) -> bool {
    let Some((csrf, form)) = read(to, body) else { return false };
    app.service.hold(&csrf, by, &form, why).await.unwrap_or(false)
}

/// Whether a form of ours goes to this path.
pub(crate) fn is_a_form(path: &str) -> bool {
    let fits = |pattern: &str| {
        let parts = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
        let (pattern, path) = (parts(pattern), parts(path));
        let fits = |(wanted, part): (&String, &String)| wanted.starts_with('{') || wanted == part;
        pattern.len() == path.len() && pattern.iter().zip(&path).all(fits)
    };
    ROUTES.iter().any(|route| route.method == "post" && fits(route.path))
}

/// The token of a form, and what was typed in it, if anything was.
fn read(to: &Uri, body: &[u8]) -> Option<(String, LateForm)> {
    let path = to.path_and_query()?.to_string();
    if body.len() > LARGEST || path.len() > LONGEST_ADDRESS {
        return None;
    }
    let mut fields = pairs(body).ok()?;
    let csrf = fields.iter().find(|(name, _)| name == "csrf").map(|(_, token)| token.clone())?;
    fields.retain(|(name, _)| name != "csrf");
    let is_written = fields.iter().any(|(_, value)| !value.trim().is_empty());
    is_written.then_some((csrf, LateForm { path, fields }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn late(to: &str, body: &str) -> Option<(String, LateForm)> {
        read(&to.parse().unwrap(), body.as_bytes())
    }

    #[test]
    fn only_where_a_form_of_ours_goes_to_is_one_put_aside_for() {
        for ours in ["/people", "/cases/1/notes/wishes", "/reports/1"] {
            assert!(is_a_form(ours), "{ours}");
        }
        for other in ["/", "/work", "/nowhere", "/cases/1", "/cases/1/notes/wishes/2"] {
            assert!(!is_a_form(other), "{other}");
        }
    }

    #[test]
    fn a_form_is_kept_field_by_field_in_its_order_and_without_its_token() {
        let (csrf, form) = late("/cases/1/notes/wishes?go=on", "b=2&csrf=t&a=+1+&b=&when-day=4").unwrap();
        let fields = [("b", "2"), ("a", " 1 "), ("b", ""), ("when-day", "4")];
        assert_eq!((csrf.as_str(), form.path.as_str()), ("t", "/cases/1/notes/wishes?go=on"));
        assert_eq!(form.fields, fields.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_form_with_nothing_in_it_without_a_token_or_too_large_is_not_kept() {
        let of = |length: usize| format!("csrf=t&words={}", "a".repeat(length));
        assert!(late("/find", "csrf=t&words=+&go=").is_none());
        assert!(late("/find", "words=somebody").is_none());
        assert!(late("/find", "csrf=t&words=%FF").is_none());
        assert!(late("/find", &of(LARGEST)).is_none());
        assert!(late("/find", &of(LARGEST - "csrf=t&words=".len())).is_some(), "the control");
        assert!(late(&format!("/{}", "a".repeat(LONGEST_ADDRESS)), "csrf=t&words=a").is_none());
    }
}
