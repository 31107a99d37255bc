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
    if !ground::is_asked_for("judging") {
        return Ok(());
    }
    let store = runtime.block_on(ground::open(directory))?;
    let judge = |with_duties| judge(runtime, &store, lead, with_duties);
    let (mut rates, mut opened, mut shares, mut of_processor) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    judge(true)?;
    for _ in 0..ROUNDS {
        let only_opened = judge(false)?;
        let (begun, started) = (Instant::now(), processor_seconds()?);
        let rate = judge(true)?;
        let busy = (processor_seconds()? - started) / cores();
        of_processor.push(rate * begun.elapsed().as_secs_f64() / busy);
        rates.push(rate);
        opened.push(only_opened);
        shares.push(100.0 * rate * begun.elapsed().as_secs_f64() / busy * seconds_to_decrypt()? / cores());
    }
    Line::alone(format!("judging, {cases} cases of 40 events"), "events/s", rates)
        .with(Goal::AtLeast(500_000.0))
        .say()?;
    Line::alone("judging, if every core had been ours throughout", "events/s", of_processor).say()?;
    Line::alone("of which opened and not judged", "events/s", opened).say()?;
    Line::alone("share of decryption in judging", "%", shares).say()?;
    runtime.block_on(store.close());
    Ok(())
}

/// How long this process has had a processor: neighbours slow a benchmark, but take none of this.
fn processor_seconds() -> Result<f64, Stopped> {
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, after_name) = stat.rsplit_once(')').ok_or("the name of a process stands in brackets")?;
    let ticks = after_name.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / TICKS_A_SECOND)
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
fn seconds_to_decrypt() -> Result<f64, Stopped> {
    const TIMES: u32 = 200_000;
    let (key, mut plain) = (DataKey::generate(), Vec::new());
    let place = Place { organisation: [1; 16], stream: [2; 16], sequence: 3, kind: "wishes-recorded" };
    let sealed = key.seal(&place, &TYPICAL);
    let started = processor_seconds()?;
    for _ in 0..TIMES {
        key.open_into(&place, &sealed, &mut plain)?;
    }
    Ok((processor_seconds()? - started) / f64::from(TIMES))
}
