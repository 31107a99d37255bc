//! What is known of the risk: the survivor's own words first, the counts side by side, the three roads to "high", what
//! changed, and how far any list like this one can be trusted (domain.md 2).

use access::ActionKind;
use askama::Template;
use domain::case::{Numbered, Refusal};
use domain::risk::{CoSign, MaracDecided, MaracDecision, RiskAnswer, RiskAssessed, RiskFactor};
use domain::text::{ShortText, Words};
use domain::{CaseId, Severity};
use service::CasePage;

use super::may_assess;
use super::standing_behind::StandingBehind;
use super::words::{self, Ahead, Road};
use crate::begun::Begun;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::family::FamilyNever;
use crate::layout::Layout;
use crate::page::Sample;
use crate::plain::{capital, day, moment_from};
use crate::refused::sentence;
use crate::severity;

/// What is known of the risk.
#[derive(Clone, Template)]
#[template(path = "risk/page.html")]
pub struct RiskPage {
    layout: Layout,
    contact: ContactFirst,
    begun: Begun,
    asked: Option<StandingBehind>,
    case: CaseId,
    begin: bool,
    ends: bool,
    may_lower: bool,
    family: Option<FamilyNever>,
    level: Severity,
    newest: Option<Newest>,
    stale: Option<String>,
    on_record: Vec<&'static str>,
    roads: Vec<Road>,
    heightened: Option<String>,
    ahead: Vec<Ahead>,
    marac: Vec<MaracLine>,
    earlier: Vec<Earlier>,
}

/// An assessment before the newest, with every yes of it.
#[derive(Clone)]
struct Earlier {
    sequence: u64,
    recorded: String,
    counts: String,
    behind: Option<String>,
    yes: Vec<AnswerLine>,
}

/// The newest assessment.
#[derive(Clone)]
struct Newest {
    recorded: String,
    with: String,
    /// Who stands behind it, where whoever made it is not trained.
    behind: Option<String>,
    own: Vec<(&'static str, String)>,
    counts: String,
    prompts: Vec<&'static str>,
    /// What may have kept them from telling.
    barriers: Vec<&'static str>,
    yes: Vec<AnswerLine>,
    others: Vec<AnswerLine>,
    changed: Option<Vec<String>>,
    beside: Vec<(u64, String)>,
    /// What stands of an earlier one that this one did not take away.
    stands: Vec<(String, u64)>,
}

#[derive(Clone)]
struct AnswerLine {
    factor: String,
    answer: &'static str,
    said: Option<String>,
    source: String,
}

#[derive(Clone)]
struct MaracLine {
    what: String,
    why: String,
    recorded: String,
}

impl RiskPage {
    /// The page of a case.
    pub(super) fn new(layout: Layout, page: &CasePage) -> Self {
        let support = &page.view.support;
        let newest = support.assessment();
        let (begin, may) = (may_assess(page), |action| page.may.contains(&action) && page.glass.is_none());
        let earlier = support.assessments().iter().rev().skip(1);
        Self {
            layout: layout.title("Work").back(format!("/cases/{}", page.case)),
            contact: ContactFirst::of(page),
            begun: Begun::default(),
            asked: None,
            case: page.case,
            begin,
            ends: begin && may(ActionKind::EndCase),
            may_lower: may(ActionKind::LowerSeverity),
            family: FamilyNever::of(&page.view),
            level: page.view.severity.unwrap_or(Severity::Unknown),
            newest: newest.map(|newest| Newest::new(page, newest)),
            stale: words::stale(page),
            on_record: words::on_record(&page.view),
            roads: words::roads(page, support.standing_risk().as_ref()),
            heightened: words::heightened(page),
            ahead: words::ahead(page),
            marac: marac(page),
            earlier: earlier.map(|one| Earlier::new(page, one)).collect(),
        }
    }

    /// The same, with what is begun and not recorded yet.
    pub(super) fn with_begun(self, begun: Begun) -> Self {
        Self { begun, ..self }
    }

    /// The same, with what this person is asked about it.
    pub(super) fn asking(self, asked: StandingBehind) -> Self {
        Self { asked: Some(asked), ..self }
    }

    /// The same, with the rules' no at the top.
    pub(super) fn saying(self, refusal: &Refusal) -> Self {
        let said = ErrorItem::plain(sentence(&refusal.to_string()));
        let errors = Some(ErrorSummary::new("There is a problem").item(said));
        Self { layout: Layout { errors, ..self.layout }, ..self }
    }

    /// Where one's own assessment that is not finished goes on.
    fn goes_on(&self) -> bool {
        self.begun.instead_of(self.case, &format!("/cases/{}/risk", self.case)).is_some()
    }

    fn level_tag(&self) -> Tag {
        severity::tag(self.level)
    }

    fn road_table(&self) -> Table {
        let table =
            Table::new(["Road to “high”", "So here", "Why"]).caption("Three separate roads; one is enough");
        let row = |table: Table, road: &Road| table.row([road.label, road.answer(), road.why.as_str()]);
        self.roads.iter().fold(table, row).stacked().class("app-even")
    }
}

impl Newest {
    fn new(page: &CasePage, newest: &Numbered<RiskAssessed>) -> Self {
        let assessed = &newest.is;
        let all = page.view.support.assessments();
        let before = all.iter().rev().nth(1);
        let standing = page.view.support.standing_risk();
        let is_beside = |sequence: u64| standing.as_ref().is_some_and(|all| all.beside().contains(&sequence));
        let beside = all.iter().filter(|one| is_beside(one.sequence));
        let stands = |factor: &RiskFactor| {
            let standing = standing.as_ref().filter(|all| all.answer(*factor) == RiskAnswer::Yes)?;
            let by = standing.said_in(*factor).filter(|by| *by != newest.sequence)?;
            Some((format!("{}. {}", factor.code(), factor.label()), by))
        };
        let (yes, others) = RiskFactor::ALL
            .iter()
            .map(|factor| (assessed.answer(*factor), AnswerLine::new(assessed, *factor)))
            .partition::<Vec<_>, _>(|(answer, _)| *answer == RiskAnswer::Yes);
        let lines = |lines: Vec<(RiskAnswer, AnswerLine)>| lines.into_iter().map(|(_, line)| line).collect();
        Self {
            recorded: capital(&words::recorded(page, newest)),
            with: with(assessed),
            behind: behind(page, newest),
            own: own_words(assessed),
            counts: words::counts(assessed.counts()),
            prompts: standing.as_ref().map(|all| words::prompts(&page.view, all)).unwrap_or_default(),
            barriers: standing.as_ref().map(words::barriers).unwrap_or_default(),
            stands: RiskFactor::ALL.iter().filter_map(stands).collect(),
            yes: lines(yes),
            others: lines(others),
            changed: before.map(|before| changed(&before.is, assessed)),
            beside: beside
                .map(|one| {
                    (
                        one.sequence,
                        format!("{}: {}", words::recorded(page, one), words::counts(one.is.counts())),
                    )
                })
                .collect(),
        }
    }
}

impl Earlier {
    fn new(page: &CasePage, one: &Numbered<RiskAssessed>) -> Self {
        let yes = RiskFactor::ALL.iter().filter(|factor| one.is.answer(**factor) == RiskAnswer::Yes);
        Self {
            sequence: one.sequence,
            recorded: capital(&words::recorded(page, one)),
            counts: words::counts(one.is.counts()),
            behind: behind(page, one),
            yes: yes.map(|factor| AnswerLine::new(&one.is, *factor)).collect(),
        }
    }
}

impl AnswerLine {
    fn new(assessed: &RiskAssessed, factor: RiskFactor) -> Self {
        let given = assessed.answers.get(&factor);
        let source = given.map(|given| {
            let dated = given.dated.map(|on| format!(", {}", day(on))).unwrap_or_default();
            format!("{}{dated}", given.source.label())
        });
        Self {
            factor: format!("{}. {}", factor.code(), factor.label()),
            answer: assessed.answer(factor).label(),
            said: given.and_then(|given| given.words.as_ref()).map(|words| words.as_str().to_owned()),
            source: source.unwrap_or_default(),
        }
    }
}

/// Under which wording and in which language it was asked.
fn with(assessed: &RiskAssessed) -> String {
    let (id, language) = (assessed.instrument.as_str(), assessed.language.as_str());
    format!("Asked with {id}, edition {}, in {language}.", assessed.version)
}

/// Who stands behind an assessment of somebody who is not trained, and since when; nothing where it needs nobody.
fn behind(page: &CasePage, assessed: &Numbered<RiskAssessed>) -> Option<String> {
    let named = page.colleague(assessed.is.co_signed_by?);
    let answered = page.view.support.co_sign(assessed.sequence);
    let when = answered.map(|answered| moment_from(answered.recorded_at, page.as_of));
    Some(match (answered.map(|answered| answered.is.answer), when) {
        (Some(CoSign::Stands), Some(when)) => {
            format!("{named}, trained in risk, stands behind it: confirmed {when}.")
        }
        (Some(CoSign::NotMe), Some(when)) => format!(
            "{named} was named as standing behind it, and said {when} that it was not them. Nobody who is trained stands behind it: assess the risk again, with somebody who is."
        ),
        _ => format!(
            "{named} is named as the colleague trained in risk who stands behind it, and was asked. They have not answered yet."
        ),
    })
}

/// What the survivor said of it, which stands before anything that was counted.
fn own_words(assessed: &RiskAssessed) -> Vec<(&'static str, String)> {
    let own = [
        ("Most urgent for them", &assessed.priority),
        ("How dangerous they think it is", &assessed.survivors_view),
        ("Whom they are frightened of", &assessed.frightened_of),
    ];
    let said =
        |(label, words): (&'static str, &Option<Words>)| Some((label, words.as_ref()?.as_str().to_owned()));
    own.into_iter().filter_map(said).collect()
}

/// "15. There was strangling …: was not asked, now yes".
fn changed(before: &RiskAssessed, now: &RiskAssessed) -> Vec<String> {
    let line = |(factor, was, is): (RiskFactor, RiskAnswer, RiskAnswer)| {
        let (was, is) = (was.label().to_lowercase(), is.label().to_lowercase());
        format!("{}. {}: was “{was}”, now “{is}”", factor.code(), factor.label())
    };
    // What was not asked this time has not changed: it is told by what stands.
    let asked = now.changed_since(before).into_iter().filter(|(.., is)| *is != RiskAnswer::NotAsked);
    asked.map(line).collect()
}

/// What was decided about the MARAC and when it heard the case, the newest first.
fn marac(page: &CasePage) -> Vec<MaracLine> {
    let support = &page.view.support;
    let decided = support.marac().iter().map(|one| (one.sequence, decided(page, one)));
    let heard = support.heard().iter().map(|one| {
        let area =
            one.is.area.as_ref().map(|area| format!(" in {}", ShortText::as_str(area))).unwrap_or_default();
        let why = "Another incident within 12 months is referred again.".to_owned();
        let what = format!("Heard{area} on {}", day(one.is.on));
        (one.sequence, MaracLine { what, why, recorded: capital(&words::recorded(page, one)) })
    });
    let mut all: Vec<(u64, MaracLine)> = decided.chain(heard).collect();
    all.sort_by_key(|(sequence, _)| std::cmp::Reverse(*sequence));
    all.into_iter().map(|(_, line)| line).collect()
}

fn decided(page: &CasePage, one: &Numbered<MaracDecided>) -> MaracLine {
    let (what, why) = match &one.is.decision {
        MaracDecision::Referred { criteria, on } => {
            let criteria: Vec<&str> = criteria.iter().map(|criterion| criterion.label()).collect();
            (format!("Referred on {}", day(*on)), criteria.join("; "))
        }
        MaracDecision::NotReferred { why } => ("Not referred".to_owned(), why.as_str().to_owned()),
    };
    let told = format!("Survivor told: {}.", one.is.survivor_told.label().to_lowercase());
    let why = format!("{}. {told}", why.trim_end_matches('.'));
    MaracLine { what, why, recorded: capital(&words::recorded(page, one)) }
}

impl Sample for RiskPage {
    fn sample() -> Self {
        Self::new(Layout::signed_in("Sam Okafor", "Housing officer", "token"), &super::sample::page())
    }
}
