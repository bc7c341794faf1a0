//! An exported store comes in, as text or as the JSON of its lines: it is imported whole or not at all.

use cadans::store::Disk;
use tempfile::TempDir;

use super::{framed, journal};

/// One export.
pub fn run(data: &[u8]) {
    let text = match framed::parts(data) {
        Ok(raw) => String::from_utf8_lossy(raw).into_owned(),
        Err(lines) => exported(&lines),
    };
    let kept = TempDir::new().expect("a folder");
    let path = kept.path().join("store");
    let _ = cadans::store::was_whole(&text);
    if Disk::at(&path).import(&text, "voorbeeld").is_ok() {
        journal::without_index(&path);
        journal::read(&path);
    } else {
        assert!(
            !path.join("journal").exists(),
            "refused, and made all the same"
        );
    }
}

/// Lines of JSON as an export has them.
fn exported(lines: &[(u64, String)]) -> String {
    let lines = lines.iter().filter(|(_, json)| !json.trim().is_empty());
    let (mut body, mut sums) = (String::new(), Vec::new());
    let mut count = 0;
    for (_, json) in lines {
        count += 1;
        let sum = framed::sum(count, json);
        let open = json.strip_suffix('}').unwrap_or(json);
        body += &format!("{open},\"sum\":\"{sum}\"}}\n");
        sums.push(sum);
    }
    let all = framed::sum(count, &format!("3 true {}", sums.join(" ")));
    format!(
        "{{\"cadans\":\"store\",\"format\":3,\"changes\":{count},\"whole\":true,\"sum\":\"{all}\"}}\n{body}"
    )
}
