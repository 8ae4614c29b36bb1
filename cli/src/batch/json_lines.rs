// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! JSON Lines as they lie in a file: texts of one line each, none of them too long.

use std::io::{self, BufRead as _, BufReader, Read};

use digirights::{Code, Limits, Problem};

/// Lines with something on them, and their numbers.
pub struct Lines<R> {
    from: BufReader<R>,
    limits: Limits,
    bytes: Vec<u8>,
    number: u64,
    read: u64,
}

impl<R: Read> Lines<R> {
    pub fn new(from: R) -> Self {
        let from = BufReader::with_capacity(1 << 16, from);
        Self { from, limits: Limits::default(), bytes: Vec::new(), number: 0, read: 0 }
    }

    /// Bytes that were read.
    pub fn read(&self) -> u64 {
        self.read
    }

    /// The next line: its number, and its text if it can be one.
    pub fn next(&mut self) -> io::Result<Option<(u64, Result<&str, Problem>)>> {
        loop {
            self.bytes.clear();
            let most = u64::try_from(self.limits.bytes).unwrap_or(u64::MAX).saturating_add(1);
            let mut read = self.from.by_ref().take(most).read_until(b'\n', &mut self.bytes)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            let long = self.bytes.len() > self.limits.bytes && !self.bytes.ends_with(b"\n");
            if long {
                read += self.from.skip_until(b'\n')?;
            }
            self.read += read as u64;
            if self.number == 1 && self.bytes.starts_with(b"\xef\xbb\xbf") {
                self.bytes.drain(..3);
            }
            if long || !self.bytes.trim_ascii().is_empty() {
                break;
            }
        }
        if self.bytes.len() > self.limits.bytes {
            let expected = format!("at most {} bytes", self.limits.bytes);
            return Ok(Some((self.number, Err(Problem::new(Code::TooLarge, "").expecting(expected)))));
        }
        let text = str::from_utf8(self.bytes.trim_ascii()).map_err(|error| {
            let found = format!("a byte that is not UTF-8 after {} bytes", error.valid_up_to());
            Problem::new(Code::NotUtf8, "").finding(found)
        });
        Ok(Some((self.number, text)))
    }
}

#[cfg(test)]
mod tests {
    use digirights::Code;

    use super::Lines;

    #[test]
    fn lines_are_texts_with_numbers() {
        let long = vec![b'x'; (16 << 20) + 1];
        let text = [b"\xef\xbb\xbf{}\r\n\n  \n\xff\n".as_slice(), &long, b"\n[]"].concat();
        let mut lines = Lines::new(text.as_slice());
        let mut found = Vec::new();
        while let Some((number, line)) = lines.next().expect("a text") {
            found.push((number, line.map(str::to_owned).map_err(|problem| problem.code())));
        }
        let expected = [
            (1, Ok("{}".to_owned())),
            (4, Err(Code::NotUtf8)),
            (5, Err(Code::TooLarge)),
            (6, Ok("[]".to_owned())),
        ];
        assert_eq!(found, expected);
        assert_eq!(lines.read(), text.len() as u64);
    }
}
