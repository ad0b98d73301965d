//! The Python that runs the twins: the one that the measurements compare with.

use std::env;
use std::path::PathBuf;

use crate::fault::Fault;

const OLDEST: [u32; 2] = [3, 11];

/// `$PYTHON`, or the virtual environment with what `code/requirements.txt` names.
pub fn interpreter() -> Result<PathBuf, Fault> {
    let fault = |wrong: String| {
        let mend = format!("Install Python {}.{} or later, or set PYTHON to the path of one.", OLDEST[0], OLDEST[1]);
        Fault::new("", "the Python twins", wrong, mend)
    };
    let chosen = env::var_os("PYTHON").map(PathBuf::from);
    let python =
        measure::python::interpreter(chosen.as_deref()).map_err(|error| fault(format!("cannot be run: {error}.")))?;
    let version: Vec<u32> = python.about.version.split('.').filter_map(|number| number.parse().ok()).collect();
    if version.as_slice() < OLDEST.as_slice() {
        return Err(fault(format!(
            "cannot be run by {}, which is Python {}.",
            python.path.display(),
            python.about.version
        )));
    }
    Ok(python.path)
}
