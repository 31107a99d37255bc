//! What matching holds in memory: marks of everybody, and which walls stand.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use access::{LocationSecret, Role};
use domain::people::SecretKind;
use domain::{CaseId, OrganisationId, SecretId, UserId};
use jiff::Timestamp;
use matching::{Described, Grounds, Identity, Key, Known, Probe, Reach, Sketch, match_person};
use store::{Because, Restricted, Wall};

use super::NewWalls;
use crate::projection::{Change, InCase};
use crate::recording::ProtectedFact;

/// The people of one case.
#[derive(Clone)]
pub(crate) struct Parties {
    pub(super) organisation: OrganisationId,
    pub(super) people: Box<[Party]>,
    /// Of the hooks of all of them: most cases are passed over without looking at anybody.
    sketch: Sketch,
    reach: Box<[(SecretId, Reach)]>,
    /// The last entry of the case that this was made from.
    sequence: u64,
}

/// Somebody in a case.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Party {
    pub(super) identity: Identity,
    /// Whether they are the survivor or an alleged perpetrator.
    centre: bool,
    /// Whether they are the survivor.
    survivor: bool,
}

/// Somebody who works here.
pub(super) struct Colleague {
    pub(super) organisation: OrganisationId,
    pub(super) role: Role,
    pub(super) known: Known,
    /// People about whom they declared a conflict of interest.
    pub(super) conflicts: Known,
}

/// Everything. `Debug` is not for it.
#[derive(Default)]
pub(super) struct Held {
    cases: BTreeMap<CaseId, Parties>,
    colleagues: BTreeMap<UserId, Colleague>,
    hooks: HashMap<u64, Vec<UserId>>,
    walls: BTreeMap<UserId, BTreeMap<CaseId, BTreeMap<Because, Grounds>>>,
    lifted: BTreeMap<(CaseId, UserId), Grounds>,
    waiting: BTreeMap<CaseId, (UserId, Grounds)>,
    restricted: BTreeMap<CaseId, BTreeSet<UserId>>,
    sides: BTreeSet<(CaseId, CaseId)>,
    /// The version of all this, where several servers share the store.
    pub(super) version: u64,
}

impl Colleague {
    fn of(&self, party: &Identity) -> (Grounds, Grounds) {
        let on = |known: &Known| match_person(known, party).map_or(Grounds::NONE, |found| found.on);
        (on(&self.known), on(&self.conflicts))
    }

    fn hooks(&self) -> BTreeSet<u64> {
        let all = [&self.known, &self.conflicts];
        all.into_iter()
            .flat_map(|known| known.kin.iter().chain([&known.own]))
            .flat_map(Identity::hooks)
            .collect()
    }
}

impl Parties {
    /// The people of a case as its header and its protected facts have them.
    pub(super) fn of(
        key: &Key,
        organisation: OrganisationId,
        people: &[InCase],
        reach: Vec<(SecretId, Reach)>,
        sequence: u64,
    ) -> Self {
        let party = |person: &InCase| {
            let names = person.names.iter().map(String::as_str).collect();
            let mut identity =
                Identity::of(key, &Described { names, born: person.born, ..Described::default() });
            let theirs = reach.iter().filter(|(id, _)| person.holds.contains(id));
            theirs.for_each(|(_, reach)| identity.add(*reach));
            Party { identity, centre: person.centre, survivor: person.survivor }
        };
        let people: Box<[Party]> = people.iter().map(party).collect();
        let sketch = people.iter().flat_map(|party| party.identity.hooks()).collect();
        Self { organisation, people, sketch, reach: reach.into_boxed_slice(), sequence }
    }

    /// Whether somebody in the case has one of these hooks.
    fn has_any(&self, hooks: &[(u64, Probe)]) -> bool {
        let has = |hook: u64| self.people.iter().any(|party| party.identity.hooks().any(|one| one == hook));
        hooks.iter().any(|(hook, probe)| self.sketch.may_have(probe) && has(*hook))
    }

    fn survivors(&self) -> impl Iterator<Item = &Identity> {
        self.people.iter().filter(|party| party.survivor).map(|party| &party.identity)
    }

    /// Whoever is said to cause harm, and is not the survivor as well.
    fn causing(&self) -> impl Iterator<Item = &Identity> {
        self.people.iter().filter(|party| party.centre && !party.survivor).map(|party| &party.identity)
    }

    /// Whether a survivor here is reached as somebody who is said to cause harm there, and no survivor there is: a number of
    /// the whole household is no such thing.
    fn is_opposed(&self, other: &Self) -> bool {
        let theirs: BTreeSet<u64> = other.survivors().flat_map(Identity::reach_hooks).collect();
        let causing: BTreeSet<u64> = other.causing().flat_map(Identity::reach_hooks).collect();
        let mut ours = self.survivors().flat_map(Identity::reach_hooks);
        ours.any(|hook| causing.contains(&hook) && !theirs.contains(&hook))
    }

    /// Everybody of both.
    fn with(&self, other: &Self) -> Self {
        let mut all = self.clone();
        let more = other.people.iter().filter(|party| !self.people.contains(party)).cloned();
        all.people = self.people.iter().cloned().chain(more).collect();
        all.sketch = self.sketch.with(other.sketch);
        let more = other.reach.iter().filter(|(id, _)| self.reach.iter().all(|(known, _)| known != id));
        all.reach = self.reach.iter().chain(more).copied().collect();
        all
    }
}

/// A protected fact as a mark; nothing where it is of a kind that is not compared.
pub(super) fn reach(key: &Key, kind: SecretKind, secret: &LocationSecret) -> Option<Reach> {
    secret.mark_with(|text| match kind {
        SecretKind::Phone => Reach::phone(key, text),
        SecretKind::Email => Reach::email(key, text),
        SecretKind::Address => Reach::home(key, text),
        SecretKind::Workplace | SecretKind::School | SecretKind::Vehicle | SecretKind::MeetingPlace => None,
    })
}

impl Held {
    /// These cases, and nobody who works here yet.
    pub(super) fn of(cases: Vec<(CaseId, Parties)>) -> Self {
        Self { cases: cases.into_iter().collect(), ..Self::default() }
    }

    /// Everything that is not of one case as it was read anew; of cases, those in which somebody came or went.
    pub(super) fn replaced_by(&mut self, fresh: Self, came: Vec<(CaseId, Parties)>) {
        let mut cases = std::mem::take(&mut self.cases);
        cases.extend(came);
        *self = Self { cases, ..fresh };
    }

    pub(super) fn stands(&self, user: UserId, case: CaseId) -> bool {
        self.walls.get(&user).is_some_and(|cases| cases.contains_key(&case))
    }

    pub(super) fn same_street(&self, user: UserId, case: CaseId) -> bool {
        let (Some(colleague), Some(parties)) = (self.colleagues.get(&user), self.cases.get(&case)) else {
            return false;
        };
        let in_street = |reach: &Reach| match reach {
            Reach::Home(home) => colleague.known.own.lives_near(home),
            Reach::Phone(_) | Reach::Email(_) => false,
        };
        colleague.organisation == parties.organisation
            && parties.reach.iter().any(|(_, reach)| in_street(reach))
    }

    pub(super) fn around(&self, user: UserId) -> BTreeSet<CaseId> {
        self.walls.get(&user).map(|cases| cases.keys().copied().collect()).unwrap_or_default()
    }

    pub(super) fn waits(&self, user: UserId, case: CaseId) -> bool {
        self.waiting.get(&case).is_some_and(|(waiting, _)| *waiting == user)
    }

    pub(super) fn is_restricted(&self, case: CaseId) -> Option<&BTreeSet<UserId>> {
        self.restricted.get(&case)
    }

    pub(super) fn cases(&self) -> impl Iterator<Item = (CaseId, &Parties)> {
        self.cases.iter().map(|(case, parties)| (*case, parties))
    }

    /// The people of a case as they are on the disk, unless a later entry is known already.
    pub(super) fn put_case(&mut self, case: CaseId, parties: Parties) {
        if self.cases.get(&case).is_none_or(|known| known.sequence <= parties.sequence) {
            self.cases.insert(case, parties);
        }
    }

    /// People who may be in a case any moment: whoever is matched meanwhile is matched against them as well.
    pub(super) fn expect(&mut self, case: CaseId, parties: &Parties) {
        let all = self
            .cases
            .get(&case)
            .map_or_else(|| Parties { sequence: 0, ..parties.clone() }, |known| known.with(parties));
        self.cases.insert(case, all);
    }

    pub(super) fn put_colleague(&mut self, user: UserId, colleague: Colleague) -> Option<Colleague> {
        let before = self.forget_colleague(user);
        for hook in colleague.hooks() {
            self.hooks.entry(hook).or_default().push(user);
        }
        self.colleagues.insert(user, colleague);
        before
    }

    pub(super) fn forget_colleague(&mut self, user: UserId) -> Option<Colleague> {
        let before = self.colleagues.remove(&user)?;
        for hook in before.hooks() {
            if let Some(whose) = self.hooks.get_mut(&hook) {
                whose.retain(|one| *one != user);
            }
        }
        Some(before)
    }

    pub(super) fn put_role(&mut self, user: UserId, role: Role) {
        if let Some(colleague) = self.colleagues.get_mut(&user) {
            colleague.role = role;
        }
    }

    pub(super) fn put_sides(&mut self, one: CaseId, other: CaseId) {
        self.sides.insert((one.min(other), one.max(other)));
    }

    pub(super) fn are_sides(&self, one: CaseId, other: CaseId) -> bool {
        self.sides.contains(&(one.min(other), one.max(other)))
    }

    /// Whether whoever is a survivor in one of the two is reached as somebody who is said to cause harm in the other.
    pub(super) fn are_opposed(&self, one: CaseId, other: CaseId) -> bool {
        let (one, other) = (self.cases.get(&one), self.cases.get(&other));
        one.zip(other).is_some_and(|(one, other)| one.is_opposed(other) || other.is_opposed(one))
    }

    /// The newest of the other cases, but for these, in which a survivor has the same number or e-mail address as a survivor
    /// in this one. Nobody else is compared: what a survivor here and an alleged perpetrator there share makes them no one.
    pub(super) fn same_reach(&self, case: CaseId, but: &BTreeSet<CaseId>, at_most: usize) -> Vec<CaseId> {
        let Some(parties) = self.cases.get(&case) else { return Vec::new() };
        let survivors: Vec<&Identity> = parties.survivors().collect();
        let probes: Vec<Probe> = survivors.iter().flat_map(|one| one.reach_hooks()).map(Probe::of).collect();
        let shares = |one: &Identity, other: &Identity| one.shares_phone(other) || one.shares_email(other);
        let alike = |other: &Parties| {
            probes.iter().any(|probe| other.sketch.may_have(probe))
                && other.survivors().any(|theirs| survivors.iter().any(|one| shares(one, theirs)))
        };
        let others = self.cases.iter().rev().filter(|(other, known)| {
            **other != case
                && known.organisation == parties.organisation
                && !but.contains(*other)
                && alike(known)
        });
        others.map(|(other, _)| *other).take(at_most).collect()
    }

    pub(super) fn name_for(&mut self, case: CaseId, user: UserId) {
        self.restricted.entry(case).or_default().insert(user);
        self.end(case, user, Because::Restricted);
    }

    pub(super) fn end(&mut self, case: CaseId, user: UserId, because: Because) {
        let Some(cases) = self.walls.get_mut(&user) else { return };
        if let Some(walls) = cases.get_mut(&case) {
            walls.remove(&because);
            if walls.is_empty() {
                cases.remove(&case);
            }
        }
    }

    pub(super) fn lift(&mut self, case: CaseId, user: UserId, grounds: Grounds) {
        let before = self.lifted.entry((case, user)).or_default();
        *before = before.with(grounds);
    }

    pub(super) fn wait(&mut self, case: CaseId, user: UserId, grounds: Grounds) {
        if !self.stands(user, case) {
            self.waiting.insert(case, (user, grounds));
        }
    }

    pub(super) fn take(&mut self, new: &NewWalls) {
        for wall in &new.walls {
            let walls = self.walls.entry(wall.user).or_default().entry(wall.case).or_default();
            walls.insert(wall.because, Grounds::from_codes(&wall.grounds));
            if self.waits(wall.user, wall.case) {
                self.waiting.remove(&wall.case);
            }
        }
        for restricted in &new.restricted {
            self.restricted.insert(restricted.case, restricted.named.iter().copied().collect());
        }
    }

    /// The people of a case as a change leaves it, with what is known of them besides.
    pub(super) fn parties(&self, key: &Key, change: &Change, facts: &[&ProtectedFact]) -> Parties {
        let before = self.cases.get(&change.facts.case).map(|parties| parties.reach.to_vec());
        let mut all = before.unwrap_or_default();
        let new = facts.iter().filter_map(|fact| Some((fact.secret, reach(key, fact.kind, &fact.text)?)));
        all.extend(new);
        let state = &change.after.state;
        Parties::of(key, change.facts.organisation, &InCase::all(state), all, state.sequence())
    }

    /// The wall that waited for somebody else to act on this case: now it stands.
    pub(super) fn awaited(&self, actor: UserId, case: CaseId, now: Timestamp) -> NewWalls {
        let mut new = NewWalls::default();
        let waiting = self.waiting.get(&case).filter(|(user, _)| *user != actor);
        if let (Some((user, grounds)), Some(parties)) = (waiting, self.cases.get(&case)) {
            new.walls.push(wall(case, *user, Because::Match, parties.organisation, *grounds, now));
        }
        new
    }

    /// Whoever has one side is walled off from the other.
    pub(super) fn other_side(
        &self,
        organisation: OrganisationId,
        case: CaseId,
        who: [Option<UserId>; 2],
        now: Timestamp,
    ) -> Vec<Wall> {
        let other = |(one, two): &(CaseId, CaseId)| match case {
            same if same == *one => Some(*two),
            same if same == *two => Some(*one),
            _ => None,
        };
        let others: Vec<CaseId> = self.sides.iter().filter_map(other).collect();
        let walls = who.into_iter().flatten().flat_map(|user| {
            let wall =
                move |case: &CaseId| wall(*case, user, Because::Sides, organisation, Grounds::NONE, now);
            others.iter().map(wall).collect::<Vec<_>>()
        });
        walls.collect()
    }

    /// What a case with these people calls for, of all who work here.
    pub(super) fn of_case(&self, case: CaseId, parties: &Parties, now: Timestamp, new: &mut NewWalls) {
        let hooked = parties.people.iter().flat_map(|party| party.identity.hooks());
        let whose: BTreeSet<UserId> =
            hooked.filter_map(|hook| self.hooks.get(&hook)).flatten().copied().collect();
        let mut oneself = BTreeSet::new();
        for user in whose {
            self.of_pair(case, parties, user, now, new, &mut oneself);
        }
        self.close_around(case, parties.organisation, &oneself, now, new);
    }

    /// What somebody who works here calls for, of all cases.
    pub(super) fn of_colleague(&self, user: UserId, now: Timestamp) -> NewWalls {
        let mut new = NewWalls::default();
        let Some(colleague) = self.colleagues.get(&user) else { return new };
        let hooks: Vec<(u64, Probe)> =
            colleague.hooks().into_iter().map(|hook| (hook, Probe::of(hook))).collect();
        for (case, parties) in
            self.cases().filter(|(_, parties)| parties.organisation == colleague.organisation)
        {
            if parties.has_any(&hooks) {
                let mut oneself = BTreeSet::new();
                self.of_pair(case, parties, user, now, &mut new, &mut oneself);
                self.close_around(case, parties.organisation, &oneself, now, &mut new);
            }
        }
        let named = self.restricted.iter().filter(|(_, named)| !named.contains(&user));
        for (case, parties) in named.filter_map(|(case, _)| Some((*case, self.cases.get(case)?))) {
            if parties.organisation == colleague.organisation && !self.has(user, case, Because::Restricted) {
                new.walls.push(wall(
                    case,
                    user,
                    Because::Restricted,
                    colleague.organisation,
                    Grounds::NONE,
                    now,
                ));
            }
        }
        new
    }

    fn has(&self, user: UserId, case: CaseId, because: Because) -> bool {
        self.walls
            .get(&user)
            .and_then(|cases| cases.get(&case))
            .is_some_and(|walls| walls.contains_key(&because))
    }

    fn of_pair(
        &self,
        case: CaseId,
        parties: &Parties,
        user: UserId,
        now: Timestamp,
        new: &mut NewWalls,
        oneself: &mut BTreeSet<UserId>,
    ) {
        let Some(colleague) = self.colleagues.get(&user) else { return };
        if colleague.organisation != parties.organisation {
            return;
        }
        let (mut own, mut declared) = (Grounds::NONE, Grounds::NONE);
        for party in &parties.people {
            let (on, on_conflict) = colleague.of(&party.identity);
            (own, declared) = (own.with(on), declared.with(on_conflict));
            if party.centre && on.is_oneself() {
                oneself.insert(user);
            }
        }
        for (because, grounds) in [(Because::Match, own), (Because::Conflict, declared)] {
            if !grounds.is_empty() && !self.is_settled(case, user, because, grounds) {
                new.walls.push(wall(case, user, because, parties.organisation, grounds, now));
            }
        }
    }

    /// Whether such a wall stands already, or was lifted by two people who knew as much.
    fn is_settled(&self, case: CaseId, user: UserId, because: Because, grounds: Grounds) -> bool {
        let standing =
            self.walls.get(&user).and_then(|cases| cases.get(&case)).and_then(|of| of.get(&because));
        let lifted = self.lifted.get(&(case, user));
        [standing, lifted].into_iter().flatten().any(|known| known.holds(grounds))
    }

    /// A case in which a colleague themself stands is for named people only: those who lead, but not who is in
    /// it. Where nobody would be left, it stays as it is: a case that nobody sees helps nobody.
    fn close_around(
        &self,
        case: CaseId,
        organisation: OrganisationId,
        oneself: &BTreeSet<UserId>,
        now: Timestamp,
        new: &mut NewWalls,
    ) {
        if oneself.is_empty() || self.restricted.contains_key(&case) {
            return;
        }
        let walled: BTreeSet<UserId> =
            new.walls.iter().filter(|wall| wall.case == case).map(|wall| wall.user).collect();
        let free = |user: &UserId| !walled.contains(user) && !self.stands(*user, case);
        let of = |role: Role| {
            let here = self
                .colleagues
                .iter()
                .filter(move |(_, one)| one.organisation == organisation && one.role == role);
            here.map(|(user, _)| *user).filter(free).collect::<Vec<_>>()
        };
        let mut named = of(Role::SafeguardingLead);
        named.extend(of(Role::DaLead));
        if named.is_empty() {
            named = of(Role::RegionalManager);
        }
        if !named.is_empty() {
            self.restrict(Restricted { case, organisation, named }, now, new);
        }
    }

    /// Those who lead and are not walled off from a case, and somebody besides.
    pub(super) fn leads(&self, organisation: OrganisationId, case: CaseId, besides: UserId) -> Vec<UserId> {
        let here = self.colleagues.iter().filter(|(user, one)| {
            one.organisation == organisation
                && one.role.leads_organisation()
                && **user != besides
                && !self.stands(**user, case)
        });
        here.map(|(user, _)| *user).chain([besides]).collect()
    }

    /// Walls for everybody but the named.
    pub(super) fn restrict(&self, restricted: Restricted, now: Timestamp, new: &mut NewWalls) {
        let (case, organisation) = (restricted.case, restricted.organisation);
        let others = self
            .colleagues
            .iter()
            .filter(|(user, one)| one.organisation == organisation && !restricted.named.contains(user));
        new.walls.extend(
            others.map(|(user, _)| wall(case, *user, Because::Restricted, organisation, Grounds::NONE, now)),
        );
        new.restricted.push(restricted);
    }

    /// The cases from which somebody is walled off for who they are, in which one of these people may stand too.
    pub(super) fn behind_walls_of(&self, user: UserId, parties: &Parties) -> Option<CaseId> {
        let walls = self.walls.get(&user)?;
        let rests = |of: &BTreeMap<Because, Grounds>| of.keys().any(|because| *because != Because::Sides);
        let alike = |other: &Parties| {
            parties.people.iter().any(|party| {
                let known = Known { own: party.identity.clone(), kin: Vec::new() };
                other.people.iter().any(|one| match_person(&known, &one.identity).is_some())
            })
        };
        let found = walls
            .iter()
            .filter(|(_, of)| rests(of))
            .find(|(case, _)| self.cases.get(case).is_some_and(alike));
        found.map(|(case, _)| *case)
    }
}

fn wall(
    case: CaseId,
    user: UserId,
    because: Because,
    organisation: OrganisationId,
    grounds: Grounds,
    since: Timestamp,
) -> Wall {
    Wall { case, user, because, organisation, grounds: grounds.codes(), since }
}
