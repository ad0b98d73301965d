//! The Python that Rust is compared with: which interpreter, and what it is.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, io};

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::file;

/// An interpreter that has been seen to start.
#[derive(Debug, Clone)]
pub struct Interpreter {
    /// What to run.
    pub path: PathBuf,
    /// What it says of itself.
    pub about: About,
}

/// What an interpreter says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Such as `3.13.1`.
    pub version: String,
    /// Such as `CPython`.
    pub implementation: String,
    /// Built with `--enable-optimizations`, which is worth some 10 to 20 %.
    pub optimised: bool,
    /// Built without the global interpreter lock.
    pub free_threaded: bool,
    /// The arguments its `configure` was given.
    pub configure: String,
    /// The version of greenlet, if it is installed.
    pub greenlet: Option<String>,
}

const ABOUT: &str = r#"
import importlib.metadata, json, platform, shlex, sysconfig
# What names a folder is somebody's machine, not a way of building.
options = shlex.split(sysconfig.get_config_var("CONFIG_ARGS") or "")
configure = " ".join(option for option in options if "/" not in option)
try: greenlet = importlib.metadata.version("greenlet")
except importlib.metadata.PackageNotFoundError: greenlet = None
print(json.dumps(dict(version=platform.python_version(), implementation=platform.python_implementation(),
    optimised="--enable-optimizations" in configure, free_threaded=bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    configure=configure, greenlet=greenlet)))
"#;

/// The interpreter at `explicit`, or the book's own: a virtual environment in the target folder, with what
/// `code/requirements.txt` names, made at first use.
///
/// Where the environment cannot be completed, as without a network, it says so in a line on stderr and returns plain
/// `python3`. Calls from several processes at a time wait for each other.
pub fn interpreter(explicit: Option<&Path>) -> Result<Interpreter, Error> {
    if let Some(path) = explicit {
        return describe(path);
    }
    let plain = describe(Path::new("python3"))?;
    match environment(&target_folder().join("python"), &plain) {
        Ok(path) => describe(&path),
        Err(reason) => {
            eprintln!("warning: no virtual environment, using plain python3: {reason}");
            Ok(plain)
        }
    }
}

/// The file of this name beside the Rust binaries' Python counterparts.
pub fn script(name: &str) -> PathBuf {
    file::results_root().with_file_name("python").join(name)
}

fn describe(path: &Path) -> Result<Interpreter, Error> {
    let error = |reason: String| Error::Python {
        path: path.into(),
        reason,
    };
    let output = Command::new(path)
        .args(["-c", ABOUT])
        .stdin(Stdio::null())
        .output()
        .map_err(|source| error(source.to_string()))?;
    if !output.status.success() {
        return Err(error(last_line(&output)));
    }
    let about = serde_json::from_slice(&output.stdout)
        .map_err(|_| error("it does not answer as Python does".into()))?;
    Ok(Interpreter {
        path: path.into(),
        about,
    })
}

/// Makes the virtual environment, unless the stamp in it says that it is complete. The stamp is written last, so an
/// environment whose making was interrupted has none and is made again.
fn environment(folder: &Path, plain: &Interpreter) -> Result<PathBuf, String> {
    let wanted =
        fs::read_to_string(requirements()).map_err(|error| format!("requirements.txt: {error}"))?;
    let stamp = folder.join("complete");
    let contents = format!("{wanted}\nPython {}\n", plain.about.version);
    let interpreter = folder.join("bin/python");

    let lock = lock(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == contents) && interpreter.exists() {
        return Ok(interpreter);
    }
    let run = |command: &mut Command| {
        let output = command
            .stdin(Stdio::null())
            .output()
            .map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(())
        } else {
            Err(last_line(&output))
        }
    };
    run(Command::new(&plain.path)
        .args(["-m", "venv", "--clear"])
        .arg(folder))?;
    run(Command::new(&interpreter)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--retries",
            "1",
            "--timeout",
            "10",
        ])
        .arg("--requirement")
        .arg(requirements()))?;
    file::write(&stamp, &contents).map_err(|error| error.to_string())?;
    drop(lock);
    Ok(interpreter)
}

/// Held until it is dropped; other processes wait. It lies beside the folder, which `venv --clear` empties.
fn lock(folder: &Path) -> io::Result<File> {
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent)?;
    }
    let file = File::create(folder.with_extension("lock"))?;
    file.lock()?;
    Ok(file)
}

fn requirements() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("requirements.txt")
}

/// Cargo's target folder: the one this binary was built into, which cargo marks with a tag.
fn target_folder() -> PathBuf {
    env::current_exe()
        .ok()
        .and_then(|path| {
            path.ancestors()
                .find(|folder| folder.join("CACHEDIR.TAG").exists())
                .map(Path::to_path_buf)
        })
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"))
}

fn last_line(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    match said.lines().rfind(|line| !line.trim().is_empty()) {
        Some(line) => line.trim().into(),
        None => format!("it ended with {}", output.status),
    }
}

impl About {
    /// As in `CPython 3.13.1 (built with optimisations)`.
    pub fn sentence(&self) -> String {
        let optimised = if self.optimised { "with" } else { "without" };
        let lock = if self.free_threaded {
            ", free-threaded"
        } else {
            ""
        };
        format!(
            "{} {} (built {optimised} `--enable-optimizations`{lock})",
            self.implementation, self.version
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_interpreter_gets_one_line() {
        let line = interpreter(Some(Path::new("/nowhere/python3")))
            .unwrap_err()
            .to_string();
        assert!(
            line.starts_with("cannot use /nowhere/python3 as Python: "),
            "{line}"
        );
        let line = interpreter(Some(Path::new("/bin/true")))
            .unwrap_err()
            .to_string();
        assert!(line.contains("does not answer"), "{line}");
        let line = interpreter(Some(Path::new("/bin/false")))
            .unwrap_err()
            .to_string();
        assert!(line.contains("exit status: 1"), "{line}");
    }
}
