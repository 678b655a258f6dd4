"""Celery with its defaults: one worker, a pool of one process a core, results ignored."""
import sys

import celery

import celery_jobs
from worker_processes import WorkerProcesses


class CeleryQueue:
    def __init__(self, port, processes, simple):
        command = [sys.executable, "-m", "celery", "-A", "celery_jobs", "worker", "--concurrency", str(processes)]
        self.workers = WorkerProcesses([command])
        self.version = f"Celery {celery.__version__}"
        self.setup = f"one worker, prefork pool of {processes}, results ignored; bulk by apply_async in a loop with one producer"

    def enqueue_all(self, jobs):
        with celery_jobs.app.producer_pool.acquire(block=True) as producer:
            for _ in range(jobs):
                celery_jobs.no_op.apply_async(producer=producer)

    def enqueue_pick_up(self, now):
        celery_jobs.pick_up.apply_async((now,))

    def finished(self, jobs):
        """Celery takes a task off this list and acknowledges it when its process begins with it."""
        pipeline = celery_jobs.connection.pipeline()
        waiting, taken = pipeline.llen("celery").hlen("unacked").execute()
        return jobs - waiting - taken

    def start_workers(self):
        self.workers.start()

    def stop_workers(self):
        self.workers.stop()
