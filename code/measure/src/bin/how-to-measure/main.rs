//! The mistakes of measuring, each made for real beside its mend.

mod clock;
mod cold;
mod drift;
mod first;
mod mean;
mod neighbour;
mod omission;
mod optimisation;
mod pages;
mod removed;
mod statistic;
mod ways;

use std::process::ExitCode;

use measure::Suite;

fn main() -> ExitCode {
    if first::is_child() {
        return first::run();
    }
    let suite = Suite::new("how-to-measure", "The mistakes of measuring, made for real")
        .python("how_to_measure.py");
    let suite = clock::candidates(removed::candidates(optimisation::candidates(suite)));
    let suite = mean::candidates(first::candidates(cold::candidates(suite)));
    let suite = omission::candidates(drift::candidates(suite));
    let suite = clock::claims(removed::claims(optimisation::claims(suite)));
    let suite = mean::claims(first::claims(cold::claims(suite)));
    measure::run(omission::claims(drift::claims(suite)))
}
