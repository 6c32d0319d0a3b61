"""Debian and Ubuntu packages the program and its tests need: which are missing, and how they get here."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from speech import SetupError, say

QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
"""What Qt loads on every screen, also on none (measured on a minimal Debian 12)."""

X_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What Qt's X plugin loads besides."""

WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""What Qt's Wayland plugin loads besides."""

TEST_COMMANDS = {
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "softhsm2-util": "softhsm2",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "fc-list": "fontconfig",
}
"""Commands the slow tests call, beside LibreOffice."""

OFFICE_PARTS = {"libsclo.so": "libreoffice-calc", "libswlo.so": "libreoffice-writer"}
"""Files beside LibreOffice's program that show that a part of it is there."""


def wanted_libraries(environment: Mapping[str, str], *, tests: bool) -> dict[str, str]:
    """Return the libraries Qt needs on this kind of screen, each with its package; tests also open an X screen."""
    wanted = dict(QT_LIBRARIES)
    if tests or environment.get("DISPLAY"):
        wanted |= X_LIBRARIES
    if environment.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND_LIBRARIES
    return wanted


def missing_libraries(wanted: Mapping[str, str], load: Callable[[str], object] = ctypes.CDLL) -> list[str]:
    """Return the packages of the libraries that cannot be loaded."""
    missing = []
    for library, package in wanted.items():
        try:
            load(library)
        except OSError:
            missing.append(package)
    return missing


def missing_tools(which: Callable[[str], str | None] = shutil.which) -> list[str]:
    """Return the packages of the programs the slow tests call and this machine lacks."""
    missing = [package for command, package in TEST_COMMANDS.items() if which(command) is None]
    office = which("soffice")
    folder = Path(office).resolve().parent if office else None
    missing += [package for part, package in OFFICE_PARTS.items() if folder is None or not (folder / part).exists()]
    return missing


def is_debian(os_release: str) -> bool:
    """Tell from the text of /etc/os-release whether this is Debian, Ubuntu or a child of theirs."""
    pairs = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    family = f"{pairs.get('ID', '')} {pairs.get('ID_LIKE', '')}".replace('"', "").replace("'", "").split()
    return bool({"debian", "ubuntu"} & set(family))


def can_install() -> bool:
    """Tell whether packages can be installed here: as root, on Debian or Ubuntu."""
    release = Path("/etc/os-release")
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    return release.exists() and is_debian(release.read_text(encoding="utf-8"))


def install_line(packages: Iterable[str]) -> str:
    """Return the command a person types to install the packages."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


def provide(packages: Sequence[str], purpose: tuple[str, str]) -> None:
    """Install the packages. Raises SetupError naming them when this user may not, or when installing fails.

    `purpose` says in Vietnamese and in English what they are for.
    """
    if not packages:
        return
    vietnamese, english = purpose
    refused = SetupError(
        f"{vietnamese} cần các gói hệ thống còn thiếu. Cài bằng lệnh: {install_line(packages)}",
        f"{english} needs system packages that are missing. Install them with: {install_line(packages)}",
    )
    if not can_install():
        raise refused
    names = " ".join(packages)
    say(f"{vietnamese}: cài gói hệ thống {names}", f"{english}: installing system packages {names}")
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # A failed update is no reason to stop: the lists already here may name all that is needed.
    subprocess.run([*apt, "update"], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(install, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise refused
