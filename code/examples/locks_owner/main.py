"""When the thread has been joined, nobody else can reach the data, and no lock is needed. Python leaves it to you to know."""

# ANCHOR: main
import threading

log = []
log_lock = threading.Lock()
words = ["zero"]
words_lock = threading.Lock()
words.append("one")  # nobody else is there yet


def add():
    with words_lock:
        words.append("two")
    with log_lock:
        log.append("the thread was here")


thread = threading.Thread(target=add)
thread.start()
thread.join()

print(words)  # nobody else is left
with log_lock:
    print(log)
# ANCHOR_END: main
