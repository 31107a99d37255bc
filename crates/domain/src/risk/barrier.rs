//! What may keep somebody from telling: a reason to judge whatever was counted, and never one to count less
//! (domain.md 2.2).

use std::collections::BTreeMap;

use super::RiskAssessed;
use crate::Answer;
use crate::case::Numbered;
use crate::codes::codes;

codes! {
    /// What may keep somebody from telling.
    Barrier {
        Language = "language", "They could not say it in the language that they speak best";
        Immigration = "immigration", "They fear for their right to stay, or for the money that hangs on it";
        Culture = "culture", "Family, faith or community expects silence, or they fear shame";
        SomebodyThere = "somebody-there", "Somebody else was there, or could listen";
        Pressure = "pressure", "Somebody may have told them what to say, or will ask what they said";
    }
}

/// What kept them from telling, by each answer.
pub type Barriers = BTreeMap<Barrier, Answer>;

/// Whether anything kept them from telling. What is not known is no no, and no reason by itself either.
pub(super) fn keeps_from_telling(barriers: &Barriers) -> bool {
    barriers.values().any(|answer| *answer == Answer::Yes)
}

/// The newest answer on each, of all assessments. What is not known takes no "yes" away.
pub(super) fn standing(assessments: &[Numbered<RiskAssessed>]) -> Barriers {
    let mut standing = Barriers::new();
    for (barrier, answer) in assessments.iter().flat_map(|one| &one.is.barriers) {
        let known = *answer != Answer::NotKnown;
        if known || !standing.contains_key(barrier) {
            standing.insert(*barrier, *answer);
        }
    }
    standing
}
