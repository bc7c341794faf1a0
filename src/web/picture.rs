//! QR codes: a text comes in, a picture of it for a telephone goes out.

use maud::{Markup, PreEscaped, html};
use qrcode::QrCode;
use qrcode::render::svg;

/// The text as a QR code; nothing when it is too long for one. `label` says what it is to whoever sees no picture.
pub(super) fn picture(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::new(text) else {
        return html! {};
    };
    let svg = code
        .render::<svg::Color<'_>>()
        .min_dimensions(200, 200)
        .build();
    // The renderer's own: a path and numbers, nothing of the text.
    let svg = svg.split_once("?>").map_or(svg.as_str(), |(_, svg)| svg);
    html! { div class="qr" role="img" aria-label=(label) { (PreEscaped(svg)) } }
}
