"""A child holds a temporary file that a `with` deletes. Five ways to end, and what is left of the file."""

# ANCHOR: main
import os
import signal
import subprocess
import sys
import tempfile


def child(end, folder):
    """Makes a file, says so, and ends as it is told to."""
    with tempfile.NamedTemporaryFile(dir=folder):
        print("ready", flush=True)
        match end:
            case "returns":
                pass
            case "raises":
                raise ValueError("in the middle of it")
            case "calls exit":
                sys.exit(0)
            case _:
                # Until it is killed.
                sys.stdin.readline()


def main():
    expected = [
        ("returns", None, 0),
        ("raises", None, 0),
        ("calls exit", None, 0),
        ("is terminated", signal.SIGTERM, 1),
        ("is killed", signal.SIGKILL, 1),
    ]
    for end, number, expected in expected:
        with (
            tempfile.TemporaryDirectory() as folder,
            subprocess.Popen(
                [sys.executable, __file__],
                env=os.environ | {"END": end, "FOLDER": folder},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            ) as process,
        ):
            process.stdout.readline()
            if number is not None:
                process.send_signal(number)
            status = process.wait()
            left = len(os.listdir(folder))
            print(f"{end:<14} files left: {left}  {status}")
            assert left == expected


if "END" in os.environ:
    child(os.environ["END"], os.environ["FOLDER"])
else:
    main()
# ANCHOR_END: main
