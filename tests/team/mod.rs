//! Team folders: what is read from them, and what is said about every fault.

mod amend;
mod care;
mod examples;
mod faults_in_files;
mod faults_in_lists;
mod faults_in_team_file;
mod faults_of_the_whole;
mod files;
mod matches;
mod mutations;
mod roles;
mod stage;
mod told;
mod week;
