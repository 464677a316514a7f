"""Speed, measured beside what people usually write: ``make bench`` writes ``docs/bench.md``.

Not a test: nothing here can fail on time. ``ELSHI_BENCH_TIES`` and ``ELSHI_BENCH_SAMPLE`` make a run smaller.
"""
