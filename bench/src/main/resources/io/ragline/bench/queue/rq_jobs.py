"""What RQ's workers run."""
import os
import time

import redis


def no_op():
    pass


def pick_up(enqueued_at):
    waited = time.time_ns() - enqueued_at
    redis.Redis(port=int(os.environ["BENCH_REDIS_PORT"])).lpush("bench:waits", waited)
