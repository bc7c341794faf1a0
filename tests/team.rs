//! Team folders: what is read from them, and what is said about every fault.

#[path = "team/amend.rs"]
mod amend;
#[path = "team/care.rs"]
mod care;
#[path = "team/examples.rs"]
mod examples;
#[path = "team/faults_in_files.rs"]
mod faults_in_files;
#[path = "team/faults_in_lists.rs"]
mod faults_in_lists;
#[path = "team/faults_in_team_file.rs"]
mod faults_in_team_file;
#[path = "team/faults_of_the_whole.rs"]
mod faults_of_the_whole;
#[path = "team/mutations.rs"]
mod mutations;
#[path = "team/roles.rs"]
mod roles;
#[path = "team/stage.rs"]
mod stage;
#[path = "team/week.rs"]
mod week;
