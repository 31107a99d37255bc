//! Comma-separated values that no program mistakes for formulas.

/// What a spreadsheet may take for the beginning of a formula, or of something that it runs.
const STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '|', '%', '＝', '＋', '－', '＠'];

/// A table with these columns. It begins with a mark by which spreadsheets know the letters.
pub(super) fn table<'r>(columns: &[&str], rows: impl IntoIterator<Item = [&'r str; 10]>) -> String {
    let mut text = String::from('\u{feff}');
    line(&mut text, columns.iter().copied());
    for row in rows {
        line(&mut text, row.into_iter());
    }
    text
}

fn line<'c>(text: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            text.push(',');
        }
        push(text, cell);
    }
    text.push_str("\r\n");
}

/// A cell in quotation marks. Whatever could begin a formula, at its start or after any break in it, gets an
/// apostrophe before it, which a spreadsheet shows as text.
fn push(text: &mut String, cell: &str) {
    text.push('"');
    if cell.trim_start_matches([' ', '\u{a0}', '\u{feff}']).starts_with(STARTS) {
        text.push('\'');
    }
    for letter in cell.chars().filter(|letter| !letter.is_control() || *letter == '\n') {
        match letter {
            '"' => text.push_str("\"\""),
            letter => text.push(letter),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        let mut told = String::new();
        push(&mut told, text);
        told
    }

    #[test]
    fn given_what_a_spreadsheet_would_run_then_it_is_text() {
        for formula in [
            "=1+1",
            "+44",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =1",
            "\u{a0}=1",
            "=HYPERLINK(\"x\")",
            "|cmd",
            "%0A",
            "＝1",
        ] {
            let told = cell(formula);
            assert!(told.starts_with("\"'"), "{told}");
        }
        assert_eq!(cell("He said \"no\""), "\"He said \"\"no\"\"\"");
        assert_eq!(cell("two\nlines\u{0}"), "\"two\nlines\"");
        assert_eq!(cell("plain"), "\"plain\"", "the control: what is no formula is left as it is");
    }

    #[test]
    fn given_rows_then_each_cell_stays_in_its_column() {
        let row = ["a,b", "c\"d", "", "=x", "", "", "", "", "", "end"];
        let text = table(&["one", "two"], [row]);
        assert_eq!(
            text,
            "\u{feff}\"one\",\"two\"\r\n\"a,b\",\"c\"\"d\",\"\",\"'=x\",\"\",\"\",\"\",\"\",\"\",\"end\"\r\n"
        );
    }
}
