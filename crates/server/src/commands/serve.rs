//! `holdfast serve`.

use std::net::SocketAddr;
use std::path::{Path, absolute};

use service::origin::Origin;
use service::{LeakedFile, LeakedFileProblem, Service};
use store::{Store, StoreError};
use web::headers::Transport;

use crate::cli::LogForm;
use crate::data::{self, Holds};
use crate::http::{Around, HEADS, Listening, Server, Stop, begin_log, check_clock};
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
    let leaked = settings.leaked_passwords.as_deref().map(leaked).transpose()?;
    let store = open_or_make(&settings.place, holds).await?;
    #[cfg(not(feature = "demo"))]
    only_real(&store).await?;
    begin_log("info", Some(HEADS), settings.log);
    if settings.transport == Transport::Tls && settings.log == LogForm::Text {
        tracing::warn!(
            "the log is written for people: with --log json another machine can keep a copy of it"
        );
    }
    store.tell_heads().await.map_err(StoreError::from)?;
    if settings.place.database.is_none() && data::key_lies_beside(&settings.place) {
        tracing::warn!("the key file is on the disk of the data: who takes the disk has both; see --key");
    }
    let around = Around { origin, provider, leaked };
    let server = Server::over(store, settings.transport, around, settings.timeout).await?;
    greet(&server.service, listening.address).await?;
    server.run(listening, stop).await?;
    Ok(Ended::Well)
}

/// Refuses a store in which somebody is fictional: there a password alone signed in, and what it holds is nobody's.
#[cfg(not(feature = "demo"))]
async fn only_real(store: &Store) -> Result<(), Problem> {
    let read = store.read(|snapshot| Box::pin(async move { snapshot.organisations().await }));
    let organisations = read.await.map_err(StoreError::from)?;
    if organisations.iter().any(|organisation| organisation.fictional) {
        Err(Problem::OfTheDemo)
    } else {
        Ok(())
    }
}

/// The list of leaked passwords that the settings name, looked at before anything is made.
fn leaked(path: &Path) -> Result<LeakedFile, Problem> {
    LeakedFile::open(path).map_err(|problem| match problem {
        LeakedFileProblem::Unreadable(source) => Problem::Unreadable { path: path.to_owned(), source },
        problem => Problem::Leaked { path: path.to_owned(), problem },
    })
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

#[cfg(test)]
#[cfg(not(feature = "demo"))]
mod tests {
    use jiff::Timestamp;
    use store::{Fault, Organisation};

    use super::*;

    /// A new store with one organisation.
    async fn with(directory: &Path, fictional: bool) -> Store {
        let store = data::make(&Place::of_its_own(directory.to_owned())).await.unwrap();
        let organisation = Organisation {
            id: "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap(),
            name: "Example Homes".to_owned(),
            nation: "england-and-wales".to_owned(),
            policy_id: "nhg".to_owned(),
            policy_text: String::new(),
            created_at: Timestamp::UNIX_EPOCH,
            fictional,
        };
        let added: Result<(), Fault> =
            store.write(move |tx| Box::pin(async move { tx.add_organisation(&organisation).await })).await;
        added.unwrap();
        store
    }

    #[tokio::test]
    async fn given_a_program_without_the_demo_then_it_serves_no_store_in_which_a_password_alone_signs_in() {
        let directory = tempfile::tempdir().unwrap();
        let store = with(&directory.path().join("demo"), true).await;
        assert!(matches!(only_real(&store).await, Err(Problem::OfTheDemo)));
        let store = with(&directory.path().join("real"), false).await;
        assert!(only_real(&store).await.is_ok());
    }
}
