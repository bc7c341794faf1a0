//! Bytes that libFuzzer made come in; see `cadans_fuzz::rules`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cadans_fuzz::rules::run(data));
