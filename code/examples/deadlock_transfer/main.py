"""Two transfers in opposite directions, each of which locks the account it takes from first. Neither ever ends."""

# ANCHOR: main
import queue
import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def __str__(self):
        locked = self.lock.locked()
        return "locked" if locked else str(self.balance)


ann, ben = Account(100), Account(100)
half_way = threading.Barrier(3)
ended = queue.Queue()


def transfer(source, target, amount, half_way):
    with source.lock:
        half_way()
        with target.lock:
            source.balance -= amount
            target.balance += amount


def run(source, target):
    transfer(source, target, 10, half_way.wait)
    ended.put(None)


transfer(ann, ben, 10, lambda: None)
transfer(ben, ann, 30, lambda: None)
print("in a row:", ann, ben)

for pair in [(ann, ben), (ben, ann)]:
    threading.Thread(
        target=run, args=pair, daemon=True
    ).start()
half_way.wait()  # each has its first lock
try:
    ended.get(timeout=0.2)
    print("at once:  one has ended")
except queue.Empty:
    print("at once:  none has ended")
print("         ", ann, ben)
# ANCHOR_END: main
assert ann.lock.locked() and ben.lock.locked()
