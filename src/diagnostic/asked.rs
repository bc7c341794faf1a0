//! What the reading of a file asks for: each key with its place and what it takes, as it is asked, comes in; the tree of
//! all keys goes out. So what is said of a file's keys is what its reader knows.

use std::collections::BTreeMap;

use super::owner::Owner;

/// What a key takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Anything.
    Any,
    /// A text.
    Text,
    /// A text of a form: a regular expression.
    Form(&'static str),
    /// One of these texts.
    OneOf(Vec<String>),
    /// A whole number from so much to so much.
    Integer(u32, u32),
    /// True or false.
    Bool,
    /// A date, bare or as text.
    Date,
    /// A list of texts.
    Texts,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
}

/// The keys of a table, as they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// By key; [`EACH`] stands for every name, and for every item of a list of tables.
    pub keys: BTreeMap<String, AskedKey>,
}

/// What was asked of one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedKey {
    /// What it takes: one of these.
    pub shapes: Vec<Shape>,
    /// Whether a table without it is faulty.
    pub required: bool,
    /// The keys of the table under it, or of each table.
    pub inside: Asked,
}

/// Stands for any name.
pub const EACH: &str = "*";

impl Asked {
    /// Takes a key in that `owner` was asked for.
    pub(super) fn ask(&mut self, owner: &Owner, key: &str, shape: Shape) {
        let shapes = &mut self
            .at(owner)
            .keys
            .entry(key.to_owned())
            .or_default()
            .shapes;
        let is_text = |one: &Shape| matches!(one, Shape::Form(_) | Shape::OneOf(_));
        // A text that is read further says more than that it is one.
        let said = match shape {
            Shape::Text => shapes.contains(&shape) || shapes.iter().any(is_text),
            _ => shapes.contains(&shape),
        };
        if !said {
            shapes.push(shape);
        }
    }

    /// Says that a table without the key is faulty.
    pub(super) fn require(&mut self, owner: &Owner, key: &str) {
        self.at(owner)
            .keys
            .entry(key.to_owned())
            .or_default()
            .required = true;
    }

    /// Takes over what was asked elsewhere.
    pub(super) fn absorb(&mut self, others: Self) {
        for (key, other) in others.keys {
            let own = self.keys.entry(key).or_default();
            let new = other
                .shapes
                .into_iter()
                .filter(|shape| !own.shapes.contains(shape));
            let new: Vec<Shape> = new.collect();
            own.shapes.extend(new);
            own.required |= other.required;
            own.inside.absorb(other.inside);
        }
    }

    fn at(&mut self, owner: &Owner) -> &mut Self {
        let path = path(owner);
        path.into_iter().fold(self, |at, step| {
            &mut at.keys.entry(step).or_default().inside
        })
    }
}

/// The way to an owner's table from the top of its file.
fn path(owner: &Owner) -> Vec<String> {
    let each = |part: &str| vec![part.to_owned(), EACH.to_owned()];
    let within = |owner: &Owner, steps: &[&str]| {
        let steps = steps.iter().map(|step| (*step).to_owned());
        path(owner).into_iter().chain(steps).collect()
    };
    match owner {
        Owner::File(_) | Owner::Team => Vec::new(),
        Owner::Section(name) => name.split('.').map(str::to_owned).collect(),
        Owner::Rule(_) => each("rules"),
        Owner::Role(_) => each("roles"),
        Owner::Phase(_) => each("phases"),
        Owner::Choice(_) => each("choices"),
        Owner::Date(_) => each("dates"),
        Owner::Person(_) => each("people"),
        Owner::Group(_) => each("groups"),
        Owner::Option(_, choice) => within(choice, &["options", EACH]),
        Owner::Variant(rule) => within(rule, &["variants", EACH]),
        Owner::Pattern(person) => within(person, &["patterns", EACH]),
        Owner::Key(key, owner) => within(owner, &[key]),
    }
}
