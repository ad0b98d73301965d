"""A task that has written its line dies. The executor breaks, and does not say which task it was; run again, it pays twice."""

# ANCHOR: main
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def pay(ledger):
    first_time = not os.path.exists(ledger)
    with open(ledger, "a") as file:
        print("100 to Ada", file=file)
    if first_time:
        os.abort()


if __name__ == "__main__":
    for retries in [0, 1]:
        with tempfile.TemporaryDirectory() as folder:
            ledger = os.path.join(folder, "ledger")
            result = None
            for attempt in range(1, retries + 2):
                # A broken executor takes no more tasks.
                with ProcessPoolExecutor(1) as pool:
                    try:
                        pool.submit(pay, ledger).result()
                        result = "done"
                        break
                    except BrokenProcessPool as error:
                        result = type(error).__name__
            paid = len(open(ledger).readlines())
            print(f"with {retries} retries: {result}")
            print(f"  attempts {attempt}, paid {paid}")
# ANCHOR_END: main
