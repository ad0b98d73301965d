"""A method that holds a lock calls another, which takes the same lock."""

# ANCHOR: main
import threading


class Log:
    def __init__(self, lock):
        self.lines = []
        self.lock = lock

    def add(self, line):
        with self.lock:
            self.lines.append(line)

    def add_all(self, lines):
        # Nobody else's line shall come in between.
        with self.lock:
            for line in lines:
                self.add(line)


def run(lock, limit):
    log = Log(lock)
    thread = threading.Thread(
        target=log.add_all,
        args=(["one", "two"],),
        daemon=True,
    )
    thread.start()
    thread.join(timeout=limit)
    return thread.is_alive(), log.lines


lock = run(threading.Lock(), 0.2)
rlock = run(threading.RLock(), 20)
print("Lock: hangs:", lock[0])
print("RLock:", rlock[1])
# ANCHOR_END: main
assert lock == (True, [])
assert rlock == (False, ["one", "two"])
