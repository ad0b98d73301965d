//! The `extern crate` lines that `mdbook test` needs and a reader does not.
//!
//! `mdbook test` runs rustdoc without `--extern`, so that a block which uses tokio must say `extern crate tokio;`.

use regex::Regex;

use crate::fences::fences;

/// The page with a hidden `extern crate` in every Rust block for each of `crates` that it names.
pub fn declare(markdown: &str, crates: &[String]) -> String {
    let uses: Vec<(&String, Regex)> = crates
        .iter()
        .map(|name| (name, Regex::new(&format!(r"\b{name}\s*::|\buse\s+{name}\b")).expect("a valid pattern")))
        .collect();
    let mut page = markdown.to_owned();
    for fence in fences(markdown).iter().rev().filter(|fence| fence.has("rust")) {
        let used: Vec<&str> =
            uses.iter().filter(|(_, used)| used.is_match(&fence.body)).map(|(name, _)| name.as_str()).collect();
        // Before `//!` and `#![…]` rustdoc refuses the block. mdBook has hidden those lines behind `# ` where they are not shown.
        let opening = fence
            .body
            .lines()
            .take_while(|line| {
                let line = line.strip_prefix('#').filter(|rest| !rest.starts_with('!')).unwrap_or(line).trim();
                line.is_empty() || line.starts_with("//!") || line.starts_with("#![")
            })
            .count();
        let at = markdown[fence.body_start..]
            .split_inclusive('\n')
            .take(opening)
            .fold(fence.body_start, |at, line| at + line.len());
        page.insert_str(at, &declarations(&used));
    }
    page
}

fn declarations(used: &[&str]) -> String {
    // rustc comes with a libc of its own, and would refuse to choose between the two (E0464). `code` hands ours on.
    let (libc, others): (Vec<&str>, Vec<&str>) = used.iter().partition(|name| **name == "libc");
    let code = (!libc.is_empty() && !others.contains(&"code")).then_some("code");
    let mut lines: String = code.into_iter().chain(others).map(|name| format!("# extern crate {name};\n")).collect();
    if !libc.is_empty() {
        lines.push_str("# use code::libc;\n");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_after_the_header_where_used() {
        let crates = ["code".to_owned(), "tokio".to_owned()];
        let page = "```rust\n# //! Shows it.\n# \nuse tokio::time;\n\nfn main() {}\n```\n\n```rust\nfn main() { let code = 7; }\n```\n";
        let expected = page.replace("# \nuse", "# \n# extern crate tokio;\nuse");
        assert_eq!(declare(page, &crates), expected);
    }

    #[test]
    fn libc_comes_through_code() {
        assert_eq!(
            declarations(&["libc", "tokio"]),
            "# extern crate code;\n# extern crate tokio;\n# use code::libc;\n"
        );
        assert_eq!(declarations(&["code", "libc"]), "# extern crate code;\n# use code::libc;\n");
    }
}
