//! Bytes that libFuzzer made come in; see `cadans_fuzz::journal`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cadans_fuzz::journal::run(data));
