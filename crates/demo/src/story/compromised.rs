//! The way that was safe is so no longer: burnt a day ago, and everything that such a day asks for.

use domain::case::CaseCommand;
use domain::compromise::{
    BreachDecided, KnownTo, LocationCompromised, Regulator, SafetyReviewed, SurvivorTold,
};
use domain::contact::Outcome;
use domain::people::SecretKind;
use domain::text::{ShortText, Words};
use domain::{Answer, Happened, SecretId};

use super::DAY;
use super::follow::{Telling, attempt};
use super::script::{Script, later};
use crate::tables::compromised::{REVIEWS, TALKS, Whence, of};

/// How many minutes later the regulator is told, or it is decided that they need not be.
const DECIDED_AFTER: i64 = 120;

/// The alleged perpetrator came to know the number, address or place by which the survivor was reached.
pub(super) fn tell(script: &mut Script, telling: &Telling) -> Option<()> {
    script.to(later(script.world.now, -DAY));
    let decided_at = later(script.at, DECIDED_AFTER);
    let (secret, kind) = relied_on(telling);
    let whence = script.dice.pick(of(kind), Whence::NOT_KNOWN);
    script.record(CaseCommand::MarkCompromised(LocationCompromised {
        secret,
        kind,
        since: Happened::On(script.today()),
        known_to: KnownTo::AllegedPerpetrator,
        noticed_by: whence.noticed_by,
        how: Words::parse(whence.how).ok(),
    }));
    let entry = script.events;
    talk(script, entry)?;
    script.to(decided_at);
    regulator(script, entry, whence.not_reportable)
}

/// The fact behind the safe way of the plan; where the plan has none, the home.
fn relied_on(telling: &Telling) -> (SecretId, SecretKind) {
    let plan = &telling.reach.plan;
    let main = telling.reach.main.and_then(|main| plan.channel(main.channel));
    let home = (telling.cast.home.secret, SecretKind::Address);
    main.and_then(|channel| Some((channel.secret?, channel.kind.secret_kind()))).unwrap_or(home)
}

/// The survivor gets in touch, is told, and goes through their safety again with the worker.
fn talk(script: &mut Script, entry: u64) -> Option<()> {
    script.pass(20, 60);
    let words = script.words(TALKS);
    let spoke = attempt(script, None, Outcome::Spoke, words);
    script.record(CaseCommand::RecordAttempt(spoke));
    let survivor = Some(SurvivorTold::Told { at: script.at });
    script.record(CaseCommand::DecideBreach(BreachDecided { of: entry, regulator: None, survivor }));
    script.pass(10, 40);
    let words = script.words(REVIEWS)?;
    let reviewed = SafetyReviewed { with_survivor: Answer::Yes, words };
    script.record(CaseCommand::ReviewSafety(reviewed));
    Some(())
}

/// The manager tells the regulator, or writes down why there is nothing to tell.
fn regulator(script: &mut Script, entry: u64, not_reportable: Option<&str>) -> Option<()> {
    let regulator = match not_reportable {
        Some(why) => Regulator::NotReportable { why: Words::parse(why).ok()? },
        None => Regulator::Reported { at: script.at, reference: reference(script) },
    };
    script.actor = script.manager;
    let decided = BreachDecided { of: entry, regulator: Some(regulator), survivor: None };
    script.record(CaseCommand::DecideBreach(decided));
    Some(())
}

fn reference(script: &mut Script) -> Option<ShortText> {
    let number = script.dice.between(1, 99_999);
    ShortText::parse(&format!("PDB-{number:05}")).ok()
}
