//! The address of a PostgreSQL database, as somebody wrote it: looked at before anything connects to it,
//! and shown to nobody.

use std::str::FromStr;

use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::config::Location;
use crate::{Config, StoreError, postgres};

const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

impl Config {
    /// A store on PostgreSQL 15 or newer, at an address that somebody wrote (`postgres://…`).
    ///
    /// # Errors
    /// [`StoreError::Address`] where it is not one, and [`StoreError::OverTheNetwork`] where what is said
    /// would go over a network in the open without anybody having written that it may; [`StoreError::FirstGuess`]
    /// where its password is what everybody tries first. None repeats it.
    pub fn database(address: &str) -> Result<Self, StoreError> {
        let address = address.trim();
        if !SCHEMES.iter().any(|scheme| address.starts_with(scheme)) {
            return Err(StoreError::Address);
        }
        let options = PgConnectOptions::from_str(address).map_err(|_| StoreError::Address)?;
        if options.get_database().is_none() {
            return Err(StoreError::Address);
        }
        if is_far(&options) && !matches!(options.get_ssl_mode(), PgSslMode::Disable) {
            return Err(StoreError::OverTheNetwork);
        }
        if password(address).is_some_and(|(user, password)| is_first_guess(&user, &password)) {
            return Err(StoreError::FirstGuess);
        }
        Ok(Self::postgres(address))
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

/// The user and the password of an address, in lower case, where it has both.
fn password(address: &str) -> Option<(String, String)> {
    let (before, query) = address.split_once('?').unwrap_or((address, ""));
    let authority = before.split_once("://")?.1.split('/').next()?;
    let (user, after_user) = authority.rsplit_once('@').map_or(("", None), |(who, _)| {
        who.split_once(':').map_or((who, None), |(user, password)| (user, Some(password)))
    });
    let in_query = query.split('&').find_map(|pair| pair.strip_prefix("password="));
    let password = after_user.or(in_query).filter(|password| !password.is_empty())?;
    Some((user.to_lowercase(), password.to_lowercase()))
}

/// Whether a password is the user's name, or one that databases and guides come with.
fn is_first_guess(user: &str, password: &str) -> bool {
    password == user || ["postgres", "password", "admin", "root", "holdfast", "changeme"].contains(&password)
}

/// Whether the server may be on another machine. A socket is a file of this one.
fn is_far(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    let is_near = host == "localhost"
        || host.starts_with('/')
        || host.trim_matches(['[', ']']).parse().is_ok_and(|host: std::net::IpAddr| host.is_loopback());
    options.get_socket().is_none() && !is_near
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_an_address_of_this_machine_then_it_is_taken() {
        for address in [
            "postgres://holdfast@localhost/holdfast",
            "postgresql://holdfast:secret@127.0.0.1:5433/holdfast",
            "postgres://holdfast@[::1]/holdfast",
            "postgres://holdfast@localhost/holdfast?host=%2Frun%2Fpostgresql",
            " postgres://holdfast@%2Frun%2Fpostgresql/holdfast\n",
        ] {
            assert!(Config::database(address).is_ok(), "{address}");
        }
    }

    #[test]
    fn given_a_server_elsewhere_then_it_has_to_be_written_that_the_way_there_is_open() {
        let refused = Config::database("postgres://holdfast:marigold@db.example/holdfast");
        assert!(matches!(refused, Err(StoreError::OverTheNetwork)));
        assert!(Config::database("postgres://holdfast@db.example/holdfast?sslmode=disable").is_ok());
    }

    #[test]
    fn given_a_password_that_everybody_tries_first_then_it_is_refused_and_not_repeated() {
        for address in [
            "postgres://postgres:postgres@localhost/holdfast",
            "postgres://marigold:Marigold@localhost/holdfast",
            "postgres://keeper:password@localhost/holdfast",
            "postgres://keeper@localhost/holdfast?password=changeme",
            "postgres://owner:admin@%2Fvar%2Frun%2Fpostgresql/holdfast",
        ] {
            let refused = Config::database(address).unwrap_err();
            assert!(matches!(refused, StoreError::FirstGuess), "{address}");
            assert!(!refused.to_string().to_lowercase().contains("marigold"));
        }
        for address in [
            "postgres://keeper:9f3c-quill-otter@localhost/holdfast",
            "postgres://keeper:@localhost/holdfast",
            "postgres://keeper@localhost/keeper",
        ] {
            assert!(Config::database(address).is_ok(), "{address}");
        }
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
