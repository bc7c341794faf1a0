//! Bytes that libFuzzer made come in; see `cadans_fuzz::http`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cadans_fuzz::http::run(data));
