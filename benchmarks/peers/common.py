# SPDX-License-Identifier: Apache-2.0
"""What the peers' scripts share: the work, its timing within a budget, and lines of JSON.

A script is called as `python3 SCRIPT.py SECONDS ROW...`. It prints a line of JSON for each figure;
a peer that is not installed prints one line that says so.
"""
import json
import os
import statistics
import sys
import time

WORKERS = 2
ELEMENTS = 8 << 20  # doubles in 64 MiB
CHUNK = 1_000
LEAVES = 1_024
LENGTH = 1_000
MOST_ROUNDS = 9


def noop(x):
    return x


def noops(xs):
    return [noop(x) for x in xs]


def increment(x):
    return x + 1


def take(array):
    return float(array[-1])


def give(length):
    import numpy

    return numpy.ones(length)


def plus_one(array):
    return array + 1.0


def leaf(value):
    import numpy

    return numpy.full(LENGTH, float(value))


def plus(a, b):
    return a + b


def block():
    time.sleep(600)


def doubles():
    import numpy

    return numpy.ones(ELEMENTS)


class Figures:
    """Measures rows of one peer, each within so many seconds, and prints the figures."""

    def __init__(self, peer, version, budget):
        self.peer, self.version, self.budget = peer, version, budget

    def line(self, row, value, unit, batch=False, how="", done=0):
        line = dict(row=row, peer=self.peer, version=self.version, value=value, unit=unit, batch=batch, how=how, done=done)
        print(json.dumps(line), flush=True)

    def failed(self, row, error):
        line = dict(row=row, peer=self.peer, version=self.version, error=f"{type(error).__name__}: {error}"[:200])
        print(json.dumps(line), flush=True)

    def rate(self, row, most, work, unit="tasks/s", batch=False, how="", least=1, each=1):
        """Times work(n) with as many n, up to most, as leave time for some rounds.

        each is what one n counts for in the unit.
        """
        end = time.perf_counter() + self.budget
        n = least
        while True:
            seconds = timed(work, n)
            left = end - time.perf_counter()
            fit = int(n * left / 4 / seconds)
            if n >= most or fit < 2 * n:
                break
            n = min(most, fit, 8 * n)
        if n < most and left < 2 * seconds:
            self.line(row, n * each / seconds, unit, batch, how, n)
            return
        rounds = []
        while len(rounds) < MOST_ROUNDS and (not rounds or time.perf_counter() < end):
            rounds.append(n * each / timed(work, n))
        self.line(row, statistics.median(rounds), unit, batch, how, n * len(rounds))

    def latency(self, call, how="", most=5_000):
        end = time.perf_counter() + self.budget
        for i in range(100):
            assert call(i) == i
        micros = []
        while len(micros) < most and time.perf_counter() < end:
            start = time.perf_counter_ns()
            assert call(len(micros)) == len(micros)
            micros.append((time.perf_counter_ns() - start) / 1e3)
        micros.sort()
        for name, part in (("median", 0.5), ("p90", 0.9), ("p99", 0.99)):
            self.line("latency-" + name, micros[round((len(micros) - 1) * part)], "µs", False, how, len(micros))

    def pending(self, submit_block, submit, blocks, how="", most=100_000):
        """Memory of this process while tasks wait behind those that do not end."""
        kept = [submit_block() for _ in range(blocks)]
        time.sleep(0.5)
        before = rss()
        end = time.perf_counter() + self.budget
        n = 0
        while n < most and time.perf_counter() < end:
            kept.append(submit(n))
            n += 1
        time.sleep(1)
        after = rss()
        self.line("pending-rss", after / 2**20, "MiB", False, how, n)
        self.line("pending-growth", (after - before) / n, "bytes/task", False, how, n)


def timed(work, n):
    start = time.perf_counter()
    work(n)
    return time.perf_counter() - start


def rss():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    raise OSError("there is no VmRSS in /proc/self/status, which this figure is read from")


def check(value, expected):
    assert value == expected, f"{value} instead of {expected}"


def chain(submit, n):
    """Tasks of which each needs the one before; submit takes futures, the result is a future."""
    last = submit(increment, 0)
    for _ in range(n - 1):
        last = submit(increment, last)
    return last


def tree(submit, n):
    """Sums leaves two by two with n tasks about; submit takes futures, the result is a future."""
    leaves = leaves_of(n)
    level = [submit(leaf, i) for i in range(leaves)]
    while len(level) > 1:
        level = [submit(plus, level[i], level[i + 1]) for i in range(0, len(level), 2)]
    return level[0]


def leaves_of(n):
    return 1 << max(1, ((n + 1) // 2).bit_length() - 1)


def waited_chain(run, n):
    """The same where the program must wait for each."""
    last = 0
    for _ in range(n):
        last = run(increment, last)
    check(last, n)


def waited_tree(run_all, n):
    """The same where the program must wait for each level: run_all(function, arguments) gives a list."""
    leaves = leaves_of(n)
    level = run_all(leaf, [(i,) for i in range(leaves)])
    while len(level) > 1:
        level = run_all(plus, [(level[i], level[i + 1]) for i in range(0, len(level), 2)])
    check(level[0][-1], leaves * (leaves - 1) / 2)


def checked_tree(result, n):
    leaves = leaves_of(n)
    check(result[-1], leaves * (leaves - 1) / 2)


def first_result(value):
    """What the program waits for that measures the start."""
    check(value, 1)
    print(json.dumps(dict(row="start", first=True)), flush=True)


def leave():
    """Ends this process and those it started, without waiting for tasks that do not end."""
    import signal

    sys.stdout.flush()
    for pid in descendants(os.getpid()):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    os._exit(0)


def descendants(pid):
    found = []
    try:
        tasks = os.listdir(f"/proc/{pid}/task")
    except FileNotFoundError:
        return found
    for task in tasks:
        try:
            with open(f"/proc/{pid}/task/{task}/children") as children:
                for child in children.read().split():
                    found += [int(child)] + descendants(int(child))
        except FileNotFoundError:
            pass
    return found


def run(peer, version, rows):
    """Measures the rows that the command line names: rows gives a function for each."""
    figures = Figures(peer, version, float(sys.argv[1]))
    for name in sys.argv[2:]:
        row = rows.get(name)
        if row is None:
            continue
        try:
            row(figures)
        except Exception as e:  # the other rows can still be measured
            figures.failed(name, e)
    leave()


def missing(peer, error):
    print(json.dumps(dict(peer=peer, missing=str(error))), flush=True)
    sys.exit(0)
