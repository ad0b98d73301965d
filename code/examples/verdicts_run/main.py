"""`run` called, and `start` called: who runs it?"""

# ANCHOR: main
from threading import Thread, current_thread


class Worker(Thread):
    def run(self):
        self.ran = current_thread().name


worker = Worker(name="worker")
worker.run()
print("run: by", worker.ran)
assert worker.ran == "MainThread"

worker.start()
worker.join()
print("start: by", worker.ran)
assert worker.ran == "worker"
# ANCHOR_END: main
