"""Hypothesis draws the same examples on every run; `HYPOTHESIS_PROFILE=thorough` looks much further."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Random packs take a while to draw, and more on a busy machine: time must never decide whether a law holds.
settings.register_profile(
    "default", derandomize=True, max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("default"), derandomize=False, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
