//! Addresses that ask something: a path and values come in; the path with each value behind its question mark, coded so
//! that whatever is in it stays one value, goes out.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What is coded: everything but what stands for itself in a query.
const CODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'/');

/// `/week/2027-W05?person=anna`.
pub(super) fn asking(path: &str, asked: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    for (at, (name, value)) in asked.iter().enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address += name;
        address.push('=');
        address.extend(utf8_percent_encode(value, CODED));
    }
    address
}
