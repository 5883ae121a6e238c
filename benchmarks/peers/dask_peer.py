# SPDX-License-Identifier: Apache-2.0
"""Dask's distributed scheduler with worker processes on this host."""
import logging
import warnings

import common

warnings.filterwarnings("ignore")
try:
    import distributed
    from distributed import Client, LocalCluster
except ImportError as e:
    common.missing("dask", e)
logging.getLogger("distributed").setLevel(logging.CRITICAL)


def client(workers=common.WORKERS):
    cluster = LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=logging.CRITICAL,
        memory_limit=0,
    )
    made = Client(cluster)
    made.gather(made.map(common.noop, range(100), pure=False))
    return made


def throughput(figures):
    dask = client()
    figures.rate(
        "throughput",
        10_000,
        lambda n: dask.gather([dask.submit(common.noop, i, pure=False) for i in range(n)]),
        how="submit",
        least=100,
    )


def throughput_batch(figures):
    dask = client()

    def work(n):
        chunks = [list(range(i * common.CHUNK, (i + 1) * common.CHUNK)) for i in range(n)]
        dask.gather(dask.map(common.noops, chunks, pure=False))

    figures.rate(
        "throughput-batch", 1_000, work, unit="elements/s", batch=True, how="map of chunks of 1000", least=4, each=common.CHUNK
    )


def latency(figures):
    dask = client()
    figures.latency(lambda i: dask.submit(common.noop, i, pure=False).result(), "submit")


def send_with(row, function):
    def measure(figures):
        dask = client()
        array = common.doubles()

        def work(n):
            for _ in range(n):
                dask.submit(function, dask.scatter(array, hash=False), pure=False).result()

        figures.rate(row, 10, work, unit="MiB/s", how="scatter, submit", each=64)

    return measure


def give_back(figures):
    dask = client()

    def work(n):
        for _ in range(n):
            dask.submit(common.give, common.ELEMENTS, pure=False).result()

    figures.rate("return", 10, work, unit="MiB/s", how="submit", each=64)


def shared(figures):
    dask = client()
    array = common.doubles()

    def work(n):
        there = dask.scatter(array, hash=False, broadcast=True)
        dask.gather([dask.submit(common.take, there, pure=False) for _ in range(n)])

    figures.rate("shared", 100, work, how="scatter to all, submit", least=20)


def chain(figures):
    dask = client()

    def work(n):
        common.check(common.chain(lambda f, x: dask.submit(f, x, pure=False), n).result(), n)

    figures.rate("chain", 1_000, work, how="futures as arguments", least=50)


def tree(figures):
    dask = client()

    def work(n):
        common.checked_tree(common.tree(lambda f, *x: dask.submit(f, *x, pure=False), n).result(), n)

    figures.rate("tree", 2_047, work, how="futures as arguments", least=127)


def start(figures):
    cluster = LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, memory_limit=0)
    common.first_result(Client(cluster).submit(common.noop, 1).result())


def pending(figures):
    dask = client()
    figures.pending(
        lambda: dask.submit(common.block, pure=False),
        lambda i: dask.submit(common.noop, i, pure=False),
        common.WORKERS,
        "submit; the scheduler is in this process",
    )


if __name__ == "__main__":
    common.run(
        "dask",
        "distributed " + distributed.__version__,
        {
            "throughput": throughput,
            "throughput-batch": throughput_batch,
            "latency": latency,
            "send": send_with("send", common.take),
            "return": give_back,
            "round-trip": send_with("round-trip", common.plus_one),
            "shared": shared,
            "chain": chain,
            "tree": tree,
            "start": start,
            "pending": pending,
        },
    )
