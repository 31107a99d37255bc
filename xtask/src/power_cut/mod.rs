//! Cutting the power: nothing that the store acknowledged may be lost.
//!
//! A writer appends to a store on an ext4 file system inside an image file, and prints the number of each record once
//! its write is acknowledged. At a moment drawn from the seed it is stopped where it stands, and the image is copied
//! as it is: that is what a disk holds when the power goes, because what only the kernel's memory held never reached
//! the image. The copy is mounted (its journal is replayed), opened, verified, and compared with the last number that
//! was acknowledged. A process that is merely killed loses nothing even without any synchronisation, so no other test
//! can see a missing flush.
//!
//! The same is done with weaker synchronisation, which must lose something: otherwise the harness has no teeth.
//!
//! The writer is the store's example `power_writer`:
//! `power_writer DIR --synchronous full|normal|off` creates or opens the store in DIR and appends until it is killed,
//! printing each sequence number on a line of its own, flushed, after the write was acknowledged;
//! `power_writer DIR --verify` opens it, checks all of it, prints the highest sequence number that it holds (0 if
//! none), and ends with another status than 0 if anything is wrong.

mod disk;
mod writer;

use crate::{
    cli::PowerCutPlan,
    error::{Error, Outcome},
    install, report,
    workshop::Workshop,
};

use self::{
    disk::{Disk, Mounted},
    writer::{Program, Synchronous},
};

/// What one cut left.
struct Cut {
    acknowledged: u64,
    found: u64,
}

impl Cut {
    fn lost(&self) -> u64 {
        self.acknowledged.saturating_sub(self.found)
    }
}

/// What a series of cuts left.
#[derive(Default)]
struct Tally {
    cuts: u32,
    acknowledged: u64,
    lost: u64,
    losing_cuts: u32,
}

/// Runs the cuts and the negative control.
pub fn run(workshop: &Workshop, plan: &PowerCutPlan) -> Result<Outcome, Error> {
    if let Err(reason) = disk::allowed() {
        return Ok(Outcome::Skipped(reason));
    }
    install::ensure("mkfs.ext4", &["e2fsprogs"], disk::mkfs)?;
    let program = Program::find(workshop, plan.writer.as_deref())?;
    let mut moments = Moments(plan.seed);
    let full = series(&program, Synchronous::Full, plan.cuts, &mut moments, |_| false)?;
    if full.lost > 0 {
        return Err(Error::Found(format!(
            "power cuts lost acknowledged writes: {}",
            full.describe(Synchronous::Full)
        )));
    }
    let control = control(&program, plan.cuts, &mut moments)?;
    Ok(Outcome::Passed(format!("{}; control: {control}", full.describe(Synchronous::Full))))
}

/// Weaker synchronisation until something is lost; if nothing is, the harness proves nothing.
fn control(program: &Program, cuts: u32, moments: &mut Moments) -> Result<String, Error> {
    for weak in [Synchronous::Normal, Synchronous::Off] {
        let tally = series(program, weak, cuts, moments, |tally| tally.lost > 0)?;
        if tally.lost > 0 {
            return Ok(tally.describe(weak));
        }
    }
    Err(Error::Found(
        "the power-cut harness is toothless: without synchronisation nothing was lost either".to_owned(),
    ))
}

fn series(
    program: &Program,
    synchronous: Synchronous,
    cuts: u32,
    moments: &mut Moments,
    enough: impl Fn(&Tally) -> bool,
) -> Result<Tally, Error> {
    let disk = Disk::create()?;
    let mounted = disk.mount()?;
    let mut tally = Tally::default();
    while tally.cuts < cuts && !enough(&tally) {
        tally.add(&cut(program, synchronous, &disk, &mounted, moments)?);
    }
    report::line(&tally.describe(synchronous));
    Ok(tally)
}

fn cut(
    program: &Program,
    synchronous: Synchronous,
    disk: &Disk,
    mounted: &Mounted,
    moments: &mut Moments,
) -> Result<Cut, Error> {
    let mut writing = program.start(&mounted.path().join("store"), synchronous)?;
    writing.run_for(moments.next())?;
    writing.stop()?;
    let image = disk.copy()?;
    let acknowledged = writing.end()?;
    let after = image.mount()?;
    let found = program.verify(&after.path().join("store"));
    // Without full synchronisation a store that cannot be opened at all is a loss like any other.
    let found = if synchronous == Synchronous::Full { found? } else { found.unwrap_or(0) };
    Ok(Cut { acknowledged, found })
}

impl Tally {
    fn add(&mut self, cut: &Cut) {
        self.cuts += 1;
        self.acknowledged = self.acknowledged.max(cut.acknowledged);
        self.lost += cut.lost();
        self.losing_cuts += u32::from(cut.lost() > 0);
    }

    fn describe(&self, synchronous: Synchronous) -> String {
        let Self { cuts, acknowledged, lost, losing_cuts } = self;
        format!("{synchronous}: {cuts} cuts, {acknowledged} acknowledged, {lost} lost in {losing_cuts} cuts")
    }
}

/// Milliseconds from 40 to 400, the same for the same seed (`SplitMix64`).
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> std::time::Duration {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        std::time::Duration::from_millis(40 + (mixed ^ (mixed >> 31)) % 361)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cut, Moments, Synchronous, Tally};

    #[test]
    fn given_the_same_seed_when_drawn_then_the_moments_are_the_same_and_in_bounds() {
        let draw = |seed| {
            let mut moments = Moments(seed);
            (0..50).map(|_| moments.next().as_millis()).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        assert!(draw(7).iter().all(|moment| (40..=400).contains(moment)));
    }

    #[test]
    fn given_cuts_when_counted_then_a_record_on_the_disk_but_not_yet_acknowledged_is_no_loss() {
        let mut tally = Tally::default();
        tally.add(&Cut { acknowledged: 10, found: 11 });
        assert_eq!((tally.lost, tally.losing_cuts), (0, 0));
        tally.add(&Cut { acknowledged: 30, found: 11 });
        assert_eq!(tally.describe(Synchronous::Off), "off: 2 cuts, 30 acknowledged, 19 lost in 1 cuts");
    }
}
