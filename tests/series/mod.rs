//! What rules and a team expand to: each file asks one question of `series::expand`.

mod after_care;
mod availability;
mod cadences;
mod casts;
mod duties;
mod fixed;
mod milestones;
mod notice;
mod offers;
mod out;
mod own_day;
mod parts;
mod promises;
mod silence;
mod stays;
mod strain;
mod weekly;
