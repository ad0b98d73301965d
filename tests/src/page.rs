//! Checks the chapters as they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

use pulldown_cmark::{Event, Tag, TagEnd};
use regex::Regex;

use crate::chapters::{self, Chapter};
use crate::compile_error::{codes, is_code, meant_without_code};
use crate::fault::Fault;
use crate::fences::{Fence, fences, parser};
use crate::listing::{COMPILE_FAIL, EXAMPLES, Listing, chapter_files, listings, stem};

/// How many words of prose a chapter has that belongs to a part.
pub const WORDS: RangeInclusive<usize> = 600..=2200;

/// Words that explain nothing.
static BANNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:simply|magic(?:al|ally)?|powerful|seamless(?:ly)?|crucial(?:ly)?|let['’]s dive)\b").unwrap()
});

/// What may stand after the backticks of a Rust block, beside error codes.
const RUST_TAGS: [&str; 5] = ["rust", "compile_fail", "standalone_crate", "editable", "noplayground"];

/// Checks every chapter of the book in `root`; returns how many there are, and what is wrong with them.
pub fn check(root: &Path) -> (usize, Vec<Fault>) {
    let chapters = match chapters::load(root) {
        Ok(chapters) => chapters,
        Err(error) => {
            let wrong = format!("mdBook cannot load the book: {error:#}.");
            return (
                0,
                vec![Fault::new(
                    "src/SUMMARY.md",
                    "",
                    wrong,
                    "Every chapter it lists must be a file, and valid Markdown.",
                )],
            );
        }
    };
    let pages: Vec<Page> = chapters.iter().map(Page::new).collect();
    let mut faults: Vec<Fault> = pages.iter().flat_map(|page| page.check(root)).collect();
    faults.extend(check_summary(root, &pages));
    faults.extend(check_listings(root, &pages));
    (pages.len(), faults)
}

/// A chapter and what it includes.
struct Page<'a> {
    path: String,
    chapter: &'a Chapter,
    includes: Vec<Include>,
}

/// An include directive.
pub struct Include {
    /// The line it is on, from 1.
    pub line: usize,
    /// `include` or `rustdoc_include`.
    pub kind: String,
    /// What it includes, as a path from the root.
    pub path: String,
    /// The anchor or first line that follows the path.
    pub anchor: Option<String>,
}

impl<'a> Page<'a> {
    fn new(chapter: &'a Chapter) -> Self {
        let path = format!("src/{}", chapter.path);
        Page { includes: includes(&path, &chapter.raw), path, chapter }
    }

    fn fault(&self, line: usize, wrong: impl std::fmt::Display, mend: &str) -> Fault {
        Fault::new(&self.path, "", format!("line {line}: {wrong}"), mend)
    }

    fn check(&self, root: &Path) -> Vec<Fault> {
        let mut faults: Vec<Fault> =
            fences(&self.chapter.raw).iter().flat_map(|fence| self.check_fence(root, fence)).collect();
        faults.extend(self.includes.iter().filter_map(|include| self.check_include(root, include)));
        faults.extend(self.check_prose());
        let written = fences(&self.chapter.raw).iter().filter(|fence| fence.has("rust")).count();
        let expanded = fences(&self.chapter.expanded).iter().filter(|fence| fence.has("rust")).count();
        if written != expanded {
            let wrong = format!("has {written} Rust blocks as written and {expanded} once its includes are expanded.");
            faults.push(Fault::new(&self.path, "", wrong, "A file it includes must not hold Rust blocks of its own."));
        }
        faults
    }

    fn check_fence(&self, root: &Path, fence: &Fence) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |wrong: String, mend: &str| faults.push(self.fault(fence.line, wrong, mend));
        let Some(language) = fence.language() else {
            fault(
                "a code block without a language.".into(),
                "Fence it and name its language, `text` or `console` if it has none.",
            );
            return faults;
        };
        for tag in ["ignore", "no_run", "should_panic"] {
            if fence.has(tag) {
                fault(
                    format!("a block marked `{tag}`."),
                    "Every block is compiled and run; catch and assert a panic in the program.",
                );
            }
        }
        // A part of a building block is no program: cargo compiles and tests it with the library it belongs to.
        let excerpt = language == "rs"
            && typed(&self.path, &fence.body)
                .is_some_and(|paths| !paths.is_empty() && paths.iter().all(|path| path.starts_with("code/src/")));
        if language == "py" || (language == "rs" && !excerpt) {
            fault(
                format!("a block marked `{language}`, which no check reads."),
                "Write `rust` or `python`; `rs` is for parts of building blocks, included from code/src.",
            );
        }
        if matches!(language, "rust" | "python") || fence.has("rust") {
            let from = typed(&self.path, &fence.body);
            if from.is_none_or(|paths| paths.is_empty() || paths.iter().any(|path| !path.starts_with("code/"))) {
                fault(
                    format!("{language} that is typed into the page."),
                    "Move it to a listing below code/ and include it from there, nothing else in the block.",
                );
            }
        }
        if fence.has("rust") {
            let refused = typed(&self.path, &fence.body).unwrap_or_default();
            let coded = fence.tags.iter().any(|tag| is_code(tag));
            if fence.has("compile_fail") && refused.iter().any(|path| !is_main_of_a_refusal(path)) {
                fault(
                    "`compile_fail` of something else than the main.rs of a listing in code/compile_fail.".into(),
                    "Make it a listing of its own there: rustc is asked about each main.rs, and about nothing else.",
                );
            } else if fence.has("compile_fail") && !coded && !is_meant_without_code(root, &refused) {
                fault(
                    "`compile_fail` without an error code.".into(),
                    "Write ```rust,compile_fail,E____. If rustc's error has none and is meant, it belongs in WITHOUT_CODE.",
                );
            }
            if !fence.has("compile_fail") && fence.body.contains(COMPILE_FAIL) {
                fault(
                    "a listing of code/compile_fail that is not marked so.".into(),
                    "Write ```rust,compile_fail,E____.",
                );
            }
            for tag in fence.tags.iter().filter(|tag| !RUST_TAGS.contains(&tag.as_str()) && !is_code(tag)) {
                if !matches!(tag.as_str(), "ignore" | "no_run" | "should_panic") {
                    fault(format!("a Rust block marked `{tag}`, which no tool knows."), "Leave it out.");
                }
            }
        }
        faults
    }

    fn check_include(&self, root: &Path, include: &Include) -> Option<Fault> {
        let Include { line, kind, path, anchor } = include;
        if !matches!(kind.as_str(), "include" | "rustdoc_include") {
            return (kind != "title")
                .then(|| self.fault(*line, format!("`{{{{#{kind}}}}}`."), "Use `include` or `rustdoc_include`."));
        }
        let Ok(text) = fs::read_to_string(root.join(path)) else {
            return Some(self.fault(
                *line,
                format!("includes {path}, which does not exist."),
                "Mend the path, or make the listing.",
            ));
        };
        let anchor = anchor.as_ref().filter(|anchor| anchor.parse::<usize>().is_err())?;
        let opened = Regex::new(&format!(r"ANCHOR: *{}(?:\s|$)", regex::escape(anchor))).expect("a valid pattern");
        (!opened.is_match(&text)).then(|| {
            let wrong = format!("includes {path}:{anchor}, and there is no such anchor, so that nothing is shown.");
            self.fault(*line, wrong, "Mend the anchor's name.")
        })
    }

    fn check_prose(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut words = 0;
        for Prose { line, text, counts } in prose(&self.chapter.raw) {
            if let Some(word) = BANNED.find(&text) {
                faults.push(self.fault(
                    line,
                    format!("\"{}\".", word.as_str()),
                    "Say how it works instead, in plain words.",
                ));
            }
            if text.contains('!') {
                faults.push(self.fault(line, "an exclamation mark.", "End the sentence with a full stop."));
            }
            if counts {
                words += text.split_whitespace().count();
            }
        }
        let in_part = self.chapter.path.contains('/');
        if in_part && !WORDS.contains(&words) {
            let wrong = format!("has {words} words of prose; a chapter has {} to {}.", WORDS.start(), WORDS.end());
            faults.push(Fault::new(
                &self.path,
                "",
                wrong,
                "Finish it or take it out of SUMMARY.md; a longer one is two chapters.",
            ));
        }
        faults
    }
}

/// A piece of text that is not code.
pub struct Prose {
    /// The line it begins on, from 1.
    pub line: usize,
    /// What a reader sees of it.
    pub text: String,
    /// Whether it belongs to the running text, not to a table or something folded.
    pub counts: bool,
}

/// The text outside code; of raw HTML what a reader sees.
pub fn prose(markdown: &str) -> Vec<Prose> {
    static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?s)<!--.*?-->|<(code|style|script|svg|kbd|pre)\b.*?</(?:code|style|script|svg|kbd|pre)>|<[^>]*>|\{\{#[^}]*\}\}").unwrap()
    });
    let mut prose = Vec::new();
    let (mut in_code, mut in_table, mut in_details) = (false, false, 0usize);
    let mut html = String::new();
    for (event, range) in parser(markdown).into_offset_iter() {
        let line = markdown[..range.start].matches('\n').count() + 1;
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Table(_)) => in_table = true,
            Event::End(TagEnd::Table) => in_table = false,
            Event::Text(text) if !in_code => {
                prose.push(Prose {
                    line,
                    text: MARKUP.replace_all(&text, " ").into_owned(),
                    counts: !in_table && in_details == 0,
                });
            }
            // A block of HTML arrives line by line.
            Event::Html(text) => html.push_str(&text),
            Event::End(TagEnd::HtmlBlock) => {
                in_details =
                    (in_details + html.matches("<details").count()).saturating_sub(html.matches("</details").count());
                prose.push(Prose { line, text: MARKUP.replace_all(&html, " ").into_owned(), counts: false });
                html.clear();
            }
            _ => {}
        }
    }
    prose
}

fn check_summary(root: &Path, pages: &[Page]) -> Vec<Fault> {
    let files = match chapter_files(root) {
        Ok(files) => files,
        Err(error) => {
            return vec![Fault::new("src", "", format!("cannot be read: {error}."), "")];
        }
    };
    let mut faults: Vec<Fault> = files
        .iter()
        .filter(|file| !pages.iter().any(|page| page.path == **file))
        .map(|file| {
            Fault::new(
                file,
                "",
                "is not in src/SUMMARY.md, so that no reader finds it.",
                "List it there, or delete it.",
            )
        })
        .collect();
    for (index, page) in pages.iter().enumerate() {
        if let Some(other) = pages[..index].iter().find(|other| stem(&other.path) == stem(&page.path)) {
            let wrong = format!("has the same file name as {}, so that a listing could belong to either.", other.path);
            faults.push(Fault::new(&page.path, "", wrong, "Rename one of them."));
        }
    }
    faults
}

fn check_listings(root: &Path, pages: &[Page]) -> Vec<Fault> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$").unwrap());
    // Which pages include which file.
    let mut shown: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for page in pages {
        for include in &page.includes {
            shown.entry(&include.path).or_default().insert(&page.path);
        }
    }
    let mut faults = Vec::new();
    for (folder, recorded, optional) in
        [(EXAMPLES, "output.txt", &["main.py", "output.py.txt"][..]), (COMPILE_FAIL, "error.txt", &[])]
    {
        for listing in listings(root, folder) {
            let mut fault =
                |wrong: String, mend: &str| faults.push(Fault::new(&listing.page, &listing.folder, wrong, mend));
            if !NAME.is_match(&listing.name) {
                fault(
                    "is not named in snake_case.".into(),
                    "Rename the folder: CHAPTER_WHAT, in small letters, digits and `_`.",
                );
            }
            if listing.page.is_empty() {
                fault(
                    "belongs to no chapter.".into(),
                    "Begin its name with the file name of the chapter that shows it, `_` for `-`.",
                );
                continue;
            }
            for file in ["main.rs", recorded] {
                if !root.join(listing.file(file)).exists() {
                    fault(format!("has no {file}."), "Write main.rs; `BLESS=1 cargo test` records what it prints.");
                }
            }
            let there = optional.iter().filter(|file| root.join(listing.file(file)).exists());
            let mut elsewhere: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for file in ["main.rs", recorded].iter().chain(there) {
                match shown.get(listing.file(file).as_str()) {
                    Some(on) if on.contains(listing.page.as_str()) => {}
                    Some(on) => {
                        elsewhere.entry(on.iter().copied().collect::<Vec<_>>().join(", ")).or_default().push(file)
                    }
                    None => fault(
                        format!("has a {file} which the chapter does not show."),
                        "Include it there, or delete it.",
                    ),
                }
            }
            for (on, files) in &elsewhere {
                let wrong = format!("has its {} shown by {on}, not by the chapter that owns it.", files.join(", "));
                fault(wrong, "Rename the folder after the chapter that shows it, or show it where it belongs.");
            }
            if elsewhere.is_empty() {
                faults.extend(check_command(&listing, pages));
            }
        }
    }
    faults
}

/// The page must say how to run a listing.
fn check_command(listing: &Listing, pages: &[Page]) -> Option<Fault> {
    let page = pages.iter().find(|page| page.path == listing.page)?;
    let command = format!("cargo run --example {}", listing.name);
    let said = page.chapter.raw.match_indices(&command).any(|(at, _)| {
        let next = page.chapter.raw[at + command.len()..].chars().next();
        next.is_none_or(|next| !next.is_alphanumeric() && next != '_')
    });
    (listing.folder.starts_with(EXAMPLES) && !said).then(|| {
        let wrong = format!("is shown without `{command}`.");
        Fault::new(&listing.page, &listing.folder, wrong, "Put the command into its caption.")
    })
}

/// Whether it is a program that rustc must refuse; the check of the compile errors reads no other file.
fn is_main_of_a_refusal(path: &str) -> bool {
    path.strip_prefix(COMPILE_FAIL)
        .and_then(|path| path.strip_prefix('/')?.strip_suffix("/main.rs"))
        .is_some_and(|name| !name.is_empty() && !name.contains('/'))
}

/// Whether rustc's recorded words for these programs have no code, and the book means that.
fn is_meant_without_code(root: &Path, programs: &[String]) -> bool {
    programs.iter().all(|path| {
        let words = fs::read_to_string(root.join(path).with_file_name("error.txt")).unwrap_or_default();
        codes(&words).is_empty() && meant_without_code(&words) == Ok(true)
    })
}

/// The paths a block includes, or `None` if it holds anything else.
fn typed(page: &str, body: &str) -> Option<Vec<String>> {
    body.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| match &includes(page, line)[..] {
            [include] if line.trim().starts_with("{{#") && line.trim().ends_with("}}") => Some(include.path.clone()),
            _ => None,
        })
        .collect()
}

/// The includes of a page, whose own path is from the root.
pub fn includes(page: &str, markdown: &str) -> Vec<Include> {
    static INCLUDE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(\\?)\{\{#(\w+)\s+([^}:]+?)(?::([^}]*))?\s*\}\}").unwrap());
    let folder = Path::new(page).parent().unwrap_or(Path::new(""));
    INCLUDE
        .captures_iter(markdown)
        .filter(|found| found[1].is_empty())
        .map(|found| Include {
            line: markdown[..found.get(0).unwrap().start()].matches('\n').count() + 1,
            kind: found[2].to_owned(),
            path: normal(&folder.join(&found[3])),
            anchor: found
                .get(4)
                .map(|anchor| anchor.as_str().split(':').next().unwrap_or_default().trim().to_owned())
                .filter(|a| !a.is_empty()),
        })
        .collect()
}

/// The path without `..`, which need not exist.
fn normal(path: &Path) -> String {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(normal.pop()),
            component => normal.push(component),
        }
    }
    normal.to_string_lossy().into_owned()
}
