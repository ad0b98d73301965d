"""Between fork and exec: the child leaves its parent's session, and the new program starts in one of its own."""

# ANCHOR: main
import os
import subprocess


def detached(**options):
    """Starts `cat` in a session of its own."""
    return subprocess.Popen(
        ["cat"],
        stdin=subprocess.PIPE,
        preexec_fn=os.setsid,
        **options,
    )


ours = os.getsid(0)
with detached() as child:
    session = os.getsid(child.pid)
print(f"cat: pid {child.pid}, session id {session}")
assert session == child.pid and session != ours

try:
    detached(process_group=0)  # it leads a group
except subprocess.SubprocessError as error:
    print(f"a leader: {error}")
# ANCHOR_END: main
