"""A pool in twenty lines. It does its tasks until one of them
raises an error."""

# ANCHOR: pool
import queue
import threading


def pool(workers):
    tasks = queue.SimpleQueue()

    def work():
        while True:
            tasks.get()()

    for _ in range(workers):
        threading.Thread(target=work, daemon=True).start()
    return tasks


# ANCHOR_END: pool

# The errors are the point; two tracebacks are not.
gone = threading.Semaphore(0)
threading.excepthook = lambda raised: gone.release()


# ANCHOR: main
def main():
    tasks, results = pool(2), queue.SimpleQueue()
    tasks.put(lambda: results.put(6 * 7))
    print("result:", results.get())

    for _ in range(2):
        tasks.put(lambda: 1 / 0)
    for _ in range(2):
        gone.acquire()  # released by threading.excepthook

    tasks.put(lambda: results.put(7))
    try:
        print("result:", results.get(timeout=0.3))
    except queue.Empty:
        print("nobody runs the next task")


# ANCHOR_END: main
main()
