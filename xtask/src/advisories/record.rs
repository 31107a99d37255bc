//! The record of the last look, in `docs/dependencies.md`: which lock files were looked at, and what was found.

use std::path::Path;
use std::process::Command;

use super::{Finding, LOCK, locks, npm};
use crate::{error::Error, report, shell, workshop::Workshop};

/// Where it stands.
const PAGE: &str = "docs/dependencies.md";
const HEADING: &str = "## The last look\n";

/// Writes it anew, with today's date.
pub(super) fn write(
    workshop: &Workshop,
    looked: &str,
    found: &[Finding<'_>],
    npm: &[String],
) -> Result<(), Error> {
    let today = shell::read(Command::new("date").args(["-u", "+%F"]))?;
    let mut lines = vec![format!("{}: {looked}.", today.trim()), String::new()];
    lines.extend(["| lock file | `git hash-object` |".to_owned(), "|---|---|".to_owned()]);
    for lock in locks(workshop, LOCK)?.into_iter().chain(locks(workshop, npm::LOCK)?) {
        lines.push(format!("| `{}` | `{}` |", lock.display(), digest(&workshop.root.join(&lock))?));
    }
    lines.push(String::new());
    let none = "Of Rust's list nothing is about what is locked.".to_owned();
    lines.extend(if found.is_empty() {
        vec![none]
    } else {
        found.iter().map(|one| format!("- {}", one.told())).collect()
    });
    lines.extend(npm.iter().map(|line| format!("- {line}")));
    let path = workshop.root.join(PAGE);
    let page = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
    let page = with(&page, &lines.join("\n"))
        .ok_or_else(|| Error::shape(PAGE)("it has no heading “The last look”"))?;
    std::fs::write(&path, page).map_err(Error::file(&path))?;
    report::line(&format!("written to {PAGE}"));
    Ok(())
}

/// The page with this in the place of what stood under the heading.
fn with(page: &str, record: &str) -> Option<String> {
    let (before, rest) = page.split_once(HEADING)?;
    let after = rest.find("\n## ").map_or("", |at| rest.get(at..).unwrap_or_default());
    Some(format!("{before}{HEADING}\n{record}\n{after}"))
}

/// What git calls the content of a file.
fn digest(path: &Path) -> Result<String, Error> {
    let text = shell::read(Command::new("git").arg("hash-object").arg("--no-filters").arg(path))?;
    Ok(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_takes_the_place_of_the_one_before_and_touches_nothing_else() {
        let page = "# Page\n\n## The last look\n\nold\n\n## After\n\nkept\n";
        assert_eq!(with(page, "new").unwrap(), "# Page\n\n## The last look\n\nnew\n\n## After\n\nkept\n");
        assert_eq!(
            with("# Page\n\n## The last look\n\nold\n", "new").unwrap(),
            "# Page\n\n## The last look\n\nnew\n"
        );
        assert_eq!(with("# Page\n", "new"), None);
    }
}
