"""An error belongs to the one who asks for the result. The
worker goes on."""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor

results = []
with ThreadPoolExecutor(1) as pool:
    tasks = [
        (n, pool.submit(lambda n=n: 12 // n))
        for n in [6, 0, 2]
    ]
    for n, task in tasks:
        try:
            quotient = task.result()
            print(f"12 / {n} = {quotient}")
            results.append(quotient)
        except ZeroDivisionError as error:
            print(f"12 / {n}: the task raised: {error}")
# ANCHOR_END: main
assert results == [2, 6]
