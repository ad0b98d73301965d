//! The listings: folders below `code/`, each owned by the chapter its name begins with.

use std::path::Path;
use std::{fs, io};

/// A folder of `code/examples` or `code/compile_fail`.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The folder's name.
    pub name: String,
    /// The folder, as a path from the root.
    pub folder: String,
    /// The chapter that owns it, as a path from the root; empty if no chapter does.
    pub page: String,
}

impl Listing {
    /// One of its files, as a path from the root.
    pub fn file(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }

    /// The text of one of its files, or nothing where there is no such file.
    pub fn read(&self, root: &Path, name: &str) -> String {
        fs::read_to_string(root.join(self.file(name))).unwrap_or_default()
    }
}

/// The programs that run.
pub const EXAMPLES: &str = "code/examples";
/// The programs that rustc must refuse.
pub const COMPILE_FAIL: &str = "code/compile_fail";

/// The listings of `folder`, by name.
pub fn listings(root: &Path, folder: &str) -> Vec<Listing> {
    let chapters = chapter_files(root).unwrap_or_default();
    let mut listings: Vec<Listing> = fs::read_dir(root.join(folder))
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .map(|name| Listing {
            folder: format!("{folder}/{name}"),
            page: owner(&name, &chapters).unwrap_or_default(),
            name,
        })
        .collect();
    listings.sort_by(|a, b| a.name.cmp(&b.name));
    listings
}

/// The chapter that owns `listing`: the one with the longest file name that the listing's name begins with.
pub fn owner(listing: &str, chapters: &[String]) -> Option<String> {
    chapters
        .iter()
        .map(|path| (stem(path), path))
        .filter(|(stem, _)| listing.strip_prefix(stem.as_str()).is_some_and(|rest| rest.starts_with('_')))
        .max_by_key(|(stem, _)| stem.len())
        .map(|(_, path)| path.clone())
}

/// The name that a chapter's listings begin with.
pub fn stem(page: &str) -> String {
    let file = page.rsplit('/').next().unwrap_or(page);
    file.trim_end_matches(".md").replace('-', "_")
}

/// Every Markdown file below `src/` but `SUMMARY.md`, as paths from the root.
pub fn chapter_files(root: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec!["src".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.ends_with(".md") && path != "src/SUMMARY.md" {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_chapter_name_wins() {
        let chapters = ["src/threads/locks.md".to_owned(), "src/threads/locks-and-waiting.md".to_owned()];
        assert_eq!(owner("locks_poison", &chapters).as_deref(), Some("src/threads/locks.md"));
        assert_eq!(owner("locks_and_waiting_park", &chapters).as_deref(), Some("src/threads/locks-and-waiting.md"));
        assert_eq!(owner("locksmith", &chapters), None);
    }
}
