"""Two workers count what they do until they are told to stop. A lock makes the addition one step."""

# ANCHOR: main
import threading
import time

stop = False
done = 0
adding = threading.Lock()
per_worker = []


def work():
    global done
    mine = 0
    while not stop:
        mine += 1
        with adding:
            done += 1
    per_worker.append(mine)


workers = [threading.Thread(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
time.sleep(0.02)  # they work
stop = True
for worker in workers:
    worker.join()

lost = sum(per_worker) - done
print("lost by the counter:", lost)
assert lost == 0
# ANCHOR_END: main
