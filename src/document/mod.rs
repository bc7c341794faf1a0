//! Files as people wrote them: bytes of TOML and CSV come in, values that remember their place go
//! out. Nothing here stops at the first fault, and nothing good is lost beside a fault.

mod csv;
mod decode;
mod edit;
mod node;
mod reader;
mod toml;
mod word;

pub use self::csv::{Columns, Row, Sheet, read_csv};
pub use self::decode::MAX_BYTES;
pub use self::edit::{Entered, keys_of, tables_of, with_keys};
pub use self::node::{Entry, Node, Table, Value};
pub use self::reader::Reader;
pub use self::toml::{Root, read_toml};
pub use self::word::Word;
