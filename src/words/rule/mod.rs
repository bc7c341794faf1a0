//! What a rule asks, in words: a rule of a team comes in; a sentence that says what is asked of whom, and the facts
//! beside it, go out.

mod anchor;
mod calendar;
mod days;
mod demand;
mod facts;
mod length;
mod meeting;
mod variant;

use super::Formatter;
use crate::language::{Lang, Text};
use crate::rules::{Condition, Programme, Rule};
use crate::team::Team;

/// A rule in the words of both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRule {
    /// What is asked of whom, and how often.
    pub sentence: Text,
    /// What else it says, each under its own name.
    pub facts: Vec<ToldFact>,
    /// How it stands where something else holds.
    pub variants: Vec<ToldVariant>,
}

/// One thing a rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldFact {
    /// What it is about: a name that stays the same.
    pub about: &'static str,
    /// That in words.
    pub label: Text,
    /// What is said.
    pub text: Text,
}

/// What differs where a condition holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldVariant {
    /// For whom, or until when.
    pub when: Text,
    /// The sentence, when it is another.
    pub sentence: Option<Text>,
    /// The facts that are others.
    pub facts: Vec<ToldFact>,
}

/// Tells a rule of a team's programme.
pub fn told(team: &Team, programme: &Programme, rule: &Rule) -> ToldRule {
    let (nl, en) = (
        whole(team, programme, rule, Lang::Nl),
        whole(team, programme, rule, Lang::En),
    );
    ToldRule {
        variants: rule
            .variants
            .iter()
            .map(|(condition, variant)| differing(team, programme, condition, variant, (&nl, &en)))
            .collect(),
        sentence: Text::new(&nl.0, &en.0),
        facts: paired(nl.1, en.1),
    }
}

/// Sentence and facts in one language.
type Whole = (String, Vec<Said>);

/// A fact in one language.
#[derive(PartialEq, Eq)]
struct Said {
    about: &'static str,
    label: &'static str,
    text: String,
}

fn whole(team: &Team, programme: &Programme, rule: &Rule, lang: Lang) -> Whole {
    let teller = Teller {
        format: Formatter::whole(team, lang),
        programme,
        lang,
    };
    (teller.sentence(rule), teller.facts(rule))
}

fn paired(nl: Vec<Said>, en: Vec<Said>) -> Vec<ToldFact> {
    let pairs = nl.into_iter().zip(en);
    let both = |(nl, en): (Said, Said)| ToldFact {
        about: nl.about,
        label: Text::new(nl.label, en.label),
        text: Text::new(nl.text, en.text),
    };
    pairs.map(both).collect()
}

fn differing(
    team: &Team,
    programme: &Programme,
    condition: &Condition,
    variant: &Rule,
    (nl, en): (&Whole, &Whole),
) -> ToldVariant {
    let when = |lang| {
        let format = Formatter::whole(team, lang);
        Teller {
            format,
            programme,
            lang,
        }
        .condition(condition)
    };
    let (own_nl, own_en) = (
        whole(team, programme, variant, Lang::Nl),
        whole(team, programme, variant, Lang::En),
    );
    let other = |own: Vec<Said>, plain: &Whole| -> Vec<Said> {
        own.into_iter()
            .filter(|one| !plain.1.contains(one))
            .collect()
    };
    let sentence = (own_nl.0 != nl.0 || own_en.0 != en.0).then(|| Text::new(own_nl.0, own_en.0));
    ToldVariant {
        when: Text::new(when(Lang::Nl), when(Lang::En)),
        sentence,
        facts: paired(other(own_nl.1, nl), other(own_en.1, en)),
    }
}

/// Says what rules of a programme say, in a language.
#[derive(Clone, Copy)]
struct Teller<'a> {
    format: Formatter<'a>,
    programme: &'a Programme,
    lang: Lang,
}

impl Teller<'_> {
    fn pick(self, nl: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(nl, en)
    }

    /// A role by its name.
    fn role(self, key: &str) -> String {
        let role = self.programme.roles.get(key);
        role.map_or(key, |role| role.title.get(self.lang))
            .to_owned()
    }

    /// A rule by its name.
    fn title(self, name: &str) -> String {
        let rule = self.programme.rule(name);
        rule.map_or(name, |rule| rule.title.get(self.lang))
            .to_owned()
    }
}
