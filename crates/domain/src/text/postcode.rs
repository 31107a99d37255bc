//! Postcodes of the United Kingdom.

use super::{TextProblem, clean, stored_as_text};

/// A postcode of the United Kingdom, in capitals with one space. The shape is checked, not that it
/// exists: new ones are given out every week, and `ZZ99 3VZ` stands for no fixed abode.
/// Where a person is, is a protected fact: no `Display`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(String);

impl Postcode {
    /// Takes any case, and spaces, dots, hyphens or brackets anywhere.
    ///
    /// # Errors
    /// Nothing typed, or not a postcode.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        clean::refuse_unreadable(text)?;
        let kept = |c: &char| {
            !clean::is_without_ink(*c)
                && !clean::comes_from_pasting(*c)
                && !matches!(c, '-' | '.' | '(' | ')')
        };
        let compact: String = text.chars().filter(kept).map(|c| c.to_ascii_uppercase()).collect();
        if compact.is_empty() {
            return Err(TextProblem::Required);
        }
        let (outward, inward) = halves(&compact).ok_or(TextProblem::PostcodeFormat)?;
        Ok(Self(format!("{outward} {inward}")))
    }

    /// The postcode with its space.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first half, which names a district and not a street.
    pub fn district(&self) -> &str {
        self.0.split(' ').next().unwrap_or_default()
    }
}

stored_as_text!(Postcode);

/// Both halves of a postcode written in capitals without a space; `None` where it is not one.
pub(super) fn halves(compact: &str) -> Option<(&str, &str)> {
    let (outward, inward) = compact.split_at_checked(compact.len().checked_sub(3)?)?;
    let regular = is_outward(outward) && is_inward(inward, outward.starts_with("ZZ"));
    (regular || compact == "GIR0AA").then_some((outward, inward))
}

fn is_outward(outward: &str) -> bool {
    let shape: String = outward.chars().map(shape_of).collect();
    matches!(shape.as_str(), "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A")
}

/// C I K M O V never stand in the second half, except in the pseudo postcodes of area ZZ.
fn is_inward(inward: &str, pseudo: bool) -> bool {
    let shape: String = inward.chars().map(shape_of).collect();
    shape == "9AA" && (pseudo || !inward.contains(['C', 'I', 'K', 'M', 'O', 'V']))
}

fn shape_of(c: char) -> char {
    match c {
        'A'..='Z' => 'A',
        '0'..='9' => '9',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_stored_in_one_form() {
        for (typed, stored) in [
            ("zz993vz", "ZZ99 3VZ"),
            (" Zz1a-1aA. ", "ZZ1A 1AA"),
            ("gir0aa", "GIR 0AA"),
            ("z1 1 aa", "Z1 1AA"),
            ("Z1\u{a0}1AA", "Z1 1AA"),
        ] {
            assert_eq!(Postcode::parse(typed).unwrap().as_str(), stored);
        }
        assert_eq!(Postcode::parse("zz993vz").unwrap().district(), "ZZ99");
    }

    #[test]
    fn what_is_not_a_postcode_is_refused() {
        for wrong in ["12345", "ZZ", "Z1 1AM", "ZZZ1 1AA", "1ZZ 1AA", "Z1 11A", "Z1 1AAA", "É1 1AA", "aé"] {
            assert_eq!(Postcode::parse(wrong), Err(TextProblem::PostcodeFormat), "{wrong:?}");
        }
    }
}
