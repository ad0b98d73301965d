"""`join` with a time limit returns None, whether the thread has ended or not."""

# ANCHOR: main
import threading

results = []


def work():
    results.append(6 * 7)


def stay():
    threading.Event().wait()


ends = threading.Thread(target=work, daemon=True)
stays = threading.Thread(target=stay, daemon=True)
ends.start()
stays.start()

print("join gives:", ends.join(60), stays.join(0.1))
print("one that ends:", ends.is_alive(), results)
print("one that stays:", stays.is_alive())
# ANCHOR_END: main
