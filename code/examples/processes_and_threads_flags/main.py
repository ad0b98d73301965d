"""The system call that starts threads and processes, and what each of its flags makes the two share."""

# ANCHOR: main
import ctypes
import os
import signal

VM, FS, FILES = 0x100, 0x200, 0x400
SIGHAND, VFORK, THREAD = 0x800, 0x4000, 0x10000

libc = ctypes.CDLL(None, use_errno=True)
stack = ctypes.create_string_buffer(64 * 1024)
top = ctypes.c_void_p(ctypes.addressof(stack) + len(stack))


def is_child(flags, function, argument):
    """Calls a function of C in a new process or thread."""
    # VFORK: we sleep until it has ended. It runs no Python.
    flags |= VFORK | signal.SIGCHLD
    pid = libc.clone(function, top, flags, argument)
    if pid < 0:
        raise OSError(ctypes.get_errno(), "clone")
    try:
        os.waitpid(pid, 0)
        return True
    except ChildProcessError:
        return False


def shared(flags):
    """Lets new ones change three things, and looks which of
    them have changed here. The last: are they our children?
    """
    variable = ctypes.c_long(0)
    home = os.getcwd()
    fds = len(os.listdir("/proc/self/fd"))

    # It writes the time to where it is told.
    is_child(flags, libc.time, ctypes.byref(variable))
    is_child(flags, libc.chdir, b"/")
    child = is_child(flags, libc.dup, 2)  # stays open

    directory = os.getcwd() != home
    files = len(os.listdir("/proc/self/fd")) > fds
    os.chdir(home)
    return variable.value != 0, directory, files, child


ALL = VM | FS | FILES
os.chdir("/proc")
print("        variable directory file  child")
for name, flags in [
    ("none", 0),
    ("VM", VM),
    ("FS", FS),
    ("FILES", FILES),
    ("all", ALL),
    ("THREAD", ALL | SIGHAND | THREAD),
]:
    *own, child = shared(flags)
    a, b, c, d = (str(x).lower() for x in (*own, child))
    print(f"{name:7} {a:8} {b:9} {c:5} {d}")
    assert own == [flags & x > 0 for x in (VM, FS, FILES)]
    assert child == (not flags & THREAD)
# ANCHOR_END: main
