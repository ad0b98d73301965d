"""The Python half of `cargo measure concurrency-and-parallelism`.

    concurrency_and_parallelism.py calibrate CORES CHUNK_NS
    concurrency_and_parallelism.py stage CASE MODEL CORES ITERATIONS CHUNKS WAIT_NS THRESHOLD_NS

The same job, the same rules of recording and the same output as the Rust binary: see `code/src/timeline.rs`.

`asyncio` and `multiprocessing` are imported where they are used: asyncio takes longer to import than a run takes.
"""

import ctypes
import os
import sys
import threading
import time
from time import monotonic_ns as now_ns  # CLOCK_MONOTONIC, as in Rust

# PyDLL keeps the GIL during the call. CDLL would release it, and so hand it over after every chunk.
current_core = ctypes.PyDLL(None).sched_getcpu

CASES = {"a": 2, "b": 2, "c": 2, "d": 8}
ONE_AFTER_ANOTHER = "a"


def arithmetic(iterations):
    x = 1
    for _ in range(iterations):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
    return x


class Recorder:
    """What `code::timeline::Recorder` is in Rust."""

    def __init__(self, worker, submitted_ns, threshold_ns):
        self.worker = worker
        self.threshold_ns = threshold_ns
        self.last_ns = submitted_ns
        self.spans = []
        self.extend("ready", "-", now_ns())

    def extend(self, state, core, until_ns):
        if until_ns <= self.last_ns:
            return
        spans = self.spans
        if spans and spans[-1][0] == state and spans[-1][1] == core:
            spans[-1][3] = until_ns
        else:
            spans.append([state, core, self.last_ns, until_ns])
        self.last_ns = until_ns

    def stamp(self):
        now = now_ns()
        if now - self.last_ns > self.threshold_ns:
            self.extend("ready", "-", now)
        else:
            self.extend("running", current_core(), now)

    def woken(self, deadline_ns):
        now = now_ns()
        self.extend("waiting", "-", min(deadline_ns, now))
        self.extend("ready", "-", now)

    def lines(self):
        return [f"{self.worker} {state} {core} {start} {end}" for state, core, start, end in self.spans]


class Job:
    def __init__(self, iterations, chunks, wait_ns, threshold_ns):
        self.iterations = int(iterations)
        self.chunks = int(chunks)
        self.wait_ns = int(wait_ns)
        self.threshold_ns = int(threshold_ns)

    def compute(self, recorder):
        for _ in range(self.chunks):
            arithmetic(self.iterations)
            recorder.stamp()

    def run(self, worker, submitted_ns):
        recorder = Recorder(worker, submitted_ns, self.threshold_ns)
        self.compute(recorder)
        deadline = recorder.last_ns + self.wait_ns
        time.sleep(self.wait_ns / 1e9)
        recorder.woken(deadline)
        self.compute(recorder)
        return recorder.lines()

    async def run_async(self, worker, submitted_ns):
        import asyncio

        recorder = Recorder(worker, submitted_ns, self.threshold_ns)
        self.compute(recorder)
        deadline = recorder.last_ns + self.wait_ns
        await asyncio.sleep(self.wait_ns / 1e9)
        recorder.woken(deadline)
        self.compute(recorder)
        return recorder.lines()


class Process:
    """A child process that sends its lines home."""

    def __init__(self, job, worker):
        import multiprocessing

        context = multiprocessing.get_context("fork")
        self.receiver, sender = context.Pipe(duplex=False)
        self.process = context.Process(target=self.main, args=(job, worker, now_ns(), sender))
        self.process.start()
        sender.close()

    @staticmethod
    def main(job, worker, submitted_ns, sender):
        sender.send(job.run(worker, submitted_ns))

    def join(self):
        lines = self.receiver.recv()
        self.process.join()
        return lines


class Thread:
    """A thread that keeps its lines."""

    def __init__(self, job, worker):
        self.lines = []
        self.thread = threading.Thread(target=self.main, args=(job, worker, now_ns()))
        self.thread.start()

    def main(self, job, worker, submitted_ns):
        self.lines = job.run(worker, submitted_ns)

    def join(self):
        self.thread.join()
        return self.lines


def run_workers(start, case, job):
    if case == ONE_AFTER_ANOTHER:
        return [start(job, worker).join() for worker in range(CASES[case])]
    workers = [start(job, worker) for worker in range(CASES[case])]
    return [worker.join() for worker in workers]


async def run_tasks(case, job):
    import asyncio

    if case == ONE_AFTER_ANOTHER:
        return [await job.run_async(worker, now_ns()) for worker in range(CASES[case])]
    return await asyncio.gather(*(job.run_async(worker, now_ns()) for worker in range(CASES[case])))


def calibrate(target_ns):
    def fastest_chunk_ns(iterations):
        def chunk_ns():
            start = now_ns()
            arithmetic(iterations)
            return now_ns() - start

        return min(chunk_ns() for _ in range(400))

    iterations = 100
    for _ in range(5):
        iterations = max(iterations * target_ns // fastest_chunk_ns(iterations), 1)
    return iterations, fastest_chunk_ns(iterations)


def pin(cores):
    os.sched_setaffinity(0, {int(core) for core in cores.split(",")})


def main(arguments):
    match arguments:
        case ["calibrate", cores, chunk_ns]:
            pin(cores)
            print(*calibrate(int(chunk_ns)))
        case ["stage", case, model, cores, *job] if case in CASES and len(job) == 4:
            pin(cores)
            job = Job(*job)
            if model == "tasks":
                import asyncio

                lanes = asyncio.run(run_tasks(case, job))
            else:
                lanes = run_workers({"processes": Process, "threads": Thread}[model], case, job)
            for lane in lanes:
                print("\n".join(lane))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
