//! Clocks in plain words.

use domain::Severity;
use policy::calendar::Term;
use policy::words::{Role, Word};

use crate::plain::small;
use crate::severity;

fn many(n: u16, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// How long somebody has.
fn words(term: Term) -> String {
    match term {
        Term::Now | Term::Hours(0) => "at once".to_owned(),
        Term::Hours(n) => format!("within {}, nights and weekends included", many(n, "hour")),
        Term::SameDay => "by the end of the same day".to_owned(),
        Term::WorkingDays(n) => format!("by 5pm, {} later", many(n, "working day")),
        Term::Days(n) => format!("within {}", many(n, "day")),
    }
}

/// A clock for each severity; those with the same stand together.
pub(super) fn by_severity(term: impl Fn(Severity) -> Term) -> String {
    let mut groups: Vec<(Term, Vec<String>)> = Vec::new();
    for severity in
        [Severity::Immediate, Severity::High, Severity::Unknown, Severity::Medium, Severity::Standard]
    {
        let (own, label) = (term(severity), small(severity::short(severity)));
        match groups.iter_mut().find(|(other, _)| *other == own) {
            Some((_, labels)) => labels.push(label),
            None => groups.push((own, vec![label])),
        }
    }
    match groups.as_slice() {
        [(only, _)] => words(*only),
        groups => {
            let group =
                |(term, labels): &(Term, Vec<String>)| format!("{}: {}", labels.join(", "), words(*term));
            groups.iter().map(group).collect::<Vec<_>>().join("; ")
        }
    }
}

/// To whom it is raised when it is late.
pub(super) fn raised(after: Term, to: Role) -> String {
    match after {
        Term::Now | Term::Hours(0) => format!("{} as soon as it is late", to.label()),
        Term::Hours(n) => format!("{} when it is {} late", to.label(), many(n, "hour")),
        Term::SameDay => format!("{} if it is still late at the end of the day", to.label()),
        Term::Days(n) => format!("{} when it is {} late", to.label(), many(n, "day")),
        Term::WorkingDays(n) => format!("{} when it is {} late", to.label(), many(n, "working day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_told_once_where_it_is_the_same_for_all() {
        assert_eq!(by_severity(|_| Term::WorkingDays(3)), "by 5pm, 3 working days later");
        assert_eq!(by_severity(|_| Term::Days(1)), "within 1 day");
    }

    #[test]
    fn clocks_that_differ_name_the_severities_that_share_them() {
        let term = |severity| match severity {
            Severity::Immediate => Term::Now,
            Severity::High | Severity::Unknown => Term::Hours(4),
            Severity::Medium | Severity::Standard => Term::SameDay,
        };
        insta::assert_snapshot!(by_severity(term), @"danger now: at once; high, not judged yet: within 4 hours, nights and weekends included; medium, standard: by the end of the same day");
    }
}
