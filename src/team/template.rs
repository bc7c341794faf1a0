//! The files of a new team folder go out: commented, with invented people, and planning as it is.

use std::borrow::Cow;

use crate::language::Lang;

/// Where the people of the template begin.
const PEOPLE: &str = "# ---------------------------------------------------------------- people";

/// How the template names the team's language.
const DUTCH: &str = "lang = \"nl\" ";

/// The files of a folder: name and content.
pub type Written = Vec<(String, Cow<'static, str>)>;

/// The files `cadans init --programme` writes: a rule file called `id`, and a team that works by it.
pub fn skeleton(lang: Lang, id: &str) -> Written {
    let (rules, team, readme) = match lang {
        Lang::Nl => (
            include_str!("template/programme/nl/rules.toml"),
            include_str!("template/programme/nl/team.toml"),
            include_str!("template/programme/nl/README.md"),
        ),
        Lang::En => (
            include_str!("template/programme/en/rules.toml"),
            include_str!("template/programme/en/team.toml"),
            include_str!("template/programme/en/README.md"),
        ),
    };
    let files = [
        ("README.md".to_owned(), readme),
        ("team.toml".to_owned(), team),
        (format!("constraints/{id}.toml"), rules),
        (
            "cases.csv".to_owned(),
            include_str!("template/programme/cases.csv"),
        ),
        (
            "assignments.csv".to_owned(),
            include_str!("template/programme/assignments.csv"),
        ),
    ];
    let named = files.map(|(name, text)| (name, Cow::Owned(text.replace("{NAME}", id))));
    named.into()
}

/// The files `cadans init` writes: name and content. The team's texts are in `lang`.
pub fn template(lang: Lang) -> [(&'static str, Cow<'static, str>); 7] {
    let team = include_str!("template/team.toml");
    let team = match lang {
        Lang::Nl => Cow::Borrowed(team),
        Lang::En => Cow::Owned(team.replacen(DUTCH, "lang = \"en\" ", 1)),
    };
    [
        ("README.md", include_str!("template/README.md").into()),
        ("team.toml", team),
        ("cases.csv", include_str!("template/cases.csv").into()),
        (
            "assignments.csv",
            include_str!("template/assignments.csv").into(),
        ),
        ("absences.csv", include_str!("template/absences.csv").into()),
        ("agreed.csv", include_str!("template/agreed.csv").into()),
        ("held.csv", include_str!("template/held.csv").into()),
    ]
}

/// The files `cadans init --empty` writes: settings and headers, and nobody. `id` names the team until it has a name.
pub fn blank(lang: Lang, id: &str) -> [(&'static str, Cow<'static, str>); 7] {
    let named = [
        ("name = \"Team Voorbeeld\"", format!("name = \"{id}\"")),
        ("id = \"voorbeeld\" ", format!("id = \"{id}\" ")),
        ("domain = \"voorbeeld.example\" ", format!("domain = \"{id}.example\" ")),
        ("# A team as Cadans reads it. Everybody here is invented: change the names, keep the shape.", "# A team as Cadans reads it. People are entered on the board, or below as examples/README.md says.".to_owned()),
        ("[closures]\n\"2027-03-11\" = \"studiedag\"                   # nobody is planned that day\n", String::new()),
        ("[travel]\n", "# Days on which nobody is planned:\n# [closures]\n# \"2027-03-11\" = \"studiedag\"\n\n[travel]\n".to_owned()),
    ];
    template(lang).map(|(name, text)| {
        let text = match name {
            "README.md" => text.into_owned(),
            "team.toml" => {
                let head = text.split(PEOPLE).next().unwrap_or_default().to_owned();
                named
                    .iter()
                    .fold(head, |text, (old, new)| text.replacen(old, new, 1))
            }
            // The header alone.
            _ => text
                .lines()
                .take(1)
                .map(|line| format!("{line}\n"))
                .collect(),
        };
        (name, Cow::Owned(text))
    })
}
