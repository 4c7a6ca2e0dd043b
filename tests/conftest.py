"""Hypothesis draws the same examples on every run; `HYPOTHESIS_PROFILE=thorough` looks much further."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

# Random packs take a while to draw, and more on a busy machine: time must never decide whether a law holds.
settings.register_profile(
    "default", derandomize=True, max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("default"), derandomize=False, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_configure(config: pytest.Config) -> None:
    """Keep packs in a cache of this run's own: an earlier state of the loader may have kept others."""
    folder = TemporaryDirectory(prefix="amends-cache-")
    config.add_cleanup(folder.cleanup)
    os.environ["XDG_CACHE_HOME"] = folder.name
