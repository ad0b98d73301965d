"""Money goes round in a circle, the locks are always taken from the lowest number up."""

# ANCHOR: main
import threading
from dataclasses import dataclass, field


@dataclass
class Account:
    number: int
    balance: int = 100
    lock: threading.Lock = field(
        default_factory=threading.Lock
    )


def transfer(source, target, amount):
    if source.number == target.number:
        return  # one lock, which would be taken twice
    low, high = sorted(
        [source, target], key=lambda a: a.number
    )
    with low.lock, high.lock:
        source.balance -= amount
        target.balance += amount


def many(source, target):
    for _ in range(10_000):
        transfer(source, target, 1)


accounts = [Account(number) for number in range(3)]
threads = [
    threading.Thread(
        target=many,
        args=(accounts[i], accounts[(i + 1) % 3]),
    )
    for i in range(3)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
balances = [account.balance for account in accounts]
print(balances)
# ANCHOR_END: main
assert balances == [100, 100, 100]
