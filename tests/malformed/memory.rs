// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How much memory huge inputs cost, counted by an allocator of this test's own.
#![expect(unsafe_code, reason = "an allocator is unsafe by its interface; this one only counts")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt::Write as _;

use crate::target::Target;

const MOST: isize = 100 << 20;

thread_local! {
    // Per thread, so that tests that run beside this one are not counted.
    static NOW: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
    /// Beyond this there is no more memory: better the end of the test than that of the machine.
    static LIMIT: Cell<isize> = const { Cell::new(isize::MAX) };
}

fn refused(bytes: usize) -> bool {
    let over =
        LIMIT.try_with(|limit| NOW.try_with(|now| now.get().saturating_add(size(bytes)) > limit.get()));
    matches!(over, Ok(Ok(true)))
}

struct Counting;

fn count(change: isize) {
    // While a thread ends there is nothing left to count with.
    let _ = NOW.try_with(|now| {
        now.set(now.get() + change);
        let _ = PEAK.try_with(|peak| peak.set(peak.get().max(now.get())));
    });
}

fn size(bytes: usize) -> isize {
    isize::try_from(bytes).unwrap_or(isize::MAX)
}

// SAFETY: every call is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if refused(layout.size()) {
            return std::ptr::null_mut();
        }
        count(size(layout.size()));
        // SAFETY: the caller keeps the contract of this same function.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-size(layout.size()));
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new: usize) -> *mut u8 {
        if refused(new) {
            return std::ptr::null_mut();
        }
        count(size(new) - size(layout.size()));
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, new) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most that was allocated at once while reading, beyond the text itself.
fn peak(target: Target, text: &str) -> (isize, Result<Vec<String>, String>) {
    let before = NOW.get();
    PEAK.set(before);
    LIMIT.set(before + 6 * MOST);
    let result = target.read(text);
    LIMIT.set(isize::MAX);
    let peak = PEAK.get() - before;
    let codes = match &result {
        Ok(()) => Err("accepted".to_owned()),
        Err(problems) => Ok(problems.iter().map(|problem| problem.code().as_str().to_owned()).collect()),
    };
    (peak, codes)
}

/// How large, and with how many repetitions at most.
#[derive(Clone, Copy)]
struct Size {
    bytes: usize,
    times: usize,
}

/// As many repetitions as fit.
fn filled(start: &str, middle: &str, end: &str, size: Size) -> String {
    let count = ((size.bytes - start.len() - end.len()) / middle.len()).min(size.times);
    format!("{start}{}{end}", middle.repeat(count))
}

const HEAD: &str =
    r#"{"format": "1.0", "questionnaire": {"id": "mini", "version": "1.0.0"}, "answers": {"q8": "#;

/// The hostile texts, each with the code that says why it is refused, or none where several could.
fn texts(size: Size) -> Vec<(&'static str, String)> {
    let bytes = size.bytes;
    let mut numbered = String::from("{");
    let mut keys = 0;
    while numbered.len() < bytes - 40 && keys < size.times {
        let _ = write!(numbered, "\"k{keys}\":0,");
        keys += 1;
    }
    numbered.push_str("\"end\":0}");
    let key = "k".repeat(bytes / 2);
    vec![
        ("one long text", filled(&format!("{HEAD}\""), "a", "\"}}", size)),
        ("one long text of escapes", filled(&format!("{HEAD}\""), "\\u0001", "\"}}", size)),
        ("many numbers", filled("[", "0,", "0]", size)),
        ("many lists", filled("[", "[],", "0]", size)),
        ("many objects", filled("[", "{},", "0]", size)),
        ("many texts", filled("[", "\"\",", "0]", size)),
        ("deep", "[".repeat(bytes.min(size.times))),
        ("deep objects", filled("", "{\"a\":", "1", size)),
        ("many unknown keys", numbered),
        ("one key again and again", filled("{", "\"a\":0,", "\"a\":0}", size)),
        (
            "many conflicts of the wrong type",
            filled(r#"{"format": "1.0", "conflicts": {"a": ["#, "{},", "0]}}", size),
        ),
        (
            "many children without a kind",
            filled(r#"{"root": {"id": "a", "children": ["#, "{},", "0]}}", size),
        ),
        ("many roles that are no ids", filled(r#"{"roles": ["#, "\"é\",", "0]}", size)),
        (
            "many children with unknown keys",
            filled(r#"{"root": {"children": ["#, "{\"children\":[],\"x\":0,\"y\":0},", "0]}}", size),
        ),
        (
            "one key again and again below a long key",
            filled(&format!("{{\"{key}\":{{"), "\"a\":0,", "\"a\":0}}", size),
        ),
        (
            "many wrong answers below a long key",
            filled(&format!("{HEAD}0, \"{key}\": {{\"evidence\": ["), "0,", "0]}}}", size),
        ),
    ]
}

/// 50 MB is beyond the limit of a text; just below that limit the others must hold; and what is within
/// all limits may be wrong in as many places as they allow.
#[test]
fn huge_inputs_cost_little_memory() {
    let mut failures = Vec::new();
    let sizes = [(50 << 20, usize::MAX), ((16 << 20) - 1, usize::MAX), ((16 << 20) - 1, 130_000)];
    for (bytes, times) in sizes {
        for (name, text) in texts(Size { bytes, times }) {
            for target in [Target::Questionnaire, Target::Answers] {
                let (peak, result) = peak(target, &text);
                let say = format!(
                    "{} bytes of {name} to {target:?}: {} MB, {:?}",
                    text.len(),
                    peak >> 20,
                    result.as_ref().map(|codes| codes.first().cloned().unwrap_or_default())
                );
                eprintln!("{say}");
                let too_long = bytes > 16 << 20;
                let refused = result.as_ref().is_ok_and(|codes| !too_long || codes == &["J0101"]);
                let harmless =
                    !too_long && name.starts_with("one long text") && matches!(target, Target::Answers);
                if peak > MOST || !(refused || harmless) {
                    failures.push(say);
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
