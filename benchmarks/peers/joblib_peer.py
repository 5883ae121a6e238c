# SPDX-License-Identifier: Apache-2.0
"""joblib's Parallel with its worker processes (loky), and the executor beneath it where that is faster."""
import common

try:
    import joblib
    from joblib import Parallel, delayed
    from joblib.externals.loky import ProcessPoolExecutor
except ImportError as e:
    common.missing("joblib", e)

WAITS = "the program waits"


def pool(**options):
    parallel = Parallel(n_jobs=common.WORKERS, backend="loky", **options)
    parallel.__enter__()
    parallel(delayed(common.noop)(i) for i in range(100))
    return parallel


def executor():
    made = ProcessPoolExecutor(max_workers=common.WORKERS)
    list(made.map(common.noop, range(100)))
    return made


def throughput(figures):
    loky = executor()
    figures.rate(
        "throughput",
        20_000,
        lambda n: [f.result() for f in [loky.submit(common.noop, i) for i in range(n)]],
        how="loky, submit",
        least=100,
    )


def throughput_batch(figures):
    parallel = pool(batch_size=common.CHUNK)
    figures.rate(
        "throughput-batch",
        1_000,
        lambda n: parallel(delayed(common.noop)(i) for i in range(n * common.CHUNK)),
        unit="elements/s",
        batch=True,
        how="Parallel(batch_size=1000)",
        each=common.CHUNK,
    )


def latency(figures):
    loky = executor()
    figures.latency(lambda i: loky.submit(common.noop, i).result(), "loky, submit")


def send_with(row, function):
    """joblib writes an array to a file that workers map; it does so once for the same array."""

    def measure(figures):
        parallel = pool()
        array = common.doubles()

        def work(n):
            for _ in range(n):
                parallel([delayed(function)(array.copy())])

        figures.rate(row, 10, work, unit="MiB/s", how="Parallel, memory-mapped file", each=64)

    return measure


def give_back(figures):
    parallel = pool()

    def work(n):
        for _ in range(n):
            parallel([delayed(common.give)(common.ELEMENTS)])

    figures.rate("return", 10, work, unit="MiB/s", how="Parallel", each=64)


def shared(figures):
    parallel = pool(batch_size=1)
    array = common.doubles()
    figures.rate(
        "shared", 100, lambda n: parallel(delayed(common.take)(array) for _ in range(n)), how="Parallel, memory-mapped file"
    )


def chain(figures):
    loky = executor()
    figures.rate(
        "chain", 1_000, lambda n: common.waited_chain(lambda f, x: loky.submit(f, x).result(), n), how=WAITS, least=50
    )


def tree(figures):
    loky = executor()

    def run_all(function, arguments):
        return [f.result() for f in [loky.submit(function, *each) for each in arguments]]

    figures.rate("tree", 2_047, lambda n: common.waited_tree(run_all, n), how=WAITS, least=127)


def start(figures):
    common.first_result(Parallel(n_jobs=common.WORKERS, backend="loky")([delayed(common.noop)(1)])[0])


def pending(figures):
    loky = executor()
    figures.pending(
        lambda: loky.submit(common.block), lambda i: loky.submit(common.noop, i), 3 * common.WORKERS, "loky, submit"
    )


if __name__ == "__main__":
    common.run(
        "joblib",
        joblib.__version__,
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
