//! What proves who somebody is, is compared by `seal::same` and in no other way (ASVS 11.2.4).

use super::files::{below, of_project};

/// What the last part of a name says of what it holds.
const SECRETS: [&str; 6] = ["csrf", "token", "nonce", "verifier", "digest", "password"];

/// What is compared openly, because it is nobody's secret.
const OPEN: [(&str, &str); 1] = [
    // A digest of what is sealed, which stands beside it.
    ("seal/src/chain.rs", "if row.payload.is_some_and(|payload| Digest::of(payload) != digest) {"),
];

/// Whether a name is that of a secret: `csrf`, `kept.csrf`, `form_token`, `kept.token.as_bytes()`.
fn is_secret(operand: &str) -> bool {
    let mut name = operand.trim().trim_start_matches(['&', '*', '(', '!']).trim_end_matches(')');
    for inside in ["Some(", "Ok("] {
        name = name.strip_prefix(inside).unwrap_or(name);
    }
    let parts: Vec<&str> = name.split('.').collect();
    let named = parts.iter().rev().find(|part| !["as_str(", "as_bytes(", "as_ref(", "text("].contains(part));
    let named = named.copied().unwrap_or_default().trim_end_matches(['(', ')', '?']);
    SECRETS.iter().any(|secret| named == *secret || named.ends_with(&format!("_{secret}")))
}

/// The operand that ends here: back to whatever cannot stand in one.
fn before(text: &str) -> &str {
    let text = text.trim_end();
    let from = text.rfind([' ', '(', '{', '|', ',', '!']).map_or(0, |at| at + 1);
    let from =
        if text.ends_with(')') { text.rfind([' ', '{', '|', ',']).map_or(0, |at| at + 1) } else { from };
    text.get(from..).unwrap_or_default()
}

/// The operand that begins here.
fn after(text: &str) -> &str {
    let text = text.trim_start();
    text.get(..text.find([' ', ',', '{', ';', '|']).unwrap_or(text.len())).unwrap_or_default()
}

/// Whether a line compares a secret byte by byte, until the first that differs.
fn compares_a_secret(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    ["==", "!="].iter().any(|sign| {
        code.match_indices(sign).any(|(at, _)| {
            let (left, right) = (code.get(..at).unwrap_or_default(), code.get(at + 2..).unwrap_or_default());
            is_secret(before(left)) || is_secret(after(right))
        })
    })
}

/// What is shipped of a source: without its tests.
fn shipped(source: &str) -> &str {
    source.split("#[cfg(test)]\nmod ").next().unwrap_or_default()
}

fn sources() -> Vec<(String, String)> {
    let all = below("crates", ".rs").into_iter().map(|(path, source)| {
        (path.strip_prefix(of_project("crates")).expect("below").display().to_string(), source)
    });
    let found: Vec<_> = all
        .filter(|(path, _)| path.contains("/src/") && !path.contains("test"))
        .filter(|(path, _)| !path.ends_with("known_answers.rs"))
        .collect();
    assert!(found.len() > 300, "only {} sources", found.len());
    found
}

#[test]
fn secrets_are_compared_in_one_place_in_a_time_that_tells_nothing() {
    let (mut found, mut open) = (Vec::new(), 0);
    for (path, source) in sources() {
        for line in shipped(&source).lines().filter(|line| compares_a_secret(line)) {
            if OPEN.iter().any(|(open, part)| *open == path && line.contains(part)) {
                open += 1;
            } else {
                found.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    assert_eq!(found, [""; 0], "compare by seal::same, SecretText::is or Token::matches");
    assert_eq!(open, OPEN.len(), "what is compared openly is gone: take it out");
}

/// A second way that means to take one time would be one more to get wrong.
#[test]
fn there_is_one_comparison_that_takes_one_time() {
    let makes_its_own =
        |source: &str| ["black_box", "ct_eq", "ConstantTimeEq"].iter().any(|way| source.contains(way));
    let found: Vec<String> =
        sources().into_iter().filter(|(_, source)| makes_its_own(source)).map(|(path, _)| path).collect();
    assert_eq!(found, ["seal/src/compare.rs"]);
}

/// The control: what is looked for is found, and what is open is not.
#[test]
fn a_planted_comparison_is_found() {
    for line in [
        "if sent.one(\"csrf\") == who.csrf {",
        "if who.csrf == sent {",
        "    kept.token_digest == digest && more",
        "let same = answer.nonce != asked.nonce;",
        "token == *kept",
        "(a.token.as_bytes() == b)",
        "found.filter(|kept| kept.digest == wanted)",
        "Some(token) == kept",
        "x == Some(kept.verifier)",
    ] {
        assert!(compares_a_secret(line), "{line}");
    }
    for line in [
        "if sent.one(\"csrf\").is_empty() {",
        "// token == token",
        "held.secret == secret",
        "duty.state == DutyState::Overdue",
        "tokens.len() == 3",
        "if kept.csrf.is(sent.one(\"csrf\")) == false {",
    ] {
        assert!(!compares_a_secret(line), "{line}");
    }
}
