//! What a page about a case is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::action::SeeCase;
use access::{
    ActionKind, Actor, CaseFacts, CaseView, Denied, Field, Permit, Relation, allows, check, known_at, may_ask,
};
use domain::case::{CaseEvent, CaseState};
use domain::child::Definition;
use domain::contact::{Channel, Intent, NotCleared, clear};
use domain::incident::PatternRule;
use domain::text::CaseReference;
use domain::when::london;
use domain::{CaseId, Recorded, RegionId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use policy::words::{Evidence, Role as FallsTo, Word as _};
use policy::{Duty, DutyState, PolicyPack, Raised, Started};
use store::{Conflict, Standing};

use crate::projection::judged;
use crate::same_person::beside;
use crate::setting_aside::to_set_aside;
use crate::{Problem, Rules, Service, Silence};

/// A case as one person may see it, as it was known at one moment.
#[derive(Debug, Clone)]
pub struct CasePage {
    /// Which case.
    pub case: CaseId,
    /// The reference that people say on the phone.
    pub reference: CaseReference,
    /// The case, reduced to what this person may see.
    pub view: CaseView,
    /// Every way of getting in touch that is in the contact plan, with what the gate says of it at that
    /// moment; empty where contact may not be seen.
    pub channels: Vec<ChannelLine>,
    /// Its duties, the first due first; empty where they may not be seen.
    pub duties: Vec<DutyLine>,
    /// Since when nobody has spoken with the survivor; `None` where nobody is to, or this may not be seen.
    pub silence: Option<Silence>,
    /// How many incidents in how many months the policy in force calls a pattern.
    pub pattern: PatternRule,
    /// To which definition of domestic abuse that policy is written; nothing where it has words of its own.
    pub definition: Option<Definition>,
    /// The names of colleagues who stand in it.
    pub colleagues: Arc<BTreeMap<UserId, String>>,
    /// The names of the regions.
    pub regions: Arc<BTreeMap<RegionId, String>>,
    /// What this person may do here.
    pub may: BTreeSet<ActionKind>,
    /// Whether they may ask a second person for what is protected here.
    pub may_ask: bool,
    /// Until when they have it open in an emergency, where they do.
    pub glass: Option<Timestamp>,
    /// The moment as of which it is shown.
    pub as_of: Timestamp,
    /// Whether that is an earlier moment than now.
    pub is_past: bool,
}

impl CasePage {
    /// The name of a colleague.
    pub fn colleague(&self, user: UserId) -> &str {
        self.colleagues.get(&user).map_or("a former colleague", String::as_str)
    }
}

/// One way of getting in touch, and what the gate says of it. It is no authority to use it: that comes
/// with the number or address, and with the next look at the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelLine {
    /// The way, as it stands in the contact plan.
    pub channel: Channel,
    /// Safe now, until the end of the safe hours if there is one; or why not, and the next safe moment.
    pub gate: Result<Option<Timestamp>, NotCleared>,
}

/// One duty, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyLine {
    /// Its word in the policy pack.
    pub code: String,
    /// What is to be done.
    pub title: String,
    /// The clauses that demand it: commitment ids, then paragraphs of the field's rules.
    pub clauses: Vec<String>,
    /// The entry that started it.
    pub started: Started,
    /// By when.
    pub due: Timestamp,
    /// What meets it: any of these.
    pub met_by: Vec<Evidence>,
    /// How it stands.
    pub state: DutyState,
    /// To whom it falls.
    pub falls_to: FallsTo,
    /// To whom it was raised.
    pub raised: Vec<Raised>,
    /// Whether closing the case ends it by its nature.
    pub closing_ends: bool,
    /// Only whoever may end the case sets it aside (R-03, 4.1).
    pub manager_sets_aside: bool,
    /// The word of the line in which a list shows it, together with every other open duty that has the same word: one act
    /// does them all. Nothing where it stands by itself.
    pub line: Option<String>,
}

impl DutyLine {
    pub(crate) fn new(duty: Duty<'_>, pack: &PolicyPack) -> Self {
        let keeps = duty.keeps.iter().map(ToString::to_string);
        let rule = pack.duties.iter().find(|rule| rule.id == duty.code);
        Self {
            code: duty.code.to_owned(),
            title: duty.title.to_owned(),
            clauses: keeps.chain(duty.cites.iter().cloned()).collect(),
            started: duty.started,
            due: duty.due,
            met_by: rule.map(|rule| rule.met_by.clone()).unwrap_or_default(),
            state: duty.state,
            falls_to: duty.falls_to,
            raised: duty.raised,
            closing_ends: duty.closing_ends,
            manager_sets_aside: duty.manager_sets_aside,
            line: pack.line_of(duty.code).map(str::to_owned),
        }
    }

    /// What one must be allowed to do to set it aside.
    pub const fn needed_to_set_aside(&self) -> ActionKind {
        to_set_aside(self.manager_sets_aside)
    }

    /// Whether the case is not to be closed before it is done or set aside.
    pub fn keeps_open(&self) -> bool {
        self.state.keeps_open(self.closing_ends)
    }
}

/// How often a case is read again because something was recorded meanwhile.
const TRIES: u8 = 5;

/// A case as it was read for a page.
pub(crate) struct Looked {
    pub(crate) permit: Permit<SeeCase>,
    standing: Standing,
    pub(crate) facts: CaseFacts,
    pub(crate) reference: CaseReference,
    pub(crate) history: Vec<Recorded<CaseEvent>>,
    /// For the other records that are said to be about the same person.
    pub(crate) beside: Vec<Permit<SeeCase>>,
    glass: Option<Timestamp>,
}

/// What the policy demands, as far as the view shows it.
fn duties<'r>(
    view: &CaseView,
    rules: &'r Rules,
    known: &[Recorded<CaseEvent>],
    as_of: Timestamp,
) -> Vec<Duty<'r>> {
    if view.shows(Field::Due) { judged(rules, known, as_of) } else { Vec::new() }
}

/// What the gate says of each channel, as far as the view shows the plan.
fn channels(view: &CaseView, state: &CaseState, as_of: Timestamp) -> Vec<ChannelLine> {
    let Some(plan) = &view.plan else { return Vec::new() };
    plan.channels.iter().map(|channel| ChannelLine::of(state, channel, as_of)).collect()
}

impl ChannelLine {
    /// What the gate says of it at that moment.
    pub(crate) fn of(state: &CaseState, channel: &Channel, as_of: Timestamp) -> Self {
        let cleared = clear(state, Intent { channel: channel.channel, at: as_of });
        Self { channel: channel.clone(), gate: cleared.map(|contact| contact.instructions().until) }
    }
}

impl Service {
    /// A page about a case. `day` shows it as it was known at the end of that earlier day, under today's
    /// permissions. That somebody looked is on the disk before the page is.
    ///
    /// # Errors
    /// Denied where the case does not exist for them; or a fault, and then no page.
    pub async fn case_page(
        &self,
        actor: &Actor,
        case: CaseId,
        day: Option<Date>,
        part: &'static str,
    ) -> Result<CasePage, Problem> {
        Ok(Box::pin(self.case_page_and(actor, case, day, part, |_| ())).await?.0)
    }

    /// The same, with something more that is worked out of the whole case and shows nothing of it that the
    /// page does not.
    pub(crate) async fn case_page_and<T>(
        &self,
        actor: &Actor,
        case: CaseId,
        day: Option<Date>,
        part: &'static str,
        more: impl FnOnce(&CaseState) -> T,
    ) -> Result<(CasePage, T), Problem> {
        let now = self.clock.now();
        let end_of_day =
            |day: Date| day.tomorrow().ok()?.to_zoned(london()).ok().map(|next| next.timestamp());
        let as_of = day.and_then(end_of_day).map_or(now, |end| end.min(now));
        let rules = self.rules(actor.organisation).await?;
        let Looked { permit, facts, reference, history: whole, beside, glass, .. } =
            self.look(actor, case, now, part).await?;
        let (colleagues, regions) = (self.colleagues(actor).await?, self.regions(actor).await?);
        // Nothing is waited for from here on: what is held while waiting would be as large as a case.
        let view = CaseView::reduce_beside(&permit, &beside, &whole, as_of);
        let known = known_at(&whole, as_of);
        let state = CaseState::from_history(known);
        let duties = duties(&view, &rules, known, as_of);
        let silence = Silence::of(&state, &rules, &duties, as_of).filter(|_| view.shows(Field::Contact));
        let relation = Relation::between(actor, &facts);
        let may = |action: &ActionKind| allows(actor.role, relation, *action);
        let more = more(&state);
        let page = CasePage {
            case,
            reference,
            channels: channels(&view, &state, as_of),
            duties: duties.into_iter().map(|duty| DutyLine::new(duty, &rules.pack)).collect(),
            silence,
            pattern: rules.pack.pattern,
            definition: Definition::from_code(rules.pack.definition.word()),
            view,
            colleagues,
            regions,
            may: ActionKind::ALL.iter().copied().filter(may).collect(),
            may_ask: may_ask(&permit),
            glass,
            as_of,
            is_past: as_of < now,
        };
        Ok((page, more))
    }

    /// Reads a case for a page, and writes who looked before it answers. Where something was recorded
    /// between the two, it is read again: what was written is that they saw this.
    pub(crate) async fn look(
        &self,
        actor: &Actor,
        case: CaseId,
        now: Timestamp,
        part: &'static str,
    ) -> Result<Looked, Problem> {
        self.opens(actor, case).await?;
        for _ in 0..TRIES {
            let looked = self.read_for(actor, case, now).await?;
            if self.store.note_look_while(&looked.permit, looked.standing, now, part).await? {
                self.looked_by(actor, case, looked.permit.relation()).await?;
                return Ok(looked);
            }
        }
        Err(Conflict.into())
    }

    async fn read_for(&self, actor: &Actor, case: CaseId, now: Timestamp) -> Result<Looked, Problem> {
        let asker = actor.clone();
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let facts = snapshot.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<SeeCase>(&asker, &facts)?;
                    let standing = snapshot.standing(&permit).ok_or(Denied::NothingHere)?;
                    let reference = snapshot.case_line(&permit).await?.ok_or(Denied::NothingHere)?.reference;
                    let history = snapshot.history(&permit).await?;
                    let beside = beside(snapshot, &asker, &history, now).await?;
                    let glass = match permit.relation() {
                        Relation::BrokenGlass => snapshot.glass_until(&permit).await?,
                        _ => None,
                    };
                    Ok(Looked { permit, standing, facts, reference, history, beside, glass })
                })
            })
            .await
    }
}
