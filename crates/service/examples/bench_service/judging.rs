//! Every case of the organisation opened from its seals and judged, on all cores.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use access::action::SeeOthersWork;
use access::{Actor, check_office};
use policy::calendar::Calendar;
use policy::{duties, packs};
use seal::{DataKey, Place};
use service::clock::Clock;
use store::Store;
use tokio::runtime::Runtime;
use xtask::bench::{Goal, Line};

use crate::ground::{self, Stopped};

const ROUNDS: usize = 5;
/// A sealed event is about this long.
const TYPICAL: [u8; 320] = [b'a'; 320];

/// Events a second, and how much of the time goes into decryption alone.
pub fn measure(runtime: &Runtime, directory: &Path, lead: &Actor, cases: usize) -> Result<(), Stopped> {
    let store = runtime.block_on(ground::open(directory))?;
    let judge = |with_duties| judge(runtime, &store, lead, with_duties);
    let (mut rates, mut opened, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    judge(true)?;
    for _ in 0..ROUNDS {
        let only_opened = judge(false)?;
        let rate = judge(true)?;
        rates.push(rate);
        opened.push(only_opened);
        shares.push(100.0 * rate * seconds_to_decrypt() / cores());
    }
    Line::alone(format!("judging, {cases} cases of 40 events"), "events/s", rates)
        .with(Goal::AtLeast(500_000.0))
        .say()?;
    Line::alone("of which opened and not judged", "events/s", opened).say()?;
    Line::alone("share of decryption in judging", "%", shares).say()?;
    runtime.block_on(store.close());
    Ok(())
}

fn cores() -> f64 {
    std::thread::available_parallelism()
        .map_or(1.0, |cores| f64::from(u32::try_from(cores.get()).unwrap_or(1)))
}

fn judge(runtime: &Runtime, store: &Store, lead: &Actor, with_duties: bool) -> Result<f64, Stopped> {
    let pack = packs::find("nhg").ok_or("there is no such policy")??;
    let (calendar, now) = (Calendar::new(pack.nation), Clock::System.now());
    let permit = check_office::<SeeOthersWork>(lead)?;
    let open = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&open);
    let started = Instant::now();
    let portfolio = runtime.block_on(store.portfolio(&permit, move |_, history| {
        if with_duties {
            let due = duties(&pack, history, &calendar, now);
            counted.fetch_add(due.iter().filter(|duty| duty.state.is_open()).count(), Ordering::Relaxed);
        }
    }))?;
    let seconds = started.elapsed().as_secs_f64();
    if with_duties && open.load(Ordering::Relaxed) == 0 {
        return Err("nothing is due anywhere: that was no judging".into());
    }
    Ok(f64::from(u32::try_from(portfolio.events)?) / seconds)
}

/// How long one core takes to open one seal of a usual length.
fn seconds_to_decrypt() -> f64 {
    const TIMES: u32 = 20_000;
    let (key, mut plain) = (DataKey::generate(), Vec::new());
    let place = Place { organisation: [1; 16], stream: [2; 16], sequence: 3, kind: "wishes-recorded" };
    let sealed = key.seal(&place, &TYPICAL);
    let started = Instant::now();
    for _ in 0..TIMES {
        let _ = key.open_into(&place, &sealed, &mut plain);
    }
    started.elapsed().as_secs_f64() / f64::from(TIMES)
}
