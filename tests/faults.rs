//! Plants faults and expects each check to find exactly the one that was planted, and to say where it is.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs};

use measure::claims::Ruling;
use tempfile::TempDir;
use tests::cargo::Libraries;
use tests::fault::Fault;
use tests::listing::{COMPILE_FAIL, EXAMPLES, Listing, listings};
use tests::report::{self, Part, part};
use tests::{compile_error, doctest, ledger, output, page, python, record, root, site, twin, watchdog};

/// For programs that are meant to hang.
const SHORT: Duration = Duration::from_secs(2);
/// Holds a program for skeptic to run, in a process of its own as `snippets.rs` is one.
const SNIPPET: &str = "PLANTED_SNIPPET";

/// What rustc says of a macro's name that is misspelt: it has no code.
const TYPO: &str = "error: cannot find macro `prinln` in this scope\n\nerror: aborting due to 1 previous error\n";

const PAGE: &str = "src/threads.md";
const LISTING: &str = "code/examples/threads_sum";
const REFUSED: &str = "code/compile_fail/threads_type";
const RECORD: &str = "code/measure/results/starting-costs";
const JSON: &str = "code/measure/results/starting-costs/record.json";
const TABLE: &str = "code/measure/results/starting-costs/table.md";
const NOTES: &str = "code/measure/results/starting-costs/notes.md";
const MEASURED: &str = "src/measured/starting-costs.md";

fn main() -> ExitCode {
    if let Ok(program) = env::var(SNIPPET) {
        watchdog::start(if program.contains("hang") { SHORT * 3 } else { doctest::LIMIT });
        skeptic::rt::run_test(env!("CARGO_MANIFEST_DIR"), env!("OUT_DIR"), env!("TARGET"), &program);
        return ExitCode::SUCCESS;
    }
    // What a part says when it panics is reported with that part.
    std::panic::set_hook(Box::new(|_| {}));
    doctest::run_if_child().unwrap_or_else(|| {
        let mut parts = pages();
        parts.extend(sites());
        parts.extend(programs());
        parts.extend(refusals());
        parts.extend(records());
        parts.extend(ledgers());
        parts.extend(snippets());
        report::run("planted faults found", Ok(parts))
    })
}

/// A small book without a fault, in a folder that goes away.
struct Tree(TempDir);

impl Tree {
    fn sound() -> Self {
        let tree = Tree(tempfile::tempdir().unwrap());
        tree.write(
            "book.toml",
            "[book]\ntitle = \"Small\"\n\n[rust]\nedition = \"2024\"\n\n[build]\ncreate-missing = false\n",
        );
        tree.write("src/SUMMARY.md", "# Summary\n\n[Threads](threads.md)\n[Pipes](pipes.md)\n");
        tree.write("src/pipes.md", "# Pipes\n\nNothing yet.\n");
        tree.write("src/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        tree.write(PAGE, include_str!("faults/threads.md"));
        tree.write(
            &format!("{LISTING}/main.rs"),
            "//! A sum.\n\n// ANCHOR: main\nfn main() {\n    println!(\"total: 30\");\n}\n// ANCHOR_END: main\n",
        );
        tree.write(&format!("{LISTING}/main.py"), "print(\"total: 30\")\n");
        tree.write(&format!("{LISTING}/output.txt"), "total: 30\n");
        tree.write(&format!("{REFUSED}/main.rs"), "fn main() {\n    let total: u32 = \"30\";\n}\n");
        tree.write(&format!("{REFUSED}/error.txt"), include_str!("faults/error.txt"));
        tree
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).unwrap_or_default()
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces `from` by `to`; an empty `from` stands for the end of the file.
    fn plant(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has no {from:?} to plant in");
        self.write(file, &if from.is_empty() { text + to } else { text.replacen(from, to, 1) });
    }

    fn rename(&self, from: &str, to: &str) {
        let to = self.path().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.path().join(from), to).unwrap();
    }

    fn listing(&self, folder: &str) -> Listing {
        listings(self.path(), folder).remove(0)
    }
}

/// Whether exactly one fault was found, with the words, the page and the listing that are expected.
fn expect(faults: &[Fault], page: &str, listing: &str, wrong: &str) -> Result<usize, Fault> {
    let found = |fault: &Fault| {
        let says = fault.to_string();
        fault.page == page
            && fault.listing == listing
            && fault.wrong.contains(wrong)
            && says.contains(page)
            && says.contains(listing)
    };
    match faults {
        [fault] if found(fault) => Ok(1),
        _ => Err(Fault::new(
            page,
            listing,
            format!("the planted fault \"{wrong}\" was not found, or not alone."),
            "Mend the check.",
        )
        .with_detail(faults.iter().map(|fault| format!("{fault}\n\n")).collect::<String>())),
    }
}

/// Plants nothing: the same book, whole, must pass.
fn sound(name: &str, faults: impl Fn(&Tree) -> Vec<Fault> + Send + 'static) -> Part {
    part(&format!("{name}: nothing planted"), move || match &faults(&Tree::sound())[..] {
        [] => Ok(0),
        [fault, ..] => Err(fault.clone()),
    })
}

/// Plants a fault in the small book; the check must find it alone, on that page, in that listing, in those words.
fn planted(
    name: &str,
    plant: impl Fn(&Tree) + Send + 'static,
    [page, listing, wrong]: [&'static str; 3],
    faults: impl Fn(&Tree) -> Vec<Fault> + Send + 'static,
) -> Part {
    part(name, move || {
        let tree = Tree::sound();
        plant(&tree);
        expect(&faults(&tree), page, listing, wrong)
    })
}

/// See [`Tree::plant`].
fn change([file, from, to]: [&'static str; 3]) -> impl Fn(&Tree) + Send + 'static {
    move |tree| tree.plant(file, from, to)
}

fn pages() -> Vec<Part> {
    let faults = |tree: &Tree| page::check(tree.path()).1;
    let rust = "```rust\n{{";
    let plants = [
        ("ignored block", [PAGE, rust, "```rust,ignore\n{{"], [PAGE, "", "marked `ignore`"]),
        ("block that is not run", [PAGE, rust, "```rust,no_run\n{{"], [PAGE, "", "marked `no_run`"]),
        ("block that should panic", [PAGE, rust, "```rust,should_panic\n{{"], [PAGE, "", "marked `should_panic`"]),
        ("typed Rust", [PAGE, "", "\n```rust\nfn main() {}\n```\n"], [PAGE, "", "rust that is typed"]),
        (
            "Rust typed beside an include",
            [PAGE, rust, "```rust\nuse std::thread;\n{{"],
            [PAGE, "", "rust that is typed"],
        ),
        ("typed Python", [PAGE, "", "\n```python\nprint(1)\n```\n"], [PAGE, "", "python that is typed"]),
        ("part of a block that is typed", [PAGE, "", "\n```rs\nfn main() {}\n```\n"], [PAGE, "", "marked `rs`"]),
        (
            "part of a listing passed off as a block's",
            [PAGE, "```rust\n{{#rustdoc_include", "```rs\n{{#include"],
            [PAGE, "", "marked `rs`"],
        ),
        ("fence without a language", [PAGE, "```text\ntyped", "```\ntyped"], [PAGE, "", "without a language"]),
        ("indented code", [PAGE, "", "\nAnd:\n\n    fn main() {}\n"], [PAGE, "", "without a language"]),
        ("compile_fail without a code", [PAGE, ",E0308", ""], [PAGE, "", "`compile_fail` without an error code"]),
        ("anchor that is not there", [PAGE, "main.rs:main", "main.rs:mian"], [PAGE, "", "no such anchor"]),
        (
            "include of nothing",
            [PAGE, "", "\n{{#include ../code/none.md}}\n"],
            [PAGE, "", "code/none.md, which does not exist"],
        ),
        ("empty word", [PAGE, "Three threads", "Simply three threads"], [PAGE, "", "\"Simply\""]),
        ("exclamation mark", [PAGE, "Three threads.", "Three threads!"], [PAGE, "", "exclamation mark"]),
        (
            "listing without its command",
            [PAGE, "cargo run --example threads_sum", "it"],
            [PAGE, LISTING, "without `cargo run"],
        ),
        (
            "output not shown",
            [PAGE, "{{#include ../code/examples/threads_sum/output.txt}}", "30"],
            [PAGE, LISTING, "has a output.txt"],
        ),
        (
            "twin's own output not shown",
            ["code/examples/threads_sum/output.py.txt", "", "30\n"],
            [PAGE, LISTING, "has a output.py.txt"],
        ),
        ("chapter not in SUMMARY", ["src/lost.md", "", "# Lost\n"], ["src/lost.md", "", "not in src/SUMMARY.md"]),
        (
            "chapter in SUMMARY that is no file",
            ["src/SUMMARY.md", "", "[Lost](lost.md)\n"],
            ["src/SUMMARY.md", "", "cannot load"],
        ),
    ];
    let typo = |tree: &Tree| {
        tree.plant(PAGE, ",E0308", "");
        tree.write(&format!("{REFUSED}/error.txt"), TYPO);
    };
    let mut parts = vec![sound("pages", faults)];
    parts.push(planted(
        "typing error recorded as a compile error",
        typo,
        [PAGE, "", "`compile_fail` without an error code"],
        faults,
    ));
    // No rustc is asked about it, and beside it is the error.txt of another program.
    let second = |tree: &Tree| {
        tree.write(&format!("{REFUSED}/other.rs"), "fn main() {}\n");
        let block =
            "\n```rust,compile_fail,E0308\n{{#rustdoc_include ../code/compile_fail/threads_type/other.rs}}\n```\n";
        tree.plant(PAGE, "", block);
    };
    let wrong = "`compile_fail` of something else than the main.rs";
    parts.push(planted("compile error of a second file", second, [PAGE, "", wrong], faults));
    parts.extend(plants.map(|(name, plant, expected)| planted(name, change(plant), expected, faults)));
    let move_page = |tree: &Tree| {
        tree.plant("src/SUMMARY.md", "(pipes.md)", "(processes/pipes.md)");
        tree.rename("src/pipes.md", "src/processes/pipes.md");
    };
    parts.push(planted("chapter too short", move_page, ["src/processes/pipes.md", "", "has 3 words"], faults));
    let rename = |to: &'static str| {
        move |tree: &Tree| {
            tree.rename(LISTING, &format!("code/examples/{to}"));
            tree.write(PAGE, &tree.read(PAGE).replace("threads_sum", to));
        }
    };
    let orphan = ["", "code/examples/locks_sum", "belongs to no chapter"];
    parts.push(planted("orphan listing", rename("locks_sum"), orphan, faults));
    let elsewhere = ["src/pipes.md", "code/examples/pipes_sum", "main.rs, output.txt, main.py shown by src/threads.md"];
    parts.push(planted("listing on the wrong chapter", rename("pipes_sum"), elsewhere, faults));
    let named = [PAGE, "code/examples/threads_Sum", "not named in snake_case"];
    parts.push(planted("listing with a bad name", rename("threads_Sum"), named, faults));
    parts
}

fn sites() -> Vec<Part> {
    let faults = |tree: &Tree| site::check(tree.path()).1;
    let plants = [
        ("dead link", "", "\n[gone](gone.md)\n", "links to gone.html"),
        ("dead anchor", "pipes.md#pipes", "pipes.md#pope", "nothing with that id"),
        ("dead anchor on the same page", "#threads", "#treads", "nothing with that id"),
        ("picture that is not there", "plan.svg", "plane.svg", "links to plane.svg"),
        ("picture without alternative text", "![The plan]", "![]", "without alternative text"),
        ("drawing without alternative text", "<title>A line</title>", "", "svg without alternative text"),
        ("script from elsewhere", "", "\n<script src=\"https://example.org/a.js\"></script>\n", "from another host"),
        ("picture from elsewhere", "plan.svg", "https://example.org/plan.svg", "from another host"),
        (
            "style from elsewhere",
            "",
            "\n<style>p { background: url(//example.org/a.png) }</style>\n",
            "from another host",
        ),
        ("link that is not https", "", "\n<http://example.org>\n", "not https"),
        ("link inside HTML", "", "\n<figcaption>See [pipes](pipes.md).</figcaption>\n", "instead of a link"),
    ];
    let mut parts = vec![sound("site", faults)];
    parts.extend(
        plants.map(|(name, from, to, wrong)| planted(name, change([PAGE, from, to]), [PAGE, "", wrong], faults)),
    );
    parts
}

fn programs() -> Vec<Part> {
    let rust = |script: &'static str| {
        move |tree: &Tree| -> Vec<Fault> {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            output::check(tree.path(), &tree.listing(EXAMPLES), &mut command, SHORT, false).err().into_iter().collect()
        }
    };
    let mut parts = vec![sound("outputs", rust("echo total: 30"))];
    let main = "code/examples/threads_sum/main.rs";
    for (name, script, wrong) in [
        ("output wrong by a digit", "echo total: 31", "something else than output.txt"),
        ("wrong exit code", "echo total: 30; exit 3", "ended with exit status: 3"),
        ("program that hangs", "echo total: 30; sleep 100", "did not end within 2s"),
        ("process left behind", "echo total: 30; sleep 100 & exit 0", "left processes behind"),
        (
            "process left behind in another session",
            "echo total: 30; setsid sleep 100 & sleep 0.2",
            "left processes behind",
        ),
    ] {
        parts.push(planted(name, |_| {}, [PAGE, main, wrong], rust(script)));
    }
    parts.push(part("lines in another order, where order matters", move || {
        let tree = Tree::sound();
        tree.write(&format!("{LISTING}/output.txt"), "a\nb\n");
        expect(&rust("echo b; echo a")(&tree), PAGE, main, "something else")?;
        tree.plant(main, "//! A sum.", "//! A sum.\n//!\n//! Output: lines in any order.");
        assert_eq!(rust("echo b; echo a")(&tree), []);
        expect(&rust("echo b; echo c")(&tree), PAGE, main, "something else")
    }));

    let python = |tree: &Tree| -> Vec<Fault> {
        let twin = python::interpreter()
            .and_then(|python| twin::check(tree.path(), &tree.listing(EXAMPLES), &python, SHORT, false));
        twin.err().into_iter().collect()
    };
    let main = "code/examples/threads_sum/main.py";
    parts.push(sound("twins", python));
    for (name, to, wrong) in [
        ("twin with another output", "print(31)\n", "something else than output.txt"),
        ("twin that raises", "raise RuntimeError\n", "ended with exit status: 1"),
        ("twin that hangs", "import threading; threading.Event().wait()\n", "did not end within"),
    ] {
        parts.push(planted(name, change([main, "", to]), [PAGE, main, wrong], python));
    }
    parts
}

fn refusals() -> Vec<Part> {
    let faults = |tree: &Tree| -> Vec<Fault> {
        let none = Libraries { folder: tree.path().to_owned(), externs: Vec::new() };
        compile_error::check(tree.path(), &tree.listing(COMPILE_FAIL), &none, false).err().into_iter().collect()
    };
    let main = "code/compile_fail/threads_type/main.rs";
    let plants = [
        // rustdoc is content with any error at all.
        ("error with another code", [PAGE, "E0308", "E0373"], "is shown as E0373, and rustc refuses it with E0308"),
        ("error that is a missing crate", [main, "fn main", "use missing as _;\nfn main"], "refuses it with E0432"),
        (
            "error in other words",
            ["code/compile_fail/threads_type/error.txt", "expected `u32`", "expected `u64`"],
            "in other words",
        ),
        ("no error", [main, "\"30\"", "30"], "compiles"),
        ("error that is not shown", [PAGE, "threads_type/main.rs", "threads_tape/main.rs"], "not shown by the chapter"),
    ];
    let mut parts = vec![sound("compile errors", faults)];
    let typo = |tree: &Tree| {
        tree.plant(PAGE, ",E0308", "");
        tree.write(main, "fn main() {\n    prinln!();\n}\n");
        tree.write(&format!("{REFUSED}/error.txt"), TYPO);
    };
    let wrong = "refused without a code: \"error: cannot find macro `prinln`";
    parts.push(planted("error that is a typing error", typo, [PAGE, main, wrong], faults));
    parts.extend(plants.map(|(name, plant, wrong)| planted(name, change(plant), [PAGE, main, wrong], faults)));
    parts
}

fn records() -> Vec<Part> {
    let faults = |tree: &Tree| record::check(tree.path()).1;
    let mut parts = vec![sound("records", move |tree| {
        add_record(tree);
        faults(tree)
    })];
    let plants: [(&str, [&str; 3], [&str; 3]); 5] = [
        ("record that is not JSON", [JSON, "{", ""], [MEASURED, JSON, "cannot be read"]),
        ("table edited by hand", [TABLE, "|", ""], [MEASURED, TABLE, "is not what the record says"]),
        ("file that is not drawn", [NOTES, "", "Mine."], [MEASURED, NOTES, "is not drawn from the record"]),
        (
            "number typed into a measured chapter",
            [MEASURED, "", "It takes 17.5 µs."],
            [MEASURED, "", "types \"17.5 µs\""],
        ),
        ("table not shown", [MEASURED, "table.md", "machine.md"], [MEASURED, TABLE, "is not shown by its chapter"]),
    ];
    parts.extend(plants.map(|(name, change, expected)| {
        let plant = move |tree: &Tree| {
            add_record(tree);
            tree.plant(change[0], change[1], change[2]);
        };
        planted(name, plant, expected, faults)
    }));
    let refute = |tree: &Tree| {
        add_record(tree);
        let mut record: serde_json::Value = serde_json::from_str(&tree.read(JSON)).unwrap();
        record["claims"][0]["bound"] = serde_json::json!({ "at_most": 1e-9 });
        tree.write(JSON, &record.to_string());
        draw(tree);
    };
    parts.push(planted(
        "claim that its numbers refute",
        refute,
        [MEASURED, JSON, "by its own samples does not hold"],
        faults,
    ));
    let binary = "code/measure/src/bin/memory.rs";
    parts.push(planted(
        "binary without a record",
        change([binary, "", "fn main() {}"]),
        ["", binary, "has no recorded results"],
        faults,
    ));
    parts
}

/// Adds the book's own record of one measurement, and a chapter that shows it.
fn add_record(tree: &Tree) {
    let mut record: serde_json::Value = serde_json::from_str(&fs::read_to_string(root().join(JSON)).unwrap()).unwrap();
    // Whether the book's own claims hold is for the other check to say; here one that does is enough.
    let verdicts = measure::verdicts_of(&root().join(RECORD)).unwrap();
    let holds = verdicts.into_iter().find(|verdict| verdict.ruling == Ruling::Holds).expect("a claim that holds");
    record["claims"] = serde_json::json!([holds.claim]);
    // And only what it compares, since judging takes its time.
    let compared = [holds.claim.numerator, holds.claim.denominator];
    record["candidates"].as_array_mut().unwrap().retain_mut(|candidate| {
        candidate["floor"].take();
        candidate["peer"].take();
        compared.iter().any(|id| candidate["id"] == **id)
    });
    record["latencies"] = serde_json::json!([]);
    record["memories"] = serde_json::json!([]);
    tree.write(JSON, &record.to_string());
    tree.write("code/measure/src/bin/starting-costs.rs", "fn main() {}");
    for file in draw(tree) {
        tree.plant(MEASURED, "", &format!("{{{{#include ../../{RECORD}/{file}}}}}\n\n"));
    }
}

fn draw(tree: &Tree) -> Vec<String> {
    let drawn = measure::pages_of(&tree.path().join(RECORD)).unwrap();
    drawn
        .into_iter()
        .map(|(file, text)| {
            tree.write(&format!("{RECORD}/{file}"), &text);
            file
        })
        .collect()
}

fn ledgers() -> Vec<Part> {
    let faults = |tree: &Tree| ledger::check(tree.path()).1;
    let add = |tree: &Tree| {
        tree.plant("src/SUMMARY.md", "", "[Verdicts](verdicts.md)\n");
        tree.write(ledger::PAGE, include_str!("faults/verdicts.md"));
    };
    let plants = [
        ("claim out of order", "<a id=\"a2\"></a>A2", "<a id=\"a3\"></a>A3", "is numbered A3, and A2 is due"),
        ("claim without its anchor", "<a id=\"b1\"></a>", "", "is numbered B1, and B1 is due"),
        ("verdict of another kind", "| depends |", "| perhaps |", "has the verdict \"perhaps\""),
        ("verdict without a reason", "| One core is enough |", "| |", "A2 says not why"),
        ("verdict without evidence", "[ids](pipes.md)", "ids", "A1 has no evidence"),
        ("verdict whose evidence shows nothing", "[a sum](#sum)", "[pipes](pipes.md#pipes)", "A2 links neither"),
        ("claims counted wrong", "3 claims", "4 claims", "does not say that 3 claims"),
        ("verdicts counted wrong", "1 false", "2 false", "does not say that 1 false"),
    ];
    let mut parts = vec![sound("ledger", move |tree| {
        add(tree);
        faults(tree)
    })];
    parts.extend(plants.map(|(name, from, to, wrong)| {
        let plant = move |tree: &Tree| {
            add(tree);
            tree.plant(ledger::PAGE, from, to);
            if to.contains("perhaps") {
                tree.plant(ledger::PAGE, "1 depends", "0 depends");
            }
        };
        planted(name, plant, [ledger::PAGE, "", wrong], faults)
    }));
    let judge = move |tree: &Tree| {
        add(tree);
        tree.plant(PAGE, "", "\n## What the sources say that is not so\n\n- *It is so* (A). It is not.\n");
    };
    parts.push(planted("claim judged elsewhere only", judge, [ledger::PAGE, "", "that src/threads.md judges"], faults));
    parts
}

fn snippets() -> Vec<Part> {
    let run = |program: &str| {
        let ended = Command::new(env::current_exe().unwrap()).env(SNIPPET, program).output().unwrap();
        (ended.status.success(), String::from_utf8_lossy(&ended.stderr).into_owned())
    };
    let red = |name: &str, program: &'static str, words: &'static str| {
        part(name, move || match run(program) {
            (false, said) if said.contains(words) => Ok(1),
            (_, said) => {
                Err(Fault::new("", "skeptic", format!("did not say \"{words}\" of `{program}`."), "Mend the check.")
                    .with_detail(said))
            }
        })
    };
    let orphan = "fn main() { std::process::Command::new(\"sleep\").arg(\"100\").spawn().unwrap(); } // hangs";
    vec![
        part("skeptic: nothing planted", move || {
            let (green, said) = run("use code as _;\nfn main() {}");
            assert!(green, "{said}");
            Ok(0)
        }),
        red("skeptic: assertion that fails", "fn main() { assert_eq!(1, 2); }", "left: 1"),
        red("skeptic: block that does not compile", "fn main() { missing(); }", "E0425"),
        red(
            "skeptic: program that hangs",
            "fn main() { loop { std::thread::park(); } } // hangs",
            "did not end within",
        ),
        // The program ends well, but what it started holds its output.
        red("skeptic: process left behind", orphan, "`sleep 100` did not end within"),
        doctested("mdbook test: nothing planted", "30", None),
        doctested("mdbook test: assertion that fails", "31", Some("mdbook test fails")),
    ]
}

fn doctested(name: &str, total: &'static str, wrong: Option<&'static str>) -> Part {
    part(name, move || {
        let tree = Tree::sound();
        tree.write(
            "code/examples/threads_sum/main.rs",
            &format!("// ANCHOR: main\nfn main() {{\n    assert_eq!(10 + 20, {total});\n}}\n// ANCHOR_END: main\n"),
        );
        let faults: Vec<Fault> =
            doctest::check(tree.path(), "threads.md", tree.path(), "", doctest::LIMIT).err().into_iter().collect();
        match wrong {
            Some(wrong) => expect(&faults, PAGE, "", wrong),
            None if faults.is_empty() => Ok(0),
            None => Err(faults[0].clone()),
        }
    })
}
