//! What is known of the risk, in sentences that several pages share. Never one number alone, and never a rank.

use access::{CaseView, Field};
use domain::case::Numbered;
use domain::change::ChangeRecorded;
use domain::incident::{PatternRule, pattern};
use domain::risk::{Counts, HighRoute, OnRecord, Prompt, StandingRisk};
use domain::when::london;
use domain::{Answer, Severity};
use jiff::Timestamp;
use jiff::civil::Date;
use service::CasePage;

use crate::plain::{day, happened, moment_from, small};

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
        road(HighRoute::Judgement, by_judgement(standing)),
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

fn by_judgement(standing: Option<&StandingRisk>) -> (Answer, String) {
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
    let recent = pattern(view.incidents.iter().map(|one| &one.is), today, rule.months).count();
    let word = if recent == 1 { "incident" } else { "incidents" };
    let counted = format!("{recent} {word} in the last {} months, whoever told us.", rule.months);
    if recent >= usize::from(rule.incidents) {
        return (Answer::Yes, counted);
    }
    (Answer::No, format!("{counted} From {} on they are a pattern.", rule.incidents))
}

/// What calls for a judgement, however low the count, by all assessments together (R-04).
pub fn prompts(view: &CaseView, standing: &StandingRisk) -> Vec<&'static str> {
    standing.prompts(is_harmful_practice(view)).into_iter().map(Prompt::label).collect()
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

/// Since what the newest assessment no longer says how things are.
pub fn stale(page: &CasePage) -> Option<String> {
    let since = page.view.support.stale_since()?;
    let line = page.view.chronology.iter().find(|line| line.sequence == since);
    Some(line.map_or_else(
        || format!("since entry {since}"),
        |line| {
            let when = moment_from(line.recorded_at, page.as_of);
            format!("since entry {since}, “{}”, recorded {when}", line.telling.headline)
        },
    ))
}

/// Until when the danger is known to be greatest, and because of what.
pub fn heightened(page: &CasePage) -> Option<String> {
    let window = page.view.support.heightened(today(page))?;
    Some(format!("{}. Until {} the danger is known to be greatest.", window.by.label(), day(window.until)))
}

/// Every day that somebody must count down to, the next first; one that nobody knows before all (R-10).
pub fn ahead(page: &CasePage) -> Vec<String> {
    let today = today(page);
    let counted = page.view.support.changes().iter().filter(|change| is_ahead(&change.is, today));
    let mut ahead: Vec<&Numbered<ChangeRecorded>> = counted.collect();
    ahead.sort_by_key(|change| (change.is.first_day(), change.sequence));
    ahead.into_iter().map(|change| countdown(&change.is, today)).collect()
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
        countdown(&ChangeRecorded { change, when, order: None, words: None }, date(2026, 3, 10))
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
        Today, on 10 March 2026: they move, or were offered a home
        In 22 days or later, April 2026: an order or a bail condition ends
        Any day now, March 2026: the alleged perpetrator is released
        Nobody knows on which day: the alleged perpetrator is released. Find out, and tell the survivor
        ");
    }

    #[test]
    fn given_a_day_that_is_past_then_it_is_not_counted_down_to_and_an_unknown_one_always_is() {
        let release = |when| ChangeRecorded { change: LifeChange::Release, when, order: None, words: None };
        let today = date(2026, 3, 10);
        assert!(!is_ahead(&release(Happened::On(date(2026, 3, 9))), today));
        assert!(is_ahead(&release(Happened::On(today)), today));
        assert!(is_ahead(&release(Happened::NotKnown), today));
        let arrest = ChangeRecorded { change: LifeChange::Arrest, ..release(Happened::NotKnown) };
        assert!(!is_ahead(&arrest, today));
    }
}
