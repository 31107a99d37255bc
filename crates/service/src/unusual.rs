//! Looks that somebody should ask about, for those who go through them each week (R10, R17, R18). They see who
//! looked at which reference and at which part, and never what it says.

use std::collections::{BTreeMap, BTreeSet};

use access::action::ReviewLooks;
use access::rota::{OnCall, is_on_call};
use access::unusual::{Asked, DayOf, LookFacts, unusual};
use access::{ActionKind, Actor, Denied, OfficeKind, Role, Unusual, check_office};
use domain::text::Words;
use domain::when::london;
use domain::{CaseId, TeamId, UserId};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use store::{Colleague, LookMark, OperatorLook, RotaLine, SeenLook};

use crate::index::folded;
use crate::{Problem, Service};

/// How far back a list goes.
const A_WEEK: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How many looks of one day are shown one by one.
const SHOWN: usize = 40;

domain::codes! {
    /// What somebody found who went through the looks of one person on one day.
    Verdict {
        InOrder = "in-order", "In order";
        Asked = "asked", "Asked about, and not settled yet";
        NotInOrder = "not-in-order", "Not in order";
    }
}

/// The unusual looks of one person on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusualDay {
    /// Whose.
    pub user: UserId,
    /// The name that colleagues know.
    pub name: String,
    /// What they do; nothing for whoever runs the machine.
    pub role: Option<Role>,
    /// Which day, in London.
    pub day: Date,
    /// All reasons of the day.
    pub reasons: BTreeSet<Unusual>,
    /// The first of the looks.
    pub looks: Vec<UnusualLine>,
    /// How many more there are.
    pub more: usize,
    /// The last of them.
    pub up_to: u64,
    /// What was found, the first first.
    pub marks: Vec<MarkLine>,
    /// Whether somebody still has to look at them: nobody has, or there are later ones.
    pub open: bool,
    /// Whether the asker may say what they found: never of their own looks.
    pub may_mark: bool,
}

/// One unusual look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusualLine {
    /// When.
    pub at: Timestamp,
    /// The reference of the case.
    pub reference: String,
    /// What they did.
    pub action: String,
    /// Which part.
    pub part: String,
    /// Why somebody should ask.
    pub reasons: BTreeSet<Unusual>,
}

/// What somebody found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkLine {
    /// What.
    pub verdict: Verdict,
    /// In their words.
    pub words: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What one finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// Whose looks.
    pub user: UserId,
    /// Of which day.
    pub day: Date,
    /// The last that was shown.
    pub up_to: u64,
}

/// What was read for a list.
struct Read {
    looks: Vec<SeenLook>,
    rota: Vec<OnCall>,
    colleagues: Vec<Colleague>,
    marks: Vec<LookMark>,
    hidden: BTreeSet<CaseId>,
}

/// Somebody, as far as their looks are judged by it.
struct Looker {
    name: String,
    role: Role,
    team: Option<TeamId>,
    surname: String,
}

impl Looker {
    fn of(user: &Colleague) -> Self {
        let surname = folded(user.name.split_whitespace().last().unwrap_or_default());
        Self { name: user.name.clone(), role: user.role, team: user.team, surname }
    }
}

/// Those who left, by the team that they were in when they did. An account keeps its team.
struct Left(Vec<(String, Option<TeamId>)>);

impl Left {
    fn of(colleagues: &[Colleague]) -> Self {
        let left = colleagues.iter().filter(|user| !user.active);
        Self(left.map(|user| (folded(&user.name), user.team)).collect())
    }

    /// Whether one of these names is that of somebody who left the team of whoever looked. Those who are in none are
    /// a team for this, so that it is asked about too where nobody keeps teams.
    fn is_of_team_of(&self, looker: &Looker, names: &BTreeSet<String>) -> bool {
        self.0.iter().any(|(name, team)| *team == looker.team && names.contains(name))
    }
}

/// The names in a case, folded, and its reference.
struct InCase {
    reference: String,
    names: BTreeSet<String>,
    surnames: BTreeSet<String>,
}

impl InCase {
    fn of(folded: &str) -> Self {
        let mut lines = folded.lines().skip(1);
        let reference = lines.next().unwrap_or_default().to_uppercase();
        let names: BTreeSet<String> = lines.map(str::to_owned).collect();
        let surname = |name: &String| name.split_whitespace().last().map(str::to_owned);
        Self { reference, surnames: names.iter().filter_map(surname).collect(), names }
    }
}

impl Service {
    /// The unusual looks of the last seven days: first those that nobody went through yet, then those with more to
    /// them than the hour, then the newest day.
    /// That one asked is recorded.
    ///
    /// # Errors
    /// Denied.
    pub async fn unusual_looks(&self, actor: &Actor) -> Result<Vec<UnusualDay>, Problem> {
        let permit = check_office::<ReviewLooks>(actor)?;
        let (asker, now) = (actor.clone(), self.clock.now());
        let from = now - A_WEEK;
        let day = from.to_zoned(london()).date();
        let read: Read = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.note_office_look(&permit, now, "unusual-looks", None).await?;
                    Ok::<_, Problem>(Read {
                        looks: tx.looks_of_all(&permit, from, Timestamp::MAX).await?,
                        rota: tx.rota(&asker, from).await?.iter().filter_map(RotaLine::counted).collect(),
                        colleagues: tx.colleagues(&permit).await?,
                        marks: tx.look_marks(&permit, day).await?,
                        hidden: tx.excluded_cases(&asker).await?.into_iter().collect(),
                    })
                })
            })
            .await?;
        Ok(self.days(actor, read))
    }

    fn days(&self, actor: &Actor, read: Read) -> Vec<UnusualDay> {
        let Read { mut looks, rota, colleagues, marks, hidden } = read;
        looks.retain(|look| is_about_content(look) && look.case.is_some_and(|case| !hidden.contains(&case)));
        looks.sort_by_key(|look| (look.at, look.place));
        let lookers: BTreeMap<UserId, Looker> =
            colleagues.iter().map(|user| (user.id, Looker::of(user))).collect();
        let left = Left::of(&colleagues);
        let cases: BTreeSet<CaseId> = looks.iter().filter_map(|look| look.case).collect();
        let cases: BTreeMap<CaseId, InCase> =
            self.index.folded(&cases).into_iter().map(|(case, folded)| (case, InCase::of(&folded))).collect();
        let mut streets: BTreeMap<(UserId, CaseId), bool> = BTreeMap::new();
        let mut same_street =
            |user, case| *streets.entry((user, case)).or_insert_with(|| self.walls.same_street(user, case));
        let facts: Vec<LookFacts> = looks
            .iter()
            .filter_map(|look| {
                let of = facts(look, look.case?, lookers.get(&look.user), &cases, (&left, &rota));
                Some(LookFacts { same_street: same_street(look.user, look.case?), ..of })
            })
            .collect();
        let mut days: Vec<UnusualDay> = unusual(&facts)
            .into_iter()
            .map(|(of, asked)| day(of, &asked, &looks, lookers.get(&of.user), &cases))
            .collect();
        for day in &mut days {
            day.may_mark = actor.user != day.user;
            let of_day = marks.iter().filter(|mark| (mark.user, mark.day) == (day.user, day.day));
            let seen = of_day.clone().map(|mark| mark.up_to).max();
            day.open = seen.is_none_or(|seen| seen < day.up_to);
            let name = |user: &UserId| lookers.get(user).map(|looker| looker.name.clone());
            day.marks = of_day.filter_map(|mark| mark_line(mark, name(&mark.by))).collect();
        }
        // Night alone is the commonest reason and the mildest.
        let mild = |day: &UnusualDay| day.reasons.iter().all(|why| *why == Unusual::AtNight);
        days.sort_by_key(|day| (!day.open, mild(day), std::cmp::Reverse(day.day), day.name.clone()));
        days
    }

    /// Writes what somebody found of a colleague's looks on one day, in words.
    ///
    /// # Errors
    /// Denied, also where the looks are their own.
    pub async fn mark_looks(
        &self,
        actor: &Actor,
        marked: Marked,
        verdict: Verdict,
        words: &Words,
    ) -> Result<(), Problem> {
        let permit = check_office::<ReviewLooks>(actor)?;
        let Marked { user, day, up_to } = marked;
        if user == actor.user {
            return Err(Denied::NothingHere.into());
        }
        let at = self.clock.now();
        let (verdict, words) = (verdict.code().to_owned(), words.as_str().to_owned());
        let mark = LookMark { user, day, up_to, verdict, words, by: actor.user, at };
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.note_office_look(&permit, at, "looks-marked", None).await?;
                    tx.mark_looks(&permit, &mark).await.map_err(Problem::from)
                })
            })
            .await
    }
}

/// Whether something of a case was seen or written. Who took a report had none yet to be curious about, and who
/// looks at who looked sees nothing of the case.
fn is_about_content(look: &SeenLook) -> bool {
    look.action != OfficeKind::TakeReport.code() && look.action != ActionKind::SeeLooks.code()
}

fn facts(
    look: &SeenLook,
    case: CaseId,
    looker: Option<&Looker>,
    cases: &BTreeMap<CaseId, InCase>,
    (left, rota): (&Left, &[OnCall]),
) -> LookFacts {
    let known = cases.get(&case);
    LookFacts {
        user: look.user,
        case,
        at: look.at,
        relation: look.relation,
        same_surname: known
            .zip(looker)
            .is_some_and(|(known, looker)| known.surnames.contains(&looker.surname)),
        same_street: false,
        former_colleague: known
            .zip(looker)
            .is_some_and(|(known, looker)| left.is_of_team_of(looker, &known.names)),
        on_night_rota: looker.is_some_and(|looker| is_on_call(rota, look.user, looker.role, look.at)),
    }
}

fn day(
    of: DayOf,
    asked: &Asked,
    looks: &[SeenLook],
    looker: Option<&Looker>,
    cases: &BTreeMap<CaseId, InCase>,
) -> UnusualDay {
    let of_day = || asked.iter().filter_map(|(place, reasons)| Some((looks.get(*place)?, reasons)));
    let line = |(look, reasons): (&SeenLook, &BTreeSet<Unusual>)| UnusualLine {
        at: look.at,
        reference: look
            .case
            .and_then(|case| cases.get(&case))
            .map_or_else(String::new, |case| case.reference.clone()),
        action: look.action.clone(),
        part: look.part.clone(),
        reasons: reasons.clone(),
    };
    let name = match looker {
        Some(looker) => looker.name.clone(),
        None if of.user == OperatorLook::USER => "the command line".to_owned(),
        None => "a former colleague".to_owned(),
    };
    UnusualDay {
        user: of.user,
        name,
        role: looker.map(|looker| looker.role),
        day: of.day,
        reasons: asked.values().flatten().copied().collect(),
        looks: of_day().take(SHOWN).map(line).collect(),
        more: asked.len().saturating_sub(SHOWN),
        up_to: of_day().map(|(look, _)| look.place).max().unwrap_or_default(),
        marks: Vec::new(),
        open: true,
        may_mark: false,
    }
}

fn mark_line(mark: &LookMark, by: Option<String>) -> Option<MarkLine> {
    let by = by.unwrap_or_else(|| "a former colleague".to_owned());
    Some(MarkLine { verdict: Verdict::from_code(&mark.verdict)?, words: mark.words.clone(), by, at: mark.at })
}
