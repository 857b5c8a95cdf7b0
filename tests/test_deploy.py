"""What deploy/ promises, as far as it can be held to it without Docker and without a cluster.

nginx itself is run with deploy/nginx.conf in tests/load/test_replicas.py.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from streamlit import config

from benchmarks.servers import ROOT, serving
from pages.storage.connection import VARIABLE
from pages.storage.engine import address
from tests.load.tab import Tab

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
NGINX = (DEPLOY / "nginx.conf").read_text("utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
KUBERNETES = (DEPLOY / "kubernetes.yaml").read_text("utf-8")
DEPLOYMENT, SERVICE, INGRESS = yaml.safe_load_all(KUBERNETES)
POD = DEPLOYMENT["spec"]["template"]
(CONTAINER,) = POD["spec"]["containers"]
HEALTH = "/_stcore/health"
FULL_OF_FILES = (".git", ".venv")  # and not copied: the test below says so
NEVER = (".git/config", ".venv/bin/python", "workshops/workshops.sqlite3", "tests/test_data.py")


# The image ------------------------------------------------------------------------------


def instruction(name: str) -> list[str]:
    """Return the command, in brackets, of an instruction of the Dockerfile."""
    found = re.search(rf"^{name} [^\[\n]*(\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert found is not None
    return json.loads(found[1])


def is_copied(path: str) -> bool:
    """Return what .dockerignore says of a path: the last line counts that fits it or a parent."""
    above = [path, *(str(parent) for parent in Path(path).parents)]
    copied = True
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.removeprefix("!")
        if not line.startswith("#") and any(fits(pattern, one) for one in above):
            copied = line.startswith("!")
    return copied


def fits(pattern: str, path: str) -> bool:
    parts = re.escape(pattern).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return re.fullmatch(parts, path) is not None


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> Path:
    """A folder with what the Dockerfile copies, and nothing else."""
    folder = tmp_path_factory.mktemp("image")
    tops = [top for top in ROOT.iterdir() if top.name not in FULL_OF_FILES]
    for file in (one for top in tops for one in (top, *top.rglob("*")) if one.is_file()):
        path = file.relative_to(ROOT)
        if is_copied(path.as_posix()):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, folder / path)
    return folder


def test_nothing_that_git_leaves_out_goes_into_an_image():
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    inside = [line.strip("/") + ("/x" if line.endswith("/") else "") for line in ignored]
    nested = [f"pages/{path}" for path in inside if "__pycache__" in path]

    assert [path for path in (*inside, *nested, *NEVER) if is_copied(path)] == []


def test_the_image_is_healthy_and_every_page_opens_in_it(image):
    async def walk(port):
        tab = Tab(f"http://127.0.0.1:{port}")
        await tab.open()
        await tab.press("persona.ines")
        for page in list(tab.addresses):
            await tab.go(page)
        await tab.close()
        return tab.addresses

    with serving(instruction("CMD")[2], folder=image) as server:
        python, *check = instruction("HEALTHCHECK")
        assert python == "python"
        told = [part.replace("8501", str(server.port)) for part in check]
        assert subprocess.run([sys.executable, *told], check=False).returncode == 0
        assert len(asyncio.run(walk(server.port))) > 20


# Names and numbers that have to agree -------------------------------------------------------


def test_everybody_means_the_same_port():
    command = instruction("CMD")
    exposed = re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE)

    assert command[:2] == ["streamlit", "run"]
    assert [f"--server.port={port}" for port in exposed] == command[-1:]
    assert f":{exposed[0]}{HEALTH}" in instruction("HEALTHCHECK")[-1]
    assert re.findall(r"server app:(\d+)", NGINX) == exposed
    assert [str(port["containerPort"]) for port in CONTAINER["ports"]] == exposed


def test_whoever_is_in_front_lets_the_largest_upload_through():
    annotations = INGRESS["metadata"]["annotations"]
    limits = (
        re.search(r"client_max_body_size (\d+)m;", NGINX)[1],
        annotations["nginx.ingress.kubernetes.io/proxy-body-size"].removesuffix("m"),
    )
    assert min(map(int, limits)) > config.get_option("server.maxUploadSize")


def test_compose_names_what_exists():
    told = COMPOSE["app"]["environment"]
    database = re.sub(r"\$\{\w+(:[^}]*)?\}", "secret", told[VARIABLE])

    assert set(told) == {config.get_config_options()["server.cookieSecret"].env_var, VARIABLE}
    assert address(database).host in COMPOSE
    assert "app" in COMPOSE, "the name that nginx.conf looks for"
    build = COMPOSE["app"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).samefile(DEPLOY / "Dockerfile")
    for volume in COMPOSE["nginx"]["volumes"]:
        assert (DEPLOY / volume.partition(":")[0]).is_file()
    for service in COMPOSE.values():
        for name, wanted in service.get("depends_on", {}).items():
            healthy = "healthcheck" in COMPOSE[name] or name == "app"  # the image has its own
            assert wanted == {"condition": "service_healthy"}
            assert healthy


def test_kubernetes_names_what_exists():
    selected = DEPLOYMENT["spec"]["selector"]["matchLabels"]
    variables = {one["name"]: one["valueFrom"]["secretKeyRef"]["key"] for one in CONTAINER["env"]}
    backends = [path["backend"] for path in INGRESS["spec"]["rules"][0]["http"]["paths"]]

    assert selected == POD["metadata"]["labels"] == SERVICE["spec"]["selector"]
    assert [port["targetPort"] for port in SERVICE["spec"]["ports"]] == [
        port["name"] for port in CONTAINER["ports"]
    ]
    assert backends[-1]["service"]["name"] == SERVICE["metadata"]["name"]
    assert set(variables) == set(COMPOSE["app"]["environment"])
    for key in variables.values():
        assert f"--from-literal={key}=" in KUBERNETES
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert CONTAINER[probe]["httpGet"] == {"path": HEALTH, "port": "http"}
