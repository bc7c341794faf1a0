//! The files of a new team folder go out: commented, with invented people, and planning as it is.

/// The files `cadans init` writes: name and content.
pub fn template() -> [(&'static str, &'static str); 7] {
    [
        ("README.md", include_str!("template/README.md")),
        ("team.toml", include_str!("template/team.toml")),
        ("cases.csv", include_str!("template/cases.csv")),
        ("assignments.csv", include_str!("template/assignments.csv")),
        ("absences.csv", include_str!("template/absences.csv")),
        ("agreed.csv", include_str!("template/agreed.csv")),
        ("held.csv", include_str!("template/held.csv")),
    ]
}
