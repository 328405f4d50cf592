"""
Serves MiniStack by uvicorn and httptools, which take half of the time per call of its own server, hypercorn with h11: HTTP in plain Python
is most of a small call. The settings are those that MiniStack gives hypercorn.
"""

import os
import resource

import uvicorn
from ministack.services import scheduler

# Each worker of a function has three pipes, and each call a socket.
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

# Seconds between its looks for schedules that are due (10): a lock is announced at the start of its game.
scheduler._SCHEDULE_TICK_INTERVAL = 1

uvicorn.run(
    "ministack.app:app",
    host=os.environ["BIND_HOST"],
    port=int(os.environ["GATEWAY_PORT"]),
    loop="asyncio",
    http="httptools",
    ws="wsproto",
    lifespan="on",
    timeout_keep_alive=75,
    timeout_graceful_shutdown=1,
    # MiniStack sends a date of its own, and no AWS endpoint names its server.
    date_header=False,
    server_header=False,
    access_log=False,
    # MiniStack has set up the log already.
    log_config=None,
)
