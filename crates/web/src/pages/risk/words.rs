//! What is known of the risk, in sentences that several pages share. Never one number alone, and never a rank.

use std::collections::BTreeSet;

use access::{ActionKind, CaseView, Field};
use domain::case::Numbered;
use domain::change::ChangeRecorded;
use domain::day_told::Knows;
use domain::incident::{PatternRule, pattern};
use domain::report::Route;
use domain::risk::{Counts, HighRoute, OnRecord, Prompt, StandingRisk};
use domain::when::london;
use domain::{Answer, Severity};
use jiff::Timestamp;
use jiff::civil::Date;
use service::CasePage;

use crate::plain::{day, happened, moment, moment_from, small};

/// The day of a page, in London.
pub fn today(page: &CasePage) -> Date {
    page.as_of.to_zoned(london()).date()
}

/// The four kinds of answer side by side.
pub fn counts(counts: Counts) -> String {
    let Counts { yes, no, dont_know, not_asked } = counts;
    format!("{yes} yes, {no} no, {dont_know} don’t know, {not_asked} not asked")
}

/// One of the three separate roads to "high".
#[derive(Clone)]
pub struct Road {
    /// Which.
    pub label: &'static str,
    /// Whether it leads there.
    pub leads: Answer,
    /// Why, or why not.
    pub why: String,
}

impl Road {
    /// What stands beside it.
    pub const fn answer(&self) -> &'static str {
        self.leads.label()
    }
}

/// All three roads, each by itself.
pub fn roads(page: &CasePage, standing: Option<&StandingRisk>) -> Vec<Road> {
    let road = |route: HighRoute, (leads, why): (Answer, String)| Road { label: route.label(), leads, why };
    vec![
        road(HighRoute::Count, by_count(standing)),
        road(HighRoute::Judgement, by_judgement(standing, page.view.severity)),
        road(HighRoute::Escalation, by_escalation(&page.view, page.pattern, today(page))),
    ]
}

fn by_count(standing: Option<&StandingRisk>) -> (Answer, String) {
    let Some(standing) = standing else { return (Answer::NotKnown, "Nobody has asked yet.".to_owned()) };
    let high_at = standing.high_at();
    if standing.is_high_by_count() {
        return (Answer::Yes, format!("{high_at} answers or more are a yes."));
    }
    (Answer::No, format!("Fewer than {high_at} answers are a yes. That does not mean that they are safe."))
}

/// By the newest assessment, or by whoever judged the level in force without one.
fn by_judgement(standing: Option<&StandingRisk>, in_force: Option<Severity>) -> (Answer, String) {
    let judged =
        standing.and_then(StandingRisk::judgement).is_some_and(|judged| judged.level <= Severity::High);
    let counted = standing.is_some_and(StandingRisk::is_high_by_count);
    if let Some(level) = in_force.filter(|level| *level <= Severity::High && !judged && !counted) {
        return (
            Answer::Yes,
            format!("{}. It was judged so without an assessment, or before the newest.", level.label()),
        );
    }
    let Some(judged) = standing.and_then(StandingRisk::judgement) else {
        return (Answer::NotKnown, "Nobody has said yet what they make of it.".to_owned());
    };
    let leads = if judged.level <= Severity::High { Answer::Yes } else { Answer::No };
    (leads, format!("{}. {}", judged.level.label(), judged.why.as_str()))
}

fn by_escalation(view: &CaseView, rule: PatternRule, today: Date) -> (Answer, String) {
    if !view.shows(Field::Incidents) {
        return (Answer::NotKnown, "The incidents are not shown to you.".to_owned());
    }
    let recent = pattern(view.incidents.iter().map(|one| &one.is), today, rule).count();
    let word = if recent == 1 { "incident" } else { "incidents" };
    let told = told_by(rule).map_or_else(|| "whoever told us".to_owned(), |by| format!("told by {by}"));
    let counted = format!("{recent} {word} in the last {} months, {told}.", rule.months);
    if recent >= usize::from(rule.incidents) {
        return (Answer::Yes, counted);
    }
    (Answer::No, format!("{counted} From {} on they are a pattern.", rule.incidents))
}

/// Whose word the policy counts, where it does not count everybody's: "the police or the survivor".
pub fn told_by(rule: PatternRule) -> Option<String> {
    let named: Vec<String> = rule.sources.named().map(|source| small(source.label())).collect();
    (!rule.sources.is_everybody()).then(|| named.join(" or "))
}

/// What calls for a judgement, however low the count, by all assessments together (R-04).
pub fn prompts(view: &CaseView, standing: &StandingRisk) -> Vec<&'static str> {
    standing.prompts(is_harmful_practice(view)).into_iter().map(Prompt::label).collect()
}

/// What may have kept them from telling, by all assessments together (domain.md 2.2).
pub fn barriers(standing: &StandingRisk) -> Vec<&'static str> {
    let so = standing.barriers().iter().filter(|(_, answer)| **answer == Answer::Yes);
    so.map(|(barrier, _)| barrier.label()).collect()
}

/// What of the record calls for a judgement by itself, whoever told us and whether or not anybody has assessed (R-04).
pub fn on_record(view: &CaseView) -> Vec<&'static str> {
    if !view.shows(Field::Incidents) {
        return Vec::new();
    }
    let changes = view.support.changes().iter().map(|change| change.is.change);
    let called = OnRecord::of(view.incidents.iter().map(|incident| &incident.is), changes);
    called.into_iter().map(Prompt::label).collect()
}

/// Whether a harmful practice was recorded.
pub fn is_harmful_practice(view: &CaseView) -> bool {
    view.incidents.iter().any(|incident| incident.is.is_harmful_practice())
}

/// Since when the newest assessment no longer says how things are, and everything that made it old, in words.
pub fn stale(page: &CasePage) -> Option<String> {
    let support = &page.view.support;
    let since = support.stale(today(page))?;
    let change = |entry: u64| support.changes().iter().find(|change| change.sequence == entry);
    if let Some(on) = since.on {
        let what = change(since.by).map_or("the day has come", |change| change.is.change.label());
        return Some(format!("since {}: {} (entry {})", day(on), small(what), since.by));
    }
    let mut made: Vec<(String, Vec<u64>)> = Vec::new();
    for (entry, by) in support.aged() {
        let what = change(*entry).map_or_else(|| by.label().to_owned(), |one| small(one.is.change.label()));
        match made.iter_mut().find(|(told, _)| *told == what) {
            Some((_, entries)) => entries.push(*entry),
            None => made.push((what, vec![*entry])),
        }
    }
    let made: Vec<String> = made.into_iter().map(|(what, entries)| what + &of_entries(&entries)).collect();
    let line = page.view.chronology.iter().find(|line| line.sequence == since.by);
    let since = line.map_or_else(
        || format!("since entry {}", since.by),
        |line| format!("since {}", moment_from(line.recorded_at, page.as_of)),
    );
    Some(format!("{since}: {}", made.join("; ")))
}

/// " (entry 7)", " (entries 7 and 9)".
fn of_entries(entries: &[u64]) -> String {
    let numbers: Vec<String> = entries.iter().map(u64::to_string).collect();
    match numbers.as_slice() {
        [one] => format!(" (entry {one})"),
        [first @ .., last] => format!(" (entries {} and {last})", first.join(", ")),
        [] => String::new(),
    }
}

/// Until when the danger is known to be greatest, and because of what.
pub fn heightened(page: &CasePage) -> Option<String> {
    let window = page.view.support.heightened(today(page))?;
    Some(format!("{}. Until {} the danger is known to be greatest.", window.by.label(), day(window.until)))
}

/// A day that somebody counts down to, or that has come and that the survivor was not told of.
#[derive(Clone)]
pub struct Ahead {
    /// "In 12 days, on 20 April 2026: the alleged perpetrator is released".
    pub text: String,
    /// Whether they know of it, in a sentence.
    pub told: String,
    /// Whether nobody has told them.
    pub untold: bool,
    /// Where that is written down.
    pub href: Option<String>,
}

/// Every such day, the next first; one that nobody knows before all (R-10).
pub fn ahead(page: &CasePage) -> Vec<Ahead> {
    let today = today(page);
    let support = &page.view.support;
    let untold: BTreeSet<u64> = support.untold(today).map(|change| change.sequence).collect();
    let shown =
        |change: &&Numbered<ChangeRecorded>| is_ahead(&change.is, today) || untold.contains(&change.sequence);
    let mut ahead: Vec<&Numbered<ChangeRecorded>> = support.standing_changes().filter(shown).collect();
    ahead.sort_by_key(|change| (change.is.first_day(), change.sequence));
    let may = page.view.route != Some(Route::Suspicion)
        && page.may.contains(&ActionKind::RecordOnCase)
        && page.glass.is_none()
        && !page.is_past;
    let one = |change: &Numbered<ChangeRecorded>| Ahead {
        text: countdown(&change.is, today),
        told: told(page, change),
        untold: untold.contains(&change.sequence) && page.view.route == Some(Route::Disclosure),
        href: may.then(|| format!("/cases/{}/notes/told?entry={}", page.case, change.sequence)),
    };
    ahead.into_iter().map(one).collect()
}

/// "The survivor was told on 3 March 2026 at 11am: somebody else told them …".
fn told(page: &CasePage, change: &Numbered<ChangeRecorded>) -> String {
    let Some(told) = page.view.support.told_of(change.sequence) else {
        return if page.view.route == Some(Route::Suspicion) {
            "They have not spoken with us: nobody tells them, and nobody asks".to_owned()
        } else {
            "Nobody wrote down that the survivor was told".to_owned()
        };
    };
    match &told.is.knows {
        Knows::Told { at, by } => {
            format!("The survivor was told on {}. {}", moment(*at), by.label())
        }
        Knows::NotTold { why } => {
            format!("The survivor was not told yet: {}", why.as_str().trim_end_matches('.'))
        }
        Knows::NotKnown => "It is not known whether the survivor was told".to_owned(),
    }
}

fn is_ahead(change: &ChangeRecorded, today: Date) -> bool {
    change.change.is_counted_down() && change.day().is_none_or(|last| last >= today)
}

/// "In 12 days, on 20 April 2026: the alleged perpetrator is released (Remand)".
fn countdown(change: &ChangeRecorded, today: Date) -> String {
    let order = change.order.as_ref().map(|order| format!(" ({})", order.as_str())).unwrap_or_default();
    let what = format!("{}{order}", small(change.change.label()));
    let Some((first, last)) = change.when.days() else {
        return format!("Nobody knows on which day: {what}. Find out, and tell the survivor");
    };
    let left = first.since(today).map_or(0, |span| span.get_days());
    let on = if first == last { format!("on {}", day(first)) } else { happened(&change.when) };
    match left {
        _ if last < today => format!("It has come, {on}: {what}"),
        ..=0 if first == last => format!("Today, {on}: {what}"),
        ..=0 => format!("Any day now, {on}: {what}"),
        1 => format!("Tomorrow, {on}: {what}"),
        days if first == last => format!("In {days} days, {on}: {what}"),
        days => format!("In {days} days or later, {on}: {what}"),
    }
}

/// When something was recorded and by whom.
pub fn recorded<T>(page: &CasePage, entry: &Numbered<T>) -> String {
    recorded_at(page, entry.recorded_at, page.colleague(entry.actor))
}

fn recorded_at(page: &CasePage, at: Timestamp, by: &str) -> String {
    format!("{}, by {by}", moment_from(at, page.as_of))
}

#[cfg(test)]
mod tests {
    use domain::Happened;
    use domain::change::LifeChange;
    use jiff::civil::date;

    use super::*;

    fn told(change: LifeChange, when: Happened) -> String {
        countdown(
            &ChangeRecorded { change, when, order: None, words: None, instead_of: None },
            date(2026, 3, 10),
        )
    }

    #[test]
    fn given_a_day_that_lies_ahead_then_the_days_are_counted_to_the_first_on_which_it_may_happen() {
        let all = [
            told(LifeChange::Release, Happened::On(date(2026, 3, 22))),
            told(LifeChange::Hearing, Happened::On(date(2026, 3, 11))),
            told(LifeChange::Move, Happened::On(date(2026, 3, 10))),
            told(LifeChange::OrderExpires, Happened::Month { year: 2026, month: 4 }),
            told(LifeChange::Release, Happened::Month { year: 2026, month: 3 }),
            told(LifeChange::Release, Happened::NotKnown),
        ];
        insta::assert_snapshot!(all.join("\n"), @r"
        In 12 days, on 22 March 2026: the alleged perpetrator is released
        Tomorrow, on 11 March 2026: a hearing, over child contact or anything else
        Today, on 10 March 2026: they move, or have moved
        In 22 days or later, April 2026: an order ends
        Any day now, March 2026: the alleged perpetrator is released
        Nobody knows on which day: the alleged perpetrator is released. Find out, and tell the survivor
        ");
    }

    #[test]
    fn given_a_day_that_is_past_then_it_is_not_counted_down_to_and_an_unknown_one_always_is() {
        let release = |when| ChangeRecorded {
            change: LifeChange::Release,
            when,
            order: None,
            words: None,
            instead_of: None,
        };
        let today = date(2026, 3, 10);
        assert!(!is_ahead(&release(Happened::On(date(2026, 3, 9))), today));
        assert!(is_ahead(&release(Happened::On(today)), today));
        assert!(is_ahead(&release(Happened::NotKnown), today));
        let arrest = ChangeRecorded { change: LifeChange::Arrest, ..release(Happened::NotKnown) };
        assert!(!is_ahead(&arrest, today));
    }
}
