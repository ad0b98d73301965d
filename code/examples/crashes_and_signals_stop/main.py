"""Three children are asked to end in the middle of a job: one is unprepared, one finishes the job, one never looks up."""

# ANCHOR: main
import itertools
import os
import signal
import subprocess
import sys

stopping = False


def on_term(number, frame):
    global stopping
    stopping = True


def worker(role):
    if role != "unprepared":
        signal.signal(signal.SIGTERM, on_term)
    for job in itertools.count(1):
        if stopping:
            print("  no more jobs")
            break
        print(f"  job {job} begun", flush=True)
        # The work: it is done when the input ends.
        sys.stdin.readline()
        # Or never.
        while role == "deaf":
            signal.pause()
        print(f"  job {job} done")


def stop(role, grace):
    with subprocess.Popen(
        [sys.executable, __file__],
        env=os.environ | {"ROLE": role},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        print(child.stdout.readline(), end="")

        child.terminate()
        child.stdin.close()
        try:
            child.wait(timeout=grace)
        except subprocess.TimeoutExpired:
            print("  out of patience")
            child.kill()
            child.wait()
        print(child.stdout.read(), end="")
        return child.returncode


if "ROLE" in os.environ:
    worker(os.environ["ROLE"])
else:
    for role, grace, expected in [
        ("unprepared", 10, -signal.SIGTERM),
        ("prepared", 10, 0),
        ("deaf", 0.2, -signal.SIGKILL),
    ]:
        print(f"{role}:", flush=True)
        status = stop(role, grace)
        print(f"  {status}", flush=True)
        assert status == expected
# ANCHOR_END: main
