"""Four threads want a value that takes a while to make. Who does not look again under the lock makes it more than once."""

# ANCHOR: main
import threading
import time
from concurrent.futures import ThreadPoolExecutor

all_looked = threading.Barrier(4)
lock = threading.Lock()
config = None
loads = 0


def load():
    global config, loads
    with lock:
        loads += 1
    time.sleep(0.02)  # Reads a file.
    config = "port = 80"


def look():
    if config is None:
        all_looked.wait()  # so that all see it missing
        load()


making = threading.Lock()


def look_again():
    global config, loads
    if config is None:
        all_looked.wait()
        with making:
            if config is None:
                load()


for get in (look, look_again):
    config, loads = None, 0
    with ThreadPoolExecutor(4) as pool:
        tasks = [pool.submit(get) for _ in range(4)]
    for task in tasks:
        task.result()
    print(f"{get.__name__}: loaded {loads} times")
# ANCHOR_END: main
assert loads == 1
