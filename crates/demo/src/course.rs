//! How far a case has come, and what stands at its end: the states that a demonstration has to show.

use domain::report::{ReportSource, Route};

use crate::dice::Dice;
use crate::vignettes;

/// Where a case stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    JustReported,
    Placed,
    Waiting,
    Fresh,
    ContactToday,
    ContactTomorrow,
    Missed,
    NoAnswer,
    NoSafeWay,
    MadeAnyway,
    Paused,
    Silent,
    Calm,
    Corrected,
    Lowered,
    LeftInPeace,
    HandedOver,
    Escalating,
    Concern,
    NoConcern,
    Compromised,
    EnquiryAhead,
    EnquiryOverdue,
    NothingSaid,
    NotSafeToAsk,
    NotReached,
    Disclosed,
    LookedUp,
}

use Course as C;

/// For survivors' reports, in the order in which the first cases take them.
const DISCLOSURE: [Course; 22] = [
    C::JustReported,
    C::ContactToday,
    C::Silent,
    C::Escalating,
    C::Missed,
    C::NoSafeWay,
    C::Calm,
    C::Waiting,
    C::Corrected,
    C::ContactTomorrow,
    C::Fresh,
    C::Concern,
    C::MadeAnyway,
    C::Lowered,
    C::Paused,
    C::HandedOver,
    C::NoAnswer,
    C::Placed,
    C::LeftInPeace,
    C::NoConcern,
    C::ContactToday,
    C::Compromised,
];

/// For suspicions and third-party reports.
const SUSPICION: [Course; 15] = [
    C::JustReported,
    C::EnquiryAhead,
    C::EnquiryOverdue,
    C::Disclosed,
    C::NothingSaid,
    C::LookedUp,
    C::Placed,
    C::NotSafeToAsk,
    C::Waiting,
    C::EnquiryAhead,
    C::NotReached,
    C::Disclosed,
    C::EnquiryOverdue,
    C::Disclosed,
    C::LookedUp,
];

/// For disclosures of own behaviour.
const OWN: [Course; 3] = [C::Calm, C::Fresh, C::Concern];

/// What is said of two records together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pair {
    /// They are about the same person.
    SamePerson,
    /// That was said by a slip, and taken back.
    TwoPeople,
}

/// Where the first two records stand of which something is said together.
pub(crate) const PAIRS: [(Pair, Course, Course); 2] =
    [(Pair::SamePerson, C::Corrected, C::HandedOver), (Pair::TwoPeople, C::Lowered, C::LeftInPeace)];

/// Where the first record stands of which somebody doubts what the contact plan says.
pub(crate) const DOUBTED: Course = C::NoConcern;

/// How many of the first cases together show every state.
const SHOWN_FIRST: usize = DISCLOSURE.len() + SUSPICION.len() + OWN.len();

/// The hand-written stories in the order of a seed, each with where it stands. Whatever the seed, the
/// first forty show every source, every road and every state.
pub(crate) fn arrangement(dice: &mut Dice) -> Vec<(usize, Course)> {
    let mut order: Vec<(usize, ReportSource)> =
        vignettes::all().enumerate().map(|(at, story)| (at, story.source)).collect();
    dice.shuffle(&mut order);
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for route in Route::ALL {
        let list = courses(*route);
        let of_route =
            every_source_first(order.iter().copied().filter(|(_, source)| source.route() == *route));
        let with_course = of_route.into_iter().zip(list.iter().copied().cycle());
        for (place, arranged) in with_course.enumerate() {
            if place < list.len() { first.push(arranged) } else { rest.push(arranged) }
        }
    }
    debug_assert_eq!(first.len(), SHOWN_FIRST);
    dice.shuffle(&mut first);
    dice.shuffle(&mut rest);
    first.append(&mut rest);
    first
}

/// Where a composed case stands: mostly calm, as in life.
pub(crate) fn drawn(route: Route, dice: &mut Dice) -> Course {
    let calm = if route == Route::Suspicion { Course::NothingSaid } else { Course::Calm };
    if dice.chance(45) { calm } else { dice.pick(courses(route), calm) }
}

const fn courses(route: Route) -> &'static [Course] {
    match route {
        Route::Disclosure => &DISCLOSURE,
        Route::Suspicion => &SUSPICION,
        Route::OwnBehaviour => &OWN,
    }
}

/// One story of each source, then the others.
fn every_source_first(order: impl Iterator<Item = (usize, ReportSource)>) -> Vec<usize> {
    let mut seen = Vec::new();
    let (firsts, others): (Vec<_>, Vec<_>) = order.partition(|(_, source)| {
        let new = !seen.contains(source);
        seen.push(*source);
        new
    });
    firsts.into_iter().chain(others).map(|(at, _)| at).collect()
}

impl Course {
    /// How many minutes before now the first report came in, at least and at most.
    pub(crate) const fn age(self) -> (i64, i64) {
        const DAY: i64 = 24 * 60;
        match self {
            Self::JustReported => (25, 200),
            Self::Placed => (90, 420),
            Self::Waiting => (2 * DAY, 5 * DAY),
            Self::Fresh => (120, 420),
            Self::EnquiryAhead | Self::LookedUp => (2 * DAY, 30 * DAY),
            Self::Silent => (110 * DAY, 420 * DAY),
            Self::Lowered => (150 * DAY, 420 * DAY),
            _ => (20 * DAY, 420 * DAY),
        }
    }

    /// How many entries of the survivor's road it has, about.
    pub(crate) const fn on_the_road(self) -> i64 {
        match self {
            Self::Calm | Self::Escalating => 13,
            Self::Corrected => 4,
            Self::HandedOver => 3,
            Self::Concern | Self::LeftInPeace | Self::Lowered => 2,
            Self::Missed | Self::NoConcern | Self::ContactToday | Self::ContactTomorrow => 1,
            _ => 0,
        }
    }

    /// Whether nothing but the report is there yet.
    pub(crate) const fn is_only_a_report(self) -> bool {
        matches!(self, Self::JustReported | Self::Placed | Self::Waiting)
    }

    /// The course of a case that has to hold many entries, where this one could not.
    pub(crate) const fn with_room(self) -> Self {
        match self {
            Self::JustReported | Self::Placed | Self::Waiting | Self::Fresh => Self::Calm,
            Self::LookedUp => Self::NothingSaid,
            other => other,
        }
    }
}
