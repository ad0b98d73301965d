"""A child gets a copy of the environment and of the working directory. What it does to them stays with it."""

# ANCHOR: main
import os
import subprocess

SCRIPT = """
COLOUR=${COLOUR:-none}; echo $COLOUR in $PWD
COLOUR=black; cd /
"""


def say(program, env):
    done = subprocess.run(
        [program, "-c", SCRIPT],
        env=env,
        cwd="/usr",
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.rstrip()


here = os.getcwd()
print(
    "with COLOUR:     ",
    say("sh", {**os.environ, "COLOUR": "red"}),
)
print("all of it taken: ", say("/bin/sh", {}))
print("in the parent:   ", os.environ.get("COLOUR"))
assert os.getcwd() == here
# ANCHOR_END: main
