//! Employer profiles and school holidays: data files come in, judged values go out.

use chrono::NaiveDate;

use super::files::{Files, open};
use super::title::title;
use super::{Employer, NamedDay, Text};
use crate::diagnostic::{Add, Diagnostics, Hint, ProgrammeFault, Sources};
use crate::document::{Columns, Reader, Word, read_csv, read_toml};
use crate::time::Yearly;
use crate::time::holidays::Holiday;

/// Loads `employers/<id>.toml`; `id` is where the team names it.
pub fn load_employer(
    files: &dyn Files,
    id: &Word,
    sources: &mut Sources,
    faults: &mut Diagnostics,
) -> Option<Employer> {
    let (name, bytes) = open(files, "employers/", &id.text, ".toml", id.span, faults)?;
    let mut mine = Diagnostics::default();
    let root = read_toml(sources, name, &bytes, &mut mine);
    let mut file = Reader::root(&root, &mut mine);
    let table = file.table("employer");
    file.required("employer", table, Add::Beginning("[employer]"));
    let mut employer = file.inside("employer").map(|reader| head(reader, id));
    let known = known_days(&mut file);
    if let Some(mut days) = file.inside("holidays") {
        let free = holidays(&mut days, "free", &known);
        let avoid = holidays(&mut days, "avoid", &known);
        if let Some(both) = avoid.iter().find(|day| free.contains(day)) {
            let day = both.key.clone();
            days.report(ProgrammeFault::FreeAndAvoided { day });
        }
        days.finish();
        if let Some(employer) = &mut employer {
            (employer.free, employer.avoid) = (free, avoid);
        }
    }
    file.finish();
    let sound = !mine.has_errors();
    faults.absorb(mine);
    employer.filter(|_| sound)
}

fn head(mut reader: Reader<'_, '_>, id: &Word) -> Employer {
    let own = reader.word("id");
    if let Some(own) = reader.required("id", own, Add::Id)
        && own.text != id.text
    {
        let (id, read) = (id.text.clone(), own.text);
        reader
            .faults
            .report(own.span, ProgrammeFault::OtherId { id, read });
    }
    let mut minutes = |key: &str, add: Add| {
        let minutes = reader.minutes(key);
        reader.required(key, minutes, add).unwrap_or_default()
    };
    let day_max = minutes("day_max", Add::LongestDay("day_max = \"10h\""));
    let week_max = minutes("week_max", Add::LongestWeek("week_max = \"60h\""));
    let rest_min = minutes("rest_min", Add::Rest("rest_min = \"11h\""));
    let full_time = minutes("full_time", Add::FullContract("full_time = \"36h\""));
    let mut days = |key: &str, line: &'static str| {
        let days = reader.integer(key, 0, 365);
        reader
            .required(key, days, Add::Ahead(line))
            .unwrap_or_default()
    };
    let publish_days = days("publish_days", "publish_days = 28");
    let freeze_days = days("freeze_days", "freeze_days = 21");
    let title: Text = title(&mut reader, "title");
    let source = reader
        .required_text("source")
        .unwrap_or_default()
        .to_owned();
    reader.finish();
    Employer {
        id: id.text.clone(),
        title,
        free: Vec::new(),
        avoid: Vec::new(),
        day_max,
        week_max,
        rest_min,
        full_time,
        publish_days,
        freeze_days,
        source,
    }
}

/// The holidays that have a name everywhere, and those that the file names in `[own_days.…]`.
fn known_days(file: &mut Reader<'_, '_>) -> Vec<NamedDay> {
    let mut known: Vec<NamedDay> = Holiday::ALL.map(NamedDay::from).into();
    if let Some(mut own) = file.inside("own_days") {
        for key in own.keys() {
            let Some(mut day) = own.inside(&key.text) else {
                continue;
            };
            let title = title(&mut day, "title");
            let on = day.parsed::<Yearly>("on");
            let on = day.required("on", on, Add::Line("on = \"12-05\"".to_owned()));
            day.finish();
            if known.iter().any(|one| one.key == key.text) {
                let day = key.text.clone();
                own.faults
                    .report(key.span, ProgrammeFault::KnownDay { day });
            } else if let Some(on) = on {
                let key = key.text;
                known.push(NamedDay { key, title, on });
            }
        }
        own.finish();
    }
    known
}

fn holidays(reader: &mut Reader<'_, '_>, key: &str, known: &[NamedDay]) -> Vec<NamedDay> {
    let mut days = Vec::new();
    for word in reader.list_of_text(key) {
        match known.iter().find(|day| day.key == word.text) {
            Some(day) => days.push(day.clone()),
            None => {
                let keys = known.iter().map(|day| day.key.as_str());
                let hint = Hint::of(&word.text, keys);
                let unknown = ProgrammeFault::UnknownHoliday {
                    read: word.text,
                    hint,
                };
                reader.faults.report(word.span, unknown);
            }
        }
    }
    days
}

/// The school holidays of a region, in the order of `school-holidays-nl.csv`: first day, last day
/// and name. `region` is where the team names it.
pub fn load_school_holidays(
    files: &dyn Files,
    region: &Word,
    sources: &mut Sources,
    faults: &mut Diagnostics,
) -> Vec<(NaiveDate, NaiveDate, String)> {
    const COLUMNS: [&str; 4] = ["name", "region", "start", "end_inclusive"];
    let Some((file, bytes)) = open(files, "", "school-holidays-nl", ".csv", region.span, faults)
    else {
        return Vec::new();
    };
    let columns = Columns {
        required: &COLUMNS,
        optional: &["binding"],
        prefixes: &[],
        most: 50_000,
    };
    let sheet = read_csv(sources, file, &bytes, faults).with(&columns, faults);
    let mut regions: Vec<&str> = Vec::new();
    let mut holidays = Vec::new();
    for row in sheet.rows() {
        let [name, place, start, end] = COLUMNS.map(|column| row.required(column, faults));
        let (Some(name), Some(place), Some(start), Some(end)) = (name, place, start, end) else {
            continue;
        };
        if !regions.contains(&place.text.as_str()) {
            regions.push(&place.text);
        }
        let days = start.date(faults).zip(end.date(faults));
        if place.text != region.text {
            continue;
        }
        match days {
            Some((first, last)) if first <= last => holidays.push((first, last, name.text.clone())),
            Some(_) => {
                let name = name.text.clone();
                faults.report(row.span(), ProgrammeFault::HolidayBackwards { name });
            }
            None => {}
        }
    }
    if !regions.is_empty() && !regions.contains(&region.text.as_str()) {
        let unknown = ProgrammeFault::UnknownRegion {
            file: sheet.file(),
            read: region.text.clone(),
            hint: Hint::of(&region.text, regions),
        };
        faults.report(region.span, unknown);
    }
    holidays
}
