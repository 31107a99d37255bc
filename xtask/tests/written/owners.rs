//! Which of our crates may use which library: cryptography in one place, one reader for each format (ASVS 11.1.3, 1.5.3).
//! Every library that anything shipped is built with stands in one of the tables. One that stands in none fails here, so
//! that whoever adds it says what it is for.

use super::files::{of_project, text};

/// Who may use a library: crates, and ` (build)` where only their build does.
type Owners = &'static [&'static str];

/// Cryptography, with the reason where it is not `seal`.
const CRYPTOGRAPHY: [(&str, Owners); 12] = [
    ("chacha20poly1305", &["seal"]),
    ("getrandom", &["seal"]),
    ("hkdf", &["seal"]),
    ("sha1", &["seal"]),
    // The marks of `matching` live in the memory of one process; the builds name assets and entries of a list.
    ("sha2", &["seal", "matching", "service (build)", "web (build)"]),
    // Wiping is not cryptography, and belongs wherever something secret passes.
    ("zeroize", &["access", "holdfast", "seal", "service", "store"]),
    // Who somebody is: passwords, codes, passkeys, an identity provider and the way to it.
    ("argon2", &["service"]),
    ("totp-rs", &["service"]),
    ("webauthn-rs", &["service"]),
    ("openidconnect", &["service"]),
    ("rustls", &["service"]),
    ("hyper-rustls", &["service"]),
];

/// The one reader of each format. Forms and queries have one of our own: `web::form::sent`.
const READERS: [(&str, &str); 8] = [
    ("JSON", "serde_json"),
    ("TOML", "toml"),
    ("times and dates", "jiff"),
    ("UUIDs", "uuid"),
    ("HTTP/1.1", "hyper"),
    ("SQL", "sqlx"),
    ("the command line", "clap"),
    ("Unicode", "unicode-normalization"),
];

/// What reads no format and has no secret.
const OTHERS: [&str; 14] = [
    "askama",
    "axum",
    "http-body-util",
    "hyper-util",
    "qrcode",
    "serde",
    "strsim",
    "tempfile",
    "thiserror",
    "tokio",
    "tower",
    "tower-http",
    "tracing",
    "tracing-subscriber",
];

/// What `axum` would read by itself, in a way of its own.
const OWN_WAYS: [&str; 3] = ["form", "query", "multipart"];

/// A crate and what it is built with; tests are not counted.
struct Built {
    name: String,
    with: Vec<String>,
    build: Vec<String>,
}

fn names(manifest: &toml::Table, section: &str) -> Vec<String> {
    let names = |section: &toml::Table| section.keys().cloned().collect();
    manifest.get(section).and_then(toml::Value::as_table).map(names).unwrap_or_default()
}

fn built(manifest: &str) -> Built {
    let manifest: toml::Table = manifest.parse().expect("a manifest");
    let name = manifest["package"]["name"].as_str().expect("a name").to_owned();
    let (with, build) = (names(&manifest, "dependencies"), names(&manifest, "build-dependencies"));
    Built { name, with, build }
}

fn shipped() -> Vec<Built> {
    let crates = std::fs::read_dir(of_project("crates")).expect("the crates");
    let paths = crates.map(|entry| entry.expect("a crate").path().join("Cargo.toml"));
    paths
        .filter(|path| path.is_file())
        .map(|path| built(&std::fs::read_to_string(path).expect("it")))
        .collect()
}

/// Every use of a library by a crate that is not its owner, and of one that is in no table.
fn foreign(built: &[Built]) -> Vec<String> {
    let ours: Vec<&str> = built.iter().map(|one| one.name.as_str()).collect();
    let mut found = Vec::new();
    for one in built {
        let plain = one.with.iter().map(|library| (library, one.name.clone()));
        let to_build = one.build.iter().map(|library| (library, format!("{} (build)", one.name)));
        for (library, user) in plain.chain(to_build) {
            let owners = CRYPTOGRAPHY.iter().find(|(name, _)| name == library).map(|(_, owners)| *owners);
            let is_known = ours.contains(&library.as_str())
                || library == "holdfast"
                || READERS.iter().any(|(_, name)| name == library)
                || OTHERS.contains(&library.as_str());
            if !owners.map_or(is_known, |owners| owners.contains(&user.as_str())) {
                found.push(format!("{user}: {library}"));
            }
        }
    }
    found
}

/// What of `axum` is switched on that reads a format in a way of its own.
fn own_ways(workspace: &str) -> Vec<String> {
    let workspace: toml::Table = workspace.parse().expect("a manifest");
    let axum = &workspace["workspace"]["dependencies"]["axum"];
    assert_eq!(axum["default-features"].as_bool(), Some(false));
    let features = axum["features"].as_array().expect("features");
    let named = features.iter().filter_map(toml::Value::as_str);
    named.filter(|feature| OWN_WAYS.contains(feature)).map(str::to_owned).collect()
}

#[test]
fn cryptography_is_used_only_by_the_crates_that_own_it() {
    let built = shipped();
    assert!(built.len() >= 11, "only {} crates", built.len());
    assert_eq!(foreign(&built), [""; 0], "an owner, or a line in a table, is missing");
    for (library, owners) in CRYPTOGRAPHY {
        for owner in owners {
            let (name, is_build) =
                owner.strip_suffix(" (build)").map_or((*owner, false), |name| (name, true));
            let one = built.iter().find(|one| one.name == name).expect("a crate of ours");
            let uses = if is_build { &one.build } else { &one.with };
            assert!(uses.iter().any(|used| used == library), "{owner} no longer uses {library}: take it out");
        }
    }
}

#[test]
fn each_format_has_one_reader() {
    assert_eq!(own_ways(&text("Cargo.toml")), [""; 0], "forms and queries are read by web::form::sent");
    let direct: Vec<String> = shipped().into_iter().flat_map(|one| one.with).collect();
    for (format, reader) in READERS {
        assert!(
            direct.iter().any(|used| used == reader),
            "nothing reads {format} with {reader}: take it out"
        );
    }
}

/// Percent signs are read in one place; whoever needs what is behind them goes there.
#[test]
fn percent_signs_are_decoded_in_one_place() {
    let decodes = |source: &str| source.contains("b'%' =>") || source.contains("percent_decode");
    let sources = super::files::below("crates", ".rs");
    let found: Vec<String> = sources
        .iter()
        .filter(|(path, source)| path.components().any(|part| part.as_os_str() == "src") && decodes(source))
        .map(|(path, _)| path.strip_prefix(of_project("crates")).expect("below").display().to_string())
        .collect();
    assert_eq!(found, ["web/src/form/sent.rs"]);
}

/// The control: each check finds what it looks for.
#[test]
fn a_planted_offender_is_found() {
    let planted = [
        built(
            "[package]\nname = 'store'\n[dependencies]\nseal = '1'\nsha2 = '1'\nsimd-json = '1'\nserde_json = '1'",
        ),
        built("[package]\nname = 'seal'\n[dependencies]\nsha2 = '1'\n[dev-dependencies]\nring = '1'"),
        built(
            "[package]\nname = 'service'\n[dependencies]\nsha2 = '1'\n[build-dependencies]\nsha2 = '1'\nrsa = '1'",
        ),
    ];
    assert_eq!(
        foreign(&planted),
        ["store: sha2", "store: simd-json", "service: sha2", "service (build): rsa"]
    );
    let axum = "[workspace.dependencies]\naxum = { default-features = false, features = ['json', 'query'] }";
    assert_eq!(own_ways(axum), ["query"]);
}
