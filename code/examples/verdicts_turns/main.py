"""Two threads print zeros, then ones, and so on. Do they take turns?"""

# ANCHOR: main
from threading import Barrier, Thread

line_up = Barrier(2)
printed = {"one": [], "two": []}


def flips(name):
    flag = 0
    for _ in range(3):
        line_up.wait()
        printed[name].append(str(flag) * 5)
        flag ^= 1


threads = [Thread(target=flips, args=(n,)) for n in printed]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for name, lines in printed.items():
    print(name + ":", *lines)
assert printed["one"] == printed["two"]
# ANCHOR_END: main
