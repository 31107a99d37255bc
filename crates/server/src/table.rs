//! Tables for people.

/// Two spaces stand between columns.
const GAP: &str = "  ";

/// A table with a heading. A cell that is wider than its column's limit is wrapped between words.
pub fn table<const N: usize>(heading: [(&str, usize); N], rows: &[[String; N]]) -> String {
    let mut widths = heading.map(|(title, _)| length(title));
    for row in rows {
        for ((width, (_, limit)), cell) in widths.iter_mut().zip(heading).zip(row) {
            *width = length(cell).min(limit).max(*width);
        }
    }
    let titles = line(&heading.map(|(title, _)| title.to_owned()), widths);
    let rule = widths.map(|width| "-".repeat(width)).join(GAP);
    rows.iter().fold(format!("{titles}{rule}\n"), |text, row| text + &line(row, widths))
}

fn line<const N: usize>(cells: &[String; N], widths: [usize; N]) -> String {
    let columns: Vec<(Vec<String>, usize)> =
        cells.iter().zip(widths).map(|(cell, width)| (wrapped(cell, width), width)).collect();
    let height = columns.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
    let mut text = String::new();
    for at in 0..height {
        let parts: Vec<String> = columns
            .iter()
            .map(|(lines, width)| {
                format!("{:width$}", lines.get(at).map_or("", String::as_str), width = *width)
            })
            .collect();
        text.push_str(parts.join(GAP).trim_end());
        text.push('\n');
    }
    text
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if length(line) + 1 + length(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn length(text: &str) -> usize {
    text.chars().count()
}
