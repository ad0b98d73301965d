"""Four children crash in four ways. What catches an exception does not catch a bad address, and the parent goes on."""

# ANCHOR: main
import ctypes
import multiprocessing
import resource
import signal
import sys
import threading


def read_nowhere():
    ctypes.string_at(16)


def crash(how):
    match how:
        case "exception":
            raise ValueError("caught below")
        case "bad address":
            read_nowhere()
        case "same, in a thread":
            thread = threading.Thread(target=read_nowhere)
            thread.start()
            thread.join()
        case _:
            crash(how)


def child(how):
    # One byte: the memory of the dead is not kept.
    resource.setrlimit(resource.RLIMIT_CORE, (1, 1))
    try:
        crash(how)
    except BaseException:
        sys.exit(7)


if __name__ == "__main__":
    expected = {
        "exception": 7,
        "bad address": -signal.SIGSEGV,
        "same, in a thread": -signal.SIGSEGV,
        "endless recursion": 7,
    }
    for how, code in expected.items():
        process = multiprocessing.Process(
            target=child, args=(how,)
        )
        process.start()
        process.join()
        print(f"{how:<18} {process.exitcode}")
        assert process.exitcode == code
    print("the parent goes on")
# ANCHOR_END: main
