//! Two public scanners over the program as somebody who is signed in sees it: `wapiti` crawls it and attacks
//! every form it meets, `sqlmap` tries the fields that reach a query. Neither may find anything; and each must
//! find something in a page that is careless on purpose, or it was not looking.
//!
//! The scanners come from Python's packages into the target directory. They are not part of the program.

mod careless;
mod scanners;
mod signed_in;

use crate::{error::Error, workshop::Workshop};

use careless::Careless;
use scanners::Scanners;
use signed_in::SignedIn;

/// Whom the scanners are signed in as: whoever sees the most, and whoever keeps the accounts.
const ROLES: [&str; 2] = ["Domestic-abuse lead", "Administrator"];

/// Runs both scanners, on the careless page first.
pub fn run(workshop: &Workshop) -> Result<String, Error> {
    let scanners = Scanners::installed(&workshop.target.join("security"))?;
    let careless = Careless::serves()?;
    let found = scanners.crawl(&careless.address, None)?;
    if !found.iter().any(|finding| finding.contains("Cross Site Scripting")) {
        return Err(Error::Found(format!("wapiti did not find what is careless on purpose: {found:?}")));
    }
    if !scanners.injects(&format!("{}?id=1", careless.address), None)? {
        return Err(Error::Found("sqlmap did not find what is careless on purpose".to_owned()));
    }
    let program = workshop.build("bin", "holdfast")?;
    let mut pages = 0;
    for role in ROLES {
        let who = SignedIn::of(&program, role)?;
        let found = scanners.crawl(&who.address("/"), Some(&who))?;
        pages += scanners.pages()?;
        if !found.is_empty() {
            return Err(Error::Found(format!("as {role}: {}", found.join("; "))));
        }
        for target in who.targets() {
            if scanners.injects(&target, Some(&who))? {
                return Err(Error::Found(format!("sqlmap reads the database through {target}")));
            }
        }
        if !who.is_still_signed_in()? {
            return Err(Error::Found(format!("as {role}: the scanners were signed out, and saw too little")));
        }
    }
    Ok(format!("{pages} pages and forms attacked, nothing found; the careless page was found out"))
}
