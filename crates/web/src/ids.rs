//! Fresh ids for what one form names, in the order in which it names them.

use domain::Moment;
use uuid::Uuid;

/// Counts through the ids of one moment.
pub struct Minted<'m> {
    moment: &'m Moment,
    next: u16,
}

impl<'m> Minted<'m> {
    /// The ids of this moment, from the first.
    pub const fn new(moment: &'m Moment) -> Self {
        Self { moment, next: 0 }
    }

    /// The next id, as the kind that is asked for.
    pub fn next<T>(&mut self, make: impl FnOnce(Uuid) -> T) -> T {
        let id = self.moment.ids.nth(self.next);
        self.next += 1;
        make(id)
    }
}
