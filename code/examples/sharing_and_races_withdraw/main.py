"""Two withdrawals. Every access is locked, and the account is overdrawn all the same."""

# ANCHOR: main
import threading

lock = threading.Lock()
meet = threading.Barrier(2)
balance = 0


def check_then_act():
    global balance
    with lock:
        enough = balance >= 80
    meet.wait()  # what may happen in between
    if enough:
        with lock:
            balance -= 80


def check_and_act():
    global balance
    meet.wait()
    with lock:
        if balance >= 80:
            balance -= 80


def left_by_two(withdraw):
    global balance
    balance = 100
    threads = [
        threading.Thread(target=withdraw) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return balance


print("locked twice:", left_by_two(check_then_act))
print("locked once:", left_by_two(check_and_act))
# ANCHOR_END: main
