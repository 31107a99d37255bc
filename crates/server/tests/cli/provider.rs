//! The table `[provider]` of the configuration file: what is wrong with it is said in one line before anything is
//! made; what is right lets people sign in so.

use insta::assert_snapshot;

use crate::kit::{Room, Served};

const RIGHT: &str = "\
[provider]
issuer = \"https://sign-in.example.org/tenant\"
client_id = \"holdfast\"
client_secret_file = \"secret\"
label = \"Brookvale account\"
";

/// A room with the secret and this configuration.
fn room(config: &str) -> Room {
    let room = Room::empty();
    room.write("secret", "quartz lantern\n");
    room.set_mode("secret", 0o600);
    room.write("config.toml", config);
    room
}

const SERVE: [&str; 5] = ["serve", "--config", "config.toml", "--listen", "127.0.0.1:0"];

#[test]
fn given_a_provider_that_will_not_do_then_one_line_says_what_is_wrong_and_nothing_is_made() {
    let cases = [
        ("a key that is not known", RIGHT.replace("issuer", "isuer")),
        ("another key that is not known", format!("{RIGHT}scopes = \"email\"\n")),
        ("a key that is missing", RIGHT.replace("client_id = \"holdfast\"\n", "")),
        ("an issuer without TLS", RIGHT.replace("https://", "http://")),
        ("an issuer that is none", RIGHT.replace("https://", "")),
        ("no client", RIGHT.replace("\"holdfast\"", "\"\"")),
        ("no label", RIGHT.replace("Brookvale account", " ")),
        ("a secret that is not there", RIGHT.replace("\"secret\"", "\"no-such-secret\"")),
        ("no secret", RIGHT.replace("client_secret_file = \"secret\"\n", "")),
        ("two secrets", format!("{RIGHT}client_secret_credential = \"secret\"\n")),
        ("a credential that nobody gives", RIGHT.replace("client_secret_file", "client_secret_credential")),
        ("the secret itself", RIGHT.replace("client_secret_file", "client_secret")),
        ("no origin behind TLS", format!("behind_tls = true\n{RIGHT}")),
    ];
    let lines = cases.map(|(what, config)| format!("{what}\n    {}\n", room(&config).refused(&SERVE)));
    assert_snapshot!("provider-refusals", lines.concat());
}

#[test]
fn given_a_secret_that_others_can_read_or_an_empty_one_then_it_is_refused() {
    for mode in [0o640, 0o604, 0o666] {
        let room = room(RIGHT);
        room.set_mode("secret", mode);
        let line = room.refused(&SERVE);
        assert!(line.contains(&format!("{mode:04o}")) && line.contains("chmod 600"), "{line}");
    }
    let room = room(RIGHT);
    room.write("secret", "\n");
    let line = room.refused(&SERVE);
    assert!(line.contains("'client_secret_file' is empty"), "{line}");
    assert!(!line.contains("lantern"));
}

#[test]
fn given_a_credential_with_a_path_in_it_then_it_is_refused() {
    for name in ["../secret", "/etc/passwd", ".", ""] {
        let config = RIGHT
            .replace("client_secret_file = \"secret\"", &format!("client_secret_credential = \"{name}\""));
        let room = room(&config);
        let mut command = room.command(&SERVE);
        command.env("CREDENTIALS_DIRECTORY", room.path(""));
        let line = room.refused_as(command);
        assert!(line.contains("no credential"), "{name}: {line}");
    }
}

#[test]
fn given_a_provider_then_the_sign_in_page_leads_to_it_without_asking_it_first() {
    let by_file = room(RIGHT);
    let served = Served::start(&by_file, &SERVE);
    assert!(served.get("/sign-in").contains("Sign in with Brookvale account"));
    served.stop();

    let by_credential = room(&RIGHT.replace("client_secret_file", "client_secret_credential"));
    let mut command = by_credential.command(&SERVE);
    command.env("CREDENTIALS_DIRECTORY", by_credential.path(""));
    let served = Served::start_as(command);
    assert!(served.get("/sign-in").contains("Sign in with Brookvale account"));
    served.stop();

    let without = room("timeout = 5\n");
    let served = Served::start(&without, &SERVE);
    assert!(!served.get("/sign-in").contains("/sign-in/provider"), "the control");
    served.stop();
}
