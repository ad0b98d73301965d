//! Repeats all configurations in turns, and keeps what they recorded.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use code::timeline::{Span, Timeline};
use nix::sched::{CpuSet, sched_getaffinity};
use nix::unistd::Pid;

use super::{CalibratedJob, Case, Configuration, Evidence, Job, Language, Model, Record, Run};
use crate::error::Error;
use crate::evidence::Counters;
use crate::python::{Interpreter, script};
use crate::taint::Stretch;

/// How a session is made.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// A session of a few seconds, to see that it works.
    pub quick: bool,
    /// How often each configuration is run.
    pub repeats: usize,
    /// How long each of a job's two computations takes.
    pub compute: Duration,
    /// How long its wait takes.
    pub wait: Duration,
}

impl Settings {
    /// What the book's record is made with: about a minute.
    pub const FULL: Self = Self {
        quick: false,
        repeats: 9,
        compute: Duration::from_millis(30),
        wait: Duration::from_millis(30),
    };

    /// What `cargo measure all` takes for a reader's machine.
    pub const BRIEF: Self = Self {
        repeats: 3,
        ..Self::FULL
    };

    /// To see that it runs. In 10 ms two Python threads still take turns, of the GIL's 5 ms.
    pub const QUICK: Self = Self {
        quick: true,
        repeats: 1,
        compute: Duration::from_millis(10),
        wait: Duration::from_millis(10),
    };
}

/// Long enough that the stamp after it is a thousandth of it, short enough to see a scheduler's slice, a few milliseconds, begin and end.
const CHUNK: Duration = Duration::from_micros(75);

/// The Python half.
const SCRIPT: &str = "concurrency_and_parallelism.py";

/// Four chunks: a core whose sibling is busy may halve its speed, and that is not an interruption.
const THRESHOLD: Duration = Duration::from_micros(300);

/// Runs everything and fills `record`. Without a Python, its half is left out.
pub fn run(
    mut record: Record,
    settings: Settings,
    python: Option<&Interpreter>,
    mut progress: impl FnMut(u64, u64),
) -> Result<Record, Error> {
    let cores = choose_cores()?;
    record.quick = settings.quick;
    record.compute_ns = settings.compute.as_nanos() as u64;
    record.wait_ns = settings.wait.as_nanos() as u64;
    record.threshold_ns = THRESHOLD.as_nanos() as u64;
    let stages = stages(python)?;
    for stage in &stages {
        record.jobs.push(stage.calibrate(cores[0], settings)?);
        for case in Case::ALL {
            for model in Model::ALL {
                record.configurations.push(Configuration {
                    case,
                    model,
                    language: stage.language,
                    runs: Vec::new(),
                    drawn: 0,
                    spans: Vec::new(),
                });
            }
        }
    }
    let mut timelines: Vec<Vec<Timeline>> = vec![Vec::new(); record.configurations.len()];
    let total = (settings.repeats * record.configurations.len()) as u64;
    let mut done = 0;
    for repeat in 0..settings.repeats {
        let (counted, since) = (Counters::now(), Instant::now());
        for index in round_order(record.configurations.len(), repeat) {
            let configuration = &mut record.configurations[index];
            let which = stages
                .iter()
                .position(|stage| stage.language == configuration.language)
                .unwrap_or(0);
            let (timeline, run) =
                stages[which].run(configuration, &cores, record.jobs[which].job)?;
            configuration.runs.push(run);
            timelines[index].push(timeline);
            done += 1;
            progress(done, total);
        }
        let round = Evidence::new(since.elapsed(), &Counters::now().since(&counted));
        judge_last(&mut record.configurations, Stretch::from(&round));
    }
    for (configuration, timelines) in record.configurations.iter_mut().zip(timelines) {
        configuration.drawn = Configuration::choose(&configuration.runs);
        configuration.spans = timelines[configuration.drawn].spans().to_vec();
    }
    record.cores = cores;
    Ok(record)
}

/// Every other round goes backwards, so that none has the same one before it all the time.
fn round_order(count: usize, round: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    if round % 2 == 1 {
        order.reverse();
    }
    order
}

fn judge_last(configurations: &mut [Configuration], round: Stretch) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    for run in configurations
        .iter_mut()
        .filter_map(|configuration| configuration.runs.last_mut())
    {
        run.judge(round, cores);
    }
}

/// One language's way to run a configuration: a program and the arguments that come before ours.
struct Stage {
    language: Language,
    program: PathBuf,
    script: Option<PathBuf>,
}

fn stages(python: Option<&Interpreter>) -> Result<Vec<Stage>, Error> {
    let program = std::env::current_exe().map_err(Error::worker)?;
    let mut stages = vec![Stage {
        language: Language::Rust,
        program,
        script: None,
    }];
    stages.extend(python.map(|python| Stage {
        language: Language::Python,
        program: python.path.clone(),
        script: Some(script(SCRIPT)),
    }));
    Ok(stages)
}

impl Stage {
    fn calibrate(&self, core: usize, settings: Settings) -> Result<CalibratedJob, Error> {
        let chunk_ns = CHUNK.as_nanos().to_string();
        let printed = self.output(&["calibrate", &core.to_string(), &chunk_ns])?;
        let unexpected = || Error::worker(format!("calibration printed {printed:?}"));
        let (iterations, chunk_ns) = printed.trim().split_once(' ').ok_or_else(unexpected)?;
        let job = Job {
            iterations: iterations.parse().map_err(|_| unexpected())?,
            chunks: settings.compute.as_nanos().div_ceil(CHUNK.as_nanos()) as usize,
            wait_ns: settings.wait.as_nanos() as u64,
            threshold_ns: THRESHOLD.as_nanos() as u64,
        };
        let chunk_ns = chunk_ns.parse().map_err(|_| unexpected())?;
        Ok(CalibratedJob {
            language: self.language,
            job,
            chunk_ns,
        })
    }

    fn run(
        &self,
        configuration: &Configuration,
        cores: &[usize],
        job: Job,
    ) -> Result<(Timeline, Run), Error> {
        let (case, model) = (configuration.case, configuration.model);
        let cores: Vec<String> = cores[..case.cores()].iter().map(usize::to_string).collect();
        let cores = cores.join(",");
        let job = job.to_args();
        let mut args = vec!["stage", case.key(), model.key(), &cores];
        args.extend(job.iter().map(String::as_str));
        let (counted, since) = (Counters::now(), Instant::now());
        let printed = self.output(&args)?;
        let evidence = Evidence::new(since.elapsed(), &Counters::now().since(&counted));
        let spans: Vec<Span> = printed
            .lines()
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map_err(Error::worker)?;
        let timeline = Timeline::new(spans);
        let lanes = timeline.lanes().count();
        if lanes != case.workers() {
            return Err(Error::worker(format!(
                "{} workers were started, {lanes} reported",
                case.workers()
            )));
        }
        let run = Run::new(&timeline, evidence);
        Ok((timeline, run))
    }

    fn output(&self, args: &[&str]) -> Result<String, Error> {
        let output = Command::new(&self.program)
            .args(&self.script)
            .args(args)
            .output()
            .map_err(Error::worker)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let last = said.lines().last().unwrap_or("nothing");
            return Err(Error::worker(format!(
                "{} ended with {}, saying {last}",
                self.language.name(),
                output.status
            )));
        }
        String::from_utf8(output.stdout).map_err(Error::worker)
    }
}

/// Two cores that we may use, and that are not two threads of one core where there is a choice.
fn choose_cores() -> Result<Vec<usize>, Error> {
    let allowed = sched_getaffinity(Pid::from_raw(0)).map_err(Error::worker)?;
    let allowed: Vec<usize> = (0..CpuSet::count())
        .filter(|&core| allowed.is_set(core).unwrap_or(false))
        .collect();
    let [first, rest @ ..] = allowed.as_slice() else {
        return Err(Error::worker("no core is allowed"));
    };
    let siblings = siblings(*first);
    match rest
        .iter()
        .find(|core| !siblings.contains(core))
        .or(rest.first())
    {
        Some(second) => Ok(vec![*first, *second]),
        None => Err(Error::worker(
            "these timelines need two cores, and one is there",
        )),
    }
}

/// The hardware threads that share a core with this one, from the kernel's list: `0,4` or `0-1`.
fn siblings(core: usize) -> Vec<usize> {
    let path = format!("/sys/devices/system/cpu/cpu{core}/topology/thread_siblings_list");
    let list = std::fs::read_to_string(path).unwrap_or_default();
    let range = |part: &str| {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        Some(from.parse().ok()?..=to.parse().ok()?)
    };
    list.trim().split(',').filter_map(range).flatten().collect()
}
