//! The address of a PostgreSQL database, as somebody wrote it: looked at before anything connects to it,
//! and shown to nobody.

use std::str::FromStr;

use sqlx::Connection;
use sqlx::any::AnyConnectOptions;
use sqlx::postgres::PgConnectOptions;

use crate::config::Location;
use crate::{Config, StoreError, postgres};

const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];
/// How a password may stand in an address, and where it could name a file that has one.
const PASSWORD: &str = "password";
const ELSEWHERE: [&str; 3] = ["passfile", "service", "servicefile"];

impl Config {
    /// A store on PostgreSQL 15 or newer, at an address that somebody wrote (`postgres://…`). It is reached by a socket
    /// of this machine, where the database knows who comes by the machine's own user (`peer`), and by nothing that lasts
    /// and could be lost (ASVS 13.2.1).
    ///
    /// # Errors
    /// [`StoreError::Address`] where it is not one, [`StoreError::Password`] where it has a password or names a file
    /// with one, and [`StoreError::NotBySocket`] where it leads over a network. None repeats it.
    pub fn database(address: &str) -> Result<Self, StoreError> {
        let address = address.trim();
        if !SCHEMES.iter().any(|scheme| address.starts_with(scheme)) {
            return Err(StoreError::Address);
        }
        let pinned = without_password(address)?;
        let options = PgConnectOptions::from_str(&pinned).map_err(|_| StoreError::Address)?;
        if options.get_database().is_none() {
            return Err(StoreError::Address);
        }
        if options.get_socket().is_none() && !options.get_host().starts_with('/') {
            return Err(StoreError::NotBySocket);
        }
        Ok(Self::postgres(pinned))
    }

    /// Whether there is a store in this database; for SQLite the files say it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn has_store_in_database(&self) -> Result<bool, StoreError> {
        let Location::Postgres(address) = &self.place else { return Ok(false) };
        sqlx::any::install_default_drivers();
        let mut connection = postgres::reach(address).await?;
        let has_store = postgres::has_store(&mut connection).await?;
        connection.close().await?;
        Ok(has_store)
    }
}

/// The address with an empty password, so that the driver takes none from the environment or from a file in a home
/// directory, now or when it connects anew.
fn without_password(address: &str) -> Result<String, StoreError> {
    let mut url = AnyConnectOptions::from_str(address).map_err(|_| StoreError::Address)?.database_url;
    let has_one = url.password().is_some_and(|password| !password.is_empty())
        || url
            .query_pairs()
            .any(|(key, value)| (key == PASSWORD && !value.is_empty()) || ELSEWHERE.contains(&key.as_ref()));
    if has_one {
        return Err(StoreError::Password);
    }
    url.query_pairs_mut().append_pair(PASSWORD, "");
    Ok(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOCKET: &str = "postgres:///holdfast?host=/run/postgresql";

    #[test]
    fn given_a_socket_of_this_machine_then_it_is_taken() {
        for address in [
            SOCKET,
            "postgresql://holdfast@localhost:5433/holdfast?host=%2Frun%2Fpostgresql",
            "postgres://keeper:@localhost/holdfast?password=&host=/run/postgresql",
            " postgres://holdfast@%2Frun%2Fpostgresql/holdfast\n",
        ] {
            assert!(Config::database(address).is_ok(), "{address}");
        }
    }

    /// Over a network only a password could say who comes, and what is said would go there in the open.
    #[test]
    fn given_a_way_over_a_network_then_it_is_refused() {
        for address in [
            "postgres://marigold@db.example/holdfast",
            "postgres://marigold@db.example/holdfast?sslmode=disable",
            "postgres://marigold@localhost/holdfast",
            "postgres://marigold@127.0.0.1:5433/holdfast",
            "postgres://marigold@[::1]/holdfast",
        ] {
            let refused = Config::database(address).unwrap_err();
            assert!(matches!(refused, StoreError::NotBySocket), "{address}: {refused}");
            assert!(!refused.to_string().contains("marigold"));
        }
    }

    /// ASVS 13.2.1, 13.2.3.
    #[test]
    fn given_a_password_then_it_is_refused_wherever_it_stands_in_the_address_and_not_repeated() {
        for with_password in [
            "postgres://keeper:marigold@localhost/holdfast",
            "postgres://keeper:marigold@%2Frun%2Fpostgresql/holdfast",
            "postgres:///holdfast?host=/run/postgresql&password=marigold",
            "postgres:///holdfast?host=/run/postgresql&pass%77ord=marigold",
            "postgres:///holdfast?host=/run/postgresql&passfile=marigold",
            "postgres:///holdfast?host=/run/postgresql&service=marigold",
        ] {
            let refused = Config::database(with_password).unwrap_err();
            assert!(matches!(refused, StoreError::Password), "{with_password}: {refused}");
            assert!(!refused.to_string().contains("marigold"));
        }
        assert!(Config::database(SOCKET).is_ok(), "the control: without one it is taken");
    }

    #[test]
    fn given_no_password_then_the_driver_is_told_that_there_is_none() {
        let Location::Postgres(address) = Config::database(SOCKET).unwrap().place else { panic!("SQLite") };
        assert_eq!(address, format!("{SOCKET}&password="));
    }

    #[test]
    fn given_something_else_then_it_is_refused_and_nothing_of_it_is_repeated() {
        for address in
            ["", "marigold", "mysql://marigold@localhost/x", "postgres://marigold@localhost", "postgres://%"]
        {
            let refused = Config::database(address).unwrap_err();
            assert!(matches!(refused, StoreError::Address), "{refused:?}");
            assert!(!format!("{refused} {refused:?}").contains("marigold"));
        }
    }
}
