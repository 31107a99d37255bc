//! What is said about PostgreSQL, tried on a PostgreSQL of the tests' own: the store's conformance suite once
//! more, and the commands.

use crate::{
    error::{Error, Outcome},
    postgres::Cluster,
    report, shell,
    test::cargo_steps,
    workshop::Workshop,
};

/// Where the suites find the server; without it, they run on SQLite alone.
const VARIABLE: &str = "HOLDFAST_TEST_POSTGRES";

/// Tests that come by the server: those of one package.
struct Suite {
    name: &'static str,
    /// Which tests, for `cargo nextest`.
    filter: &'static str,
    /// Which tests, for `cargo test`.
    arguments: &'static [&'static str],
}

const SUITES: [Suite; 3] = [
    Suite {
        name: "store",
        filter: "package(store) & (binary(conformance) | test(postgres))",
        arguments: &["--package", "store", "--lib", "--test", "conformance"],
    },
    Suite {
        name: "servers",
        filter: "package(service) & binary(shared)",
        arguments: &["--package", "service", "--test", "shared"],
    },
    Suite {
        name: "commands",
        filter: "package(holdfast) & binary(cli) & test(postgres)",
        arguments: &["--package", "holdfast", "--test", "cli", "postgres"],
    },
];

/// Starts the server, runs each suite, and makes sure that each did come by.
pub fn check(workshop: &mut Workshop) -> Result<Outcome, Error> {
    let cluster = Cluster::start()?;
    let (mut notes, mut before) = (Vec::new(), cluster.visits()?);
    report::line(&format!("{VARIABLE}={}", cluster.url()));
    for suite in &SUITES {
        let note = run(workshop, &cluster.url(), suite)?;
        let visits = cluster.visits()?;
        if visits == before {
            let name = suite.name;
            return Err(Error::Found(format!(
                "no test of the {name} connected to {VARIABLE}: it tests nothing"
            )));
        }
        notes.push(format!("{}: {note}, {} connections", suite.name, visits - before));
        before = visits;
    }
    Ok(Outcome::Passed(notes.join("; ")))
}

fn run(workshop: &mut Workshop, url: &str, suite: &Suite) -> Result<String, Error> {
    if cargo_steps::has_nextest() {
        let mut command = workshop.cargo();
        command
            .args(["nextest", "run", "--workspace", "--no-fail-fast", "--filterset", suite.filter])
            .env(VARIABLE, url);
        return cargo_steps::nextest(workshop, &mut command);
    }
    shell::run(workshop.cargo().arg("test").args(suite.arguments).env(VARIABLE, url))?;
    Ok("by `cargo test`".to_owned())
}
