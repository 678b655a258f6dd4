"""Worker processes that are started and stopped together."""
import signal
import subprocess


class WorkerProcesses:
    def __init__(self, commands):
        self.commands = commands
        self.running = []

    def start(self):
        self.running = [
            subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for command in self.commands
        ]

    def stop(self):
        """A second signal has RQ drop what it waits for; whoever does not mind that either is killed."""
        for end in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
            for process in self.running:
                process.send_signal(end)
            self.running = [process for process in self.running if not ended(process)]


def ended(process):
    try:
        process.wait(timeout=4)
        return True
    except subprocess.TimeoutExpired:
        return False
