"""Names from the sources: which of them does Python have?"""

# ANCHOR: main
import asyncio
import multiprocessing
import threading
from importlib.util import find_spec
from multiprocessing import Process

names = {
    "module thread": find_spec("thread"),
    "module _thread": find_spec("_thread"),
    "multiprocessing.Pipes": getattr(multiprocessing, "Pipes", None),
    "multiprocessing.Pipe": multiprocessing.Pipe,
    "Process.get": getattr(Process, "get", None),
    "threading.ThreadPool": getattr(
        threading, "ThreadPool", None
    ),
    "threading.RWLock": getattr(threading, "RWLock", None),
    "asyncio.coroutine": getattr(asyncio, "coroutine", None),
}
for name, found in names.items():
    print(name + ":", "there" if found else "missing")
# ANCHOR_END: main
there = [name for name, found in names.items() if found]
assert there == ["module _thread", "multiprocessing.Pipe"]
