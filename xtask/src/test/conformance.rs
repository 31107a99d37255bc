//! The store's conformance suite once more, on a PostgreSQL of the tests' own.

use crate::{
    error::{Error, Outcome},
    postgres::Cluster,
    report, shell,
    test::cargo_steps,
    workshop::Workshop,
};

/// Where the suite finds the server; without it, the suite runs on SQLite alone.
const VARIABLE: &str = "HOLDFAST_TEST_POSTGRES";

/// Starts the server, runs the suite, and makes sure that the suite did come by.
pub fn check(workshop: &mut Workshop) -> Result<Outcome, Error> {
    let cluster = Cluster::start()?;
    let note = suite(workshop, &cluster.url())?;
    match cluster.visits()? {
        0 => Err(Error::Found(format!("no conformance test connected to {VARIABLE}: it tests nothing"))),
        visits => Ok(Outcome::Passed(format!("{note}; {visits} connections"))),
    }
}

fn suite(workshop: &mut Workshop, url: &str) -> Result<String, Error> {
    report::line(&format!("{VARIABLE}={url}"));
    if cargo_steps::has_nextest() {
        let filter = "package(store) & binary(conformance)";
        let mut command = workshop.cargo();
        command
            .args(["nextest", "run", "--workspace", "--no-fail-fast", "--filterset", filter])
            .env(VARIABLE, url);
        return cargo_steps::nextest(workshop, &mut command);
    }
    shell::run(
        workshop.cargo().args(["test", "--package", "store", "--test", "conformance"]).env(VARIABLE, url),
    )?;
    Ok("by `cargo test`".to_owned())
}
