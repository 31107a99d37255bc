//! Sign-ins that are unlike those before them (ASVS 6.3.5): told to whose account it is on their next page, and to the
//! privacy officer in the security log. None is refused for it: who is on call has a new phone at night.

use domain::IdBlock;
use domain::when::london;
use jiff::{SignedDuration, Timestamp};
use store::{SecurityEvent, SecurityKind, SecurityLine, Tx, User};

use crate::Problem;
use crate::account::Change;

/// What was longer ago says nothing of what is usual.
const USUAL: SignedDuration = SignedDuration::from_hours(24 * 90);
/// So many earlier sign-ins are looked at.
const LOOKED_AT: u32 = 50;
/// So many wrong tries before a right one are more than a slip.
const MANY_WRONG: usize = 5;
/// Wrong tries are counted so far back.
const WRONG_COUNT: SignedDuration = SignedDuration::from_hours(24);
/// So many sign-ins are needed before an hour can be unusual.
const ENOUGH: usize = 5;

/// Tells of what is unusual about a sign-in that is just being written.
pub(crate) async fn tell_if_odd(
    tx: &mut Tx,
    user: &User,
    browser: &str,
    ids: &IdBlock,
    now: Timestamp,
) -> Result<(), Problem> {
    let (organisation, id) = (user.organisation, user.id);
    let signed_in = tx.security_lines_of_own(organisation, id, SecurityKind::SignedIn, LOOKED_AT).await?;
    let wrong = tx.security_lines_of_own(organisation, id, SecurityKind::SignInRefused, LOOKED_AT).await?;
    let odd = unlike(&signed_in, &wrong, browser, now);
    if odd.is_empty() {
        return Ok(());
    }
    for (n, change) in (1..).zip(&odd) {
        tx.note_account_change(ids.nth(n), id, change.code(), now).await?;
    }
    let words: Vec<&str> = odd.iter().map(|change| words(*change)).collect();
    let event = SecurityEvent::about(Some(organisation), Some(id), SecurityKind::OddSignIn);
    Ok(tx.note_security(&event.from_browser(browser).saying(words.join(", ")), now).await?)
}

/// In what a sign-in is unlike those before it; the newest of those come first.
fn unlike(signed_in: &[SecurityLine], wrong: &[SecurityLine], browser: &str, now: Timestamp) -> Vec<Change> {
    let usual: Vec<&SecurityLine> = signed_in.iter().filter(|line| line.at > now - USUAL).collect();
    let Some(last) = usual.first() else { return Vec::new() };
    let counts = |line: &&SecurityLine| line.sequence > last.sequence && line.at > now - WRONG_COUNT;
    let wrong = wrong.iter().filter(counts).count();
    let new_browser = !usual.iter().any(|line| line.browser.as_deref() == Some(browser));
    let at_night = is_night(now) && usual.len() >= ENOUGH && !usual.iter().any(|line| is_night(line.at));
    [
        new_browser.then_some(Change::NewBrowser),
        (wrong >= MANY_WRONG).then_some(Change::AfterWrongTries),
        at_night.then_some(Change::UnusualHour),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Between ten in the evening and six in the morning.
fn is_night(at: Timestamp) -> bool {
    let hour = at.to_zoned(london()).hour();
    !(6..22).contains(&hour)
}

const fn words(change: Change) -> &'static str {
    match change {
        Change::NewBrowser => "with a browser that was new here",
        Change::AfterWrongTries => "after several wrong tries",
        _ => "at an unusual hour",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-03-02T10:00:00Z";

    fn line(sequence: u64, at: &str, browser: &str) -> SecurityLine {
        SecurityLine {
            sequence,
            at: at.parse().unwrap(),
            kind: SecurityKind::SignedIn,
            user: None,
            by: None,
            browser: Some(browser.to_owned()),
            words: None,
        }
    }

    fn days(hour: &str) -> Vec<SecurityLine> {
        let at = |day: u64| format!("2026-02-{day}T{hour}:00:00Z");
        (20..26).rev().map(|day| line(day, &at(day), "Chrome on Windows")).collect()
    }

    fn found(signed_in: &[SecurityLine], wrong: &[SecurityLine], browser: &str, now: &str) -> Vec<Change> {
        unlike(signed_in, wrong, browser, now.parse().unwrap())
    }

    #[test]
    fn a_sign_in_like_those_before_it_is_told_to_nobody() {
        assert_eq!(found(&days("09"), &[], "Chrome on Windows", NOW), []);
        assert_eq!(found(&[], &[], "Chrome on Windows", NOW), [], "nor the first of all");
        assert_eq!(found(&days("23"), &[], "Chrome on Windows", "2026-03-02T23:30:00Z"), []);
    }

    #[test]
    fn another_browser_many_wrong_tries_and_the_night_are_each_told() {
        assert_eq!(found(&days("09"), &[], "Firefox on Linux", NOW), [Change::NewBrowser]);
        let wrong = vec![line(90, "2026-03-02T09:58:00Z", ""); 5];
        assert_eq!(found(&days("09"), &wrong, "Chrome on Windows", NOW), [Change::AfterWrongTries]);
        assert_eq!(found(&days("09"), &wrong[1..], "Chrome on Windows", NOW), []);
        let night = "2026-03-02T22:10:00Z";
        assert_eq!(found(&days("09"), &[], "Chrome on Windows", night), [Change::UnusualHour]);
        assert_eq!(found(&days("09")[..4], &[], "Chrome on Windows", night), [], "too few to know");
    }

    #[test]
    fn wrong_tries_before_the_last_right_one_or_long_ago_count_no_more() {
        let mut signed_in = days("09");
        let wrong = vec![line(90, "2026-03-01T08:00:00Z", ""); 9];
        assert_eq!(found(&signed_in, &wrong, "Chrome on Windows", NOW), []);
        signed_in.insert(0, line(91, "2026-03-02T09:59:00Z", "Chrome on Windows"));
        let wrong = vec![line(90, "2026-03-02T09:58:00Z", ""); 9];
        assert_eq!(found(&signed_in, &wrong, "Chrome on Windows", NOW), []);
    }
}
