//! `cargo measure all`: every suite in one go, and the numbers gathered from them.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use crate::cli::{self, Options, Whose};
use crate::error::Error;
use crate::record::Record;
use crate::{file, numbers};

/// The name of this binary.
const NAME: &str = "all";

/// The binary's whole `main`. What is asked for goes to each suite; without any flag it is `--brief --record`.
pub fn run() -> ExitCode {
    let options = cli::parse(NAME, env::args_os().collect());
    cli::exit(command(&options))
}

fn command(options: &Options) -> Result<(), Error> {
    if !options.render && cfg!(debug_assertions) {
        return Err(Error::Unoptimised { suite: NAME.into() });
    }
    let root = options.results.clone().unwrap_or_else(file::results_root);
    let suites = suites()?;
    let arguments = arguments(options);
    let folder = build()?;
    let share = shares(&suites);
    let (start, mut done, mut failed) = (Instant::now(), 0.0, Vec::new());
    for (index, suite) in suites.iter().enumerate() {
        let left = left(start.elapsed(), done);
        eprintln!("{:2} of {}  {suite}{left}", index + 1, suites.len());
        let begun = Instant::now();
        let status = Command::new(folder.join(suite))
            .args(&arguments)
            .stdout(Stdio::null())
            .status()
            .map_err(Error::worker)?;
        if !status.success() {
            failed.push(suite.clone());
        }
        eprintln!("          {:.0} s", begun.elapsed().as_secs_f64());
        done += share[index];
    }
    numbers::draw(&root)?;
    if !failed.is_empty() {
        return Err(Error::Incomplete { missing: failed });
    }
    println!("measurements run: {}", suites.len());
    Ok(())
}

/// What each suite is told. A reader who asks for nothing wants figures of this machine beside the book's, and soon.
fn arguments(options: &Options) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = Vec::new();
    let mut flag = |given: bool, flag: &str| {
        if given {
            arguments.push(flag.into());
        }
    };
    let book = options.record == Some(Whose::Book);
    flag(options.render, "--render");
    flag(options.quick, "--quick");
    flag(!options.render && !options.quick && !book, "--brief");
    flag(book, "--record=book");
    let yours = options.record == Some(Whose::Yours) || !options.quick;
    flag(!options.render && !book && yours, "--record");
    flag(options.complete, "--complete");
    for (name, path) in [
        ("--python", &options.python),
        ("--results", &options.results),
    ] {
        if let Some(path) = path {
            arguments.extend([name.into(), path.into()]);
        }
    }
    arguments
}

/// All suites: the other binaries that stand beside this one's source.
fn suites() -> Result<Vec<String>, Error> {
    let folder = file::package_root().join("src/bin");
    let entries = fs::read_dir(&folder).map_err(|source| Error::File {
        doing: "cannot read",
        path: folder.clone(),
        source,
    })?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != NAME)
        .collect();
    names.sort();
    Ok(names)
}

/// Builds all suites and says in which folder they are: `cargo measure all` has built this one alone.
fn build() -> Result<PathBuf, Error> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--release",
            "--package",
            "measure",
            "--bins",
        ])
        .current_dir(file::package_root())
        .status()
        .map_err(Error::worker)?;
    if !status.success() {
        return Err(Error::worker("the suites cannot be built"));
    }
    let own = env::current_exe().map_err(Error::worker)?;
    Ok(own.parent().map(PathBuf::from).unwrap_or_default())
}

/// Which share of the whole each suite takes, as far as the book's records tell.
fn shares(suites: &[String]) -> Vec<f64> {
    let root = file::results_root();
    let known: Vec<Option<f64>> = suites
        .iter()
        .map(|suite| {
            let record = Record::read(&root.join(suite).join("record.json")).ok()?;
            let rounds = record.rounds.iter().map(|round| round.wall_ns as f64);
            Some(rounds.sum::<f64>().max(1.0))
        })
        .collect();
    let measured = known.iter().flatten();
    let mean = measured.clone().sum::<f64>().max(1.0) / measured.count().max(1) as f64;
    let shares: Vec<f64> = known.into_iter().map(|wall| wall.unwrap_or(mean)).collect();
    let sum: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / sum).collect()
}

/// How long the rest will take, once there is something to tell it from.
fn left(elapsed: Duration, done: f64) -> String {
    if done < 0.02 {
        return String::new();
    }
    let seconds = elapsed.as_secs_f64() * (1.0 - done) / done;
    format!(", about {:.0} min left in all", (seconds / 60.0).ceil())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(flags: &[&str]) -> String {
        let words = ["all"].iter().chain(flags).map(OsString::from).collect();
        let arguments = arguments(&cli::parse(NAME, words));
        let words = arguments.iter().map(|word| word.to_string_lossy());
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_suite_is_told_what_was_asked_for() {
        for (flags, expected) in [
            (&[][..], "--brief --record"),
            (&["--quick", "--complete"], "--quick --complete"),
            (&["--quick", "--record"], "--quick --record"),
            (&["--record=book"], "--record=book"),
            (&["--render"], "--render"),
            (&["--python=p"], "--brief --record --python p"),
        ] {
            assert_eq!(told(flags), expected, "{flags:?}");
        }
    }

    #[test]
    fn shares_are_of_one_whole() {
        let suites = suites().unwrap();
        assert!(suites.contains(&"starting-costs".to_owned()));
        assert!(!suites.contains(&NAME.to_owned()));
        let sum: f64 = shares(&suites).iter().sum();
        assert!((sum - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_left_is_told_when_it_is_known() {
        assert_eq!(left(Duration::from_secs(3), 0.0), "");
        assert_eq!(
            left(Duration::from_secs(60), 0.25),
            ", about 3 min left in all"
        );
    }
}
