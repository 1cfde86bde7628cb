"""Many machines: the pod that KubeSpawner makes of the values, and the network policy, by the Kubernetes client's own classes.

No chart can be fetched where tests run, so this is a check of our own. KNOWN and KINDS hold, of the chart's schema of 4.4.0, the keys that
the values use, with their kinds (read there, values.schema.yaml); CHART says which key of a student's server becomes which setting of
KubeSpawner. A key that is in the values and not here fails: nothing is promised that is not looked at.
    RNNLAB_HOME=$PWD .lab/hub/venv/bin/python src/test/python/test_hub_cluster.py    prints pod and policy
"""

import asyncio
import os
from pathlib import Path
from unittest.mock import patch

import pytest

kubespawner = pytest.importorskip("kubespawner", reason="KubeSpawner is in the hub's environment")

from kubernetes_asyncio import client  # noqa: E402
from ruamel.yaml import YAML  # noqa: E402

CLUSTER = Path(os.environ["RNNLAB_HOME"]) / "environment" / "hub" / "cluster"
CHART = {
    "cmd": "cmd", "defaultUrl": "default_url", "startTimeout": "start_timeout", "uid": "uid", "fsGid": "fs_gid",
    "allowPrivilegeEscalation": "allow_privilege_escalation", "serviceAccountName": "service_account", "memory.guarantee": "mem_guarantee",
    "memory.limit": "mem_limit", "cpu.guarantee": "cpu_guarantee", "cpu.limit": "cpu_limit", "storage.capacity": "storage_capacity",
    "extraEnv": "environment", "extraPodConfig": "extra_pod_config", "extraLabels": "extra_labels", "profileList": "profile_list",
}  # fmt: skip
ELSEWHERE = {"image.name", "image.tag", "image.pullPolicy", "storage.type", "storage.homeMountPath", "cloudMetadata.blockWithIptables",
             "networkPolicy.enabled"}  # fmt: skip

# What else the values may say, outside of a student's server: "x.*" is free below x, as it is in the schema.
KNOWN = {
    "hub.config.*": dict, "hub.extraConfig.*": str, "hub.extraEnv.*": dict, "hub.activeServerLimit": int, "hub.concurrentSpawnLimit": int,
    "hub.networkPolicy.enabled": bool, "proxy.https.enabled": bool, "proxy.chp.networkPolicy.enabled": bool,
    "prePuller.hook.enabled": bool, "prePuller.continuous.enabled": bool, "scheduling.podPriority.enabled": bool,
    "scheduling.userScheduler.enabled": bool, "scheduling.userPlaceholder.enabled": bool, "scheduling.userPlaceholder.replicas": int,
    "cull.enabled": bool, "cull.timeout": int, "cull.every": int,
}  # fmt: skip
KINDS = {
    "image.name": str, "image.tag": str, "image.pullPolicy": str, "cmd": (list, str), "defaultUrl": str, "startTimeout": int, "uid": int,
    "fsGid": int, "allowPrivilegeEscalation": bool, "serviceAccountName": (str, type(None)), "memory.guarantee": (int, float, str),
    "memory.limit": (int, float, str), "cpu.guarantee": (int, float), "cpu.limit": (int, float), "storage.type": str,
    "storage.capacity": str, "storage.homeMountPath": str, "extraEnv": dict, "extraPodConfig": dict, "extraLabels": dict,
    "cloudMetadata.blockWithIptables": bool, "networkPolicy.enabled": bool, "profileList": list,
}  # fmt: skip


def known(name):
    """The kind of a value in the chart's schema, None where the schema does not know the key."""
    above = name.split(".")
    free = [".".join([*above[:i], "*"]) for i in range(1, len(above))]
    return next((KNOWN[key] for key in [name, *free] if key in KNOWN), None)


def values():
    return YAML(typ="safe").load((CLUSTER / "values.yaml").read_text(encoding="utf-8"))


def flat(told, prefix=""):
    """{"memory.limit": ...}; tables that are values themselves stay whole."""
    found = {}
    for key, value in told.items():
        name = prefix + key
        if isinstance(value, dict) and name not in CHART:
            found |= flat(value, name + ".")
        else:
            found[name] = value
    return found


async def pod(profile):
    told = flat(values()["singleuser"])
    assert set(told) <= set(CHART) | ELSEWHERE, set(told) - set(CHART) - ELSEWHERE
    settings = {CHART[key]: value for key, value in told.items() if key in CHART and value is not None}
    settings |= values()["hub"]["config"]["KubeSpawner"]
    spawner = kubespawner.KubeSpawner(_mock=True, **settings)
    spawner.image = f"{told['image.name']}:{told['image.tag']}"
    spawner.image_pull_policy = told["image.pullPolicy"]
    spawner.component_label = "singleuser-server"
    spawner.common_labels = {"app": "jupyterhub", "release": "course"}
    spawner.volumes = [{"name": "home", "persistentVolumeClaim": {"claimName": "claim-student"}}]
    spawner.volume_mounts = [{"name": "home", "mountPath": told["storage.homeMountPath"]}]
    if profile:
        override = next(p for p in told["profileList"] if p["slug"] == profile)["kubespawner_override"]
        for key, value in override.items():
            setattr(spawner, key, value)
    return await spawner.get_pod_manifest()


def made(profile=None):
    """The pod as it would be sent; no cluster is asked."""

    async def make():
        async with client.ApiClient(client.Configuration()) as api:
            return api.sanitize_for_serialization(await pod(profile))

    with patch("kubespawner.spawner.load_config"), patch("kubespawner.spawner.shared_client"):
        return asyncio.run(make())


def test_no_key_and_no_kind_that_the_charts_schema_refuses():
    told = values()
    for name, value in flat(told["singleuser"]).items():
        assert name in KINDS, f"singleuser.{name}"
        assert isinstance(value, KINDS[name]) and not (isinstance(value, bool) and KINDS[name] is int), f"singleuser.{name}: {value!r}"
    assert told["singleuser"]["storage"]["type"] in ("dynamic", "static", "none")
    for name, value in flat({section: inner for section, inner in told.items() if section != "singleuser"}).items():
        kind = known(name)
        assert kind, name
        assert kind is dict or isinstance(value, kind), f"{name}: {value!r}"


def test_the_exchange_is_asked_for_where_the_policy_lets_a_student():
    """KubeSpawner's pod has no variables of other services, by which ngshare's exchange would find it: it must be told the address."""
    from urllib.parse import urlparse

    told = {e["name"]: e.get("value") for e in made()["spec"]["containers"][0]["env"]}
    place = urlparse(told["RNNLAB_EXCHANGE"])
    ports = [p["port"] for rule in policy()["spec"]["egress"] for peer in rule["to"] for p in rule["ports"]
             if peer["podSelector"]["matchLabels"].get("component") == "proxy"]  # fmt: skip
    assert place.hostname == "proxy-http" and place.port in ports and place.path == "/services/ngshare"
    for who in ("student", "lecturer"):
        assert 'os.environ["RNNLAB_EXCHANGE"]' in (CLUSTER / "jupyter" / who / "nbgrader_config.py").read_text(encoding="utf-8")


def test_the_pod_is_as_promised():
    sent = made()
    spec, container = sent["spec"], sent["spec"]["containers"][0]
    assert container["resources"] == {
        "limits": {"memory": 1200 << 20, "cpu": 1.5},
        "requests": {"memory": 600 << 20, "cpu": 0.1},
    }
    assert container["securityContext"]["runAsUser"] == 1000
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert not container["securityContext"].get("privileged")
    assert spec["securityContext"]["runAsNonRoot"] is True and spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False and not spec.get("serviceAccountName"), "no key to the cluster"
    assert spec["enableServiceLinks"] is False, "other services' addresses are not told"
    assert not any(spec.get(key) for key in ("hostNetwork", "hostPID", "hostIPC", "initContainers"))
    assert [v for v in spec["volumes"] if "hostPath" in v] == []
    assert container["volumeMounts"] == [{"mountPath": "/home/student", "name": "home"}]
    told = {e["name"]: e.get("value") for e in container["env"]}
    assert told["RNNLAB_WORK"].startswith("/home/student/"), "what a student makes is on the own volume"
    assert (CLUSTER.parents[2] / container["args"][0].removeprefix("/course/")).stat().st_mode & 0o111, (
        "the program that is started is there"
    )
    assert container["image"].split(":")[-1] not in ("latest", ""), "a tag that does not change under a class"


def test_the_large_profile_asks_for_more_and_is_as_closed():
    small, large = made()["spec"], made("full")["spec"]
    assert large["containers"][0]["resources"]["limits"] == {"memory": 4 << 30, "cpu": 4}
    assert large["containers"][0]["securityContext"] == small["containers"][0]["securityContext"]


def policy():
    return YAML(typ="safe").load((CLUSTER / "network-policy.yaml").read_text(encoding="utf-8"))


def test_the_policy_is_for_the_pods_and_lets_them_to_hub_proxy_and_names_alone():
    told = policy()
    labels = made()["metadata"]["labels"]
    assert told["spec"]["podSelector"]["matchLabels"].items() <= labels.items(), "it is for the pods that are made"
    assert sorted(told["spec"]["policyTypes"]) == ["Egress", "Ingress"]
    to = [(peer, [p["port"] for p in rule["ports"]]) for rule in told["spec"]["egress"] for peer in rule["to"]]
    reached = sorted((peer["podSelector"]["matchLabels"].get("component", "names"), ports) for peer, ports in to)
    assert reached == [("hub", [8081]), ("names", [53, 53]), ("proxy", [8000])]
    assert all("ipBlock" not in peer for peer, _ in to), "no address outside the cluster, the internet neither"
    assert all(rule.get("ports") and rule.get("to") for rule in told["spec"]["egress"]), "a rule without them is for everything"
    come = {p["podSelector"]["matchLabels"]["component"] for rule in told["spec"]["ingress"] for p in rule["from"]}
    assert come == {"proxy", "hub"}


def test_the_policy_has_no_key_that_kubernetes_does_not_know():
    """A misspelt key would be passed over, and the rule be wider than it looks."""

    def check(told, kind):
        types, names = kind.openapi_types, {v: k for k, v in kind.attribute_map.items()}
        for key, value in told.items():
            assert key in names, f"{kind.__name__} has no {key}"
            inner = types[names[key]].removeprefix("list[").rstrip("]")
            if hasattr(client, inner):
                for one in value if isinstance(value, list) else [value]:
                    check(one, getattr(client, inner))

    check(policy(), client.V1NetworkPolicy)


def test_more_than_one_server_at_a_time_finds_the_image_there():
    told = values()
    assert told["prePuller"] == {"hook": {"enabled": True}, "continuous": {"enabled": True}}
    assert told["singleuser"]["image"]["pullPolicy"] == "IfNotPresent"
    assert told["singleuser"]["networkPolicy"]["enabled"] is False, "policies add up: the chart's own would open the internet"


def main():
    """Pod and policy as Kubernetes would get them."""
    import sys

    yaml = YAML()
    for name, told in (("the pod of the profile 'labs'", made()), ("the network policy", policy())):
        print(f"# {name}")
        yaml.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
