// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Readers of binary formats believe what a file says of itself, and panic over some that lie. Such a
//! file is an input like any other that cannot be read.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// What the work gives, or nothing where it panics. What it worked on cannot be used then.
pub fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |about| {
            if !CONTAINED.get() {
                usual(about);
            }
        }));
    });
    CONTAINED.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(false);
    outcome.ok()
}

#[cfg(test)]
mod tests {
    use super::contained;

    #[test]
    fn a_panic_is_nothing() {
        assert_eq!(contained(|| 1), Some(1));
        assert_eq!(contained(|| -> i32 { panic!("a file that lies") }), None);
    }
}
