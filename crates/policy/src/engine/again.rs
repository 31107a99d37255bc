//! What is told again, or taken away: what an entry says beside those that came before it.

use std::mem::replace;

use domain::precautions::{Precaution, PrecautionState, PrecautionsNoted};

use crate::reading::Change;
use crate::words::{Bits, Start};

/// What came before, as far as a later entry is read by it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Again {
    reported: bool,
    told: bool,
    /// The precautions that were done, by their place in the list.
    in_place: u8,
}

impl Again {
    /// Takes in what an entry changes, and says what it starts. `assessed` says whether risk had been assessed before.
    pub fn take(&mut self, change: &Change<'_>, assessed: bool) -> Bits {
        match change {
            Change::Report { .. } => start_if(replace(&mut self.reported, true), Start::ReportedAgain),
            Change::Disclosure { .. } => {
                start_if(replace(&mut self.told, true) || assessed, Start::ToldAgain)
            }
            Change::Precautions(noted) => start_if(self.is_taken_away(noted), Start::MeasureRemoved),
            _ => Bits::NONE,
        }
    }

    /// Whether something that keeps them safe at home was in place and is no longer, by any line of it. That it is
    /// asked for anew takes nothing away.
    fn is_taken_away(&mut self, noted: &PrecautionsNoted) -> bool {
        let mut away = false;
        for (precaution, state) in noted.lines.iter().filter(|(precaution, _)| precaution.is_a_safe_measure())
        {
            let was_there = self.in_place & place(*precaution) != 0;
            away |= match state {
                PrecautionState::Removed => true,
                PrecautionState::NotWanted | PrecautionState::NotKnown => was_there,
                PrecautionState::Done | PrecautionState::Asked => false,
            };
            match state {
                PrecautionState::Done => self.in_place |= place(*precaution),
                PrecautionState::Asked => {}
                _ => self.in_place &= !place(*precaution),
            }
        }
        away
    }
}

const fn place(precaution: Precaution) -> u8 {
    1 << (precaution as u8 & 7)
}

const fn start_if(holds: bool, start: Start) -> Bits {
    if holds { start.bit() } else { Bits::NONE }
}
