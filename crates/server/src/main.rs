//! Holdfast: one program with its own database.
//!
//! Every command ends with 0 where all is well, with 1 where a check found something, and with 2 where it
//! could not start or was asked for something it cannot do; then there is one line on standard error, or one for
//! each slip of a file.

mod cli;
mod commands;
mod data;
mod http;
mod print;
mod problem;
mod settings;
mod table;

use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command, InstrumentCommand, KeyCommand, PolicyCommand};
use problem::Problem;

/// How a command ended that could do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Well,
    FoundSomething,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(asked) => return print::usage(&asked),
    };
    match run(cli) {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::FoundSomething) => ExitCode::from(1),
        Err(problem) => print::refusal(&problem),
    }
}

fn run(cli: Cli) -> Result<Ended, Problem> {
    match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(arguments) => wait(commands::serve::run(arguments.try_into()?)),
        #[cfg(feature = "demo")]
        Command::Demo(arguments) => wait(commands::demo::run(arguments)),
        Command::Init(arguments) => wait(commands::init::run(&arguments)),
        Command::Verify(arguments) => wait(commands::verify::run(&arguments)),
        Command::Rebuild(arguments) => wait(commands::rebuild::run(&arguments)),
        Command::Review(arguments) => match &arguments.scenario {
            Some(scenario) => commands::review::account(&arguments, scenario),
            None => wait(commands::review::stored(&arguments)),
        },
        Command::Key { command } => match command {
            KeyCommand::Change(arguments) => wait(commands::key::change(&arguments)),
            KeyCommand::Renew(arguments) => wait(commands::key::renew(&arguments)),
        },
        Command::Policy { command } => match command {
            PolicyCommand::Coverage { format } => commands::policy::coverage(format),
            PolicyCommand::List { format } => commands::policy::list(format),
            PolicyCommand::Show { id } => commands::policy::show(&id),
            PolicyCommand::Check { file, format } => commands::policy::check(&file, format),
            PolicyCommand::Instrument { command } => match command {
                InstrumentCommand::Show => commands::policy::show_instrument(),
                InstrumentCommand::Check { file, format } => {
                    commands::policy::check_instrument(&file, format)
                }
            },
        },
    }
}

/// Runs what needs the asynchronous world; the other commands start no thread.
fn wait(work: impl Future<Output = Result<Ended, Problem>>) -> Result<Ended, Problem> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|_| Problem::Threads)?.block_on(work)
}
