//! Tokens that were signed once, with keys that nobody has any more: those of the algorithms in use. What a
//! provider may do wrong beside is in the tests of the pages, against a provider of their own.

use std::str::FromStr as _;

use serde_json::Value;

use super::*;
use crate::provider::ClientSecret;

const TODAY: &str = "2026-03-02T10:00:00Z";

fn signed() -> Value {
    serde_json::from_str(include_str!("signed.json")).unwrap()
}

fn config() -> ProviderConfig {
    ProviderConfig {
        issuer: "https://sign-in.example.org".to_owned(),
        client: "holdfast".to_owned(),
        secret: ClientSecret::read_by(|| Some("quartz-lantern".to_owned().into())),
        label: "Brookvale account".to_owned(),
        origin: "https://work.example.org".parse().unwrap(),
        assume_second_factor: false,
        context: None,
    }
}

/// What is made of the token of an algorithm, changed, at so many seconds from now.
fn judged(algorithm: &str, change: impl Fn(&str) -> String, seconds: i64) -> Result<Proven, Wrong> {
    let (signed, config) = (signed(), config());
    let issuer = IssuerUrl::new(config.issuer.clone()).unwrap();
    let keys = serde_json::from_value(serde_json::json!({ "keys": signed["keys"] })).unwrap();
    let token = change(signed["tokens"][algorithm].as_str().unwrap());
    let token = CoreIdToken::from_str(&token).map_err(|_| Wrong::Told("not a token"))?;
    let at: Timestamp = TODAY.parse().unwrap();
    let asked =
        Asked { state: String::new(), nonce: "a-nonce".to_owned(), verifier: String::new(), at, anew: false };
    let now = at + SignedDuration::from_secs(seconds);
    Check { config: &config, issuer: &issuer, keys: &keys, asked: &asked, now }.proven(&token)
}

#[test]
fn tokens_of_each_algorithm_in_use_are_accepted_and_not_with_a_letter_changed() {
    for algorithm in ["RS256", "PS256", "ES256"] {
        let proven = judged(algorithm, str::to_owned, 0);
        assert_eq!(proven.unwrap().subject, "0f9c", "{algorithm}");
        // The last letter holds bits that do not count.
        let changed = |token: &str| {
            let (rest, end) = token.split_at(token.len() - 9);
            let other = if end.starts_with('A') { "B" } else { "A" };
            format!("{rest}{other}{}", &end[1..])
        };
        assert_eq!(judged(algorithm, changed, 0), Err(Wrong::Told("the token's signature does not hold")));
    }
}

#[test]
fn a_token_counts_from_when_it_was_made_until_it_has_run_out_give_or_take_a_minute() {
    for (seconds, good) in [(-61, false), (-60, true), (0, true), (359, true), (360, false)] {
        assert_eq!(judged("ES256", str::to_owned, seconds).is_ok(), good, "{seconds}");
    }
}

#[test]
fn a_token_of_a_key_that_is_not_known_asks_for_the_keys_again() {
    let renamed = |token: &str| {
        token.replace("eyJhbGciOiJFUzI1NiIsImtpZCI6ImVjIn0", "eyJhbGciOiJFUzI1NiIsImtpZCI6ImVmIn0")
    };
    assert_eq!(judged("ES256", renamed, 0), Err(Wrong::Key));
}
