//! Properties that hold for every instance, tried on many tiny ones whose best answer is known.

mod oracle;
mod properties {
    mod oracle;
}
