//! What our scripts and templates never do, and what the manifest asks the compiler for.

use super::files::{below, of_project, text};

/// Ways in which the name of a field could become a property of an object, or a property of every object (ASVS 15.3.6).
fn takes_names_for_properties(script: &str) -> Vec<&'static str> {
    const WAYS: [&str; 8] = [
        "__proto__",
        ".prototype",
        "constructor[",
        "Object.assign({}",
        "Object.fromEntries",
        "JSON.parse(",
        "] = ",
        "eval(",
    ];
    WAYS.into_iter().filter(|way| script.contains(way)).collect()
}

#[test]
fn no_script_of_ours_makes_a_property_out_of_a_name_that_came_from_outside() {
    let scripts = below("crates/web/assets/js", ".js");
    assert!(scripts.len() >= 6, "only {} scripts", scripts.len());
    for (path, script) in scripts {
        assert_eq!(takes_names_for_properties(&script), [""; 0], "{}", path.display());
    }
    for way in ["kept[name] = answer;", "Object.fromEntries(new FormData(form))", "x.__proto__ = y"] {
        assert_eq!(takes_names_for_properties(way).len(), 1, "the control: {way}");
    }
}

/// A page is cleared when the service counts its session as ended, and not at another time.
#[test]
fn a_page_is_cleared_when_the_service_ends_its_session() {
    let minutes = |source: &str, before: &str, after: &str| -> Option<u32> {
        source.split_once(before)?.1.split_once(after)?.0.parse().ok()
    };
    let page = minutes(&text("crates/web/assets/js/idle.js"), "const IDLE = ", " * 60 * 1000;");
    let service = text("crates/service/src/sign_in.rs");
    let service = minutes(&service, "const IDLE: SignedDuration = SignedDuration::from_mins(", ")");
    assert_eq!((page, service), (Some(15), Some(15)));
}

/// Ways in which a page could take a file, or a handler read one.
fn takes_files(source: &str) -> bool {
    ["type=\"file\"", "multipart", "Multipart", "enctype"].iter().any(|way| source.contains(way))
}

/// The rows of `docs/asvs.csv` about files do not apply as long as this holds; where it fails, they apply.
#[test]
fn no_page_takes_a_file_and_nothing_reads_one_that_was_sent() {
    let templates = below("crates/web/templates", ".html");
    let sources = below("crates/web/src", ".rs");
    assert!(templates.len() > 60 && sources.len() > 100, "{} and {}", templates.len(), sources.len());
    let found: Vec<_> = templates.iter().chain(&sources).filter(|(_, text)| takes_files(text)).collect();
    assert!(found.is_empty(), "{:?}", found.iter().map(|(path, _)| path).collect::<Vec<_>>());
    let manifest: toml::Table = text("Cargo.toml").parse().expect("TOML");
    let features = manifest["workspace"]["dependencies"]["axum"]["features"].as_array().expect("features");
    assert!(features.iter().all(|feature| feature.as_str() != Some("multipart")));
    assert!(takes_files("<input type=\"file\" name=\"photo\">"), "the control");
}

/// Libraries that send mail.
const SENDERS: [&str; 4] = ["lettre", "mail-send", "mail-builder", "sendmail"];

/// The row about mail does not apply as long as this holds.
#[test]
fn nothing_shipped_sends_mail() {
    let lock: toml::Table = text("Cargo.lock").parse().expect("TOML");
    let packages = lock["package"].as_array().expect("packages");
    let names: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    assert!(names.contains(&"axum"), "the lock file was not read");
    let found: Vec<&&str> = names.iter().filter(|name| SENDERS.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// ASVS 1.4.2: a sum that does not fit stops the request instead of going on with another number.
#[test]
fn a_release_stops_at_an_overflow_and_no_cast_loses_anything_unseen() {
    let manifest: toml::Table = text("Cargo.toml").parse().expect("TOML");
    assert_eq!(manifest["profile"]["release"]["overflow-checks"].as_bool(), Some(true));
    let pedantic = &manifest["workspace"]["lints"]["clippy"]["pedantic"]["level"];
    assert_eq!(pedantic.as_str(), Some("warn"), "with `-D warnings` it is refused");
    let allowed = &manifest["workspace"]["lints"]["clippy"];
    for lint in ["cast_possible_truncation", "cast_possible_wrap", "cast_sign_loss", "allow_attributes"] {
        let level = allowed.get(lint).and_then(toml::Value::as_str);
        assert!(level.is_none_or(|level| level == "deny" || level == "warn"), "{lint}");
    }
    assert!(of_project("Cargo.lock").is_file());
}

/// The places that may speak with another machine: the one that asks the identity provider, the store, and the socket
/// on which the program listens (ASVS 1.3.6, 13.2.4, 13.2.5).
const SPEAKING: [&str; 4] =
    ["service/src/provider/client/", "store/src/", "server/src/http/run.rs", "server/src/commands/"];
const WAYS_OUT: [&str; 9] = [
    "TcpStream",
    "UdpSocket",
    "UnixStream",
    "HttpConnector",
    "HttpsConnector",
    "ToSocketAddrs",
    "lookup_host",
    "reqwest",
    "hyper_util::client",
];

fn speaks(source: &str) -> bool {
    WAYS_OUT.iter().any(|way| source.contains(way))
}

#[test]
fn nothing_but_the_store_and_the_provider_speaks_with_another_machine() {
    let sources = below("crates", ".rs");
    let shipped: Vec<_> =
        sources.iter().filter(|(path, _)| path.to_string_lossy().contains("/src/")).collect();
    assert!(shipped.len() > 200, "only {} sources", shipped.len());
    let speaking: Vec<String> = shipped
        .iter()
        .filter(|(_, source)| speaks(source))
        .map(|(path, _)| path.to_string_lossy().into_owned())
        .collect();
    assert!(speaking.iter().any(|path| path.contains(SPEAKING[0])), "the control: {speaking:?}");
    let others: Vec<&String> =
        speaking.iter().filter(|path| !SPEAKING.iter().any(|place| path.contains(place))).collect();
    assert!(others.is_empty(), "{others:?}");
}
