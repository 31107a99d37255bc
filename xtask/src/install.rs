//! Getting what the tests need from Debian, where that is allowed, or naming it exactly.

use std::process::Command;

use crate::{error::Error, shell};

/// Gives what `find` finds; if it finds nothing, installs the Debian packages and looks again.
pub fn ensure<T>(what: &'static str, packages: &[&str], find: impl Fn() -> Option<T>) -> Result<T, Error> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if !may_install() {
        return Err(Error::Missing { what, remedy: by_hand(packages) });
    }
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())?;
    find().ok_or_else(|| Error::Missing { what, remedy: by_hand(packages) })
}

/// Whether this process is the root user.
pub fn is_root() -> bool {
    shell::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn may_install() -> bool {
    is_root() && shell::on_path("apt-get")
}

fn apt(arguments: &[&str]) -> Result<(), Error> {
    shell::run(
        Command::new("apt-get").arg("--quiet").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn by_hand(packages: &[&str]) -> String {
    let names = packages.join(" ");
    format!("run `apt-get update && apt-get install {names}` as root, or install the same from your system")
}

#[cfg(test)]
mod tests {
    use super::{by_hand, ensure};

    #[test]
    fn given_a_thing_that_is_there_when_ensured_then_nothing_is_installed() {
        assert_eq!(ensure("a thing", &["no-such-package"], || Some(7)).ok(), Some(7));
    }

    #[test]
    fn given_packages_when_named_for_a_person_then_the_command_can_be_typed() {
        assert!(by_hand(&["postgresql", "chromium"]).contains("apt-get install postgresql chromium"));
    }
}
