//! Where sealed bytes belong.

/// Long enough for the fixed fields and a kind of 79 bytes. A longer kind costs one allocation.
const SHORT: usize = 128;

/// Where sealed bytes belong: authenticated with them, so that they open nowhere else.
///
/// The fields are named rather than positional, because an organisation and a stream look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The organisation that the row belongs to (the bytes of a UUID).
    pub organisation: [u8; 16],
    /// The stream (the bytes of a UUID).
    pub stream: [u8; 16],
    /// The row's position in its stream; 0 for what a stream has one of.
    pub sequence: u64,
    /// What the sealed bytes are.
    pub kind: &'a str,
}

impl Place<'_> {
    /// Hands the authenticated form to `then`: the format byte, each fixed field at its own width, then
    /// the kind's length and the kind. No two places share a form.
    pub(crate) fn authenticated<T>(&self, format: u8, then: impl FnOnce(&[u8]) -> T) -> T {
        let format = [format];
        let sequence = self.sequence.to_be_bytes();
        let length = (self.kind.len() as u64).to_be_bytes();
        let parts = [&format[..], &self.organisation, &self.stream, &sequence, &length, self.kind.as_bytes()];
        let mut short = [0; SHORT];
        match lay(&mut short, &parts) {
            Some(form) => then(form),
            None => then(&parts.concat()),
        }
    }
}

/// Lays the parts end to end in the buffer; nothing when they do not fit.
fn lay<'b>(buffer: &'b mut [u8], parts: &[&[u8]]) -> Option<&'b [u8]> {
    let form = buffer.get_mut(..parts.iter().map(|part| part.len()).sum())?;
    let mut rest = &mut *form;
    for part in parts {
        let (here, after) = rest.split_at_mut_checked(part.len())?;
        here.copy_from_slice(part);
        rest = after;
    }
    Some(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(kind: &str) -> Vec<u8> {
        let place = Place { organisation: [1; 16], stream: [2; 16], sequence: 3, kind };
        place.authenticated(9, <[u8]>::to_vec)
    }

    #[test]
    fn given_a_kind_of_any_length_then_the_form_is_laid_out_the_same() {
        for length in [0, 1, 78, 79, 80, 81, 300] {
            let kind = "k".repeat(length);
            let fixed = [&[9][..], &[1; 16], &[2; 16], &[0, 0, 0, 0, 0, 0, 0, 3]].concat();
            let expected = [&fixed[..], &(length as u64).to_be_bytes(), kind.as_bytes()].concat();
            assert_eq!(form(&kind), expected, "a kind of {length} bytes");
        }
    }

    #[test]
    fn given_the_longest_short_kind_then_it_fills_the_buffer_exactly() {
        assert_eq!(form(&"k".repeat(79)).len(), SHORT);
    }
}
