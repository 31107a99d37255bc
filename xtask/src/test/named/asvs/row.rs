//! One row: six cells that agree with each other.

/// The longest `why`, in characters: a sentence.
const LONGEST: usize = 160;

/// How a requirement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// A test shows it, or a document where one is asked for.
    Held,
    /// It applies, and is missing or not shown.
    NotYet,
    /// There is nothing here that it is about, or it is declined in writing.
    NotApplicable,
}

/// One requirement.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number, such as `6.2.1`.
    pub id: String,
    /// 1, 2 or 3.
    pub level: u8,
    /// How it stands.
    pub state: State,
    /// Tests and headings, one after the other.
    test: String,
}

impl State {
    /// In the order of the table.
    pub(super) const ALL: [Self; 3] = [Self::Held, Self::NotYet, Self::NotApplicable];

    /// The word in the file.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::NotYet => "not yet",
            Self::NotApplicable => "not applicable",
        }
    }
}

impl Row {
    /// Reads a line.
    pub(super) fn read(line: &str) -> Result<Self, String> {
        let cells = cells(line).ok_or("a quotation mark is not closed")?;
        let cells: [String; 6] =
            cells.try_into().map_err(|cells: Vec<_>| format!("has {} cells and must have 6", cells.len()))?;
        let [id, level, applies, state, why, test] = cells;
        let level = match level.as_str() {
            "1" => 1,
            "2" => 2,
            "3" => 3,
            _ => return Err(format!("{id}: the level must be 1, 2 or 3")),
        };
        let state = State::ALL.into_iter().find(|one| one.word() == state);
        let state =
            state.ok_or_else(|| format!("{id}: the state must be held, not yet or not applicable"))?;
        let row = Self { id, level, state, test };
        row.agrees(&applies, &why).map_err(|what| format!("{}: {what}", row.id))?;
        Ok(row)
    }

    fn agrees(&self, applies: &str, why: &str) -> Result<(), &'static str> {
        match (applies, self.state, self.test.is_empty()) {
            ("no", State::NotApplicable, false) => Err("what does not apply has no test"),
            ("yes", State::Held, true) => {
                Err("what is held needs a test, or a heading where a document is asked for")
            }
            ("yes", State::Held | State::NotYet, _) | ("no", State::NotApplicable, true) => sentence(why),
            _ => Err("`applies` must be no where the state is not applicable, and yes elsewhere"),
        }
    }

    /// What it names.
    pub(super) fn named(&self) -> impl Iterator<Item = &str> {
        self.test.split("; ").filter(|name| !name.is_empty())
    }

    /// Whether it is in one of these sections.
    pub(super) fn is_in(&self, sections: &[&str]) -> bool {
        sections.iter().any(|section| self.id.starts_with(section))
    }
}

fn sentence(why: &str) -> Result<(), &'static str> {
    if why.chars().count() > LONGEST {
        return Err("the reason is longer than a short sentence");
    }
    if why.chars().next().is_some_and(char::is_uppercase) && why.ends_with('.') {
        Ok(())
    } else {
        Err("the reason must be a sentence")
    }
}

/// The cells of a line. One that holds a comma stands in quotation marks; a quotation mark in it is doubled.
pub(super) fn cells(line: &str) -> Option<Vec<String>> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', true) if letters.next_if_eq(&'"').is_some() => cell.push('"'),
            ('"', true) => quoted = false,
            ('"', false) if cell.is_empty() => quoted = true,
            (',', false) => cells.push(std::mem::take(&mut cell)),
            (letter, _) => cell.push(letter),
        }
    }
    cells.push(cell);
    (!quoted).then_some(cells)
}
