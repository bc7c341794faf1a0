//! Files as people wrote them: TOML trees and CSV rows come in, values that remember their place
//! go out. The only stage that names `toml` and `csv`.

mod node;

pub use self::node::{Entry, Node, Table, Value};
