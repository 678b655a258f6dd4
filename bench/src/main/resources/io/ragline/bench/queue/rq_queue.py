"""RQ as its documentation has it: jobs that keep their results, enqueue_many, one worker process a core."""
import sys

import redis
import rq
from rq.registry import FinishedJobRegistry

import rq_jobs
from worker_processes import WorkerProcesses

MOST_PER_CALL = 1000


class RqQueue:
    def __init__(self, port, processes, simple):
        connection = redis.Redis(port=port)
        self.queue = rq.Queue("bench", connection=connection)
        self.ended = FinishedJobRegistry("bench", connection=connection)
        kind = "simple" if simple else "fork"
        self.workers = WorkerProcesses([[sys.executable, "rq_worker.py", str(port), kind]] * processes)
        worker, forks = ("SimpleWorker", "no fork") if simple else ("Worker", "a fork for each job")
        self.version = f"RQ {rq.__version__}, {worker}"
        self.setup = f"{processes} worker processes, {forks}; bulk by enqueue_many, {MOST_PER_CALL} jobs a call"

    def enqueue_all(self, jobs):
        while jobs > 0:
            count = min(jobs, MOST_PER_CALL)
            self.queue.enqueue_many([rq.Queue.prepare_data(rq_jobs.no_op) for _ in range(count)])
            jobs -= count

    def enqueue_pick_up(self, now):
        self.queue.enqueue(rq_jobs.pick_up, now)

    def finished(self, jobs):
        return self.ended.connection.zcard(self.ended.key)

    def start_workers(self):
        self.workers.start()

    def stop_workers(self):
        self.workers.stop()
