//! The organisation and its cases, one at a time.

use std::collections::BTreeSet;
use std::iter::FusedIterator;
use std::ops::Range;

use access::Role;
use domain::text::CaseReference;
use domain::when::london;
use domain::{IdBlock, OrganisationId, RegionId, UserId};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::course::{Course, DOUBTED, PAIRS, Pair, arrangement};
use crate::dice::{Dice, mixed};
use crate::staff::{Listed, ORGANISATION, Organisation, REGIONS, Region, STAFF, Staff};
use crate::story::{DemoCase, tell};

/// When the organisation began, in seconds: its ids must not depend on today.
const FOUNDED: i64 = 1_735_732_800;
/// Streams of the generator that belong to no case.
const STREAM_OF_IDS: u64 = u64::MAX;
const STREAM_OF_ORDER: u64 = u64::MAX - 1;
/// The number of bits of a case reference.
const REFERENCE_BITS: u64 = (1 << 35) - 1;

/// A fictional organisation with its staff and its cases.
#[derive(Debug, Clone)]
pub struct World {
    organisation: Organisation,
    regions: Vec<Region>,
    staff: Vec<Staff>,
    arrangement: Vec<(usize, Course)>,
    seed: u64,
    cases: usize,
    events_per_case: Option<u32>,
    pub(crate) now: Timestamp,
    pub(crate) zone: TimeZone,
}

/// The world of a seed, with so many cases, all of whose past lies before `now`.
pub fn world(seed: u64, cases: usize, now: Timestamp) -> World {
    let founded = Timestamp::from_second(FOUNDED).unwrap_or(Timestamp::UNIX_EPOCH);
    let ids = IdBlock::new(founded, Dice::new(seed, STREAM_OF_IDS).bytes());
    let id = |block: u16, place: usize| ids.nth(block + u16::try_from(place).unwrap_or(0));
    let regions: Vec<Region> = REGIONS
        .iter()
        .enumerate()
        .map(|(place, name)| Region { region: RegionId::from_uuid(id(1, place)), name })
        .collect();
    let employed =
        |(place, listed): (usize, &Listed)| employ(UserId::from_uuid(id(100, place)), listed, &regions);
    World {
        organisation: Organisation { organisation: OrganisationId::from_uuid(id(0, 0)), name: ORGANISATION },
        staff: STAFF.iter().enumerate().map(employed).collect(),
        regions,
        arrangement: arrangement(&mut Dice::new(seed, STREAM_OF_ORDER)),
        seed,
        cases,
        events_per_case: None,
        now,
        zone: london(),
    }
}

fn employ(user: UserId, (login, name, role, region): &Listed, regions: &[Region]) -> Staff {
    let place = region.and_then(|place| regions.get(place));
    Staff {
        user,
        login,
        name,
        role: *role,
        regions: place.iter().map(|one| one.region).collect::<BTreeSet<_>>(),
    }
}

impl World {
    /// The same world, in which every case has about so many events, for benchmarks. No case then ends
    /// with its first report. Not fewer than a first disclosure brings (about 20).
    #[must_use]
    pub const fn with_events_per_case(mut self, events: u32) -> Self {
        self.events_per_case = Some(events);
        self
    }

    /// The housing provider.
    pub const fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    /// Its regions.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Everybody who works there.
    pub fn staff(&self) -> &[Staff] {
        &self.staff
    }

    /// Every case, made when it is asked for.
    pub const fn cases(&self) -> Cases<'_> {
        Cases { world: self, left: 0..self.cases }
    }

    pub(crate) const fn events_per_case(&self) -> Option<u32> {
        self.events_per_case
    }

    /// The hand-written story of this case, and where it stands; none for the composed ones.
    pub(crate) fn arranged(&self, index: usize) -> Option<(usize, Course)> {
        self.arrangement.get(index).copied()
    }

    /// The other record of which the same is said as of this one, and what is said of the two.
    pub(crate) fn beside(&self, index: usize) -> Option<(Pair, usize)> {
        PAIRS.into_iter().find_map(|(pair, one, other)| {
            let (one, other) = (self.first(one)?, self.first(other)?);
            match index {
                same if same == one => Some((pair, other)),
                same if same == other => Some((pair, one)),
                _ => None,
            }
        })
    }

    /// Whether somebody doubts what the contact plan of this record says.
    pub(crate) fn is_doubted(&self, index: usize) -> bool {
        self.first(DOUBTED) == Some(index)
    }

    fn first(&self, course: Course) -> Option<usize> {
        let place = self.arrangement.iter().position(|(_, one)| *one == course);
        place.filter(|place| *place < self.cases && self.events_per_case.is_none())
    }

    pub(crate) fn dice(&self, index: usize) -> Dice {
        Dice::new(self.seed, u64::try_from(index).unwrap_or(0))
    }

    /// A reference that no other case of this world has: every step here is one to one on 35 bits.
    pub(crate) fn reference(&self, index: usize) -> CaseReference {
        let spread = |bits: u64, odd: u64| {
            let bits = bits.wrapping_mul(odd | 1) & REFERENCE_BITS;
            bits ^ (bits >> 17)
        };
        let key = mixed(self.seed);
        let start = u64::try_from(index).unwrap_or(0).wrapping_add(key) & REFERENCE_BITS;
        let bits = spread(spread(start, key), mixed(key)) << 5;
        CaseReference::from_random(bits.to_be_bytes().last_chunk().copied().unwrap_or_default())
    }

    /// Somebody in this role, in this region where the role has one; otherwise whoever is listed first.
    pub(crate) fn someone(&self, role: Role, region: Option<RegionId>, dice: &mut Dice) -> Option<UserId> {
        let fits = |one: &&Staff| {
            one.role == role
                && region.is_none_or(|region| one.regions.is_empty() || one.regions.contains(&region))
        };
        let number = self.staff.iter().filter(fits).count();
        self.staff.iter().filter(fits).nth(dice.below(number)).or(self.staff.first()).map(|one| one.user)
    }
}

/// The cases of a world, one at a time.
#[derive(Debug, Clone)]
pub struct Cases<'w> {
    world: &'w World,
    left: Range<usize>,
}

impl Iterator for Cases<'_> {
    type Item = DemoCase;

    fn next(&mut self) -> Option<DemoCase> {
        self.left.next().and_then(|index| tell(self.world, index))
    }

    fn nth(&mut self, skipped: usize) -> Option<DemoCase> {
        self.left.nth(skipped).and_then(|index| tell(self.world, index))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl ExactSizeIterator for Cases<'_> {}
impl FusedIterator for Cases<'_> {}
