//! What each command says of itself.

use insta::assert_snapshot;

use crate::kit::{Room, text};

#[test]
fn given_a_command_when_it_is_asked_for_help_then_it_says_what_it_does_with_an_example() {
    let commands: [&[&str]; 15] = [
        &[],
        &["serve"],
        &["demo"],
        &["init"],
        &["verify"],
        &["rebuild"],
        &["review"],
        &["key", "change"],
        &["key", "renew"],
        &["policy", "coverage"],
        &["policy", "list"],
        &["policy", "show"],
        &["policy", "check"],
        &["policy", "instrument", "show"],
        &["policy", "instrument", "check"],
    ];
    let room = Room::empty();
    for command in commands {
        let output = room.run(&[command, &["--help"]].concat());
        let told = text(&output.stdout);
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
        assert!(told.contains("Example") && told.contains("  holdfast"), "{told}");
        assert_snapshot!(format!("help {}", command.join(" ")).trim_end().replace(' ', "-"), told);
    }
}

#[test]
fn given_a_version_is_asked_for_then_it_is_told() {
    let output = Room::empty().run(&["--version"]);
    assert_eq!(text(&output.stdout), concat!("holdfast ", env!("CARGO_PKG_VERSION"), "\n"));
}
