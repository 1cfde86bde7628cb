"""JupyterHub on one machine with a container for each student: jupyterhub_config.py with another spawner.

    RNNLAB_CLASS=FILE jupyterhub -f environment/hub/docker_config.py

The image is environment/hub/cluster/Dockerfile's. All containers share its layers, so jars and the class archive are once in memory.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821
load_subconfig(str(Path(__file__).with_name("jupyterhub_config.py")))  # noqa: F821

lecturers = c.CourseSpawner.settings.lecturers
limits = c.CourseSpawner.settings.limits
grading = c.CourseSpawner.places.grading
del c["CourseSpawner"]


def role(spawner):
    """Lecturers see the folder of grading, students never."""
    lecturer = spawner.user.name in lecturers
    spawner.environment = {**spawner.environment, "RNNLAB_ROLE": "lecturer" if lecturer else "student"}
    spawner.mem_limit = limits.lecturer_memory if lecturer else limits.memory
    if lecturer:
        spawner.volumes = {**spawner.volumes, str(grading): "/home/student/work/grading"}


c.JupyterHub.spawner_class = "dockerspawner.DockerSpawner"
c.DockerSpawner.image = os.environ.get("RNNLAB_IMAGE", "rnnlab-hub")
c.DockerSpawner.cmd = ["/course/environment/hub/cluster/start"]
c.DockerSpawner.network_name = "rnnlab-students"  # docker network create --internal rnnlab-students: no way to anywhere but the hub
c.DockerSpawner.remove = True  # what is kept is in the volumes
c.DockerSpawner.volumes = {"rnnlab-{username}": "/home/student"}
# In containers all have the same user, so the exchange must be a service that asks who comes: ngshare, in a container of the same network.
c.DockerSpawner.environment = {"RNNLAB_EXCHANGE": os.environ.get("RNNLAB_NGSHARE", "http://ngshare:8080/services/ngshare")}
c.DockerSpawner.notebook_dir = "/home/student/work"
c.DockerSpawner.cpu_limit = limits.processors
c.DockerSpawner.pre_spawn_hook = role
c.DockerSpawner.extra_host_config = {"cap_drop": ["ALL"], "security_opt": ["no-new-privileges"], "pids_limit": 2000}
c.Spawner.cmd = c.DockerSpawner.cmd
# The hub is asked for from the containers' network.
c.JupyterHub.hub_bind_url = "http://0.0.0.0:8081"
c.JupyterHub.hub_connect_ip = os.environ.get("RNNLAB_HUB_ADDRESS", "172.17.0.1")
