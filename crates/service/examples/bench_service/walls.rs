//! Matching: one colleague who changed against everybody in every case.

use std::path::Path;
use std::time::Instant;

use domain::text::{Name, PhoneNumber, Words};
use service::clock::Clock;
use service::{AboutMe, Kin, Service};
use tokio::runtime::Runtime;
use xtask::bench::{Goal, Line};

use crate::ground::{self, Stopped};

const ROUNDS: usize = 9;

/// What somebody gives who gives much. The invented cases share few numbers, so a new one each time stands in very many of
/// them, and as many walls go up.
fn about(round: usize) -> Result<AboutMe, Stopped> {
    let name = |text: &str| Name::parse(text).map_err(|problem| problem.message("Name"));
    let kin = |text: &str| {
        Ok::<_, Stopped>(Kin { name: name(text)?, relation: None, born: None, address: None, phone: None })
    };
    Ok(AboutMe {
        born: None,
        former_names: vec![name("Quilla Unheard")?],
        addresses: vec![
            Words::parse("999 Nowhere Rise, ZZ99 9ZZ").map_err(|problem| problem.message("Address"))?,
        ],
        phones: vec![
            PhoneNumber::parse(&format!("07700 900{round:03}"))
                .map_err(|problem| problem.message("Phone"))?,
        ],
        emails: Vec::new(),
        kin: vec![kin("Umber Quillfeather")?, kin("Ozias Quillfeather")?],
    })
}

/// Keeps what a colleague gave, with everything that comes of it, on the disk.
pub fn measure(runtime: &Runtime, full: &Path, cases: usize) -> Result<(), Stopped> {
    if !ground::is_asked_for("matching") {
        return Ok(());
    }
    let lead = ground::lead(&ground::world_of(1))?;
    let waits = runtime.block_on(async {
        let service = Service::over(ground::open(full).await?, Clock::System).await?;
        let mut waits = Vec::new();
        for round in 0..ROUNDS {
            let started = Instant::now();
            service.put_about_me(&lead, about(round)?, &service.moment(&lead)).await?;
            waits.push(started.elapsed().as_secs_f64() * 1_000.0);
        }
        service.close().await;
        Ok::<_, Stopped>(waits)
    })?;
    let name = format!("matching one colleague against {cases} cases, written");
    Line::alone(name, "ms", waits).with(Goal::AtMost(50.0)).say()?;
    Ok(())
}
