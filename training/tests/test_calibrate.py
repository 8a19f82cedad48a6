"""How the trigger threshold is chosen."""

import pytest
from reader.calibrate import THRESHOLDS, steadiest


@pytest.mark.parametrize(
    ("scores", "place"),
    [
        ([0.1, 0.2, 0.3, 0.2, 0.1], 2),
        ([0.50, 0.56, 0.57, 0.56, 0.50, 0.55, 0.60], 2),  # the last is the best, and stands alone
        ([0.9, 0.5, 0.5, 0.5, 0.6, 0.5], 1),  # so does the first, but it counts for the one beside it
    ],
)
def test_a_threshold_is_good_with_its_neighbours(scores: list[float], place: int) -> None:
    assert steadiest(scores) == place


def test_every_threshold_has_a_score() -> None:
    assert 0 < steadiest([0.0] * len(THRESHOLDS)) < len(THRESHOLDS) - 1
