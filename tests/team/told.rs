//! Faults as a page tells them: in the reader's language, by names, with a place that a spreadsheet shows.

use cadans::diagnostic::{TeamFile, Told};

use super::stage::Folder;

/// The only fault, and that it says nothing that only files and commands know.
fn only(folder: &Folder) -> Told {
    let mut told = folder.told();
    assert_eq!(told.len(), 1, "{told:?}");
    let told = told.remove(0);
    for text in [&told.place, &told.message, &told.help] {
        let files = TeamFile::ALL.map(TeamFile::name);
        assert!(!files.iter().any(|name| text.contains(name)), "{told:?}");
        assert!(!text.contains("cadans "), "{told:?}");
    }
    told
}

#[test]
fn a_cell_by_list_row_and_column() {
    let folder = Folder::template();
    folder.change("cases.csv", "gepa5,iag,2027-02-01", "gepa5,iag,1 februari");
    let told = folder.told();
    assert_eq!(told[0].place, "gezinnen, regel 5, kolom begin");
    assert_eq!(told[0].message, "`1 februari` is geen datum");
}

#[test]
fn rows_count_as_in_a_spreadsheet() {
    let folder = Folder::template();
    let rows = "\n\nwho,from,to,kind\n\nanna,2027-02-22,2027-02-23,\"leave\n\"\nannna,2027-03-22,2027-03-23,\n";
    folder.write("absences.csv", rows);
    assert_eq!(only(&folder).place, "afwezig, regel 6, kolom wie");
}

#[test]
fn people_roles_and_meetings_by_name() {
    let folder = Folder::template();
    folder.change("assignments.csv", "gepa5,worker,dirk", "gepa5,worker,frank");
    let told = folder.told();
    assert_eq!(
        told[0].message,
        "Frank Voorbeeld is geen IAG’er, maar teamleider"
    );
    let folder = Folder::template();
    folder.append(
        "held.csv",
        "iag.supervision,carla,2026-12-10,,,held,\niag.supervision,carla,2026-12-10,,,held,\n",
    );
    let told = folder.told();
    let twice = "Werkbegeleiding Carla Voorbeeld op do 10 december 2026 is twee keer geregistreerd";
    assert!(told.iter().any(|one| one.message == twice), "{told:?}");
}

#[test]
fn a_settings_file_that_is_gone() {
    let folder = Folder::template();
    std::fs::remove_file(folder.path().join("team.toml")).expect("deleted");
    let told = only(&folder);
    assert_eq!((told.code, told.place.as_str()), ("no-team-file", ""));
}

#[test]
fn a_column_by_its_heading() {
    let folder = Folder::template();
    folder.change("absences.csv", "eva,2027-01-18", "eva,");
    assert_eq!(
        only(&folder).help,
        "vul “eerste dag” in, of haal de regel weg"
    );
}

#[test]
fn lists_as_spreadsheets_give_them_say_the_same() {
    let read = |absence: &str, held: &str, agreed: &str| {
        let folder = Folder::template();
        folder.append("absences.csv", absence);
        folder.append("held.csv", held);
        folder.append("agreed.csv", agreed);
        let (team, faults) = folder.load();
        let team = team.expect(&faults);
        let away = team.absences.into_iter();
        let away: Vec<_> = away.map(|one| (one.from, one.to, one.slots)).collect();
        let agreed: Vec<_> = team.agreed.into_iter().map(|one| one.start).collect();
        (away, format!("{:?}", team.held), agreed)
    };
    let plain = read(
        "anna,2027-03-22,2027-03-23,13:00-17:00,leave\n",
        "iag.supervision,carla,2026-12-10,14:00,60,no-show,\n",
        ",carla,2027-03-04 13:00,60,carla,\n",
    );
    let spreadsheet = read(
        "anna,22/03/2027,2027-03-23 00:00:00,13u - 17 uur,leave\n",
        "iag.supervision,carla,10.12.2026,14:00:00,60,Niet verschenen,\n",
        ",carla,4/3/2027 13.00,60,carla,\n",
    );
    assert_eq!(plain, spreadsheet);
}
