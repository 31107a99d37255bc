//! What is asked of a device: the options as JSON, and the cookie without which no answer counts.

use axum::http::header::{CONTENT_TYPE, HOST, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};
use service::passkeys::{Asked, PasskeyProblem, PasskeysWork, Refusal};

use crate::app::App;
use crate::failure::Failure;
use crate::form::Sent;
use crate::headers::Transport;
use crate::session::cookie_in;

/// The field with the device's answer.
pub(super) const ANSWER: &str = "answer";
/// So long the browser keeps the cookie, in seconds: as long as an answer is waited for.
const WAITS: u32 = 300;

/// Whether passkeys work where this browser has opened the work.
pub(super) fn work_here(app: &App, headers: &HeaderMap) -> PasskeysWork {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    app.service.passkeys_work_at(host)
}

/// What a browser is asked, or in one word why not: only its script reads this.
pub(super) fn response(asked: Result<Asked, PasskeyProblem>, app: &App) -> Result<Response, Failure> {
    let json = |text: String| ([(CONTENT_TYPE, "application/json")], text);
    match asked {
        Ok(Asked { token, options }) => {
            Ok((AppendHeaders([cookie(&token, WAITS, app.transport)]), json(options)).into_response())
        }
        Err(PasskeyProblem::Refused(_)) => Ok((StatusCode::CONFLICT, json("{}".to_owned())).into_response()),
        Err(PasskeyProblem::Journey(problem)) => Err(problem.into()),
    }
}

/// The token of the cookie and the device's answer. A form that no script filled has none: then nothing was
/// asked of any device.
pub(super) fn answered<'s>(
    sent: &'s Sent,
    headers: &HeaderMap,
    app: &App,
) -> Result<(String, &'s str), &'static str> {
    let token = cookie_in(headers, cookie_name(app.transport)).unwrap_or_default();
    match sent.one(ANSWER) {
        "" => Err("A passkey needs a browser that runs scripts. Sign in another way, or use another browser"),
        answer => Ok((token, answer)),
    }
}

/// Why a passkey was not taken, to be shown; anything else is a failure.
pub(super) fn shown(problem: PasskeyProblem) -> Result<Refusal, Failure> {
    match problem {
        PasskeyProblem::Refused(refusal) => Ok(refusal),
        PasskeyProblem::Journey(problem) => Err(problem.into()),
    }
}

/// The header that takes the cookie away.
pub(super) fn over(app: &App) -> AppendHeaders<[(HeaderName, HeaderValue); 1]> {
    AppendHeaders([cookie("", 0, app.transport)])
}

const fn cookie_name(transport: Transport) -> &'static str {
    match transport {
        Transport::Tls => "__Host-asked",
        Transport::Plain => "asked",
    }
}

fn cookie(token: &str, age: u32, transport: Transport) -> (HeaderName, HeaderValue) {
    let (name, secure) = (cookie_name(transport), if transport == Transport::Tls { "; Secure" } else { "" });
    let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}{secure}");
    (SET_COOKIE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_of_other_sites_and_goes_after_five_minutes() {
        let tls = cookie("abc", WAITS, Transport::Tls).1;
        assert_eq!(tls, "__Host-asked=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=300; Secure");
        assert_eq!(cookie("", 0, Transport::Plain).1, "asked=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    }
}
