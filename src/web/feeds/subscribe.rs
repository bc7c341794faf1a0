//! Help to subscribe: a secret address comes in; buttons for each kind of calendar, the address to copy,
//! and a picture of it for a telephone go out.

use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::language::Lang;
use crate::web::asset;
use crate::web::picture::picture;

/// The part of the page about subscribing. `page` is the address of the page itself.
pub fn help(lang: Lang, page: &str) -> Markup {
    let feed = format!("{page}.ics");
    let rest = feed
        .split_once("://")
        .map_or(feed.as_str(), |(_, rest)| rest);
    let webcal = format!("webcal://{rest}");
    let google = utf8_percent_encode(&webcal, NON_ALPHANUMERIC);
    let google = format!("https://calendar.google.com/calendar/r?cid={google}");
    html! {
        section class="card noprint" aria-labelledby="subscribe" {
            h2 id="subscribe" { (lang.pick("In uw eigen agenda", "In your own calendar")) }
            p { (lang.pick(
                "Eén keer abonneren; daarna komen afspraken en wijzigingen vanzelf.",
                "Subscribe once; meetings and changes then come by themselves.",
            )) }
            p class="row" {
                a class="button" href=(webcal) rel="noreferrer" { "Apple, Thunderbird" }
                a class="button" href=(google) rel="noreferrer noopener" target="_blank" { "Google" }
            }
            p {
                b { "Outlook: " }
                (lang.pick(
                    "Agenda toevoegen → Abonneren via internet, en plak dit adres:",
                    "Add calendar → Subscribe from web, and paste this address:",
                ))
            }
            code class="address" id="address" { (feed) }
            p { button type="button" hidden data-copy="address" data-done=(lang.pick("Gekopieerd", "Copied")) { (lang.pick("Kopieer het adres", "Copy the address")) } }
            details {
                summary { (lang.pick("Op uw telefoon: scan deze code", "On your telephone: scan this code")) }
                (picture(page, lang.pick("QR-code van dit adres", "QR code of this address")))
            }
            p class="quiet" { (lang.pick(
                "Google haalt een agenda soms maar eens per dag op, Outlook om de paar uur: kijk voor vandaag en morgen hier. Een abonnement zet u in Exchange niet op bezet. Wie dit adres heeft, ziet deze agenda: geef het niet door.",
                "Google may fetch a calendar only once a day, Outlook every few hours: for today and tomorrow look here. A subscription does not make you busy in Exchange. Whoever has this address sees this calendar: do not pass it on.",
            )) }
        }
        script src=(asset::COPY_PATH) defer {}
    }
}
