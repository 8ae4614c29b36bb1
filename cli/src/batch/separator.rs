// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Which sign stands between the cells of a table.

use csv::ReaderBuilder;

/// Signs that programs put between cells, the most usual first.
const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows that are looked at.
const ROWS: usize = 20;

/// The separator of a text, of which this is the beginning; and the text without the line by which
/// spreadsheets tell each other (`sep=;`), with the number of lines left out.
pub fn find(text: &[u8], asked: Option<u8>) -> (u8, &[u8], u64) {
    if let Some(rest) = text.strip_prefix(b"sep=")
        && let [sign, after @ ..] = rest
        && let Some(rest) = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n"))
    {
        return (asked.unwrap_or(*sign), rest, 1);
    }
    (asked.unwrap_or_else(|| most_regular(text)), text, 0)
}

/// The sign that cuts all rows into the same number of cells, and into most; where none does, the one
/// that cuts the headings into most.
fn most_regular(text: &[u8]) -> u8 {
    let score = |sign: u8| {
        let lengths = lengths(text, sign);
        let cells = lengths.first().copied().unwrap_or_default();
        (cells > 1 && lengths.iter().all(|length| *length == cells), cells)
    };
    let best = SIGNS.into_iter().rev().max_by_key(|sign| score(*sign));
    best.unwrap_or(b',')
}

fn lengths(text: &[u8], sign: u8) -> Vec<usize> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).from_reader(text);
    let lengths: Vec<usize> = reader.byte_records().take(ROWS + 1).flatten().map(|row| row.len()).collect();
    // The last row of a beginning may be cut off.
    let whole = lengths.len().saturating_sub(1).max(1);
    lengths.into_iter().take(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn signs_are_found_out() {
        for (text, sign) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a;b;c\n1,5;2;3\n", b';'),
            ("a\tb\n1,2\t3;4\n", b'\t'),
            ("Is it so, or not?;Where, when, how?;x\nyes;\"a;b\";\"c\nd\"\n", b';'),
            ("\"a,b\";c\n1;2\n", b';'),
            ("one\nx\n", b','),
            ("", b','),
        ] {
            assert_eq!(find(text.as_bytes(), None), (sign, text.as_bytes(), 0), "{text}");
        }
        assert_eq!(find(b"sep=|\r\na,b|c", None), (b'|', &b"a,b|c"[..], 1));
        assert_eq!(find(b"a,b;c", Some(b';')), (b';', &b"a,b;c"[..], 0));
    }
}
