//! How fast a portfolio is judged. Run on an optimised build, by hand or by the benchmark.

use super::*;

#[test]
#[ignore = "measures, asserts little: run it optimised"]
fn a_portfolio_is_judged_at_a_million_events_a_second() {
    let (pack, calendar) = (pack("nhg"), calendar());
    let mut story = given::whole_case();
    while story.entries.len() < 40 {
        story = story.later("2026-04-01T09:00:00Z").spoke();
    }
    let now = at("2026-04-20T12:00:00Z");
    let begun = std::time::Instant::now();
    let mut open = 0;
    for _ in 0..20_000 {
        open +=
            duties(pack, &story.entries, calendar, now).iter().filter(|duty| duty.state.is_open()).count();
    }
    let rate = 800_000.0 / begun.elapsed().as_secs_f64();
    println!("{rate:.0} events a second on one core");
    assert!(open > 0);
}
