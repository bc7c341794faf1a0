//! What a store or a feed has to say when something goes wrong, in Dutch; the English stands with
//! the faults themselves. What a system or a parser says of the cause stands as it is.

use crate::feed;
use crate::store::StoreError;
use crate::team::FilesError;

/// A fault of the store.
pub(super) fn of_store(fault: &StoreError) -> String {
    match fault {
        StoreError::Locked { path } => format!(
            "de opslag {} is in gebruik bij een ander proces, langer dan enig commando nodig heeft: \
             wacht tot dat klaar is, of stop het, en probeer het opnieuw",
            path.display()
        ),
        StoreError::OtherTeam { path, owner, asked } => format!(
            "de opslag {} is van team {owner}, niet van {asked}: is de map hernoemd, zet dan id = \"{owner}\" in team.toml en alles blijft zoals het is; is het een ander team, noem dan een andere met --store",
            path.display()
        ),
        StoreError::NoFolder { path } => format!(
            "{} is geen map: noem de map van een opslag, of een nieuwe, met --store",
            path.display()
        ),
        StoreError::Damaged { path, cause } => format!(
            "de opslag {} is beschadigd ({cause}): zet een kopie van de map terug, of zet de map weg en \
             plan opnieuw (abonnees zien dan elk item als nieuw)",
            path.display()
        ),
        StoreError::Broken { path, at, whole } => format!(
            "het journaal van de opslag {} is vanaf byte {at} niet te lezen; {whole} wijzigingen erin \
             zijn heel. Zet een kopie van de map terug; of schrijf wat heel is naar een bestand met \
             `cadans store export`, zet de map weg, en lees het bestand in met `cadans store import`",
            path.display()
        ),
        StoreError::Changed { path } => format!(
            "de agenda in de opslag {} veranderde telkens terwijl deze planning werd gemaakt; ze is niet \
             bewaard: plan opnieuw als niemand anders plant of publiceert",
            path.display()
        ),
        StoreError::Taken { path } => format!(
            "er is al een opslag in {}: noem een nieuwe map met --store, of zet die weg",
            path.display()
        ),
        StoreError::Import { line, cause } => {
            format!("het bestand is niet heel, regel {line}: {cause}; exporteer het opnieuw")
        }
        StoreError::Stays { path } => format!(
            "de index in {} bevat nog wat is opgeschoond en kon niet weg: kijk naar de rechten op de map \
             en geef een willekeurig commando op deze opslag",
            path.display()
        ),
        StoreError::Newer { path, found, known } => format!(
            "de opslag {} heeft formaat {found} en dit programma kent ze tot en met {known}: gebruik de \
             versie die haar schreef, of een latere",
            path.display()
        ),
        StoreError::Io { path, source } => format!(
            "de opslag {} is niet te lezen of te schrijven ({source}): kijk naar de rechten op de map en \
             de ruimte op de schijf, of noem een andere met --store",
            path.display()
        ),
        StoreError::NoRevision(revision) => {
            format!("er is geen revisie {revision}: plan eerst, of noem er een die bewaard is")
        }
        StoreError::Twice(id) => format!(
            "de planning gebruikt het kenmerk {id} twee keer en is niet bewaard: meld dit alstublieft"
        ),
        StoreError::OtherRevision { asked, got } => format!(
            "revisie {asked} zou gepubliceerd worden met de afspraken van revisie {got}: meld dit \
             alstublieft"
        ),
        StoreError::NoRandom(cause) => format!(
            "de machine geeft geen willekeurige bytes ({cause}): een nieuwe opslag kan geen sleutel maken"
        ),
    }
}

/// A fault of a team's files.
pub(super) fn of_files(fault: &FilesError) -> String {
    match fault {
        FilesError::Changed => "de bestanden van het team zijn net door iemand anders veranderd: er is niets geschreven, probeer het opnieuw".to_owned(),
        FilesError::Busy => "de bestanden van het team worden door een ander proces veranderd: wacht tot dat klaar is, en probeer het opnieuw".to_owned(),
        FilesError::Write { path, cause } => format!(
            "{} is niet te schrijven ({cause}): kijk naar de rechten op de map en de ruimte op de schijf",
            path.display()
        ),
    }
}

/// A fault of the feeds.
pub(super) fn of_feeds(fault: &feed::Error) -> String {
    match fault {
        feed::Error::Zone(cause) => {
            format!(
                "de tijdzone past niet in een agenda ({cause}): geef het team een andere in team.toml"
            )
        }
    }
}
