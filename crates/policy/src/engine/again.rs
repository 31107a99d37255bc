//! What is told again, judged as high, or taken away: what an entry says beside those that came before it.

use std::mem::replace;

use domain::Severity;
use domain::precautions::{Precaution, PrecautionState, PrecautionsNoted};

use crate::reading::Change;
use crate::words::{Bits, Start};

/// What came before, as far as a later entry is read by it.
#[expect(clippy::struct_excessive_bools, reason = "each is so or not, whatever the others are")]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Again {
    reported: bool,
    told: bool,
    /// A person judged it high, or an assessment made it so, and nobody has judged it lower since.
    high: bool,
    /// It was referred to the MARAC, and nobody wrote down that it was heard, or decided otherwise.
    with_the_marac: bool,
    /// The precautions that were done, by their place in the list.
    in_place: u8,
}

impl Again {
    /// Whether the MARAC is still to hear it: nobody has to decide on a referral that was made.
    pub const fn is_with_the_marac(self) -> bool {
        self.with_the_marac
    }

    /// A closed case is open again: whoever judges it high now judges it anew.
    pub const fn open_again(&mut self) {
        self.high = false;
    }

    /// Takes in what an entry changes, and says what it starts. `assessed` says whether risk had been assessed before.
    pub fn take(&mut self, change: &Change<'_>, assessed: bool) -> Bits {
        match change {
            Change::Report { .. } => start_if(replace(&mut self.reported, true), Start::ReportedAgain),
            Change::Disclosure { .. } => {
                start_if(replace(&mut self.told, true) || assessed, Start::ToldAgain)
            }
            Change::Severity(severity) => self.judge(*severity),
            Change::Assessed { high } => {
                self.high |= *high;
                Bits::NONE
            }
            Change::Referred(_) => {
                self.with_the_marac = true;
                Bits::NONE
            }
            Change::Heard(_) | Change::NotReferred => {
                self.with_the_marac = false;
                Bits::NONE
            }
            Change::Precautions(noted) => start_if(self.is_taken_away(noted), Start::MeasureRemoved),
            _ => Bits::NONE,
        }
    }

    /// The judgement that makes it high, and not each that says so again.
    fn judge(&mut self, severity: Severity) -> Bits {
        if severity == Severity::Unknown {
            return Bits::NONE;
        }
        let high = severity <= Severity::High;
        start_if(!replace(&mut self.high, high) && high, Start::HighByJudgement)
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
