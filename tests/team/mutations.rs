//! Whatever happens to a file of a team folder, loading it ends in a team or in faults.

use proptest::prelude::*;

use super::stage::Folder;

const FILES: [&str; 6] = [
    "team.toml",
    "cases.csv",
    "assignments.csv",
    "absences.csv",
    "agreed.csv",
    "held.csv",
];

/// One change: where (as a share of the file), how many bytes go, what comes instead.
fn change() -> impl Strategy<Value = (usize, usize, Vec<u8>)> {
    let telling = prop::sample::select(vec![
        &b""[..],
        b"\"",
        b",",
        b"\n",
        b"=",
        b"[",
        b"]",
        b"{",
        b"-",
        b"\xff",
        b"\xef\xbb\xbf",
        b"9999999999",
        b"2027-02-30",
        b"0",
        b"/",
        b";",
        b"'''",
        "\u{20ac}".as_bytes(),
        b"262143-12-31",
        b"99999y",
    ]);
    let bytes = prop_oneof![
        telling.prop_map(<[u8]>::to_vec),
        prop::collection::vec(any::<u8>(), 0..6)
    ];
    (0..10_000_usize, 0..12_usize, bytes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_panics(file in 0..FILES.len(), changes in prop::collection::vec(change(), 1..4)) {
        let folder = Folder::template();
        let mut bytes = folder.read(FILES[file]).into_bytes();
        for (place, length, new) in changes {
            let start = place * bytes.len() / 10_000;
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, new);
        }
        folder.write(FILES[file], &bytes);
        let (team, faults) = folder.load();
        prop_assert!(team.is_some() || faults.contains("error["), "{faults}");
    }
}
