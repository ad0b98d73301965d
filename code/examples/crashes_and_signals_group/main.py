"""Ctrl-C is sent to a whole process group. One child dies of it, one is elsewhere, one ignores it."""

# ANCHOR: main
import os
import signal
import subprocess
import sys

told = False


def on_interrupt(number, frame):
    global told
    told = True


def start(*command, **options):
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, **options
    )


def front():
    """What you started in a terminal."""
    signal.signal(signal.SIGINT, on_interrupt)

    # `cat` ends when its input does.
    same = start("cat")
    elsewhere = start("cat", process_group=0)
    ignoring = start(
        "sh", "-c", "trap '' INT; echo ready; exec cat"
    )

    print("same group:      ", same.wait())
    for name, child in [
        ("group of its own:", elsewhere),
        ("ignoring:        ", ignoring),
    ]:
        child.stdin.close()
        print(name, child.wait())
    print("the parent was told:", told)


def main():
    with subprocess.Popen(
        [sys.executable, __file__],
        env=os.environ | {"FRONT": "1"},
        process_group=0,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        child.stdout.readline()
        # The terminal's part, when you press Ctrl-C.
        os.killpg(child.pid, signal.SIGINT)

        report = child.stdout.read()
    print(report, end="")
    assert child.returncode == 0
    for line in [
        "same group:       -2",
        "group of its own: 0",
        "ignoring:         0",
        "the parent was told: True",
    ]:
        assert line in report


if "FRONT" in os.environ:
    front()
else:
    main()
# ANCHOR_END: main
