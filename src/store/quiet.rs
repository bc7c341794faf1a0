//! Keeps sled's panics, which are caught, from being printed: a damaged index is made anew, and
//! nobody needs to hear of it. Panics of anything else are printed as ever.

use std::cell::Cell;
use std::panic;
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Does some work; this thread says nothing when it panics.
pub(super) fn during<T>(work: impl FnOnce() -> T) -> T {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            // Sled's own threads may panic too.
            let of_sled = std::thread::current()
                .name()
                .is_some_and(|name| name.starts_with("sled"));
            if !of_sled && !QUIET.get() {
                before(about);
            }
        }));
    });
    let outer = QUIET.replace(true);
    let done = work();
    QUIET.set(outer);
    done
}
