//! The rule files of `constraints/`, built into the binary so that it works from any folder.

/// Path below `constraints/` and text.
const FILES: [(&str, &str); 8] = [
    ("iag.toml", include_str!("../../constraints/iag.toml")),
    (
        "iag-manual-short.toml",
        include_str!("../../constraints/iag-manual-short.toml"),
    ),
    (
        "gezinsopname.toml",
        include_str!("../../constraints/gezinsopname.toml"),
    ),
    ("mst.toml", include_str!("../../constraints/mst.toml")),
    (
        "families-first.toml",
        include_str!("../../constraints/families-first.toml"),
    ),
    (
        "employers/cao-gehandicaptenzorg.toml",
        include_str!("../../constraints/employers/cao-gehandicaptenzorg.toml"),
    ),
    (
        "employers/cao-jeugdzorg.toml",
        include_str!("../../constraints/employers/cao-jeugdzorg.toml"),
    ),
    (
        "school-holidays-nl.csv",
        include_str!("../../constraints/school-holidays-nl.csv"),
    ),
];

/// The text of a file built in.
pub(super) fn read(name: &str) -> Option<&'static str> {
    FILES
        .into_iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| text)
}

/// What stands between `folder` and `ending` in the names built in; not those of deeper folders.
pub(super) fn ids(folder: &str, ending: &str) -> impl Iterator<Item = &'static str> {
    FILES.into_iter().filter_map(move |(name, _)| {
        let id = name.strip_prefix(folder)?.strip_suffix(ending)?;
        (!id.contains('/')).then_some(id)
    })
}
