//! Files: read with one clear line for what is wrong, written whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::de::DeserializeOwned;
use serde_json::Value;
use tempfile::NamedTempFile;

use crate::error::Error;
use crate::record::VERSION;

/// Where the records and page files of all suites are kept.
pub fn results_root() -> PathBuf {
    package_root().join("results")
}

/// The folder of this package.
pub fn package_root() -> PathBuf {
    // `cargo run` states the folder of the package as it is now; a binary started by hand knows the one it was built in.
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .filter(|folder| folder.join("results").is_dir());
    package.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into())
}

/// The kind that a record states, once its version is known to be ours.
pub fn kind_of(path: &Path) -> Result<String, Error> {
    parse(path).map(|(kind, _)| kind)
}

/// Reads the record of one kind.
pub fn read_record<T: DeserializeOwned>(path: &Path, kind: &str) -> Result<T, Error> {
    let (found, value) = parse(path)?;
    if found != kind {
        return Err(Error::UnknownKind {
            path: path.into(),
            found,
        });
    }
    serde_json::from_value(value).map_err(|error| broken(path, error))
}

fn parse(path: &Path) -> Result<(String, Value), Error> {
    let text = fs::read_to_string(path).map_err(|source| Error::File {
        doing: "cannot read",
        path: path.into(),
        source,
    })?;
    let value: Value = serde_json::from_str(&text).map_err(|error| broken(path, error))?;
    let version = value["version"]
        .as_u64()
        .ok_or_else(|| broken(path, "it states no version"))?;
    if version != VERSION {
        return Err(Error::UnknownVersion {
            path: path.into(),
            found: version,
        });
    }
    let kind = value["kind"]
        .as_str()
        .ok_or_else(|| broken(path, "it states no kind"))?
        .to_owned();
    Ok((kind, value))
}

fn broken(path: &Path, reason: impl ToString) -> Error {
    Error::BrokenRecord {
        path: path.into(),
        reason: reason.to_string(),
    }
}

/// Fails now if a file could not be written to `folder` later, and creates the folder if it is not there.
pub fn check_writable(folder: &Path) -> Result<(), Error> {
    let cannot = |source| Error::File {
        doing: "cannot write to",
        path: folder.into(),
        source,
    };
    fs::create_dir_all(folder).map_err(cannot)?;
    NamedTempFile::new_in(folder).map(drop).map_err(cannot)
}

/// Writes `content` to `path` so that a reader sees the old file or the new one, never half of either.
pub fn write(path: &Path, content: &str) -> Result<(), Error> {
    let cannot = |source| Error::File {
        doing: "cannot write",
        path: path.into(),
        source,
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    // A temporary file is private; what replaces a file of the book must be as readable as that was.
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    let mut temporary = tempfile::Builder::new()
        .permissions(permissions)
        .tempfile_in(folder)
        .map_err(cannot)?;
    temporary.write_all(content.as_bytes()).map_err(cannot)?;
    temporary
        .persist(path)
        .map(drop)
        .map_err(|error| cannot(error.error))
}

/// JSON whose outer levels are indented and whose samples are one to a line: a diff shows what changed, and the file stays small.
pub fn to_json<T: serde::Serialize>(record: &T) -> String {
    let value = serde_json::to_value(record).expect("a record has string keys and finite numbers");
    let mut out = String::new();
    lay_out(&value, 0, &mut out);
    out.push('\n');
    out
}

fn lay_out(value: &Value, depth: usize, out: &mut String) {
    let holds_more = |value: &Value| value.is_object() || value.is_array();
    let flat = match value {
        Value::Array(items) => !items.iter().any(holds_more),
        Value::Object(fields) => fields.is_empty(),
        _ => true,
    };
    if flat {
        out.push_str(&value.to_string());
        return;
    }
    let indent = "  ".repeat(depth + 1);
    let (open, close) = if value.is_array() {
        ('[', ']')
    } else {
        ('{', '}')
    };
    out.push(open);
    let entries: Vec<(Option<&String>, &Value)> = match value {
        Value::Array(items) => items.iter().map(|item| (None, item)).collect(),
        Value::Object(fields) => fields.iter().map(|(key, item)| (Some(key), item)).collect(),
        _ => Vec::new(),
    };
    for (index, (key, item)) in entries.into_iter().enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        out.push_str(&indent);
        if let Some(key) = key {
            out.push_str(&Value::from(key.as_str()).to_string());
            out.push_str(": ");
        }
        lay_out(item, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(close);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_laid_out_reads_back() {
        let value =
            json!({"a": [[1, 2.5, null], [3, 4, "x\"y"]], "b": {}, "c": {"d": []}, "e": []});
        let text = to_json(&value);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        assert!(text.contains("\n    [1,2.5,null],\n"), "{text}");
    }

    #[test]
    fn a_wrong_file_gets_one_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record.json");
        for (content, expected) in [
            ("{", "is not a record: EOF"),
            ("[1]", "states no version"),
            (
                r#"{"version": 99}"#,
                "version 99, this instrument reads version 1",
            ),
            (
                r#"{"version": 1, "kind": "other"}"#,
                "of the kind \"other\"",
            ),
            (r#"{"version": 1, "kind": "suite"}"#, "missing field"),
        ] {
            write(&path, content).unwrap();
            let line = crate::record::Record::read(&path).unwrap_err().to_string();
            assert!(line.contains(expected), "{line}");
            assert!(!line.contains('\n'), "{line}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_noticed_first() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(
            check_writable(&file)
                .unwrap_err()
                .to_string()
                .starts_with("cannot write to")
        );
        assert!(check_writable(&folder.path().join("new")).is_ok());
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 0);
    }
}
