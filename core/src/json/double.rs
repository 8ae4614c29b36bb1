// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The double that is nearest to a decimal number. The fast algorithms for this need tables that weigh
//! more than the rest of a parser; this one needs none. Nearly every number that people write is exact in
//! a double times or divided by a small power of ten, and the others are found by exact arithmetic.

use std::cmp::Ordering;

/// Whole numbers up to this one are doubles, and all powers of ten up to 10²² are.
const EXACT: u64 = 1 << 53;
const EXACT_POWER: i32 = 22;
/// More digits than any number that lies between two doubles needs, to be told from it.
const DIGITS: usize = 800;

/// Of a number as JSON has it, without its sign; infinity beyond the range of doubles. A tie goes to the
/// even one.
pub(super) fn double(number: &str) -> f64 {
    let (digits, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let beyond = if exponent.starts_with('-') { -1_000_000_000 } else { 1_000_000_000 };
    let mut exponent = exponent.parse::<i32>().unwrap_or(beyond).clamp(-1_000_000_000, 1_000_000_000);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    exponent = exponent.saturating_sub(length(part));
    let mut digits: Vec<u8> = whole.bytes().chain(part.bytes()).map(|digit| digit - b'0').collect();
    while digits.last() == Some(&0) {
        digits.pop();
        exponent += 1;
    }
    let zeros = digits.iter().take_while(|digit| **digit == 0).count();
    digits.drain(..zeros);
    if digits.len() > DIGITS {
        exponent += length(&digits) - length(digits.get(..DIGITS).unwrap_or_default()) - 1;
        digits.truncate(DIGITS);
        // That more follows decides a tie, and what it is does not.
        digits.push(1);
    }
    let magnitude = exponent.saturating_add(length(&digits));
    if digits.is_empty() || magnitude < -330 {
        return 0.0;
    }
    if magnitude > 310 {
        return f64::INFINITY;
    }
    if digits.len() <= 18 && exponent.abs() <= EXACT_POWER {
        let whole = digits.iter().fold(0, |whole, digit| whole * 10 + u64::from(*digit));
        if whole <= EXACT {
            let power = (0..exponent.abs()).fold(1.0, |power, _| power * 10.0);
            #[expect(clippy::cast_precision_loss, reason = "it is a double")]
            let whole = whole as f64;
            return if exponent < 0 { whole / power } else { whole * power };
        }
    }
    nearest(&digits, exponent)
}

fn length<T: AsRef<[u8]> + ?Sized>(digits: &T) -> i32 {
    i32::try_from(digits.as_ref().len()).unwrap_or(i32::MAX)
}

/// Of `digits` × 10^`exponent`: the greatest double that is not above it, found bit by bit, or the next.
fn nearest(digits: &[u8], exponent: i32) -> f64 {
    // Both sides of every comparison are multiplied by 2¹⁰⁷⁵ and, if the exponent is negative, by
    // 10^-`exponent`: so they are whole.
    let mut number = Big::default();
    for digit in digits {
        number.grow(10, u32::from(*digit));
    }
    let mut unit = Big(vec![1]);
    for _ in 0..exponent.abs() {
        if exponent > 0 { number.grow(10, 0) } else { unit.grow(10, 0) }
    }
    let number = number.times(1, 1075);
    let against = |significand: u64, shift: u64| unit.times(significand, shift).compare(&number);
    let mut below: u64 = 0;
    for bit in (0..63).rev() {
        let tried = below | 1 << bit;
        let (significand, shift) = parts(tried);
        if f64::from_bits(tried).is_finite() && against(significand, shift).is_le() {
            below = tried;
        }
    }
    let (significand, shift) = parts(below);
    let up = match against(2 * significand + 1, shift - 1) {
        Ordering::Less => 1,
        Ordering::Equal => below & 1,
        Ordering::Greater => 0,
    };
    f64::from_bits(below + up)
}

/// The double with these bits is `significand` × 2^(`shift` − 1075).
fn parts(bits: u64) -> (u64, u64) {
    let (exponent, fraction) = (bits >> 52, bits & (EXACT / 2 - 1));
    if exponent == 0 { (fraction, 1) } else { (fraction + EXACT / 2, exponent) }
}

/// A whole number of any size: digits to the base 2³², the least first, without zeros at the end.
#[derive(Default)]
struct Big(Vec<u32>);

impl Big {
    /// Times `factor`, plus `term`.
    fn grow(&mut self, factor: u32, term: u32) {
        let mut carry = u64::from(term);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = low(carry);
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
    }

    /// `factor` × 2^`shift` times this.
    fn times(&self, factor: u64, shift: u64) -> Self {
        let mut product = Vec::with_capacity(self.0.len() + 40);
        product.resize(usize::try_from(shift / 32).unwrap_or_default(), 0);
        let factor = u128::from(factor) << (shift % 32);
        let mut carry = 0_u128;
        for digit in &self.0 {
            carry += factor * u128::from(*digit);
            #[expect(clippy::cast_possible_truncation, reason = "the rest is carried")]
            product.push(carry as u32);
            carry >>= 32;
        }
        while carry > 0 {
            #[expect(clippy::cast_possible_truncation, reason = "the rest is carried")]
            product.push(carry as u32);
            carry >>= 32;
        }
        while product.last() == Some(&0) {
            product.pop();
        }
        Self(product)
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the rest is carried")]
fn low(carry: u64) -> u32 {
    carry as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::double;

    fn same(number: &str) {
        let expected: f64 = number.parse().unwrap();
        assert_eq!(double(number).to_bits(), expected.to_bits(), "{number}");
    }

    #[test]
    fn edges() {
        for number in [
            "0",
            "0.0",
            "0e99",
            "1",
            "0.1",
            "9007199254740993",
            "9007199254740992",
            "9007199254740991e22",
            "1e22",
            "1e23",
            "8.5e22",
            "123456789012345678",
            "1e308",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "1e99999999999999999999",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "5e-324",
            "2.5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1e-400",
            "1e-99999999999999999999",
            "0.3333333333333333",
            "1E+2",
            "1e-2",
        ] {
            same(number);
        }
        // Half way between two doubles, and the least bit more and less.
        let half = "9007199254740992.99999999999999999999999999";
        for number in
            [half.to_owned(), format!("9007199254740993.{}1", "0".repeat(900)), "9007199254740993".into()]
        {
            same(&number);
        }
        // As many digits as a double can have, and beyond.
        for times in [300, 770, 800, 801, 1200] {
            same(&format!("0.{}", "7".repeat(times)));
            same(&format!("{}e-{times}", "3".repeat(times)));
            same(&format!("0.{}1e{times}", "0".repeat(times)));
        }
    }

    proptest! {
        #[test]
        fn the_nearest(bits in 0..0x7ff0_0000_0000_0000_u64, digits in "[0-9]{1,25}", part in "[0-9]{1,25}", exponent in -340_i32..320) {
            let number = f64::from_bits(bits);
            same(&format!("{number:e}"));
            same(&format!("{number}"));
            same(&format!("{digits}.{part}"));
            same(&format!("{digits}.{part}e{exponent}"));
        }

        /// A tie is written with all its digits, and then moved a little.
        #[test]
        fn between_two(bits in 0x3000_0000_0000_0000_u64..0x4f00_0000_0000_0000) {
            let (low, high) = (f64::from_bits(bits), f64::from_bits(bits + 1));
            // Adding their halves is exact, but for one bit: that of the tie.
            let tie = format!("{low:.1100}");
            let next = format!("{high:.1100}");
            same(&tie);
            same(&next);
            same(&half(&tie, &next));
            same(&format!("{}1", half(&tie, &next)));
        }
    }

    /// The number half way between two that are written with equally many digits behind the point.
    fn half(low: &str, high: &str) -> String {
        let digits = |text: &str| -> Vec<u32> {
            text.bytes().filter(u8::is_ascii_digit).map(|digit| u32::from(digit - b'0')).collect()
        };
        let (mut low_digits, mut high_digits) = (digits(low), digits(high));
        let point = high_digits.len() - 1100;
        while low_digits.len() < high_digits.len() {
            low_digits.insert(0, 0);
        }
        let mut carry = 0;
        for (low, high) in low_digits.iter().zip(&mut high_digits).rev() {
            let sum = low + *high + carry;
            *high = sum % 10;
            carry = sum / 10;
        }
        let mut rest = carry;
        let mut text = String::new();
        for (index, digit) in high_digits.iter().enumerate() {
            if index == point {
                text.push('.');
            }
            let whole = rest * 10 + digit;
            text.push(char::from_digit(whole / 2, 10).unwrap());
            rest = whole % 2;
        }
        if rest == 1 {
            text.push('5');
        }
        // JSON has no zeros at the front; `parse` does not mind them, nor does `double`.
        text
    }
}
