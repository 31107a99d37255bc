//! Two records about the same person, and two that were taken for it by a slip: each is told in both.

use domain::case::CaseCommand;
use domain::same_person::{Joined, Parted};
use domain::text::Words;

use super::named;
use super::script::{Script, later};
use crate::course::Pair;
use access::Role;

const SAME: &str =
    "She gave both references herself: when she first rang she used the name that she has from her marriage.";
const SLIP: &str = "The name and the date of birth were taken for the same.";
const TWO: &str = "A slip: neither knows of the other, and only the name was alike.";

/// How long ago it was said, in minutes, and how long after that it was taken back.
const SAID: i64 = 50;
const TAKEN_BACK: i64 = 20;

/// Says it in this record, where it is one of a pair.
pub(super) fn tell(script: &mut Script, index: usize) -> Option<()> {
    if script.world.is_doubted(index) {
        script.pass(10, 40);
        script.record(CaseCommand::ConfirmAgain);
    }
    let Some((pair, beside)) = script.world.beside(index) else { return Some(()) };
    let (other, reference) = named(script.world, beside)?;
    script.to(later(script.world.now, -SAID));
    script.actor = script.world.someone(Role::DaLead, None, &mut script.dice)?;
    let why = |text| Words::parse(text).ok();
    match pair {
        Pair::SamePerson => {
            let why = why(SAME)?;
            script.record(CaseCommand::JoinRecords(Joined { other, reference, why }));
        }
        Pair::TwoPeople => {
            let (slip, two) = (why(SLIP)?, why(TWO)?);
            script.record(CaseCommand::JoinRecords(Joined { other, reference, why: slip }));
            script.pass(TAKEN_BACK, TAKEN_BACK);
            script.record(CaseCommand::PartRecords(Parted { other, reference, why: two }));
        }
    }
    Some(())
}
