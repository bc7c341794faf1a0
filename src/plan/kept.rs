//! Facts as they are kept: a fact comes in; its code and arguments go out, and back. What a later version wrote is kept
//! as it is, and what an earlier version wrote has no fact, but a text beside it.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A fact of this version, of a later one, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kept<F> {
    /// One that is known.
    Fact(F),
    /// One that is not, by its code, with its arguments.
    Unknown(String, Option<Value>),
    /// None: there is but a text.
    #[default]
    Legacy,
}

impl<F> Kept<F> {
    /// Whether there is none.
    pub fn is_legacy(&self) -> bool {
        matches!(self, Self::Legacy)
    }

    /// The fact, when it is known.
    pub fn fact(&self) -> Option<&F> {
        match self {
            Self::Fact(fact) => Some(fact),
            Self::Unknown(..) | Self::Legacy => None,
        }
    }
}

impl<F: Serialize> Kept<F> {
    /// Its name in kebab-case; empty when there is none.
    pub fn code(&self) -> String {
        self.raw().code.unwrap_or_default()
    }

    fn raw(&self) -> Raw {
        let (code, args) = match self {
            Self::Legacy => (None, None),
            Self::Unknown(code, args) => (Some(code.clone()), args.clone()),
            Self::Fact(fact) => {
                // A fact is plain data: it always has a code.
                let mut value = serde_json::to_value(fact).unwrap_or_default();
                let code = value["code"].as_str().map(str::to_owned);
                (code, value.get_mut("args").map(Value::take))
            }
        };
        Raw { code, args }
    }
}

impl<F: Serialize> Serialize for Kept<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw().serialize(serializer)
    }
}

impl<'de, F: DeserializeOwned> Deserialize<'de> for Kept<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::deserialize(deserializer)?;
        let Some(code) = raw.code else {
            return Ok(Self::Legacy);
        };
        let mut value = serde_json::json!({ "code": code });
        if let Some(args) = &raw.args {
            value["args"] = args.clone();
        }
        Ok(serde_json::from_value(value).map_or(Self::Unknown(code, raw.args), Self::Fact))
    }
}

impl<F> From<F> for Kept<F> {
    fn from(fact: F) -> Self {
        Self::Fact(fact)
    }
}

/// As it is written.
#[derive(Serialize, Deserialize)]
struct Raw {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    args: Option<Value>,
}
