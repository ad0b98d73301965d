//! Checks the book as a browser gets it: links, pictures, and that nothing comes from elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{fs, io};

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use regex::Regex;
use scraper::{ElementRef, Html, Selector};

use crate::fault::Fault;

/// How many links there are.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// To files and anchors of the book; each was followed.
    pub internal: usize,
    /// To other hosts; none was followed.
    pub external: usize,
}

/// Renders the book in `root` into a temporary folder and checks it.
pub fn check(root: &Path) -> (Links, Vec<Fault>) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    if let Err(error) = render(root, folder.path()) {
        let wrong = format!("mdBook cannot render the book: {error:#}.");
        return (Links::default(), vec![Fault::new("book.toml", "", wrong, "`mdbook build` says the same.")]);
    }
    check_folder(folder.path())
}

fn render(root: &Path, folder: &Path) -> anyhow::Result<()> {
    let mut config = Config::from_disk(root.join("book.toml"))?;
    config.build.build_dir = folder.to_owned();
    let book = MDBook::load_with_config(root, config)?;
    book.build()
}

/// A page of the site: its path, its address on disk, and the ids in it.
struct Page {
    path: PathBuf,
    html: Html,
    ids: BTreeSet<String>,
}

fn check_folder(folder: &Path) -> (Links, Vec<Fault>) {
    let files = files(folder).expect("a folder just written can be read");
    let pages: BTreeMap<PathBuf, Page> = files
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .map(|path| {
            let text = fs::read_to_string(folder.join(path)).expect("mdBook writes UTF-8");
            let html = Html::parse_document(&text);
            let ids = select(&html, "[id]").filter_map(|element| element.attr("id")).map(str::to_owned).collect();
            (path.clone(), Page { path: path.clone(), html, ids })
        })
        .collect();
    let mut site =
        Site { files: files.iter().cloned().collect(), pages: &pages, links: Links::default(), faults: Vec::new() };
    // mdBook makes print.html of all chapters, and index.html of the first.
    let copies = [Path::new("print.html"), Path::new("index.html")];
    for page in pages.values().filter(|page| !copies.contains(&page.path.as_path())) {
        site.check_resources(page);
        site.check_links(page);
        site.check_pictures(page);
        site.check_text(page);
    }
    for style in files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "css")) {
        site.check_style(style, &fs::read_to_string(folder.join(style)).unwrap_or_default());
    }
    // A picture is on the page twice: once to be zoomed.
    site.faults.dedup();
    (site.links, site.faults)
}

struct Site<'a> {
    files: BTreeSet<PathBuf>,
    pages: &'a BTreeMap<PathBuf, Page>,
    links: Links,
    faults: Vec<Fault>,
}

impl Site<'_> {
    fn fault(&mut self, page: &Path, wrong: String, mend: &str) {
        self.faults.push(Fault::new(&source(page), "", wrong, mend));
    }

    /// What the browser fetches by itself must come with the book.
    fn check_resources(&mut self, page: &Page) {
        let fetched = "script[src], img[src], iframe[src], source[src], video[src], audio[src], embed[src], object[data], \
                       link[rel~=stylesheet][href], link[rel~=icon][href], link[rel~=preload][href], link[rel~=manifest][href]";
        for element in select(&page.html, fetched) {
            let address = ["src", "href", "data"].iter().find_map(|name| element.attr(name)).unwrap_or_default();
            if is_elsewhere(address) {
                let wrong = format!("loads {address} from another host.");
                self.fault(&page.path, wrong, "Put the file into src/ or theme/ and load it from there.");
            } else {
                self.follow(page, address);
            }
        }
        for element in select(&page.html, "style, [style]") {
            let text = element.attr("style").map_or_else(|| element.text().collect(), str::to_owned);
            self.check_style(&page.path, &text);
        }
    }

    fn check_style(&mut self, file: &Path, text: &str) {
        static FETCHED: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r#"(?:url\(|@import)\s*["']?([^"')\s;]+)"#).unwrap());
        for found in FETCHED.captures_iter(text).filter(|found| is_elsewhere(&found[1])) {
            let wrong = format!("loads {} from another host.", &found[1]);
            self.fault(file, wrong, "Put the file into theme/ and load it from there.");
        }
    }

    fn check_links(&mut self, page: &Page) {
        for element in select(&page.html, "a[href], area[href]") {
            let address = element.attr("href").unwrap_or_default();
            if address.starts_with("mailto:") || address.starts_with("https://") {
                self.links.external += 1;
            } else if is_elsewhere(address) || address.starts_with("javascript:") {
                let wrong = format!("links to {address}, which is not https.");
                self.fault(&page.path, wrong, "Link to the https address.");
            } else {
                self.follow(page, address);
            }
        }
    }

    fn follow(&mut self, page: &Page, address: &str) {
        if address.starts_with("data:") {
            return;
        }
        self.links.internal += 1;
        let (file, fragment) = address.split_once('#').unwrap_or((address, ""));
        let file = file.split('?').next().unwrap_or_default();
        let target = if file.is_empty() {
            page.path.clone()
        } else {
            let from = if select(&page.html, "base[href]").next().is_some() {
                Path::new("")
            } else {
                page.path.parent().unwrap()
            };
            resolve(from, &percent_decoded(file))
        };
        let target = if self.files.contains(&target) { target } else { target.join("index.html") };
        if !self.files.contains(&target) {
            let wrong = format!("links to {address}, and there is no such file.");
            self.fault(&page.path, wrong, "Mend the link; it is relative to the page, and ends in `.md` in Markdown.");
        } else if let Some(to) = self.pages.get(&target)
            && !fragment.is_empty()
            && !to.ids.contains(&percent_decoded(fragment))
        {
            let wrong = format!("links to {address}, and {} has nothing with that id.", source(&target));
            self.fault(
                &page.path,
                wrong,
                "An anchor is the heading in small letters with `-` between words; see the rendered page.",
            );
        }
    }

    /// Inside an HTML element, Markdown is not read: a link there is printed as it was typed.
    fn check_text(&mut self, page: &Page) {
        static LINK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[[^\]]+\]\([^)\s]+\)").unwrap());
        for element in select(&page.html, "main p, main li, main td, main dd, main summary, main figcaption") {
            let own = element.children().filter_map(|child| Some(&**child.value().as_text()?));
            if let Some(link) = own.filter_map(|text| LINK.find(text)).map(|link| link.as_str().to_owned()).next() {
                let wrong = format!("prints {link} instead of a link.");
                self.fault(&page.path, wrong, "Inside HTML write <a href=\"….html\">, or move the link out.");
            }
        }
    }

    fn check_pictures(&mut self, page: &Page) {
        let blank = |text: &str| text.trim().is_empty();
        for picture in select(&page.html, "main img") {
            if picture.attr("alt").is_none_or(blank) {
                let wrong = format!("shows {} without alternative text.", picture.attr("src").unwrap_or("a picture"));
                self.fault(&page.path, wrong, "Say in `alt` what the picture says.");
            }
        }
        let title = Selector::parse("title").unwrap();
        for picture in select(&page.html, "main svg") {
            // mdBook's own icons are decoration.
            let hidden =
                std::iter::once(picture).chain(picture.ancestors().filter_map(ElementRef::wrap)).any(|element| {
                    element.attr("aria-hidden") == Some("true")
                        || element.value().classes().any(|class| matches!(class, "fa-svg" | "blockquote-tag-title"))
                        || element.value().name() == "button"
                });
            let titled = picture.select(&title).any(|title| !blank(&title.text().collect::<String>()));
            let labelled = picture.attr("aria-label").is_some_and(|label| !blank(label));
            if !hidden && !titled && !labelled {
                let wrong = "has an svg without alternative text.".to_owned();
                self.fault(
                    &page.path,
                    wrong,
                    "Give it `role=\"img\"` and a <title>, or `aria-hidden=\"true\"` if it is decoration.",
                );
            }
        }
    }
}

fn select<'a>(html: &'a Html, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a valid selector");
    html.select(&selector).collect::<Vec<_>>().into_iter()
}

fn is_elsewhere(address: &str) -> bool {
    address.starts_with("//")
        || address.starts_with("http:")
        || address.starts_with("https:")
        || address.starts_with("ftp:")
}

/// The Markdown a page was made from, or the file itself.
fn source(page: &Path) -> String {
    let of_mdbook = ["404.html", "toc.html"].iter().any(|own| page == Path::new(own));
    if page.extension().is_some_and(|extension| extension == "html") && !of_mdbook {
        return format!("src/{}", page.with_extension("md").display());
    }
    page.display().to_string()
}

fn resolve(folder: &Path, address: &str) -> PathBuf {
    let mut path = folder.to_owned();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match hex {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Every file below `folder`, relative to it.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path.strip_prefix(folder).expect("below the folder").to_owned());
            }
        }
    }
    files.sort();
    Ok(files)
}
