# SPDX-License-Identifier: Apache-2.0
"""ProcessPoolExecutor of Python's concurrent.futures."""
import platform
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

import common

PEER = "concurrent.futures"
WAITS = "the program waits"


def pool(workers=common.WORKERS):
    executor = ProcessPoolExecutor(workers)
    list(executor.map(common.noop, range(100)))
    return executor


def results(futures):
    return [future.result() for future in futures]


def throughput(figures):
    executor = pool()
    figures.rate(
        "throughput", 20_000, lambda n: results([executor.submit(common.noop, i) for i in range(n)]), how="submit", least=100
    )


def throughput_batch(figures):
    executor = pool()
    figures.rate(
        "throughput-batch",
        1_000,
        lambda n: list(executor.map(common.noop, range(n * common.CHUNK), chunksize=common.CHUNK)),
        unit="elements/s",
        batch=True,
        how="map(chunksize=1000)",
        each=common.CHUNK,
    )


def latency(figures):
    executor = pool()
    figures.latency(lambda i: executor.submit(common.noop, i).result(), "submit")


def bulk(row, function, argument):
    def measure(figures):
        executor = pool()
        value = argument()

        def work(n):
            for _ in range(n):
                executor.submit(function, value).result()

        figures.rate(row, 10, work, unit="MiB/s", how="submit", each=64)

    return measure


def shared(figures):
    executor = pool()
    array = common.doubles()

    def work(n):
        live = set()
        for _ in range(n):
            if len(live) >= 2 * common.WORKERS:
                _, live = wait(live, return_when=FIRST_COMPLETED)
            live.add(executor.submit(common.take, array))
        wait(live)

    figures.rate("shared", 100, work, how="sent each time")


def chain(figures):
    executor = pool()
    figures.rate(
        "chain",
        1_000,
        lambda n: common.waited_chain(lambda f, x: executor.submit(f, x).result(), n),
        how=WAITS,
        least=50,
    )


def tree(figures):
    executor = pool()

    def run_all(function, arguments):
        return results([executor.submit(function, *each) for each in arguments])

    figures.rate("tree", 2_047, lambda n: common.waited_tree(run_all, n), how=WAITS, least=127)


def start(figures):
    with ProcessPoolExecutor(1) as executor:
        common.first_result(executor.submit(common.noop, 1).result())


def pending(figures):
    executor = pool()
    # Some tasks are taken ahead by the workers' queue.
    figures.pending(lambda: executor.submit(common.block), lambda i: executor.submit(common.noop, i), 3 * common.WORKERS)


if __name__ == "__main__":
    common.run(
        PEER,
        "Python " + platform.python_version(),
        {
            "throughput": throughput,
            "throughput-batch": throughput_batch,
            "latency": latency,
            "send": bulk("send", common.take, common.doubles),
            "return": bulk("return", common.give, lambda: common.ELEMENTS),
            "round-trip": bulk("round-trip", common.plus_one, common.doubles),
            "shared": shared,
            "chain": chain,
            "tree": tree,
            "start": start,
            "pending": pending,
        },
    )
