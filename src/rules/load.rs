//! A programme's name and a team's adjustments come in; its rule files are found, laid over one
//! another, adjusted, read and judged; a [`Programme`] goes out, or every fault at once.

use super::adjustments::{Adjusted, Adjustments};
use super::choices::Reading;
use super::files::Files;
use super::layer::{drop_disabled, fill_same_as, lay_rule, layered, origins};
use super::{Choice, Programme, choices, programme};
use crate::diagnostic::{Diagnostics, Fault, Hint, ProgrammeFault, Sources};
use crate::document::{Entry, Node, Root, Table, Value, Word};

/// Loads the programme that `id` names. The order in which things are laid over one another: what
/// the file extends, the file, the options chosen, the team's keys for rules, the rule's variants,
/// the team's overlays.
pub fn load(
    files: &dyn Files,
    id: &Word,
    adjustments: &Adjustments,
    sources: &mut Sources,
    faults: &mut Diagnostics,
) -> Option<Programme> {
    let mut mine = Diagnostics::default();
    let programme = layered(files, id, sources, &mut mine).and_then(|(root, origin)| {
        let readings = choices::read(&root, &adjustments.choices, &mut mine);
        let draft = Draft {
            root: &root,
            id: &id.text,
            origin: &origin,
            sources,
        };
        let made = readings.iter().map(|reading| reading.choice.clone());
        let chosen: Vec<&[Entry]> = readings.iter().filter_map(Reading::chosen).collect();
        let programme = draft.read(&chosen, adjustments, made.collect(), &mut mine);
        if !mine.has_errors() {
            draft.try_options(&readings, &mut mine);
        }
        programme
    });
    let sound = !mine.has_errors();
    faults.absorb(mine);
    programme.filter(|_| sound)
}

/// The layered tree before anything is chosen.
struct Draft<'t> {
    root: &'t Root,
    id: &'t str,
    origin: &'t str,
    sources: &'t Sources,
}

impl Draft<'_> {
    /// Writes patches and adjustments into a copy of the tree and reads it.
    fn read(
        &self,
        patches: &[&[Entry]],
        adjustments: &Adjustments,
        made: Vec<Choice>,
        faults: &mut Diagnostics,
    ) -> Option<Programme> {
        let mut root = self.root.clone();
        for set in patches {
            choices::apply(&mut root.table, set, faults);
        }
        for adjusted in &adjustments.rules {
            if let Some(rule) = adjusted_rule(&mut root.table, &adjusted.rule, faults) {
                lay_rule(rule, &adjusted.table);
            }
        }
        for overlay in &adjustments.overlays {
            if let Some(rule) = adjusted_rule(&mut root.table, &overlay.rule, faults) {
                add_variant(rule, overlay);
            }
        }
        drop_disabled(&mut root.table);
        fill_same_as(&mut root.table, faults);
        let layers = origins(&root.table, self.sources);
        let programme = programme::read(&root, self.id, self.origin, made, faults)?;
        Some(Programme {
            layers,
            ..programme
        })
    }

    /// Reads the tree with each option that is not chosen, so that a broken one is found before
    /// somebody needs it: one that fits neither with the other choices as made nor alone. What
    /// only a team can answer is not asked here.
    fn try_options(&self, readings: &[Reading<'_>], faults: &mut Diagnostics) {
        for (at, reading) in readings.iter().enumerate() {
            let others = || {
                let others = readings.iter().enumerate().filter(move |(n, _)| *n != at);
                others.filter_map(|(_, other)| other.chosen())
            };
            for (_, option) in &reading.patches {
                let together: Vec<&[Entry]> = others().chain([*option]).collect();
                let with_others = self.tried(&together);
                if with_others.has_errors() && self.tried(&[option]).has_errors() {
                    faults.absorb(with_others);
                }
            }
        }
    }

    /// The faults of the tree with these patches alone.
    fn tried(&self, patches: &[&[Entry]]) -> Diagnostics {
        let mut faults = Diagnostics::default();
        self.read(patches, &Adjustments::default(), Vec::new(), &mut faults);
        let asks = |fault: &Fault| {
            matches!(
                fault,
                Fault::ProgrammeFault(ProgrammeFault::NeedsRhythm { .. })
            )
        };
        faults.retain(|one| !asks(&one.fault));
        faults
    }
}

/// The table of the rule a team adjusts; reported when there is none.
fn adjusted_rule<'t>(
    tree: &'t mut Table,
    name: &Word,
    faults: &mut Diagnostics,
) -> Option<&'t mut Table> {
    let rules = tree.child_mut("rules")?;
    if rules.child(&name.text).is_none() {
        let hint = Hint::of(&name.text, rules.keys());
        let read = name.text.clone();
        faults.report(name.span, ProgrammeFault::UnknownRule { read, hint });
    }
    rules.child_mut(&name.text)
}

/// Appends a team's overlay to the variants of a rule.
fn add_variant(rule: &mut Table, overlay: &Adjusted) {
    let span = overlay.rule.span;
    let node = Node {
        span,
        value: Value::Table(overlay.table.clone()),
    };
    let known = rule
        .entries
        .iter_mut()
        .find(|entry| entry.key == "variants");
    match known.map(|entry| &mut entry.node.value) {
        Some(Value::List(variants)) => variants.push(node),
        _ => rule.set(Entry {
            key: "variants".to_owned(),
            key_span: span,
            node: Node {
                span,
                value: Value::List(vec![node]),
            },
        }),
    }
}
