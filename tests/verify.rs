//! Plans that keep every rule and plans broken by hand: every sentence of the judge is tried.

mod verify {
    mod broken;
    mod counts;
    mod example;
}
