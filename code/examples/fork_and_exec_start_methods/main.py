"""Three ways to get a child that runs your function: what each child starts with, and who its parent is."""

# ANCHOR: main
import multiprocessing
import os

colour = "white"


def report(method):
    print(
        f"{method + ':':<12} pid {os.getpid()}, "
        f"parent {os.getppid()}, {colour}",
        flush=True,
    )


if __name__ == "__main__":
    colour = "black"
    report("the program")
    for method in ("fork", "spawn", "forkserver"):
        context = multiprocessing.get_context(method)
        child = context.Process(target=report, args=(method,))
        child.start()
        child.join()
        assert child.exitcode == 0
# ANCHOR_END: main
