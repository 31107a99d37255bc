//! Text in columns, wrapped between words.

/// The greatest width of a line, in characters.
pub(super) const WIDTH: usize = 110;

/// Breaks text into lines of at most `width` characters; a longer word is cut.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace().flat_map(|word| pieces(word, width)) {
            let room = line.chars().count() + 1 + word.chars().count();
            if !line.is_empty() && room > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        lines.push(line);
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(width.max(1)).map(|piece| piece.iter().collect()).collect()
}

/// One row: each cell in its column, wrapped, two spaces between columns, no space at the end.
pub(super) fn row(cells: &[(&str, usize)]) -> String {
    let columns: Vec<(Vec<String>, usize)> =
        cells.iter().map(|(text, width)| (wrap(text, *width), *width)).collect();
    let height = columns.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
    let mut out = String::new();
    for at in 0..height {
        let line: Vec<String> = columns
            .iter()
            .map(|(lines, width)| {
                format!("{:width$}", lines.get(at).map_or("", String::as_str), width = *width)
            })
            .collect();
        out.push_str(line.join("  ").trim_end());
        out.push('\n');
    }
    out
}
