"""One RQ worker process. Usage: rq_worker.py PORT fork|simple"""
import sys

import redis
import rq

import rq_jobs  # noqa: F401  as RQ advises: imported before the forks, so that no job has to

connection = redis.Redis(port=int(sys.argv[1]))
kind = rq.SimpleWorker if sys.argv[2] == "simple" else rq.Worker
kind([rq.Queue("bench", connection=connection)], connection=connection).work(logging_level="WARNING")
