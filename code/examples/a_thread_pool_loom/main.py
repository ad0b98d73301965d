"""A queue that saves notifies: only the task that finds it
empty wakes a worker. The schedule that loom found, by hand."""

# ANCHOR: main
import threading


class Queue:
    def __init__(self, sparing):
        self.tasks, self.work = [], threading.Condition()
        self.sparing = sparing  # notify only if it was empty
        self.waiting = 0

    def push(self, task):  # with the lock held
        was_empty = not self.tasks
        self.tasks.append(task)
        if was_empty or not self.sparing:
            self.work.notify()

    def pop(self):
        with self.work:
            while not self.tasks:
                self.waiting += 1
                self.work.wait()
                self.waiting -= 1
            return self.tasks.pop()


def two_tasks_two_workers(sparing):
    queue = Queue(sparing)
    workers = [
        threading.Thread(target=queue.pop) for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    while True:
        with queue.work:
            if queue.waiting == 2:  # both sleep
                queue.push(1)
                queue.push(2)  # before one of them is awake
                break
    for worker in workers:
        worker.join(timeout=0.3 if sparing else None)
    return queue, [w for w in workers if w.is_alive()]


# ANCHOR_END: main
queue, stuck = two_tasks_two_workers(False)
assert not stuck
print("a notify for each task: nobody is stuck")

queue, stuck = two_tasks_two_workers(True)
print("a notify for an empty queue:", len(stuck), "worker sleeps")
assert len(stuck) == 1 and len(queue.tasks) == 1
with queue.work:
    queue.work.notify()
stuck[0].join()
