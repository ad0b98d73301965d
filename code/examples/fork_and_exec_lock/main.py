"""A forked child has one thread. A lock that another thread of the parent held is held in the child for ever."""

# ANCHOR: main
import os
import signal
import threading

log = threading.Lock()
told = threading.Event()
release = threading.Event()


def logger():
    with log:
        told.set()
        release.wait()  # a slow write to the log


thread = threading.Thread(target=logger)
thread.start()
told.wait()  # from here on the lock is held

child = os.fork()
if child == 0:
    signal.alarm(1)  # in a second: SIGALRM, the end
    with log:
        os._exit(0)  # never reached

_, status = os.waitpid(child, 0)
release.set()
thread.join()
with log:
    print("the parent has got the lock")

end = signal.Signals(os.WTERMSIG(status))
print(f"the child has waited until {end.name}")
assert end == signal.SIGALRM
# ANCHOR_END: main
