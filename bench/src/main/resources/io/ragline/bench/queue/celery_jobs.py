"""The Celery application: what its worker runs."""
import os
import time

import celery
import redis

PORT = int(os.environ["BENCH_REDIS_PORT"])

app = celery.Celery("bench", broker=f"redis://127.0.0.1:{PORT}/0")
connection = redis.Redis(port=PORT)


@app.task(ignore_result=True)
def no_op():
    pass


@app.task(ignore_result=True)
def pick_up(enqueued_at):
    waited = time.time_ns() - enqueued_at
    connection.lpush("bench:waits", waited)
