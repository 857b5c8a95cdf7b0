"""How far the response is from what was published, figure by figure.

The response grows as posts ** exponent. Two networks have published tables; the
exponent of each is a range, since its figures disagree among themselves. The
tables below say, for the low, likely and high exponent of the catalogue, what
the response makes of each band and how far that is from the figure published.
None of it is a forecast: these are customers of one scheduling tool, and the
model uses the exponent only to compare one rung with another.

Bands are taken at their middle: 1-2 -> 1.5; 2-5 -> 3.5; 3-5 -> 4; 6-9 -> 7.5;
6-10 -> 8; an open top (10+, 11+) -> 12.
"""

from __future__ import annotations

import math

import pytest

from core.presence import Parameters, dose_response, likely_parameters
from tests.core.strategies import CATALOGUE

# Weekly growth of followers on Instagram, in percent; a silent week loses 0.08 (F14 to F18).
GROWTH = {1.5: 0.12, 4: 0.26, 7.5: 0.44, 12: 0.66}
SILENT_WEEK = -0.08
# Reach per post on Instagram, in percent above that at 1-2 posts a week (F16 to F18).
INSTAGRAM_REACH = {1.5: 0, 4: 12, 7.5: 18, 12: 24}
# Mean views per post on TikTok, in percent above that at one post a week (F24, F25).
TIKTOK_VIEWS = {1: 0, 3.5: 17, 8: 29, 12: 34}
# Median views per post on TikTok at 1 and at 11+ posts a week (F27).
TIKTOK_MEDIAN = {1: 489, 12: 459}


def exponents(network: str) -> tuple[float, float, float]:
    exponent = CATALOGUE.networks[network].scoring.response.exponent
    return exponent.low, exponent.mode, exponent.high


def parameters(exponent: float) -> Parameters:
    return likely_parameters(CATALOGUE.model, exponent=exponent, reply_lift=0.0)


def response_ratio(posts: float, baseline: float, exponent: float) -> float:
    """Return how many times the response at the baseline the model's response is."""
    known = parameters(exponent)
    return dose_response(posts, known) / dose_response(baseline, known)


def growth_above_silence(posts: float, exponent: float) -> float:
    """Return weekly growth above that of a silent week, tied to the figure of the first band."""
    return (GROWTH[1.5] - SILENT_WEEK) * response_ratio(posts, 1.5, exponent)


def gain_per_post(posts: float, baseline: float, exponent: float) -> float:
    """Return percent gained on each post: the response grows by this beyond the number of posts."""
    return 100 * (response_ratio(posts, baseline, exponent) / (posts / baseline) - 1)


def fitted_exponent(totals: dict[float, float]) -> float:
    """Return the slope of the line of least squares through log(total) over log(posts)."""
    places = [math.log(posts) for posts in totals]
    heights = [math.log(total) for total in totals.values()]
    middle, height = sum(places) / len(places), sum(heights) / len(heights)
    rise = sum((x - middle) * (y - height) for x, y in zip(places, heights, strict=True))
    return rise / sum((x - middle) ** 2 for x in places)


def totals_of(gains_per_post: dict[float, float]) -> dict[float, float]:
    """Return the total of all posts of a week from what each gains in percent."""
    return {posts: posts * (1 + gain / 100) for posts, gain in gains_per_post.items()}


# Follower growth above silence on Instagram, in hundredths of a percent a week. The low exponent
# (0.63) follows it within 3; the likely one (0.87) promises twice the growth at the top band.
@pytest.mark.parametrize(
    ("band", "posts", "published", "modelled", "distances"),
    [
        ("1-2", 1.5, 20, (20.0, 20.0, 20.0), (0.0, 0.0, 0.0)),
        ("3-5", 4, 34, (37.1, 46.9, 58.8), (3.1, 12.9, 24.8)),
        ("6-9", 7.5, 52, (55.1, 81.1, 117.5), (3.1, 29.1, 65.5)),
        ("10+", 12, 74, (74.1, 122.1, 197.0), (0.1, 48.1, 123.0)),
    ],
)
def test_instagram_growth_is_followed_by_the_low_exponent(
    band, posts, published, modelled, distances
):
    assert published == pytest.approx(100 * (GROWTH[posts] - SILENT_WEEK))
    found = [100 * growth_above_silence(posts, exponent) for exponent in exponents("instagram")]
    assert found == pytest.approx(modelled, abs=0.06), band
    assert [f - published for f in found] == pytest.approx(distances, abs=0.06), band


# Reach per post on Instagram, in percentage points. The high exponent (1.10) follows it within 2;
# the likely one says that a post reaches fewer people when there are more of them.
@pytest.mark.parametrize(
    ("band", "posts", "published", "modelled", "distances"),
    [
        ("3-5", 4, 12, (-30.4, -12.0, 10.3), (-42.4, -24.0, -1.7)),
        ("6-9", 7.5, 18, (-44.9, -18.9, 17.5), (-62.9, -36.9, -0.5)),
        ("10+", 12, 24, (-53.7, -23.7, 23.1), (-77.7, -47.7, -0.9)),
    ],
)
def test_instagram_reach_per_post_is_followed_by_the_high_exponent(
    band, posts, published, modelled, distances
):
    assert published == INSTAGRAM_REACH[posts]
    found = [gain_per_post(posts, 1.5, exponent) for exponent in exponents("instagram")]
    assert found == pytest.approx(modelled, abs=0.06), band
    assert [f - published for f in found] == pytest.approx(distances, abs=0.06), band


# Mean views per post on TikTok, in percentage points. The high exponent (1.12) follows them within
# 1; the likely one gives about a third of the gain, since the median falls instead (F27).
@pytest.mark.parametrize(
    ("band", "posts", "published", "modelled", "distances"),
    [
        ("2-5", 3.5, 17, (-3.7, 6.5, 16.2), (-20.7, -10.5, -0.8)),
        ("6-10", 8, 29, (-6.0, 11.0, 28.3), (-35.0, -18.0, -0.7)),
        ("11+", 12, 34, (-7.2, 13.2, 34.7), (-41.2, -20.8, 0.7)),
    ],
)
def test_tiktok_views_per_post_are_followed_by_the_high_exponent(
    band, posts, published, modelled, distances
):
    assert published == TIKTOK_VIEWS[posts]
    found = [gain_per_post(posts, 1, exponent) for exponent in exponents("tiktok")]
    assert found == pytest.approx(modelled, abs=0.06), band
    assert [f - published for f in found] == pytest.approx(distances, abs=0.06), band


def test_the_median_of_tiktok_is_followed_by_the_low_exponent():
    """Most posts gain nothing from a faster pace: 6 % fewer views at 11 and more a week."""
    published = 100 * (TIKTOK_MEDIAN[12] / TIKTOK_MEDIAN[1] - 1)

    low, _, high = (gain_per_post(12, 1, exponent) for exponent in exponents("tiktok"))

    assert published == pytest.approx(-6.1, abs=0.06)
    assert low - published == pytest.approx(-1.0, abs=0.06)
    assert high - published == pytest.approx(40.9, abs=0.06)


@pytest.mark.parametrize(
    ("network", "low", "high"),
    [
        (
            "instagram",
            {posts: growth - SILENT_WEEK for posts, growth in GROWTH.items()},
            totals_of(INSTAGRAM_REACH),
        ),
        (
            "tiktok",
            {posts: posts * views for posts, views in TIKTOK_MEDIAN.items()},
            totals_of(TIKTOK_VIEWS),
        ),
    ],
)
def test_each_end_of_an_exponent_is_what_its_figures_give(network, low, high):
    """Fitted again here from the published bands: 0.63 and 1.10, 0.97 and 1.12."""
    found_low, likely, found_high = exponents(network)

    assert found_low == pytest.approx(fitted_exponent(low), abs=0.01)
    assert found_high == pytest.approx(fitted_exponent(high), abs=0.01)
    assert likely == pytest.approx((found_low + found_high) / 2, abs=0.01)


@pytest.mark.parametrize("network", ["instagram", "tiktok"])
def test_every_published_figure_lies_within_the_range(network):
    """Give or take two points: the range is as wide as the figures disagree, and no wider."""
    low, _, high = exponents(network)
    figures, baseline = {
        "instagram": (INSTAGRAM_REACH, 1.5),
        "tiktok": (TIKTOK_VIEWS, 1),
    }[network]

    for posts, published in figures.items():
        lowest, highest = (gain_per_post(posts, baseline, exponent) for exponent in (low, high))
        assert lowest - 2 <= published <= highest + 2


def test_growth_of_followers_lies_within_the_range_too():
    low, _, high = exponents("instagram")

    for posts, growth in GROWTH.items():
        above = growth - SILENT_WEEK
        assert growth_above_silence(posts, low) - 0.04 <= above
        assert above <= growth_above_silence(posts, high) + 0.04


def test_networks_nobody_measured_have_the_neutral_range():
    """Without a table the exponent is an assumption, wide, and the same for all."""
    scored = {name: n.scoring for name, n in CATALOGUE.networks.items() if n.scoring is not None}
    others = {name: s.response for name, s in scored.items() if name not in ("instagram", "tiktok")}

    assert len(others) == 14
    for name, response in others.items():
        assert exponents(name) == (0.5, 0.75, 1.0), name
        assert response.exponent.source == "assumption", name
    generic = CATALOGUE.model.generic_exponent
    assert (generic.low, generic.mode, generic.high) == (0.5, 0.75, 1.0)
