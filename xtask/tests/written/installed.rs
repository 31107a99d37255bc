//! The program that is run for real has in it what that needs, and no more (ASVS 15.2.3).

use std::process::Command;

use super::files::{of_project, text};

/// How it is installed.
const INSTALL: &str =
    "cargo install --path crates/server --locked --no-default-features --features oidc,passkeys";

/// The names of everything that is built into the program, with these choices of features.
fn built_in(features: &[&str]) -> Vec<String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(of_project("."));
    cargo.args(["tree", "--package", "holdfast", "--edges", "normal", "--prefix", "none", "--locked"]);
    let output = cargo.args(features).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).expect("text");
    let mut names: Vec<String> =
        told.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

/// What the command that installs it says after the package.
fn features(install: &str) -> Vec<&str> {
    install.split(' ').skip_while(|word| *word != "--no-default-features").collect()
}

#[test]
fn the_program_that_is_run_for_real_is_built_without_the_demo() {
    let installed = built_in(&features(INSTALL));
    assert!(installed.len() > 100 && installed.contains(&"service".to_owned()), "{installed:?}");
    for unwanted in ["demo", "tempfile", "xtask", "insta", "proptest"] {
        assert!(!installed.contains(&unwanted.to_owned()), "{unwanted}");
    }
    // The ways in that people use are there.
    assert!(installed.contains(&"webauthn-rs".to_owned()) && installed.contains(&"openidconnect".to_owned()));
    assert!(built_in(&[]).contains(&"demo".to_owned()), "the control: as the README begins, it is there");
}

#[test]
fn the_guide_installs_it_so_and_the_unit_runs_what_was_installed() {
    assert!(text("docs/running.md").contains(INSTALL));
    assert!(text("docs/running.md").contains("/usr/local/bin/holdfast"));
    assert!(text("docs/examples/holdfast.service").contains("ExecStart=/usr/local/bin/holdfast serve "));
    let tested = text("xtask/src/test/cargo_steps.rs");
    let words = features(INSTALL).iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
    assert!(tested.contains(&words), "the test command builds it otherwise: {words}");
}
