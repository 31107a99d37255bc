//! `holdfast serve`.

use std::net::SocketAddr;
use std::path::{Path, absolute};

use service::Service;
use service::origin::Origin;
use store::Store;

use crate::data::{self, Holds};
use crate::http::{Listening, Server, Stop, begin_log, check_clock};
use crate::problem::Problem;
use crate::settings::{Place, Settings};
use crate::{Ended, print};

/// Serves until somebody asks to stop.
pub async fn run(mut settings: Settings) -> Result<Ended, Problem> {
    settings.check_way()?;
    check_clock()?;
    let holds = data::look_at(&settings.place).await?;
    let (stop, listening) = (Stop::heard()?, Listening::on(settings.listen).await?);
    let origin = settings.origin_at(listening.address);
    let provider = settings.provider.take().map(|table| table.provider(origin.as_ref())).transpose()?;
    let store = open_or_make(&settings.place, holds).await?;
    begin_log("info", settings.log);
    if settings.place.database.is_none() && data::key_lies_beside(&settings.place) {
        tracing::warn!("the key file is on the disk of the data: who takes the disk has both; see --key");
    }
    let server = Server::over(store, settings.transport, (origin, provider), settings.timeout).await?;
    greet(&server.service, listening.address).await?;
    server.run(listening, stop).await?;
    Ok(Ended::Well)
}

async fn open_or_make(place: &Place, holds: Holds) -> Result<Store, Problem> {
    match holds {
        Holds::Store => data::open(place).await,
        Holds::Nothing => {
            let store = data::make(place).await?;
            print::say(&made(place))?;
            Ok(store)
        }
    }
}

/// What is said of a store that was just made.
pub fn made(place: &Place) -> String {
    let full = |path: &Path| absolute(path).unwrap_or_else(|_| path.to_owned());
    let data = full(&place.data).display().to_string();
    format!(
        "A new store was made in {}\nIts key is {}\nIf the key is lost, everything is lost: copy it to a safe \
         place away from this machine.\n",
        place.database.as_ref().map_or(data.as_str(), |_| "the database"),
        full(&place.key).display()
    )
}

/// Says where we are, and as long as nobody has set the installation up, how to do that.
async fn greet(service: &Service, address: SocketAddr) -> Result<(), Problem> {
    if service.is_new().await? {
        let token = service.make_link(None).await?;
        let base = service.origin().map_or("https://YOUR-ADDRESS", Origin::as_str);
        print::say(&format!(
            "To set up, open this link within three days. It works once:\n{base}/set-up/{token}\n"
        ))?;
    }
    for administrator in service.locked_out().await? {
        let token = service.make_link(Some(administrator)).await?;
        let base = service.origin().map_or("https://YOUR-ADDRESS", Origin::as_str);
        print::say(&format!(
            "No administrator has a passkey. With this link one makes theirs. It works once:\n{base}/password/{token}\n"
        ))?;
    }
    print::say(&format!("Listening on http://{address}"))
}
