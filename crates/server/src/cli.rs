//! What can be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;

/// Records domestic abuse reported to a housing provider, from the first report onward.
///
/// Without a command it serves, as `holdfast serve` does.
#[derive(Debug, Parser)]
#[command(name = "holdfast", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// For serving, where no command is given.
    #[command(flatten)]
    pub serve: Serve,
}

/// The example that only a program with the demo has.
#[cfg(feature = "demo")]
macro_rules! demo_example {
    () => {
        "  holdfast demo                        try it with fictional people; nothing is kept\n"
    };
}

#[cfg(not(feature = "demo"))]
macro_rules! demo_example {
    () => {
        ""
    };
}

const EXAMPLES: &str = concat!(
    "Examples:\n",
    demo_example!(),
    "  holdfast                             serve; the first start makes holdfast-data and prints a set-up link
  holdfast verify --data holdfast-data find out whether anything recorded was changed

A PostgreSQL database takes the place of the one in the data directory where its address is in
HOLDFAST_DATABASE or in the file given with --config. It is never given on the command line, which
others on the machine can read.

Ends with 0 where all is well, 1 where a check found something, 2 where it could not start."
);

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the pages; the first start makes the data directory and prints a set-up link
    Serve(Serve),
    /// Serve a throw-away store with fictional people and cases
    #[cfg(feature = "demo")]
    Demo(Demo),
    /// Make a new store and stop
    Init(Init),
    /// Follow the chain of every case and name the first entry that was changed, dropped, moved or cut off
    Verify(Verify),
    /// Derive anew what is kept beside the journals for lists, and put right or name what differs
    Rebuild(Rebuild),
    /// Run a dated account of a case, or a case that is stored, through the rules and a policy
    Review(Review),
    /// Change the master key, or seal everything anew under new keys
    Key {
        /// What to do with keys.
        #[command(subcommand)]
        command: KeyCommand,
    },
    /// List, show and check policies, and what the product keeps of them
    Policy {
        /// What to do with policies.
        #[command(subcommand)]
        command: PolicyCommand,
    },
}

/// Where a store is. What is not given here is taken from the environment, then from the file.
#[derive(Debug, Clone, Default, Args)]
pub struct Where {
    /// Where the data is [default: holdfast-data]
    #[arg(long, value_name = "DIR", env = "HOLDFAST_DATA", hide_env_values = true)]
    pub data: Option<PathBuf>,
    /// A file (TOML) with settings; the address of a PostgreSQL database can stand there
    #[arg(long, value_name = "FILE", env = "HOLDFAST_CONFIG", hide_env_values = true)]
    pub config: Option<PathBuf>,
}

/// For `serve`. What is not given here is taken from the environment, then from the file.
#[derive(Debug, Clone, Default, Args)]
#[command(after_help = "\
Example:
  holdfast serve --data /srv/holdfast --key /etc/holdfast/master.key --config /etc/holdfast/holdfast.toml

A data directory that does not exist yet, or is empty, is made into a new store.
A file given with --config may set data, database, listen, behind_tls, open_to_proxy, key_file, origin, log,
timeout and leaked_passwords. With behind_tls it must name origin: the address at which people open the work.
A table [provider] there lets people sign in through the organisation's own identity provider.
With database = \"postgres://…\" there, or the address in HOLDFAST_DATABASE, everything recorded is in
that PostgreSQL database, and only the key file is in the data directory.")]
pub struct Serve {
    /// Where it is.
    #[command(flatten)]
    pub place: Where,
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR", env = "HOLDFAST_LISTEN", hide_env_values = true)]
    pub listen: Option<SocketAddr>,
    /// TLS ends at a proxy in front: browsers come by HTTPS only
    #[arg(long, env = "HOLDFAST_BEHIND_TLS", hide_env_values = true)]
    #[arg(value_name = "true|false", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub behind_tls: Option<bool>,
    /// The key file [default: keys/master.key in the data directory]
    #[arg(long, value_name = "FILE", env = "HOLDFAST_KEY_FILE", hide_env_values = true)]
    pub key: Option<PathBuf>,
    /// How to write the log: for people, or a line of JSON for each event [default: text]
    #[arg(long, value_name = "FORMAT", env = "HOLDFAST_LOG", hide_env_values = true)]
    pub log: Option<LogForm>,
    /// Seconds after which a request is given up [default: 30]
    #[arg(long, value_name = "SECONDS", env = "HOLDFAST_TIMEOUT", hide_env_values = true)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=600))]
    pub timeout: Option<u16>,
}

/// For `demo`.
#[cfg(feature = "demo")]
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  holdfast demo
  holdfast demo --cases 100000 --data trial    then again with: holdfast serve --data trial

Where HOLDFAST_DATABASE or the file has the address of a PostgreSQL database, which must be empty, the cases
are made there and stay there; then --data has to be given, for the key file.")]
pub struct Demo {
    /// Keep the store in this directory, which must be empty or not there yet; without it, nothing is kept
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where to listen
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// How many cases
    #[arg(long, value_name = "N", default_value = "40")]
    #[arg(value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    pub cases: u32,
    /// Which cases: the same seed gives the same people
    #[arg(long, value_name = "S", default_value = "1")]
    pub seed: u64,
    /// Let one person open as many records in an hour as they like: for tests, in which one person does everything
    #[arg(long)]
    pub no_limits: bool,
    /// A file (TOML) with settings; the address of a PostgreSQL database can stand there
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How to print who can sign in
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// For `init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  holdfast init --data /srv/holdfast --key /etc/holdfast/master.key
  holdfast init --data /srv/holdfast --config /etc/holdfast/holdfast.toml    with database = \"postgres://…\" there

The data directory has to be empty or not there yet, and so has a database.")]
pub struct Init {
    /// Where it is to be.
    #[command(flatten)]
    pub place: Where,
    /// The key file to make [default: keys/master.key in the data directory]
    #[arg(long, value_name = "FILE", env = "HOLDFAST_KEY_FILE", hide_env_values = true)]
    pub key: Option<PathBuf>,
}

/// For `verify`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  holdfast verify --data holdfast-data
  holdfast verify --data holdfast-data --looks-end 812:4be1…    as an earlier run printed it
  holdfast verify --data holdfast-data --heads outside.jsonl    lines of the log as another machine keeps them

It needs no key and no running server; with the key it also finds seals that somebody made without it. Keep the line
about the end of the access journal somewhere else: with it, a journal that was written anew is found. Ends with 1
where something is not as it was recorded.")]
pub struct Verify {
    /// Where it is.
    #[command(flatten)]
    pub place: Where,
    /// Where the access journal ended when it was last verified, as it was printed then
    #[arg(long, value_name = "END")]
    pub looks_end: Option<store::LookHead>,
    /// Lines that --log json wrote, as another machine kept them: whatever was cut off or written anew is found
    #[arg(long, value_name = "FILE")]
    pub heads: Option<PathBuf>,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// For `rebuild`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  holdfast rebuild --check --data holdfast-data    name what differs; ends with 1 where something does
  holdfast rebuild --data holdfast-data            put right what differs

The journals are the truth; what lists and searches read is derived from them. A line names the case, the
table and the column, and never what stands there. It needs the key file, and no running server on the same
data. Where `holdfast verify` finds a journal that was changed, nothing is derived from any.")]
pub struct Rebuild {
    /// Where it is.
    #[command(flatten)]
    pub place: Where,
    /// The key file [default: keys/master.key in the data directory]
    #[arg(long, value_name = "FILE", env = "HOLDFAST_KEY_FILE", hide_env_values = true)]
    pub key: Option<PathBuf>,
    /// Change nothing, and say what would be changed
    #[arg(long)]
    pub check: bool,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// For `review`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).args(["scenario", "case"]), after_help = "\
Examples:
  holdfast review --scenario case.toml --policy nhg
  holdfast review --case HF-7K3M-Q2XT --why \"Complaint 31: was the first contact in time?\"
  holdfast review --case HF-7K3M-Q2XT --policy council --why \"How the stricter clock would have judged\"

docs/scenarios.md says how to write an account. A stored case is judged by its organisation's own policy
unless another is named. Shown are kinds of entries, times and duties: no names, nothing that anybody typed
and no protected fact. That it was looked at, and why, is written first; the case's page \"Who has looked\"
shows it as \"the command line\". It needs the key file, and no running server on the same data.")]
pub struct Review {
    /// The account (TOML)
    #[arg(long, value_name = "FILE", requires = "policy")]
    pub scenario: Option<PathBuf>,
    /// The reference of a stored case
    #[arg(long, value_name = "REFERENCE", requires = "why")]
    pub case: Option<String>,
    /// A policy: the id of a shipped one, or a file; for a stored case the organisation's own if not given
    #[arg(long, value_name = "ID|FILE")]
    pub policy: Option<String>,
    /// Why the stored case is looked at; kept with the case. Name nobody: others can read a command line
    #[arg(long, value_name = "REASON", conflicts_with = "scenario")]
    pub why: Option<String>,
    /// Where the store is.
    #[command(flatten)]
    pub place: Where,
    /// The key file [default: keys/master.key in the data directory]
    #[arg(long, value_name = "FILE", env = "HOLDFAST_KEY_FILE", hide_env_values = true)]
    pub key: Option<PathBuf>,
    /// How to print the review
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// For `key`.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make a new master key and wrap every key of the store anew under it; nothing that is sealed changes
    #[command(after_help = "\
Example:
  holdfast key change --data /srv/holdfast --key /etc/holdfast/master.key

The new key takes the place of the key file; the one of before stays beside it, named after its id, and opens copies of
the data from before. If the power fails on the way, the next command ends what was begun. Needs the key file, and no
running server on the same data. See docs/running.md for when.")]
    Change(Key),
    /// Give every case and every purpose a new key, and seal anew under it what was sealed under the old one
    #[command(after_help = "\
Example:
  holdfast key renew --data /srv/holdfast

For when keys got out with a copy of the data: whoever has them reads that copy, and nothing that comes after. Do it
after `holdfast key change`. Journals are chained anew over what is sealed then, so copies of the log that were kept
elsewhere hold up to here, and new ones begin. Takes as much room on the disk again as the data, for as long as it runs.
Needs the key file, and no running server on the same data.")]
    Renew(Key),
}

/// What keys are changed of.
#[derive(Debug, Args)]
pub struct Key {
    /// Where it is.
    #[command(flatten)]
    pub place: Where,
    /// The key file [default: keys/master.key in the data directory]
    #[arg(long, value_name = "FILE", env = "HOLDFAST_KEY_FILE", hide_env_values = true)]
    pub key: Option<PathBuf>,
}

/// For `policy`.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Every commitment of the shipped policies: how it is kept, shown by which test, or not yet
    #[command(after_help = "Example:\n  holdfast policy coverage --format json")]
    Coverage {
        /// How to print it
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// The shipped policies
    #[command(after_help = "Example:\n  holdfast policy list")]
    List {
        /// How to print it
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// The text of a shipped policy, to be edited as a copy
    #[command(after_help = "Example:\n  holdfast policy show nhg > our-policy.toml")]
    Show {
        /// Its id
        id: String,
    },
    /// What is wrong with a policy file, in one line
    #[command(after_help = "Example:\n  holdfast policy check our-policy.toml")]
    Check {
        /// The file
        file: PathBuf,
        /// How to print it
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// The questions of a risk assessment
    Instrument {
        /// What to do with them.
        #[command(subcommand)]
        command: InstrumentCommand,
    },
}

/// What to do with the questions of a risk assessment.
#[derive(Debug, Subcommand)]
pub enum InstrumentCommand {
    /// The questions that the product brings, to be edited as a copy
    #[command(after_help = "Example:\n  holdfast policy instrument show > our-questions.toml")]
    Show,
    /// What is wrong with a file of questions, in one line
    #[command(after_help = "Example:\n  holdfast policy instrument check our-questions.toml")]
    Check {
        /// The file
        file: PathBuf,
        /// How to print it
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
}

/// How a table is printed: for people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

/// How the log is written: for people or for programs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogForm {
    #[default]
    Text,
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ASVS 15.2.3. The test command runs it both ways: as the README begins, and as docs/running.md installs it.
    #[test]
    fn the_demo_is_a_command_only_in_a_program_that_was_built_with_it() {
        let demo = Cli::try_parse_from(["holdfast", "demo"]).map(|cli| cli.command.is_some());
        assert_eq!(demo.is_ok(), cfg!(feature = "demo"), "{demo:?}");
        let help = <Cli as clap::CommandFactory>::command().render_long_help().to_string();
        assert_eq!(help.contains("demo"), cfg!(feature = "demo"), "{help}");
        assert!(Cli::try_parse_from(["holdfast", "serve"]).is_ok() && help.contains("holdfast verify"));
    }
}
