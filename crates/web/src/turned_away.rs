//! What somebody who is signed in asked for and may not have goes to the security log (ASVS 16.3.2): in one place,
//! so that no handler can forget it, and before they are answered, so that the answer takes as long whether or not
//! there is such a record.

use std::sync::{Arc, OnceLock};

use access::Actor;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::USER_AGENT;
use axum::middleware::Next;
use axum::response::Response;
use domain::CaseId;
use service::{Browser, SecurityEvent, SecurityKind};

use crate::app::App;

/// Marks an answer that turns somebody away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TurnedAway {
    /// What they asked for is not theirs.
    NotTheirs,
    /// What they sent is no form of one of their open pages.
    NotAForm,
}

/// Who asks, told by whatever finds it out.
#[derive(Clone, Default)]
pub(crate) struct Asker(Arc<OnceLock<Actor>>);

impl Asker {
    /// Says who asks.
    pub(crate) fn is(&self, actor: &Actor) {
        // One request has one asker: a second finding says the same.
        let _ = self.0.set(actor.clone());
    }
}

/// Writes that somebody was turned away, where they were. What cannot be written changes no answer: it was a no.
pub(crate) async fn note(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let asker = Asker::default();
    request.extensions_mut().insert(asker.clone());
    let case = case_in(request.uri().path());
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = format!("{} {}", request.method(), route.unwrap_or_default());
    let said = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let browser = Browser::of(said);

    let response = next.run(request).await;
    let Some(why) = response.extensions().get::<TurnedAway>().copied() else { return response };
    if let Some(actor) = asker.0.get() {
        let event = match (why, case) {
            (TurnedAway::NotTheirs, Some(case)) => {
                SecurityEvent::of(actor, SecurityKind::DeniedCase).on_case(case)
            }
            (TurnedAway::NotTheirs, None) => {
                SecurityEvent::of(actor, SecurityKind::DeniedOffice).saying(route)
            }
            (TurnedAway::NotAForm, _) => SecurityEvent::of(actor, SecurityKind::FormRefused).saying(route),
        };
        // A fault is logged where it happens.
        let _ = app.service.note_security(event.from_browser(browser)).await;
    }
    response
}

/// The case that an address is about.
fn case_in(path: &str) -> Option<CaseId> {
    path.strip_prefix("/cases/")?.split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_about_a_case_names_it_and_others_name_none() {
        let id = "01890000-0000-7000-8000-0000000000ff";
        assert_eq!(case_in(&format!("/cases/{id}")).map(|case| case.to_string()).as_deref(), Some(id));
        assert_eq!(case_in(&format!("/cases/{id}/looks")).map(|case| case.to_string()).as_deref(), Some(id));
        for path in [format!("/people/{id}"), "/cases/x".to_owned(), "/cases/".to_owned(), "/".to_owned()] {
            assert_eq!(case_in(&path), None, "{path}");
        }
    }
}
