# SPDX-License-Identifier: Apache-2.0
"""Parsl's HighThroughputExecutor with worker processes on this host."""
import inspect
import os
import tempfile

import common

try:
    import parsl
    from parsl.config import Config
    from parsl.executors import HighThroughputExecutor
    from parsl.providers import LocalProvider
except ImportError as e:
    common.missing("parsl", e)

HOW = "HighThroughputExecutor"


def known(function, options):
    """Leaves out what this release of Parsl does not know."""
    names = inspect.signature(function).parameters
    return {name: value for name, value in options.items() if name in names}


def load(workers=common.WORKERS):
    here = os.path.dirname(os.path.abspath(__file__))
    provider = LocalProvider(init_blocks=1, min_blocks=1, max_blocks=1, worker_init="export PYTHONPATH=" + here)
    executor = dict(
        label="local",
        address="127.0.0.1",
        loopback_address="127.0.0.1",
        max_workers_per_node=workers,
        max_workers=workers,
        cores_per_worker=1,
        encrypted=False,
        provider=provider,
    )
    if "max_workers_per_node" in inspect.signature(HighThroughputExecutor.__init__).parameters:
        del executor["max_workers"]
    config = dict(
        executors=[HighThroughputExecutor(**known(HighThroughputExecutor.__init__, executor))],
        run_dir=tempfile.mkdtemp(prefix="parsl-"),
        app_cache=False,
        initialize_logging=False,
        usage_tracking=0,
        strategy="none",
    )
    parsl.load(Config(**known(Config.__init__, config)))


apps = {}


def submit(function, *arguments):
    if function not in apps:
        apps[function] = parsl.python_app(function)
    return apps[function](*arguments)


def ready():
    load()
    for future in [submit(common.noop, i) for i in range(100)]:
        future.result()


def throughput(figures):
    ready()
    figures.rate(
        "throughput", 10_000, lambda n: [f.result() for f in [submit(common.noop, i) for i in range(n)]], how=HOW, least=100
    )


def throughput_batch(figures):
    ready()

    def work(n):
        chunks = [list(range(i * common.CHUNK, (i + 1) * common.CHUNK)) for i in range(n)]
        for future in [submit(common.noops, chunk) for chunk in chunks]:
            future.result()

    figures.rate(
        "throughput-batch", 1_000, work, unit="elements/s", batch=True, how="chunks of 1000", least=4, each=common.CHUNK
    )


def latency(figures):
    ready()
    figures.latency(lambda i: submit(common.noop, i).result(), HOW)


def bulk(row, function, argument):
    def measure(figures):
        ready()
        value = argument()

        def work(n):
            for _ in range(n):
                submit(function, value).result()

        figures.rate(row, 10, work, unit="MiB/s", how=HOW, each=64)

    return measure


def shared(figures):
    ready()
    array = common.doubles()
    figures.rate("shared", 100, lambda n: [submit(common.take, array).result() for _ in range(n)], how="sent each time")


def chain(figures):
    ready()
    figures.rate(
        "chain", 1_000, lambda n: common.check(common.chain(submit, n).result(), n), how="futures as arguments", least=50
    )


def tree(figures):
    ready()
    figures.rate(
        "tree",
        2_047,
        lambda n: common.checked_tree(common.tree(submit, n).result(), n),
        how="futures as arguments",
        least=127,
    )


def start(figures):
    load(1)
    common.first_result(submit(common.noop, 1).result())


def pending(figures):
    ready()
    figures.pending(lambda: submit(common.block), lambda i: submit(common.noop, i), common.WORKERS, HOW)


if __name__ == "__main__":
    common.run(
        "parsl",
        str(parsl.__version__),
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
