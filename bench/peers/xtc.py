"""XTC files written and read by MDTraj's C library.

Reads commands from standard input, a line each, and answers each with the seconds it took:
    load FILE    reads the frames that are written later
    write FILE   writes them
    read FILE    reads a file
"""

import sys
import time

from mdtraj.formats import XTCTrajectoryFile


def read(path):
    with XTCTrajectoryFile(path) as file:
        return file.read()


def write(path, frames):
    positions, times, steps, box = frames
    with XTCTrajectoryFile(path, "w") as file:
        file.write(positions, time=times, step=steps, box=box)


def main():
    frames = None
    print("ready", flush=True)
    for line in sys.stdin:
        command, path = line.split(maxsplit=1)
        path = path.rstrip("\n")
        began = time.perf_counter()
        if command == "write":
            write(path, frames)
        elif command == "load":
            frames = read(path)
        else:
            read(path)
        print(time.perf_counter() - began, flush=True)


main()
