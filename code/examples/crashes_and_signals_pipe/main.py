"""Three programs write into a pipe whose reader goes away after one line."""

# ANCHOR: main
import os
import subprocess
import sys


def unchecked():
    while True:
        print("y", flush=True)


def checked():
    try:
        unchecked()
    except BrokenPipeError:
        # Nobody reads on: that is no failure. At exit
        # Python flushes stdout once more, so it gets
        # another one.
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())


def head(program, name):
    """`program | head -n 1`"""
    with subprocess.Popen(
        program,
        env=os.environ | {"WRITER": name},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        child.stdout.readline()
        child.stdout.close()
        errors = child.stderr.read().splitlines()
        return child.wait(), errors[-1:]


match os.environ.get("WRITER"):
    case "checked":
        checked()
    case "unchecked":
        unchecked()
    case _:
        this = [sys.executable, "-E", __file__]
        for name, program, expected in [
            ("yes", ["yes"], -13),
            ("unchecked", this, 120),
            ("checked", this, 0),
        ]:
            status, errors = head(program, name)
            print(f"{name:<9} {status}")
            for line in errors:
                print(f"          {line}")
            assert status == expected
# ANCHOR_END: main
