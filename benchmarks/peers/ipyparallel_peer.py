# SPDX-License-Identifier: Apache-2.0
"""ipyparallel's load-balanced view of engines on this host."""
import logging
import os

import common

try:
    import ipyparallel
except ImportError as e:
    common.missing("ipyparallel", e)

HOW = "load-balanced view"
WAITS = "the program waits"


def connect(workers=common.WORKERS):
    cluster = ipyparallel.Cluster(n=workers, log_level=logging.CRITICAL, controller_ip="127.0.0.1")
    client = cluster.start_and_connect_sync()
    here = os.path.dirname(os.path.abspath(__file__))
    client[:].apply_sync(add_path, here)
    return client


def add_path(directory):
    import sys

    sys.path.insert(0, directory)


def view():
    made = connect().load_balanced_view()
    made.retries = 0
    return made


def throughput(figures):
    balanced = view()

    def work(n):
        for result in [balanced.apply_async(common.noop, i) for i in range(n)]:
            result.get()
        balanced.client.purge_everything()

    figures.rate("throughput", 10_000, work, how=HOW, least=50)


def throughput_batch(figures):
    balanced = view()

    def work(n):
        balanced.map_sync(common.noop, range(n * common.CHUNK), chunksize=common.CHUNK)
        balanced.client.purge_everything()

    figures.rate(
        "throughput-batch", 1_000, work, unit="elements/s", batch=True, how="map(chunksize=1000)", least=4, each=common.CHUNK
    )


def latency(figures):
    balanced = view()
    figures.latency(lambda i: balanced.apply_sync(common.noop, i), HOW)


def bulk(row, function, argument):
    def measure(figures):
        balanced = view()
        value = argument()

        def work(n):
            for _ in range(n):
                balanced.apply_sync(function, value)
            balanced.client.purge_everything()

        figures.rate(row, 10, work, unit="MiB/s", how=HOW, each=64)

    return measure


def shared(figures):
    client = connect()
    balanced = client.load_balanced_view()
    array = common.doubles()

    def work(n):
        client[:].push(dict(shared=array), block=True)
        for result in [balanced.apply_async(common.take, ipyparallel.Reference("shared")) for _ in range(n)]:
            result.get()
        client.purge_everything()

    figures.rate("shared", 100, work, how="push to all, Reference", least=20)


def chain(figures):
    balanced = view()
    figures.rate("chain", 1_000, lambda n: common.waited_chain(balanced.apply_sync, n), how=WAITS, least=20)


def tree(figures):
    balanced = view()

    def run_all(function, arguments):
        return [result.get() for result in [balanced.apply_async(function, *each) for each in arguments]]

    figures.rate("tree", 2_047, lambda n: common.waited_tree(run_all, n), how=WAITS, least=31)


def start(figures):
    common.first_result(connect(1).load_balanced_view().apply_sync(common.noop, 1))


def pending(figures):
    balanced = view()
    figures.pending(
        lambda: balanced.apply_async(common.block),
        lambda i: balanced.apply_async(common.noop, i),
        common.WORKERS,
        HOW,
        most=20_000,
    )


if __name__ == "__main__":
    common.run(
        "ipyparallel",
        ipyparallel.__version__,
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
