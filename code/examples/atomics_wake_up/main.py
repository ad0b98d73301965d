"""One thread releases a permit, another waits for it. The semaphore changes its count under a lock, so no wake-up is lost."""

# ANCHOR: main
import threading

ROUNDS = 200

woken = 0
for _ in range(ROUNDS):
    permits = threading.Semaphore(0)
    releaser = threading.Thread(target=permits.release)
    releaser.start()
    permits.acquire()
    woken += 1
    releaser.join()

print(f"Semaphore: woken {woken} times of {ROUNDS}")
# ANCHOR_END: main
