//! The Pwned Passwords list: a text file with a line for each password that was found in leaks, its SHA-1 digest in
//! hexadecimal, a colon, and how often it was found; ordered by the digest. It has tens of gigabytes, so it is never
//! read whole: a password is looked up by halving, in about forty short reads.

use std::cmp::Ordering;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::str;

use crate::password::Password;

/// The figures of a digest.
const FIGURES: usize = 40;
/// No line is longer, in bytes.
const LINE: u64 = 64;
/// A line whole, wherever in it one has begun to read.
const AROUND: usize = 128;
/// At so many places the order is looked at before anything listens.
const PLACES: u64 = 1000;

/// The file, open.
#[derive(Debug)]
pub struct LeakedFile {
    file: File,
    length: u64,
}

/// Why it will not do.
#[derive(Debug, thiserror::Error)]
pub enum LeakedFileProblem {
    /// It cannot be read.
    #[error("it cannot be read")]
    Unreadable(#[from] io::Error),
    /// There is nothing in it.
    #[error("it is empty: download the list anew")]
    Empty,
    /// A line is none of the list.
    #[error(
        "it is not the list of SHA-1 digests, each with a colon and a count: download that one, and not the one of NTLM"
    )]
    Line,
    /// It is ordered otherwise.
    #[error("it is not ordered by digest: download the list that is, or sort it")]
    Order,
}

/// A line, and where it is.
struct Line {
    digest: String,
    start: u64,
    /// Behind its end.
    end: u64,
}

impl LeakedFile {
    /// Opens it, and looks at its first and last lines and at a thousand between.
    ///
    /// # Errors
    /// The one thing that is wrong.
    pub fn open(path: &Path) -> Result<Self, LeakedFileProblem> {
        let file = File::open(path)?;
        let this = Self { length: file.metadata()?.len(), file };
        if this.length == 0 {
            return Err(LeakedFileProblem::Empty);
        }
        this.is_ordered()?;
        Ok(this)
    }

    /// Whether a password is in it.
    pub(crate) fn holds(&self, password: &Password) -> Result<bool, LeakedFileProblem> {
        let wanted = password.leaked_digest();
        let (mut from, mut upto) = (0, self.length);
        while from < upto {
            let line = self.line(from.midpoint(upto))?;
            match wanted.as_str().cmp(&line.digest) {
                Ordering::Equal => return Ok(true),
                Ordering::Less => upto = line.start,
                Ordering::Greater => from = line.end,
            }
        }
        Ok(false)
    }

    fn is_ordered(&self) -> Result<(), LeakedFileProblem> {
        let mut before = self.line(0)?;
        let steps = (1..PLACES).map(|place| self.length / PLACES * place).chain([self.length - 1]);
        for place in steps {
            let line = self.line(place)?;
            if line.start > before.start && line.digest <= before.digest {
                return Err(LeakedFileProblem::Order);
            }
            before = line;
        }
        Ok(())
    }

    /// The line that the byte at this place belongs to.
    fn line(&self, place: u64) -> Result<Line, LeakedFileProblem> {
        let from = place.saturating_sub(LINE);
        let mut around = [0; AROUND];
        let read = self.read(&mut around, from)?;
        let around = around.get(..read).unwrap_or_default();
        let at = usize::try_from(place - from).unwrap_or(usize::MAX);
        let (before, after) = around.split_at_checked(at).ok_or(LeakedFileProblem::Line)?;
        let first = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let last = after.iter().position(|byte| *byte == b'\n').map_or(read, |end| at + end);
        let text = around
            .get(first..last)
            .and_then(|line| str::from_utf8(line).ok())
            .ok_or(LeakedFileProblem::Line)?;
        let (start, end) = (from + first as u64, from + last as u64 + 1);
        Ok(Line { digest: digest(text).ok_or(LeakedFileProblem::Line)?, start, end })
    }

    fn read(&self, into: &mut [u8], from: u64) -> Result<usize, LeakedFileProblem> {
        let mut read = 0;
        while let Some(rest) = into.get_mut(read..).filter(|rest| !rest.is_empty()) {
            match self.file.read_at(rest, from + read as u64) {
                Ok(0) => break,
                Ok(more) => read += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(read)
    }
}

/// The digest of a line, in capitals.
fn digest(line: &str) -> Option<String> {
    let (digest, count) = line.trim_end_matches('\r').split_once(':')?;
    let is_digest = digest.len() == FIGURES && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_count = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
    (is_digest && is_count).then(|| digest.to_ascii_uppercase())
}
