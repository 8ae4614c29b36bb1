// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! One column of answers in every shape that can hold it.

use std::sync::Arc;

use arrow_array::builder::{
    FixedSizeListBuilder, LargeListBuilder, ListBuilder, StringBuilder, StringDictionaryBuilder,
};
use arrow_array::types::{Int8Type, Int32Type, UInt16Type};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Date64Array, Decimal128Array, DictionaryArray, Float32Array,
    Float64Array, Int8Array, Int16Array, Int32Array, Int64Array, LargeStringArray, StringArray,
    StringViewArray, TimestampMicrosecondArray, TimestampSecondArray, UInt8Array, UInt16Array, UInt32Array,
    UInt64Array,
};
use digirights::{Answer, AnswerState, Batch};
use serde_json::Value;

/// A column of a table.
pub(crate) type Column = (String, ArrayRef);

/// What stands in one cell: nothing, a state, or a value.
pub(crate) type Given<'a> = Option<&'a Answer>;

/// The answers to one question in every shape that can hold all of them.
pub(crate) fn all(batch: &Batch, question: &str, given: &[Given<'_>]) -> Vec<Vec<Column>> {
    let mut arrays: Vec<ArrayRef> = texts(given);
    arrays.extend(codes(batch, question, given));
    arrays.extend(truths(given));
    arrays.extend(numbers(given));
    arrays.extend(lists(given));
    arrays.extend(days(given));
    let mut shapes: Vec<Vec<Column>> =
        arrays.into_iter().map(|array| vec![(question.to_owned(), array)]).collect();
    shapes.extend(ticks(batch, question, given));
    shapes.extend(percent(batch, question, given));
    shapes.push(with_state(question, given));
    shapes
}

fn is_open(given: Given<'_>) -> bool {
    given.is_none_or(|answer| answer.state == AnswerState::Unanswered)
}

fn value(given: Given<'_>) -> Option<&Value> {
    given?.value.as_ref()
}

/// A cell as a person or a form writes it.
fn text(given: Given<'_>) -> Option<String> {
    let answer = given?;
    match (answer.state, &answer.value) {
        (AnswerState::NotApplicable, _) => Some("not_applicable".to_owned()),
        (AnswerState::DontKnow, _) => Some("dont_know".to_owned()),
        (_, Some(Value::String(text))) => Some(text.clone()),
        (_, Some(Value::Array(items))) if items.is_empty() => Some("[]".to_owned()),
        (_, Some(Value::Array(items))) => {
            Some(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "))
        }
        (_, Some(Value::Object(parts))) => Some(format!("{}/{}", parts["part"], parts["whole"])),
        (_, Some(value)) => Some(value.to_string()),
        _ => None,
    }
}

fn texts(given: &[Given<'_>]) -> Vec<ArrayRef> {
    let texts: Vec<Option<String>> = given.iter().map(|given| text(*given)).collect();
    let each = || texts.iter().map(Option::as_deref);
    let mut views = StringDictionaryBuilder::<Int32Type>::new();
    let mut small = StringDictionaryBuilder::<UInt16Type>::new();
    for text in each() {
        views.append_option(text);
        small.append_option(text);
    }
    // Values of a dictionary may be null, too.
    let nulls = DictionaryArray::<Int8Type>::try_new(
        (0_i8..).take(given.len().min(100)).map(Some).chain((100..given.len()).map(|_| None)).collect(),
        Arc::new(each().take(100).collect::<StringArray>()),
    );
    let mut arrays: Vec<ArrayRef> = vec![
        Arc::new(each().collect::<StringArray>()),
        Arc::new(each().collect::<LargeStringArray>()),
        Arc::new(each().collect::<StringViewArray>()),
        Arc::new(views.finish()),
        Arc::new(small.finish()),
    ];
    if given.len() <= 100 {
        arrays.extend(nulls.map(|array| -> ArrayRef { Arc::new(array) }));
    }
    arrays
}

/// Codes in every type of number.
fn codes(batch: &Batch, question: &str, given: &[Given<'_>]) -> Vec<ArrayRef> {
    let Some(options) = batch.options(question) else { return Vec::new() };
    let code = |given: Given<'_>| match (given.map(|answer| answer.state), value(given)) {
        (Some(AnswerState::NotApplicable), _) => Some(Some(-1)),
        (Some(AnswerState::DontKnow), _) => Some(Some(-2)),
        (_, None) => Some(None),
        (_, Some(value)) => {
            let name = match value {
                Value::Bool(true) => "yes",
                Value::Bool(false) => "no",
                other => other.as_str()?,
            };
            let position = options.iter().position(|option| option.as_str() == name)?;
            Some(Some(i32::try_from(position).ok()?))
        }
    };
    let Some(codes) = given.iter().map(|given| code(*given)).collect::<Option<Vec<Option<i32>>>>() else {
        return Vec::new();
    };
    let mut arrays = whole_numbers(&codes);
    arrays.push(Arc::new(
        codes.iter().map(|code| Some(code.map_or(f64::NAN, f64::from))).collect::<Float64Array>(),
    ));
    arrays
}

/// Whole numbers in every type that can hold them.
fn whole_numbers(numbers: &[Option<i32>]) -> Vec<ArrayRef> {
    fn narrow<T: TryFrom<i32>>(numbers: &[Option<i32>]) -> Option<Vec<Option<T>>> {
        numbers.iter().map(|number| number.map(T::try_from).transpose().ok()).collect()
    }
    let mut arrays: Vec<ArrayRef> = Vec::new();
    macro_rules! narrow {
        ($($array:ident)*) => { $(
            arrays.extend(narrow(numbers).map(|numbers| -> ArrayRef { Arc::new($array::from(numbers)) }));
        )* };
    }
    narrow!(Int8Array Int16Array Int32Array Int64Array);
    narrow!(UInt8Array UInt16Array UInt32Array UInt64Array);
    #[expect(clippy::cast_precision_loss, reason = "they are small")]
    let small = numbers.iter().map(|number| number.map(|number| number as f32));
    arrays.push(Arc::new(small.collect::<Float32Array>()));
    let keys: Vec<Option<i8>> =
        numbers.iter().zip(0_i8..100).map(|(number, at)| number.map(|_| at)).collect();
    if keys.len() == numbers.len() {
        let values = numbers.iter().map(|number| Some(number.unwrap_or_default())).collect::<Int32Array>();
        let array = DictionaryArray::<Int8Type>::try_new(keys.into(), Arc::new(values));
        arrays.extend(array.map(|array| -> ArrayRef { Arc::new(array) }));
    }
    arrays
}

fn truths(given: &[Given<'_>]) -> Vec<ArrayRef> {
    let truth = |given: &Given<'_>| match value(*given) {
        _ if is_open(*given) => Some(None),
        Some(Value::Bool(truth)) => Some(Some(*truth)),
        Some(Value::String(text)) if text == "yes" => Some(Some(true)),
        Some(Value::String(text)) if text == "no" => Some(Some(false)),
        _ => None,
    };
    if given.iter().all(|given| is_open(*given)) {
        return Vec::new();
    }
    let truths: Option<BooleanArray> = given.iter().map(truth).collect::<Option<Vec<_>>>().map(Into::into);
    truths.into_iter().map(|array| -> ArrayRef { Arc::new(array) }).collect()
}

fn numbers(given: &[Given<'_>]) -> Vec<ArrayRef> {
    let number = |given: &Given<'_>| match value(*given) {
        _ if is_open(*given) => Some(None),
        Some(Value::Number(number)) => number.as_f64().map(Some),
        Some(Value::Object(parts)) => Some(Some(parts["part"].as_f64()? / parts["whole"].as_f64()?)),
        _ => None,
    };
    let Some(numbers) = given.iter().map(number).collect::<Option<Vec<Option<f64>>>>() else {
        return Vec::new();
    };
    let mut arrays: Vec<ArrayRef> = vec![
        Arc::new(numbers.iter().copied().collect::<Float64Array>()),
        Arc::new(numbers.iter().map(|number| Some(number.unwrap_or(f64::NAN))).collect::<Float64Array>()),
    ];
    let decimal = |number: f64| format!("{number:.3}").replace('.', "").parse::<i128>().ok();
    let decimals: Vec<Option<i128>> = numbers.iter().map(|number| number.and_then(decimal)).collect();
    #[expect(clippy::cast_precision_loss, reason = "they are small")]
    let exact = |(decimal, number): (&Option<i128>, &Option<f64>)| {
        decimal.map(|decimal| (decimal as f64 / 1000.0).to_bits()) == number.map(f64::to_bits)
    };
    if decimals.iter().zip(&numbers).all(exact) {
        let array = Decimal128Array::from(decimals).with_precision_and_scale(20, 3);
        arrays.extend(array.map(|array| -> ArrayRef { Arc::new(array) }));
    }
    #[expect(clippy::cast_possible_truncation, reason = "what is cut off is seen")]
    let whole = |number: &Option<f64>| match number {
        Some(number) if (f64::from(*number as i32) - number).abs() > 0.0 => None,
        number => Some(number.map(|number| number as i32)),
    };
    if let Some(whole) = numbers.iter().map(whole).collect::<Option<Vec<_>>>() {
        arrays.extend(whole_numbers(&whole));
    }
    arrays
}

#[expect(clippy::option_option, reason = "no list at all, or a list that is missing")]
fn list(given: Given<'_>) -> Option<Option<Vec<&str>>> {
    match value(given) {
        _ if is_open(given) => Some(None),
        Some(Value::Array(items)) => Some(Some(items.iter().filter_map(Value::as_str).collect())),
        _ => None,
    }
}

fn lists(given: &[Given<'_>]) -> Vec<ArrayRef> {
    let Some(lists) = given.iter().map(|given| list(*given)).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    if lists.iter().all(Option::is_none) {
        return Vec::new();
    }
    let each = || lists.iter().map(|list| list.as_ref().map(|list| list.iter().map(|item| Some(*item))));
    let mut small = ListBuilder::new(StringBuilder::new());
    small.extend(each());
    let mut large = LargeListBuilder::new(StringBuilder::new());
    large.extend(each());
    let mut arrays: Vec<ArrayRef> = vec![Arc::new(small.finish()), Arc::new(large.finish())];
    let length = lists.iter().flatten().map(Vec::len).next().unwrap_or_default();
    if length > 0 && lists.iter().flatten().all(|list| list.len() == length) {
        let size = i32::try_from(length).unwrap_or_default();
        let mut fixed = FixedSizeListBuilder::new(StringBuilder::new(), size);
        for list in &lists {
            let items: Vec<Option<&str>> = match list {
                Some(list) => list.iter().map(|item| Some(*item)).collect(),
                None => vec![None; length],
            };
            items.iter().for_each(|item| fixed.values().append_option(*item));
            fixed.append(list.is_some());
        }
        arrays.push(Arc::new(fixed.finish()));
    }
    arrays
}

fn days(given: &[Given<'_>]) -> Vec<ArrayRef> {
    let day = |given: &Given<'_>| match value(*given) {
        _ if is_open(*given) => Some(None),
        Some(Value::String(text)) => since_1970(text).map(Some),
        _ => None,
    };
    let Some(days) = given.iter().map(day).collect::<Option<Vec<Option<i32>>>>() else { return Vec::new() };
    if days.iter().all(Option::is_none) {
        return Vec::new();
    }
    let times = |unit: i64| days.iter().map(move |day| day.map(|day| i64::from(day) * 86_400 * unit));
    // Late in the evening west of Greenwich the next day has begun there.
    let zoned = days.iter().map(|day| day.map(|day| i64::from(day) * 86_400 + 86_400 + 3_600));
    vec![
        Arc::new(days.iter().copied().collect::<Date32Array>()),
        Arc::new(times(1_000).collect::<Date64Array>()),
        Arc::new(times(1).collect::<TimestampSecondArray>()),
        Arc::new(times(1_000_000).collect::<TimestampMicrosecondArray>().with_timezone("UTC")),
        Arc::new(zoned.collect::<TimestampSecondArray>().with_timezone("-05:00")),
    ]
}

/// Days since 1970-01-01, counted by months.
fn since_1970(text: &str) -> Option<i32> {
    let mut parts = text.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years: i32 = (1970..year).map(|year| if leap(year) { 366 } else { 365 }).sum();
    let months: i32 = lengths.iter().take(usize::try_from(month - 1).ok()?).sum();
    Some(years + months + day - 1)
}

/// One column per option.
fn ticks(batch: &Batch, question: &str, given: &[Given<'_>]) -> Vec<Vec<Column>> {
    let definition = batch.instrument().question(question).map(|question| serde_json::json!(question));
    let definition = definition.unwrap_or_default();
    let options: Vec<&str> = definition["answer"]["options"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|option| option["id"].as_str())
        .collect();
    let chosen = |given: &Given<'_>| match value(*given) {
        _ if is_open(*given) => Some(None),
        Some(Value::Array(items)) => Some(Some(items.clone())),
        _ => None,
    };
    let Some(chosen) = given.iter().map(chosen).collect::<Option<Vec<Option<Vec<Value>>>>>() else {
        return Vec::new();
    };
    // Where an option that stands alone was not chosen either, no column says that nothing was chosen.
    let alone = definition["answer"]["options"].as_array().into_iter().flatten();
    let alone = alone.filter(|option| option["exclusive"] == true).count() > 0;
    let nothing = chosen.iter().flatten().any(Vec::is_empty);
    if definition["answer"]["kind"] != "several" || options.is_empty() || alone && nothing {
        return Vec::new();
    }
    let ticked = |option: &str| -> Vec<Option<bool>> {
        chosen.iter().map(|list| list.as_ref().map(|list| list.iter().any(|item| item == option))).collect()
    };
    let name = |option: &&str| format!("{question}/{option}");
    let truths = |option: &&str| -> Column { (name(option), Arc::new(BooleanArray::from(ticked(option)))) };
    let numbers = |option: &&str| -> Column {
        let numbers = ticked(option).into_iter().map(|ticked| ticked.map(i64::from));
        (name(option), Arc::new(numbers.collect::<Int64Array>()))
    };
    let texts = |option: &&str| -> Column {
        let texts =
            ticked(option).into_iter().map(|ticked| ticked.map(|ticked| if ticked { "x" } else { "no" }));
        (name(option), Arc::new(texts.collect::<StringArray>()))
    };
    vec![
        options.iter().map(truths).collect(),
        options.iter().map(numbers).collect(),
        options.iter().map(texts).collect(),
    ]
}

/// Shares in percent.
fn percent(batch: &Batch, question: &str, given: &[Given<'_>]) -> Vec<Vec<Column>> {
    let definition = batch.instrument().question(question).map(|question| serde_json::json!(question));
    if definition.unwrap_or_default()["answer"]["kind"] != "share" {
        return Vec::new();
    }
    let percent = |given: &Given<'_>| match value(*given) {
        _ if is_open(*given) => Some(None),
        Some(Value::Number(share)) => {
            let percent = (share.as_f64()? * 1000.0).round() / 10.0;
            Some(Some(percent))
        }
        _ => None,
    };
    let Some(percent) = given.iter().map(percent).collect::<Option<Vec<Option<f64>>>>() else {
        return Vec::new();
    };
    let texts = percent.iter().map(|number| number.map(|number| format!("{number} %").replace('.', ",")));
    let name = format!("{question}_percent");
    vec![
        vec![(name.clone(), Arc::new(percent.iter().copied().collect::<Float64Array>()))],
        vec![(name, Arc::new(texts.collect::<StringArray>()))],
    ]
}

/// The state in a column of its own.
fn with_state(question: &str, given: &[Given<'_>]) -> Vec<Column> {
    let states = given.iter().map(|given| Some(given.map_or("unanswered", |answer| answer.state.as_str())));
    let texts = given.iter().map(|given| text(*given).filter(|_| value(*given).is_some()));
    vec![
        (question.to_owned(), Arc::new(texts.collect::<StringArray>())),
        (format!("{question}_state"), Arc::new(states.collect::<StringArray>())),
    ]
}
