// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The canonical JSON form of RFC 8785: no spaces, keys in the order of their UTF-16, numbers as
//! ECMAScript writes them. `serde_json_canonicalizer` is what the tests hold it against; it brings a
//! serializer, a parser and tables that would be a tenth of the engine in a browser.

use serde_json::Value;

use super::digits::Digits;
use super::write::quote;
use crate::map::order;

pub(crate) fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        // RFC 8785 knows doubles only.
        Value::Number(number) => text.push_str(&ecma(number.as_f64().unwrap_or_default())),
        Value::String(own) => quote(own, text),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let members: Vec<(&String, &Value)> = members.iter().collect();
            let letters =
                |at: usize| members.get(at).map(|(key, _)| key.encode_utf16()).into_iter().flatten();
            let order = order(members.len(), &|a, b| letters(a).cmp(letters(b)));
            let members = order.iter().filter_map(|at| members.get(*at));
            text.push('{');
            for (index, (key, item)) in members.enumerate() {
                if index > 0 {
                    text.push(',');
                }
                quote(key, text);
                text.push(':');
                write(item, text);
            }
            text.push('}');
        }
    }
}

/// `Number::toString` of ECMAScript (ECMA-262, section 6.1.6.1.20), of a finite number.
fn ecma(number: f64) -> String {
    let digits = Digits::of(number);
    match digits.before {
        _ if digits.all.is_empty() => "0".to_owned(),
        -5..=21 => digits.plain(),
        before => {
            let (first, rest) = digits.split(1);
            let point = if rest.is_empty() { "" } else { "." };
            format!("{}{first}{point}{rest}e{:+}", digits.sign, before - 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::canonical;

    fn same(value: &Value) {
        assert_eq!(canonical(value), serde_json_canonicalizer::to_string(value).unwrap());
    }

    /// The example of RFC 8785, section 3.2.2, in its canonical form of 3.2.3.
    #[test]
    fn example_of_rfc_8785() {
        let given: Value = serde_json::from_str(
            r#"{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#,
        )
        .unwrap();
        let expected = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
             \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assert_eq!(canonical(&given), expected);
    }

    #[test]
    fn edges_of_numbers() {
        let mut numbers = vec![0.0, -0.0, f64::MIN_POSITIVE, 5e-324, f64::MAX, 9_007_199_254_740_993.0];
        for exponent in -324..=308 {
            for digits in ["1", "-1", "1.5", "9.999999999999999", "1.2345678901234567"] {
                numbers.push(format!("{digits}e{exponent}").parse().unwrap());
            }
        }
        same(&json!(numbers));
        same(&json!([u64::MAX, i64::MIN, 9_007_199_254_740_993_u64, 0, -1]));
    }

    /// Beyond the basic plane the order of UTF-16 is not that of UTF-8.
    #[test]
    fn order_of_keys() {
        same(
            &json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "ö": 7, "": 8}),
        );
    }

    proptest! {
        #[test]
        fn numbers(bits in any::<u64>(), tenths in any::<i32>()) {
            same(&json!([f64::from_bits(bits), f64::from(tenths) / 10.0, f64::from(tenths) * 1e15]));
        }

        #[test]
        fn texts_and_shapes(texts in prop::collection::vec(any::<String>(), 0..8), deep in 0..5) {
            let mut value: Value = texts.iter().map(|text| (text.clone(), json!(text))).collect();
            for _ in 0..deep {
                value = json!([value, {"a": value.clone()}, [], {}]);
            }
            same(&value);
        }
    }
}
