//! Whether what is kept makes sense: a shelf comes in; what does not goes out.

use chrono::NaiveDate;

use super::{Access as _, Memory, Store as _, StoreError, archive};

/// What cannot be read, or contradicts itself; each once, in technical words.
pub(super) fn flaws(shelf: &Memory) -> Vec<String> {
    let mut flaws = Vec::new();
    let mut note = |read: Result<(), StoreError>| match read {
        Err(StoreError::Damaged { cause, .. }) => flaws.push(cause),
        Err(other) => flaws.push(other.to_string()),
        Ok(()) => {}
    };
    note(archive::check(shelf));
    note(shelf.known_uid_key().map(drop));
    note(shelf.issued().map(drop));
    note(shelf.accounts().map(drop));
    note(shelf.links().map(drop));
    note(shelf.told().map(drop));
    note(shelf.base_url().map(drop));
    note(revisions(shelf));
    note(published(shelf));
    note(entries(shelf));
    flaws.dedup();
    flaws
}

/// A day on which nothing is planned any more.
const NEVER: Option<NaiveDate> = NaiveDate::from_ymd_opt(9999, 12, 31);

/// Every revision, but for its rows: each of those stands in many and was looked at once.
fn revisions(shelf: &Memory) -> Result<(), StoreError> {
    let mut team = None;
    for revision in shelf.revisions()? {
        let Some(plan) = shelf.plan_since(revision, NEVER)? else {
            continue;
        };
        if team.get_or_insert(plan.team.clone()) != &plan.team {
            let other = format!("revision {revision} is of another team, {}", plan.team);
            return Err(damaged(other));
        }
    }
    Ok(())
}

/// What subscribers know, and that there is such a revision.
fn published(shelf: &Memory) -> Result<(), StoreError> {
    let revisions = shelf.revisions()?;
    if let Some((revision, _)) = shelf.published()?
        && !revisions.contains(&revision)
    {
        return Err(damaged(format!(
            "revision {revision} is published and not there"
        )));
    }
    let mut publications = shelf.publications()?.into_iter();
    match publications.find(|one| Some(&one.revision) > revisions.last()) {
        Some(late) => Err(damaged(format!(
            "revision {} was published and never saved",
            late.revision
        ))),
        None => Ok(()),
    }
}

/// The record book, and that its numbers rise.
fn entries(shelf: &Memory) -> Result<(), StoreError> {
    let mut last = 0;
    for entry in shelf.entries()? {
        if entry.number <= last {
            return Err(damaged(format!(
                "line {} stands behind {last}",
                entry.number
            )));
        }
        last = entry.number;
    }
    Ok(())
}

fn damaged(cause: String) -> StoreError {
    StoreError::Damaged {
        path: Default::default(),
        cause,
    }
}
