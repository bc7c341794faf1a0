//! Every fault that files can have: its arguments come in; its code, and what is wrong and what to do in the reader's
//! language, go out.
//!
//! The catalogue is written with [`catalogue!`]: each fault has its code, its arguments with an example of each, and
//! two sentences in Dutch and in English. One that is missing does not compile.

mod file;
mod hours;
mod key;
mod list;
mod programme;
mod rule;
mod team;
mod whole;

pub use self::file::{FileFault, ToTeamFile};
pub use self::hours::{HoursFault, NotDays, NotHours};
pub use self::key::KeyFault;
pub use self::list::ListFault;
pub use self::programme::ProgrammeFault;
pub use self::rule::RuleFault;
pub use self::team::TeamFault;
pub use self::whole::WholeFault;

use super::Level;
use super::argument::Reader;
use crate::language::Text;

/// What a fault says.
pub(super) struct Said {
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
}

/// Writes an enum of faults. A fault reads as follows; what stands in the second brackets is said of every fault of
/// the kind, and without the first it stops the load. Where a page has another way out than the file, it stands behind
/// `page`.
///
/// ```text
/// "its-code" [Warning] ItsName { read: String = "an example" } [list = TeamFile::Cases]
///     nl "wat er mis is met `{read}`" => "wat te doen in {list}" page "wat te doen op de pagina"
///     en "what is wrong with `{read}`" => "what to do in {list}" page "what to do on the page";
/// ```
macro_rules! catalogue {
    (
        $(#[$about:meta])*
        $faults:ident
        $(
            $code:literal $([$level:ident])? $fault:ident
                $({ $($argument:ident: $kind:ty = $example:expr),+ $(,)? })?
                $([ $($always:ident = $same:expr),+ ])?
                nl $nl:literal => $nl_help:literal $(page $nl_page:literal)?
                en $en:literal => $en_help:literal $(page $en_page:literal)?;
        )+
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $faults { $(
            #[doc = concat!("```text\n", $en, "\n```")]
            $fault $({ $(
                #[doc = concat!("As in its sentence: `", stringify!($argument), "`.")]
                $argument: $kind
            ),+ })?,
        )+ }

        impl $faults {
            /// Its name, stable between versions.
            pub fn code(&self) -> &'static str {
                match self { $( Self::$fault { .. } => $code, )+ }
            }

            /// Whether it stops the load.
            pub fn level(&self) -> $crate::diagnostic::Level {
                match self { $( Self::$fault { .. } => level!($($level)?), )+ }
            }

            /// What it says.
            pub(in crate::diagnostic) fn said(
                &self,
                to: &$crate::diagnostic::argument::Reader<'_>,
            ) -> $crate::diagnostic::fault::Said {
                use $crate::diagnostic::argument::Argument as _;
                let (message, help) = match self { $(
                    Self::$fault $({ $($argument),+ })? => {
                        $( $( let $argument = $argument.said(to); )+ )?
                        $( $( let $always = $same.said(to); )+ )?
                        match to.lang {
                            $crate::language::Lang::Nl => {
                                let help = format!($nl_help);
                                $( let help = if to.on_page { format!($nl_page) } else { help }; )?
                                (format!($nl), help)
                            }
                            $crate::language::Lang::En => {
                                let help = format!($en_help);
                                $( let help = if to.on_page { format!($en_page) } else { help }; )?
                                (format!($en), help)
                            }
                        }
                    }
                )+ };
                $crate::diagnostic::fault::Said { message, help }
            }

            /// One of each.
            pub(in crate::diagnostic) fn examples() -> Vec<Self> {
                use $crate::diagnostic::example::Example;
                vec![ $( Self::$fault $({ $( $argument: Example::of($example) ),+ })? ),+ ]
            }
        }

        impl From<$faults> for $crate::diagnostic::Fault {
            fn from(fault: $faults) -> Self {
                Self::$faults(fault)
            }
        }
    };
}
use catalogue;

/// The level of a fault: an error unless it says otherwise.
macro_rules! level {
    () => {
        $crate::diagnostic::Level::Error
    };
    ($level:ident) => {
        $crate::diagnostic::Level::$level
    };
}
use level;

/// Gathers the faults of all stages.
macro_rules! all {
    ($($(#[$about:meta])* $faults:ident)+) => {
        /// A fault in what somebody wrote.
        #[derive(Clone, Debug, PartialEq)]
        #[expect(clippy::large_enum_variant, reason = "faults are few and soon told")]
        pub enum Fault { $( $(#[$about])* $faults($faults), )+
            /// What a list of records says that the record book does not take.
            Record(Text),
        }

        impl Fault {
            /// Its name, in kebab case and stable between versions.
            pub fn code(&self) -> &'static str {
                match self {
                    $( Self::$faults(fault) => fault.code(), )+
                    Self::Record(_) => "bad-record",
                }
            }

            /// Whether it stops the load.
            pub fn level(&self) -> Level {
                match self {
                    $( Self::$faults(fault) => fault.level(), )+
                    Self::Record(_) => Level::Error,
                }
            }

            pub(super) fn said(&self, to: &Reader<'_>) -> Said {
                match self {
                    $( Self::$faults(fault) => fault.said(to), )+
                    Self::Record(text) => Said {
                        message: text.get(to.lang).to_owned(),
                        help: String::new(),
                    },
                }
            }

            /// One of each, in the order of the stages.
            pub(super) fn examples() -> Vec<Self> {
                let record = Text::new(
                    "schrijf een aantal minuten van 1 tot 1440",
                    "write a number of minutes from 1 to 1440",
                );
                let mut all = Vec::new();
                $( all.extend($faults::examples().into_iter().map(Self::$faults)); )+
                all.push(Self::Record(record));
                all
            }
        }
    };
}

all! {
    /// Of a file as such.
    FileFault
    /// Of a table and its keys.
    KeyFault
    /// Of a text that names hours.
    HoursFault
    /// Of a programme, an employer or a calendar as a whole.
    ProgrammeFault
    /// Of a rule.
    RuleFault
    /// Of a team's settings.
    TeamFault
    /// Of a row of a list.
    ListFault
    /// Of what files say together.
    WholeFault
}
