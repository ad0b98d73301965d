"""A worker with fields of its own, as a subclass of Thread; what it produces has to be left in a field."""

# ANCHOR: main
import threading


class Greeter(threading.Thread):
    def __init__(self, name, times):
        super().__init__()
        self.greeting = (
            name  # not self.name: that one is Thread's
        )
        self.times = times
        self.said = []

    def run(self):
        for n in range(1, self.times + 1):
            self.said.append(f"{self.greeting} {n}")


greeter = Greeter("hello", 2)
greeter.start()
greeter.join()
print(greeter.said)
# ANCHOR_END: main
