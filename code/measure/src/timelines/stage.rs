//! One run of one configuration, in a process of its own: `BINARY stage CASE MODEL CORES JOB…` pins itself, starts the
//! workers, and prints their spans, a line each. The Python script answers to the same arguments.

use std::error::Error;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use code::timeline::{Span, now_ns};
use nix::sched::{CpuSet, sched_setaffinity};
use nix::unistd::Pid;
use tokio::task::JoinSet;

use super::job::{Job, calibrate};
use super::{Case, Model};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Does what the arguments after the program's name ask for, if they are for a stage or one of its workers.
/// `None`: they are for the reader's command line.
pub fn serve(args: &[String]) -> Option<Result<()>> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    Some(match args.as_slice() {
        ["calibrate", cores, chunk_ns] => serve_calibrate(cores, chunk_ns),
        ["stage", case, model, cores, job @ ..] => serve_stage(case, model, cores, job),
        ["worker", worker, submitted_ns, job @ ..] => serve_worker(worker, submitted_ns, job),
        _ => return None,
    })
}

fn serve_calibrate(cores: &str, chunk_ns: &str) -> Result<()> {
    pin(cores)?;
    let (iterations, chunk) = calibrate(Duration::from_nanos(chunk_ns.parse()?));
    println!("{iterations} {}", chunk.as_nanos());
    Ok(())
}

fn serve_stage(case: &str, model: &str, cores: &str, job: &[&str]) -> Result<()> {
    let case = Case::from_key(case).ok_or("no such case")?;
    let model = Model::from_key(model).ok_or("no such model")?;
    // Threads and child processes inherit it.
    pin(cores)?;
    print_spans(&spans(case, model, parse_job(job)?)?)
}

/// Runs the workers of a configuration, here and now, on the cores this thread may use.
pub fn spans(case: Case, model: Model, job: Job) -> Result<Vec<Span>> {
    Ok(match model {
        Model::Processes => processes(case, job)?,
        Model::Threads => threads(case, job),
        Model::Tasks => tasks(case, job)?,
    })
}

fn serve_worker(worker: &str, submitted_ns: &str, job: &[&str]) -> Result<()> {
    let spans = parse_job(job)?.run(worker.parse()?, submitted_ns.parse()?);
    print_spans(&spans)
}

fn parse_job(args: &[&str]) -> Result<Job> {
    let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
    Job::from_args(&args).ok_or_else(|| "not a job".into())
}

fn print_spans(spans: &[Span]) -> Result<()> {
    let mut out = io::stdout().lock();
    for span in spans {
        writeln!(out, "{span}")?;
    }
    Ok(out.flush()?)
}

fn pin(cores: &str) -> Result<()> {
    let mut set = CpuSet::new();
    for core in cores.split(',') {
        set.set(core.parse()?)?;
    }
    Ok(sched_setaffinity(Pid::from_raw(0), &set)?)
}

fn processes(case: Case, job: Job) -> Result<Vec<Span>> {
    let program = std::env::current_exe()?;
    let start = |worker: usize| {
        let submitted_ns = now_ns();
        Command::new(&program)
            .args(["worker", &worker.to_string(), &submitted_ns.to_string()])
            .args(job.to_args())
            .stdout(Stdio::piped())
            .spawn()
    };
    // A worker's lines fit the pipe: it never waits for us to read them.
    let join = |child: Child| -> Result<Vec<Span>> {
        let output = child.wait_with_output()?;
        if !output.status.success() {
            return Err(format!("a worker ended with {}", output.status).into());
        }
        Ok(String::from_utf8(output.stdout)?
            .lines()
            .map(str::parse)
            .collect::<std::result::Result<_, _>>()?)
    };
    let mut spans = Vec::new();
    if case.one_after_another() {
        for worker in 0..case.workers() {
            spans.extend(join(start(worker)?)?);
        }
    } else {
        let children = (0..case.workers())
            .map(start)
            .collect::<io::Result<Vec<Child>>>()?;
        for child in children {
            spans.extend(join(child)?);
        }
    }
    Ok(spans)
}

fn threads(case: Case, job: Job) -> Vec<Span> {
    let start = |worker| {
        let submitted_ns = now_ns();
        thread::spawn(move || job.run(worker, submitted_ns))
    };
    let join = |handle: thread::JoinHandle<Vec<Span>>| handle.join().expect("a job does not panic");
    if case.one_after_another() {
        (0..case.workers())
            .flat_map(|worker| join(start(worker)))
            .collect()
    } else {
        let handles: Vec<_> = (0..case.workers()).map(start).collect();
        handles.into_iter().flat_map(join).collect()
    }
}

fn tasks(case: Case, job: Job) -> io::Result<Vec<Span>> {
    use tokio::runtime::Builder;
    let runtime = match case {
        Case::OneAfterAnother | Case::ConcurrentOnOneCore => {
            Builder::new_current_thread().enable_time().build()?
        }
        Case::ParallelOnTwo | Case::ManyOnFew => Builder::new_multi_thread()
            .worker_threads(2)
            .enable_time()
            .build()?,
    };
    Ok(runtime.block_on(async {
        let mut spans = Vec::new();
        if case.one_after_another() {
            for worker in 0..case.workers() {
                spans.extend(job.run_async(worker, now_ns()).await);
            }
        } else {
            let mut set = JoinSet::new();
            for worker in 0..case.workers() {
                set.spawn(job.run_async(worker, now_ns()));
            }
            spans.extend(set.join_all().await.into_iter().flatten());
        }
        spans
    }))
}
