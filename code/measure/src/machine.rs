//! What a record ran on.

use std::{env, fs};

use serde::{Deserialize, Serialize};

use crate::evidence;
use crate::format::bytes;
use crate::python::About;

/// The machine, the kernel, and the compilers and libraries under measurement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    /// The model, as the processor states it.
    pub cpu: String,
    /// The cores this process may use.
    pub cores: usize,
    /// Whether a hypervisor stands between us and the hardware.
    pub virtualised: bool,
    /// What sets the clock frequency, where that can be read.
    pub governor: Option<String>,
    /// Memory in bytes.
    pub memory_bytes: u64,
    /// The kernel's release.
    pub kernel: String,
    /// The compiler that built the binary.
    pub rustc: String,
    /// rayon's version.
    pub rayon: String,
    /// tokio's version.
    pub tokio: String,
    /// The Python that was measured, if any.
    pub python: Option<About>,
}

impl Machine {
    /// Looks at the machine this runs on.
    pub fn this(python: Option<About>) -> Self {
        let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
        let cpuinfo = read("/proc/cpuinfo");
        Machine {
            cpu: field(&cpuinfo, "model name").unwrap_or_else(|| env::consts::ARCH.into()),
            cores: evidence::cores(),
            virtualised: field(&cpuinfo, "flags")
                .is_some_and(|flags| flags.split(' ').any(|flag| flag == "hypervisor")),
            governor: fs::read_to_string("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
                .ok()
                .map(|governor| governor.trim().to_owned()),
            memory_bytes: field(&read("/proc/meminfo"), "MemTotal")
                .and_then(|total| total.split(' ').next()?.parse::<u64>().ok())
                .map_or(0, |kib| kib * 1024),
            kernel: format!("Linux {}", read("/proc/sys/kernel/osrelease").trim()),
            rustc: env!("MEASURE_RUSTC").into(),
            rayon: env!("MEASURE_RAYON").into(),
            tokio: env!("MEASURE_TOKIO").into(),
            python,
        }
    }

    /// The machine in a sentence or two.
    pub fn sentence(&self) -> String {
        let cores = if self.cores == 1 { "core" } else { "cores" };
        let virtualised = if self.virtualised {
            " of a virtual machine"
        } else {
            ""
        };
        let governor = match &self.governor {
            Some(governor) => format!(", frequency governor \"{governor}\""),
            None => String::new(),
        };
        let rustc = self.rustc.split(" (").next().unwrap_or_default();
        let python = match &self.python {
            Some(about) => format!(", {}", about.sentence()),
            None => String::new(),
        };
        format!(
            "{}, {} {cores}{virtualised}{governor}, {} of memory, {}. {rustc}, rayon {}, tokio {}{python}.",
            self.cpu,
            self.cores,
            bytes(self.memory_bytes as f64),
            self.kernel,
            self.rayon,
            self.tokio,
        )
    }
}

/// The first value of `name` in lines of the form "name : value".
fn field(text: &str, name: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim().to_owned())
    })
}

/// Now, in UTC, to the minute.
pub(crate) fn date() -> String {
    jiff::Timestamp::now()
        .strftime("%Y-%m-%d %H:%M UTC")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found() {
        assert_eq!(
            field("model name\t: A CPU\nflags : x y", "flags").as_deref(),
            Some("x y")
        );
        assert_eq!(field("", "flags"), None);
    }

    #[test]
    fn this_machine_can_be_described() {
        let machine = Machine::this(None);
        assert!(machine.cores >= 1);
        assert!(machine.rustc.starts_with("rustc "), "{}", machine.rustc);
        assert_ne!(machine.tokio, "unknown");
        assert!(machine.sentence().ends_with('.'));
    }
}
