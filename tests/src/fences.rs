//! The code blocks of a Markdown page.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A fenced or indented code block.
pub struct Fence {
    /// The words after the backticks; none for an indented block.
    pub tags: Vec<String>,
    /// The line it begins on, from 1.
    pub line: usize,
    /// Its text.
    pub body: String,
    /// Where the whole block, fences included, stands in the page.
    pub range: Range<usize>,
    /// Where its text begins.
    pub body_start: usize,
}

impl Fence {
    /// The first word after the backticks.
    pub fn language(&self) -> Option<&str> {
        self.tags.first().map(String::as_str)
    }

    /// Whether it has this word after the backticks.
    pub fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| own == tag)
    }

    /// Whether it is Rust which rustc must refuse.
    pub fn is_compile_fail(&self) -> bool {
        self.has("rust") && self.has("compile_fail")
    }

    /// Whether it is Rust that is compiled and run.
    pub fn is_runnable(&self) -> bool {
        self.has("rust") && !self.has("compile_fail")
    }
}

/// The parser with the extensions that mdBook turns on.
pub fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM,
    )
}

/// Every code block of a page.
pub fn fences(markdown: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<Fence> = None;
    for (event, range) in parser(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let tags = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split([',', ' ']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
                    }
                    CodeBlockKind::Indented => Vec::new(),
                };
                open = Some(Fence {
                    tags,
                    line: markdown[..range.start].matches('\n').count() + 1,
                    body: String::new(),
                    body_start: range.end,
                    range,
                });
            }
            Event::Text(text) => {
                if let Some(fence) = &mut open {
                    fence.body_start = fence.body_start.min(range.start);
                    fence.body.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => fences.extend(open.take()),
            _ => {}
        }
    }
    fences
}

/// The page without the blocks that `leave_out` picks.
pub fn without(markdown: &str, leave_out: impl Fn(&Fence) -> bool) -> String {
    let mut page = markdown.to_owned();
    for fence in fences(markdown).iter().rev().filter(|fence| leave_out(fence)) {
        page.replace_range(fence.range.clone(), "");
    }
    page
}
