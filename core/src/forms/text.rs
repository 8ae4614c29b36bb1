// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! When two texts are the same to a reader: whatever a form tool, a spreadsheet or a phone did to
//! quotes, dashes, spaces, case and what cannot be seen.

/// What a character is once it is folded.
enum Folded {
    Nothing,
    Space,
    As(char),
}

/// What cannot be seen goes; kinds of one sign become one. Full-width signs, as East Asian keyboards
/// type them, become the plain ones.
fn folded(letter: char) -> Folded {
    match letter {
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {
            Folded::Nothing
        }
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => Folded::Nothing,
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | 'ʼ' => Folded::As('\''),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Folded::As('"'),
        '\u{2010}'..='\u{2015}' | '−' | '﹣' => Folded::As('-'),
        '、' | '،' => Folded::As(','),
        '。' => Folded::As('.'),
        '؟' => Folded::As('?'),
        '؛' => Folded::As(';'),
        'ς' => Folded::As('σ'),
        '\u{ff01}'..='\u{ff5e}' => {
            Folded::As(char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter).to_ascii_lowercase())
        }
        _ if letter.is_whitespace() || letter.is_control() => Folded::Space,
        _ => Folded::As(letter),
    }
}

/// Whether nothing can be seen in a text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| !matches!(folded(letter), Folded::As(_)))
}

/// The text in small letters, with plain quotes and dashes and single spaces, without what cannot be
/// seen.
pub(crate) fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars() {
        match folded(letter) {
            Folded::Nothing => {}
            Folded::Space => gap = !plain.is_empty(),
            Folded::As(letter) => {
                if gap {
                    plain.push(' ');
                    gap = false;
                }
                if letter == '…' { plain.push_str("...") } else { plain.extend(letter.to_lowercase()) }
            }
        }
    }
    plain
}

/// Signs at the end of a question or label that say nothing: form tools add and drop them.
pub(crate) fn ends(letter: char) -> bool {
    matches!(letter, '?' | '!' | '.' | ':' | ';' | ',' | '*' | ' ')
}

/// [`fold`], without signs at the end. A text of nothing but signs stays.
pub(crate) fn key(text: &str) -> String {
    let mut plain = fold(text);
    let length = plain.trim_end_matches(ends).len();
    if length > 0 {
        plain.truncate(length);
    }
    plain
}

/// A [`key`] without accents, so that an accent typed as a letter and a mark, or not typed at all, is
/// found where no other text differs by accents alone.
pub(crate) fn bare(key: &str) -> String {
    let mut plain = String::with_capacity(key.len());
    for letter in key.chars() {
        match unaccented(letter) {
            Some(base) => plain.push_str(base),
            None => plain.push(letter),
        }
    }
    plain
}

/// The plain letter of an accented small letter; marks that combine with the letter before are none.
fn unaccented(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{640}' => "",
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ё' => "е",
        'й' => "и",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{bare, fold, is_blank, key};

    #[test]
    fn what_reads_the_same_is_the_same() {
        assert_eq!(
            fold("\u{feff}  Does the city\u{a0}\n\t“publish”\u{200b} it – or…  "),
            "does the city \"publish\" it - or..."
        );
        assert_eq!(key("Is it so? *"), "is it so");
        assert_eq!(key("Ｉｓ it so？"), "is it so");
        assert_eq!(key("?!"), "?!");
        assert_eq!(key("ΣΟΦΟΣ"), key("σοφος"));
        assert_eq!(bare(&key("Cafe\u{301}")), bare(&key("CAFÉ")));
        assert_eq!(bare("straße"), "strasse");
    }

    #[test]
    fn blank_is_what_cannot_be_seen() {
        for blank in ["", " ", "\u{feff}", "\u{200e}\u{a0}\r\n", "\u{0}\u{7}"] {
            assert!(is_blank(blank), "{blank:?}");
            assert_eq!(fold(blank), "");
        }
        assert!(!is_blank("."));
    }
}
