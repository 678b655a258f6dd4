"""Measures RQ or Celery on a Redis and prints one finding a line; the benchmark starts it and reads them.

Usage: drive_queue.py rq|rq-simple|celery PORT JOBS ROUNDS PICK_UPS PAUSE_MS PROCESSES
"""
import platform
import sys
import time

import redis


def tell(name, *values):
    print(name, *values, flush=True)


def drain(system, jobs):
    """From the first finished job to the last: starting the workers is not what is measured."""
    done = 0
    while done == 0:
        time.sleep(0.001)
        done = system.finished(jobs)
    start, first = time.monotonic(), done
    while done < jobs:
        time.sleep(0.002)
        done = system.finished(jobs)
    tell("noop", (jobs - first) / (time.monotonic() - start))


def run_round(system, connection, jobs):
    connection.flushall()
    start = time.monotonic()
    system.enqueue_all(jobs)
    tell("bulk", jobs / (time.monotonic() - start))
    system.start_workers()
    drain(system, jobs)


def pick_up(system, connection, count, pause_seconds):
    """One job at a time on the idle queue; the handler tells how long its job waited."""
    for number in range(count):
        system.enqueue_pick_up(time.time_ns())
        tell("wait", int(connection.brpop("bench:waits", timeout=60)[1]))
        time.sleep(pause_seconds)


def main(name, port, jobs, rounds, pick_ups, pause_ms, processes):
    if name == "celery":
        from celery_queue import CeleryQueue as Queue
    else:
        from rq_queue import RqQueue as Queue
    connection = redis.Redis(port=port)
    system = Queue(port, processes, simple=name == "rq-simple")
    tell("version", system.version)
    tell("setup", f"{system.setup}; redis-py {redis.__version__}, Python {platform.python_version()}")
    try:
        for number in range(rounds):
            run_round(system, connection, jobs)
            tell("progress", f"round {number + 1} of {rounds} is done")
            if number < rounds - 1:
                system.stop_workers()
        pick_up(system, connection, pick_ups, pause_ms / 1000)
    finally:
        system.stop_workers()


if __name__ == "__main__":
    main(sys.argv[1], *(int(argument) for argument in sys.argv[2:]))
