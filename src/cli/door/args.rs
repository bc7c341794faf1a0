//! The arguments of the door's commands (names are part of the contract).

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::feed::Detail;
use crate::store::Role;
use crate::store::USUAL_PURPOSE;

/// What to serve, and how.
#[derive(Args, Debug)]
pub struct ServeArguments {
    /// The team folders.
    #[arg(required = true, value_name = "TEAM")]
    pub teams: Vec<PathBuf>,
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// How people reach it [default: http://ADDRESS, or https:// with a certificate].
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Certificate chain, as PEM.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// Private key, as PEM.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Listen on other addresses than this machine's own without a certificate, where everybody in
    /// between can read along.
    #[arg(long)]
    pub insecure_http: bool,
    /// A header in which an identity proxy names the account; needs --trust-from.
    #[arg(long, value_name = "HEADER", requires = "trust_from")]
    pub trust_header: Option<String>,
    /// An address that a proxy connects from, which is believed about where people ask from
    /// (X-Forwarded-For; may be given again).
    #[arg(long, value_name = "IP")]
    pub trust_from: Vec<IpAddr>,
    /// Write no access log to stderr.
    #[arg(long)]
    pub no_log: bool,
}

/// Whose accounts, and what to do.
#[derive(Args, Debug)]
pub struct AccountArguments {
    /// The team folder.
    pub team: PathBuf,
    /// What to do.
    #[command(subcommand)]
    pub what: AccountCommand,
}

/// What to do with accounts. A password is asked for, or read as a line of the standard input.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Make an account.
    Add {
        /// The name to log in with.
        name: String,
        /// What it may do: lead (everything), planner, worker (the own calendar), reader (what is late,
        /// without saying for whom) or auditor (the audit trail and nothing else).
        #[arg(long)]
        role: Role,
        /// Who of the team it is [default: the person whose key is the name].
        #[arg(long, value_name = "PERSON")]
        person: Option<String>,
        /// Ask for no password, but show a link by which its owner chooses one.
        #[arg(long)]
        link: bool,
    },
    /// List the accounts.
    List,
    /// Remove an account; whoever is logged in with it is out.
    Remove {
        /// Its name.
        name: String,
    },
    /// Give an account another role.
    Role {
        /// Its name.
        name: String,
        /// What it may do.
        role: Role,
    },
    /// Show a link by which its owner chooses a password: it works once, for 24 hours.
    Link {
        /// Its name.
        name: String,
    },
    /// Give an account another password; whoever is logged in with it is out.
    Password {
        /// Its name.
        name: String,
    },
}

/// Whose feed addresses, and what to do.
#[derive(Args, Debug)]
pub struct FeedLinkArguments {
    /// The team folder.
    pub team: PathBuf,
    /// What to do.
    #[command(subcommand)]
    pub what: FeedLinkCommand,
}

/// What to do with secret feed addresses.
#[derive(Debug, Subcommand)]
pub enum FeedLinkCommand {
    /// Make an address and show it, once.
    Issue {
        /// A person's key, case-CODE of a family, or team.
        #[arg(required_unless_present = "all")]
        person: Option<String>,
        /// For every colleague who has none, each with the text of a mail.
        #[arg(long, conflicts_with_all = ["person", "purpose", "detail", "expires"])]
        all: bool,
        /// What it is for: one word.
        #[arg(long, default_value = USUAL_PURPOSE)]
        purpose: String,
        /// How much it tells: busy, type or code [default: code for staff, else type].
        #[arg(long)]
        detail: Option<Detail>,
        /// The last day it works, or `never` [default: two years from now].
        #[arg(long, value_name = "DATE")]
        expires: Option<String>,
        /// How people reach the server [default: as `serve` was last told].
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
    },
    /// Put a new address in the place of one, which dies at once.
    Rotate {
        /// A person's key, case-CODE of a family, or team.
        person: String,
        /// What it is for.
        #[arg(long, default_value = USUAL_PURPOSE)]
        purpose: String,
        /// How people reach the server [default: as `serve` was last told].
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
    },
    /// End the addresses of a person at once.
    Revoke {
        /// A person's key, case-CODE of a family, or team.
        person: String,
        /// Only those for this purpose.
        #[arg(long)]
        purpose: Option<String>,
    },
    /// List the addresses, without their secrets.
    List {
        /// Only of a person's key, case-CODE of a family, or team.
        person: Option<String>,
    },
}
