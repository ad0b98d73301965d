"""A value, and a flag that says it is there. The interpreter runs the two lines in the order they are written in."""

# ANCHOR: main
import threading
import time


class Letter:
    text = 0
    sent = False


def write(letter):
    letter.text = 42
    letter.sent = True


for _ in range(200):
    letter = Letter()
    writer = threading.Thread(target=write, args=[letter])
    writer.start()
    while not letter.sent:
        time.sleep(0)  # let the writer run
    assert letter.text == 42
    writer.join()

print("200 letters, each with its text")
# ANCHOR_END: main
