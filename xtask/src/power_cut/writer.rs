//! The process that writes, and what it said.

use std::{
    fmt, fs,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use crate::{error::Error, shell, workshop::Workshop};

const EXAMPLE: &str = "power_writer";
const PATIENCE: Duration = Duration::from_mins(1);

/// How hard the writer asks for durability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Synchronous {
    /// What the product runs with.
    Full,
    /// Durable against a crash of the process, not against the power.
    Normal,
    /// Not durable at all.
    Off,
}

impl fmt::Display for Synchronous {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Full => "full",
            Self::Normal => "normal",
            Self::Off => "off",
        })
    }
}

/// The writer's program, with arguments that come before ours.
pub struct Program {
    words: Vec<String>,
}

/// A writer at work.
pub struct Writing {
    child: Child,
    said: Receiver<u64>,
    last: u64,
}

impl Program {
    /// The given command, or the store's example, built now.
    pub fn find(workshop: &Workshop, given: Option<&str>) -> Result<Self, Error> {
        let words = match given {
            Some(command) => command.split_whitespace().map(str::to_owned).collect(),
            None => vec![workshop.build("example", EXAMPLE)?.to_string_lossy().into_owned()],
        };
        Ok(Self { words })
    }

    /// Starts it on the directory.
    pub fn start(&self, directory: &Path, synchronous: Synchronous) -> Result<Writing, Error> {
        let mut command = self.command(directory);
        command.args(["--synchronous", &synchronous.to_string()]).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|source| Error::Start { program: EXAMPLE.into(), source })?;
        let (tell, said) = mpsc::channel();
        let pipe = child.stdout.take();
        drop(thread::spawn(move || listen(pipe, &tell)));
        Ok(Writing { child, said, last: 0 })
    }

    /// Opens what was found after the cut, has all of it checked, and gives the highest number in it.
    pub fn verify(&self, directory: &Path) -> Result<u64, Error> {
        let text = shell::read(self.command(directory).arg("--verify"))?;
        let last = text.lines().last().unwrap_or_default();
        last.trim().parse().map_err(Error::shape("the writer's `--verify`"))
    }

    fn command(&self, directory: &Path) -> Command {
        let mut words = self.words.iter();
        let mut command = Command::new(words.next().map_or(EXAMPLE, String::as_str));
        command.args(words).arg(directory);
        command
    }
}

impl Writing {
    /// Lets it write for so long after its first acknowledgement.
    pub fn run_for(&mut self, time: Duration) -> Result<(), Error> {
        self.hear_until(Instant::now() + PATIENCE, true)?;
        self.hear_until(Instant::now() + time, false)
    }

    /// Stops it where it stands, and waits until every thread of it does.
    pub fn stop(&self) -> Result<(), Error> {
        let id = self.child.id().to_string();
        shell::read(Command::new("kill").args(["-STOP", &id]))?;
        let deadline = Instant::now() + PATIENCE;
        while !all_stopped(Path::new("/proc").join(&id).join("task").as_path())? {
            if Instant::now() > deadline {
                return Err(Error::Found("the writer does not stop: the disk may be hanging".to_owned()));
            }
            thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    /// Ends it without letting it run on, and gives the last number that it had acknowledged.
    pub fn end(mut self) -> Result<u64, Error> {
        self.child.kill().map_err(Error::file("the writer"))?;
        while let Ok(number) = self.said.recv() {
            self.last = self.last.max(number);
        }
        Ok(self.last)
    }

    fn hear_until(&mut self, deadline: Instant, first_is_enough: bool) -> Result<(), Error> {
        loop {
            match self.said.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(number) => self.last = self.last.max(number),
                Err(RecvTimeoutError::Timeout) if !first_is_enough => return Ok(()),
                Err(_) => {
                    return Err(Error::Found(
                        "the writer ended, or acknowledged nothing in a minute".to_owned(),
                    ));
                }
            }
            if first_is_enough {
                return Ok(());
            }
        }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Passes the numbers on. A line that is none ends it: half a line, cut by the signal, is no acknowledgement.
fn listen(pipe: Option<impl Read>, tell: &Sender<u64>) {
    let lines = pipe.into_iter().flat_map(|pipe| BufReader::new(pipe).split(b'\n').map_while(Result::ok));
    let texts = lines.map_while(|line| String::from_utf8(line).ok());
    for number in texts.map_while(|text| text.trim().parse().ok()) {
        if tell.send(number).is_err() {
            return;
        }
    }
}

/// Whether every thread's state is `T`. The state follows the name, which is in brackets and may hold any character.
fn all_stopped(tasks: &Path) -> Result<bool, Error> {
    let entries = fs::read_dir(tasks).map_err(Error::file(tasks))?;
    for entry in entries.flatten() {
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        let state = stat.rsplit_once(") ").and_then(|(_, rest)| rest.chars().next());
        if state.is_some_and(|state| state != 'T') {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, time::Duration};

    use super::{Program, Synchronous, listen};

    #[test]
    fn given_numbers_and_half_a_line_when_listened_to_then_only_whole_numbers_count() {
        let (tell, said) = mpsc::channel();
        listen(Some(&b"1\n2\n3\nx\n4\n"[..]), &tell);
        drop(tell);
        assert_eq!(said.iter().collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn given_a_writer_when_stopped_and_ended_then_all_that_it_said_before_is_heard() {
        let home = tempfile::tempdir().unwrap();
        let script = home.path().join("writer.sh");
        std::fs::write(&script, "i=0; while :; do i=$((i+1)); echo $i; done").unwrap();
        let program = Program { words: vec!["sh".into(), script.to_string_lossy().into_owned()] };
        let mut writing = program.start(home.path(), Synchronous::Full).unwrap();
        writing.run_for(Duration::from_millis(20)).unwrap();
        writing.stop().unwrap();
        let heard = writing.last;
        assert!(writing.end().unwrap() >= heard.max(1));
    }

    #[test]
    fn given_a_writer_that_ends_by_itself_when_run_then_that_is_an_error() {
        let program = Program { words: vec!["true".into()] };
        let mut writing = program.start("/".as_ref(), Synchronous::Off).unwrap();
        assert!(writing.run_for(Duration::from_millis(1)).is_err());
    }
}
