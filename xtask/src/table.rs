//! Plain text tables: columns as wide as their widest cell, two spaces between.

/// Lays the rows out under the headings; trailing blanks are dropped.
pub fn render<const N: usize>(headings: [&str; N], rows: &[[String; N]]) -> Vec<String> {
    let headings = headings.map(str::to_owned);
    let all: Vec<&[String; N]> = std::iter::once(&headings).chain(rows).collect();
    let widths: Vec<usize> = (0..N).map(|column| widest(&all, column)).collect();
    all.iter().map(|row| lay_out(*row, &widths)).collect()
}

fn widest<const N: usize>(rows: &[&[String; N]], column: usize) -> usize {
    rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
}

fn lay_out(row: &[String], widths: &[usize]) -> String {
    let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
    cells.join("  ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn given_cells_of_unequal_width_when_rendered_then_columns_line_up_and_no_blank_trails() {
        let rows = [["unit".to_owned(), "passed".to_owned()], ["a".to_owned(), "x".to_owned()]];
        assert_eq!(render(["step", "end"], &rows), ["step  end", "unit  passed", "a     x"]);
    }
}
