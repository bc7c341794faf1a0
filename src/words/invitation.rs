//! What somebody is written with the address of their calendar: a name and an address come in, the text of a mail goes
//! out.

use chrono::NaiveDate;

use crate::language::Lang;

/// The text of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its subject.
    pub subject: String,
    /// What stands in it.
    pub body: String,
}

/// With the address of a page, which works until a day.
pub fn invitation(
    lang: Lang,
    team: &str,
    name: &str,
    page: &str,
    expires: Option<NaiveDate>,
) -> Invitation {
    let last = expires.map(|last| lang.date(last));
    match lang {
        Lang::Nl => Invitation {
            subject: format!("Uw agenda van {team}"),
            body: format!(
                "Beste {name},\n\nMet dit adres staan uw afspraken van {team} in uw eigen agenda, en blijven ze bij:\n\n{page}\n\nOpen het adres en kies uw agenda (telefoon, Outlook, Google of een andere). Het is alleen voor u: wie dit adres heeft, ziet deze agenda. Stuur het niet door.{}\n",
                last.map_or(String::new(), |last| format!(
                    " Het werkt tot en met {last}."
                ))
            ),
        },
        Lang::En => Invitation {
            subject: format!("Your calendar of {team}"),
            body: format!(
                "Dear {name},\n\nWith this address your meetings of {team} stand in your own calendar, and stay up to date:\n\n{page}\n\nOpen the address and choose your calendar (telephone, Outlook, Google or another). It is for you only: whoever has this address sees this calendar. Do not pass it on.{}\n",
                last.map_or(String::new(), |last| format!(" It works until {last}."))
            ),
        },
    }
}
