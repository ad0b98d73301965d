"""Two Python threads call a Rust function in which they can meet, if they let go of the GIL to call it."""

# ANCHOR: main
import ctypes
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TARGET = os.environ.get("CARGO_TARGET_DIR", "target")
PATH = ROOT / TARGET / "debug/examples"
PATH /= "libthe_gil_library.so"
BUILD = ["cargo", "build", "--example", "the_gil_library"]


def two_threads(library, limit_ms):
    library.meet.restype = ctypes.c_bool
    library.meet.argtypes = [ctypes.c_uint64]
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(library.meet, [limit_ms] * 2))


if __name__ == "__main__":
    if not PATH.exists():
        subprocess.run(BUILD, cwd=ROOT, check=True)

    met = two_threads(ctypes.PyDLL(PATH), 100)
    print("PyDLL, the GIL is kept:  met", met)
    met = two_threads(ctypes.CDLL(PATH), 20_000)
    print("CDLL, it is let go:      met", met)
# ANCHOR_END: main
