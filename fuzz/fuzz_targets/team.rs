//! Bytes that libFuzzer made come in; see `cadans_fuzz::team`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cadans_fuzz::team::run(data));
