//! Compiles a listing that rustc must refuse, and compares its words with what the page shows.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use regex::Regex;

use crate::cargo::Libraries;
use crate::fault::Fault;
use crate::fences::fences;
use crate::listing::Listing;

/// What rustc refuses without a code, and this book means. Any other error without a code is a mistake in a listing.
const WITHOUT_CODE: [&str; 1] = ["error: future cannot be sent between threads safely"];

/// Checks one listing, or records rustc's words.
pub fn check(root: &Path, listing: &Listing, libraries: &Libraries, bless: bool) -> Result<(), Fault> {
    let source = listing.file("main.rs");
    let fault = |wrong: String, mend: &str| Fault::new(&listing.page, &source, wrong, mend);

    let words = refusal(root, &source, libraries).map_err(|wrong| {
        fault(wrong, "A listing of code/compile_fail shows what rustc refuses; if this is right by now, move it to code/examples.")
    })?;
    let codes = codes(&words);
    if let Err(error) = meant_without_code(&words) {
        return Err(fault(
            format!("is refused without a code: \"{error}\"."),
            "Mend the listing. rustc's refusal has no code; if it is meant, add its first line to WITHOUT_CODE in tests/src/compile_error.rs.",
        )
        .with_detail(words));
    }
    let block = format!("```{}", [&["rust".to_owned(), "compile_fail".to_owned()], &codes[..]].concat().join(","));
    let page = fs::read_to_string(root.join(&listing.page)).unwrap_or_default();
    let shown: Vec<Vec<String>> = fences(&page)
        .into_iter()
        .filter(|fence| fence.is_compile_fail() && fence.body.contains(&format!("{}/main.rs", listing.folder)))
        .map(|fence| fence.tags.into_iter().filter(|tag| is_code(tag)).collect())
        .collect();
    if shown.is_empty() {
        return Err(fault(
            "is not shown by the chapter that owns it.".to_owned(),
            &format!("Include it there in a block {block}."),
        ));
    }
    if let Some(wrong) = shown.iter().find(|shown| **shown != codes) {
        let wrong = format!("is shown as {}, and rustc refuses it with {}.", list(wrong), list(&codes));
        return Err(
            fault(wrong, &format!("Write {block} if that is the error meant, or mend the listing.")).with_detail(words)
        );
    }

    let recorded = normalise(&listing.read(root, "error.txt"));
    if recorded == words {
        return Ok(());
    }
    if bless {
        return fs::write(root.join(listing.file("error.txt")), &words)
            .map_err(|error| fault(format!("has an error.txt that cannot be written: {error}."), ""));
    }
    let mend = format!(
        "Mend the listing, or record the new words with `BLESS=1 cargo test --test compile_errors {}` and read the page again.",
        listing.name
    );
    Err(fault("is refused in other words than error.txt says.".to_owned(), &mend)
        .with_diff(("error.txt", &recorded), ("rustc", &words)))
}

/// What rustc says when it refuses `source`, or why that is not to be had.
fn refusal(root: &Path, source: &str, libraries: &Libraries) -> Result<String, String> {
    let output = tempfile::tempdir().map_err(|error| format!("could not be compiled: {error}."))?;
    let mut rustc = Command::new("rustc");
    rustc.args(["--edition", "2024", "--crate-type", "bin", "--emit=metadata", "--out-dir"]).arg(output.path());
    rustc.arg("-L").arg(format!("dependency={}", libraries.folder.display()));
    for (name, library) in &libraries.externs {
        rustc.arg("--extern").arg(format!("{name}={}", library.display()));
    }
    let output = rustc
        .arg(source)
        .current_dir(root)
        .output()
        .map_err(|error| format!("could not be compiled, since rustc could not be started: {error}."))?;
    if output.status.success() {
        return Err("compiles.".to_owned());
    }
    Ok(normalise(&String::from_utf8_lossy(&output.stderr)))
}

/// rustc's words as they are on every machine. With the component `rust-src` it shows the source of the standard library and
/// where that is installed; without, a path below `/rustc/`. The source of a crate is somewhere below cargo's home.
fn normalise(words: &str) -> String {
    static STANDARD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^( *)(-->|:::) (?:/rustc/\w+|/\S+/lib/rustlib/src/rust)/(library/\S+)$").unwrap()
    });
    static CRATE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^( *)(-->|:::) /\S+/registry/src/[^/]+/(\S+)$").unwrap());
    static EXCERPT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^ *\d* +\|(?: |$)|^\.\.\.$").unwrap());
    // Where it writes the whole of a very long type.
    static LONG_TYPE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"written to '[^']*'").unwrap());

    let mut normal = String::new();
    let mut in_standard = false;
    for line in words.lines() {
        if let Some(place) = STANDARD.captures(line) {
            normal.push_str(&format!("{}{} $RUST/{}\n", &place[1], &place[2], &place[3]));
            in_standard = true;
        } else if !(in_standard && EXCERPT.is_match(line)) {
            let line = CRATE.replace(line, "$1$2 $$CRATES/$3");
            normal.push_str(&LONG_TYPE.replace_all(&line, "written to '…'"));
            normal.push('\n');
            in_standard = false;
        }
    }
    normal
}

/// Every `error[E____]`, once, in order.
pub fn codes(words: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for line in words.lines() {
        if let Some((code, _)) = line.strip_prefix("error[").and_then(|line| line.split_once(']'))
            && !codes.iter().any(|known| known == code)
        {
            codes.push(code.to_owned());
        }
    }
    codes
}

/// Whether there is an error without a code; the first such line that the book does not mean.
pub fn meant_without_code(words: &str) -> Result<bool, &str> {
    let mut without = words
        .lines()
        .filter(|line| line.starts_with("error: ") && !line.starts_with("error: aborting due to"))
        .peekable();
    let any = without.peek().is_some();
    without.find(|line| !WITHOUT_CODE.contains(line)).map_or(Ok(any), Err)
}

/// Whether a word after the backticks is an error code.
pub fn is_code(tag: &str) -> bool {
    tag.strip_prefix('E').is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn list(codes: &[String]) -> String {
    if codes.is_empty() { "no code".to_owned() } else { codes.join(",") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_library_looks_alike_with_and_without_its_source() {
        let with = "note: required by a bound in `spawn`
   --> /home/reader/.rustup/toolchains/1.95.0-x86_64-unknown-linux-gnu/lib/rustlib/src/rust/library/std/src/thread/functions.rs:125:8
    |
122 | pub fn spawn<F, T>(f: F) -> JoinHandle<T>
    |        ----- required by a bound in this function
...
125 |     F: Send + 'static,
    |        ^^^^ required by this bound in `spawn`

error: aborting
";
        let without = "note: required by a bound in `spawn`
   --> /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/std/src/thread/functions.rs:125:8

error: aborting
";
        assert_eq!(normalise(with), normalise(without));
        assert!(normalise(with).contains("   --> $RUST/library/std/src/thread/functions.rs:125:8\n\nerror: aborting"));
    }

    #[test]
    fn a_crate_is_at_the_same_place_for_everybody() {
        let words =
            |home: &str| format!("   --> {home}/tokio-1.54.1/src/task/spawn.rs:176:21\n    |\n176 |         F: Send\n");
        let normal = normalise(&words("/home/reader/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f"));
        assert_eq!(normal, words("$CRATES"));
    }

    #[test]
    fn what_the_listing_says_is_kept() {
        let words =
            "error[E0277]: no\n --> code/compile_fail/a/main.rs:7:5\n  |\n7 |     x();\n  |     ^\n  = note: twice\n";
        assert_eq!(normalise(words), words);
        assert_eq!(codes(words), ["E0277"]);
        assert_eq!(meant_without_code(words), Ok(false));
    }

    #[test]
    fn an_error_without_a_code_is_meant_or_a_mistake() {
        let meant = format!("{}\n --> code/compile_fail/a/main.rs:7:5\n", WITHOUT_CODE[0]);
        let last = "error: aborting due to 2 previous errors\n";
        let typo = "error: cannot find macro `prinln` in this scope";
        assert_eq!(meant_without_code(&format!("{meant}{last}")), Ok(true));
        assert_eq!(meant_without_code(&format!("{meant}{typo}\n{last}")), Err(typo));
        assert_eq!(meant_without_code(&format!("error[E0277]: no\n{typo}\n{last}")), Err(typo));
    }
}
