"""Layout: where the actors of a map stand, computed here so that no page has to shake for minutes.

Actors that share ties attract each other, all others push each other away (the forces of
ForceAtlas2 in its LinLog mode: Jacomy and others, PLoS ONE 9(6), e98679, 2014; Noack, J. Graph
Algorithms Appl. 11, 453-480, 2007), from a start by pivot distances (Brandes and Pich 2007). What
hangs together is laid out by itself and set beside the rest; dots never cover one another. The same
network gives the same picture. Only positions are computed: no colours, no drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import count

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Edges = NDArray[np.int64]

STEPS = 240
EXACT = 260
"""Up to so many actors every pair repels exactly; beyond, the push is summed on a grid."""
GRID = 128
GRAVITY = 0.12
INWARD = 0.7
"""Power to which distances from the middle are taken: below 1 the middle spreads."""
ROOM = 1.7
GAP = 7.0
NAMES = 34.0
"""Pixels around a dot for its name, where dots are few; among many hundreds few names are shown."""
ASPECT = 1.55
"""Width to height of a map: that of a screen or of a page turned."""


def positions(graph: nx.Graph[str], radii: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Where each actor stands, in pixels at full size, to a tenth; ``radii`` are those of the dots.

    >>> positions(nx.Graph(), {})
    {}
    >>> placed = positions(nx.path_graph(["a", "b", "c"]), {"a": 5, "b": 5, "c": 5})
    >>> placed["a"] != placed["b"] != placed["c"]
    True
    """
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=_largest_first)
    laid = [_component(graph.subgraph(ids), ids, radii) for ids in parts]
    links = [_links(graph.subgraph(ids), ids) for ids in parts]
    return {
        id_: (round(float(x), 1), round(float(y), 1))
        for ids, points in zip(parts, _beside(laid, links), strict=True)
        for id_, (x, y) in zip(ids, points, strict=True)
    }


def _largest_first(ids: list[str]) -> tuple[int, str]:
    return -len(ids), ids[0]


def _component(graph: nx.Graph[str], ids: list[str], radii: Mapping[str, float]) -> Array:
    """The positions of one connected part, around zero."""
    n = len(ids)
    radius = np.array([radii[id_] for id_ in ids], dtype=np.float64)
    if n == 1:
        return np.zeros((1, 2))
    edges = _links(graph, ids)
    if n == 2:
        return apart(_roomy(np.array([[-1.0, 0.0], [1.0, 0.0]]), radius), radius)
    spare = NAMES * float(np.exp(-n / 90))
    weights = np.sqrt([graph.edges[ids[a], ids[b]].get("weight", 1.0) for a, b in edges])
    points = _settled(_start(n, edges), edges, weights)
    points -= points.mean(axis=0)
    axes = np.linalg.eigh(points.T @ points)[1]
    points = points @ _signed(axes[:, ::-1])
    wide, high = np.ptp(points, axis=0) + 1e-9
    stretch = np.clip(np.sqrt(ASPECT * high / wide), 0.8, 1.25)
    points *= (stretch, 1 / stretch)
    return apart(_roomy(points, radius + spare), radius, GAP + spare)


def _roomy(points: Array, radius: Array) -> Array:
    """The points at a size that leaves room for dots and names, what strays far brought nearer."""
    far = np.sqrt((points**2).sum(axis=1))
    usual = np.sqrt((far**2).mean())
    points = points * ((far / usual + 0.02) ** (INWARD - 1))[:, None]
    room = ROOM * np.sqrt(((radius + 14) ** 2).sum())
    roomy: Array = points * (room / np.sqrt((points**2).sum(axis=1).mean()))
    return roomy


def _links(graph: nx.Graph[str], ids: list[str]) -> Edges:
    """The links of one part as pairs of places in its list, sorted."""
    place = {id_: index for index, id_ in enumerate(ids)}
    pairs = sorted(sorted((place[a], place[b])) for a, b in graph.edges if a != b)
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _signed(vectors: Array) -> Array:
    """The columns, each with its largest entry positive: eigenvectors come with either sign."""
    largest = np.abs(vectors).argmax(axis=0)
    signed: Array = vectors * np.sign(vectors[largest, np.arange(vectors.shape[1])])
    return signed


def _start(n: int, edges: Edges) -> Array:
    """A first guess by distances (in steps) from some pivots."""
    degree = np.bincount(edges.ravel(), minlength=n)
    order = np.lexsort((np.arange(n), -degree))
    pivots = order[:: max(1, n // 48)][:48]
    steps = np.full((n, len(pivots)), n, dtype=np.float64)
    steps[pivots, np.arange(len(pivots))] = 0
    ends = np.concatenate((edges, edges[:, ::-1]))
    for _ in range(n):
        before = steps.copy()
        np.minimum.at(steps, ends[:, 0], before[ends[:, 1]] + 1)
        if np.array_equal(before, steps):
            break
    squared = steps**2
    centred = squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean()
    axes = _signed(np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :2])
    points = centred @ axes
    if points.shape[1] < 2:
        points = np.column_stack((points, np.zeros(n)))
    points /= np.abs(points).max() + 1e-9
    scatter = np.random.default_rng(1).normal(size=(n, 2))
    spread: Array = 10 * np.sqrt(n) * (points + 0.05 * scatter)
    return spread


def _settled(points: Array, edges: Edges, weights: Array) -> Array:
    """The points after the forces have worked on them."""
    n = len(points)
    mass: Array = 1.0 + np.bincount(edges.ravel(), minlength=n).astype(np.float64)
    a, b = edges.T
    last = np.zeros_like(points)
    speed = 1.0
    steps = min(STEPS, 60 + 3 * n)  # few settle sooner
    for step in range(steps):
        push = _push_exact(points, mass) if n <= EXACT else _push_on_grid(points, mass)
        reach = points[b] - points[a]
        distance = np.sqrt((reach**2).sum(axis=1)) + 1e-9
        pull = reach * (weights * np.log1p(distance) / distance)[:, None]
        force = 4.0 * push
        for axis in (0, 1):
            force[:, axis] += np.bincount(a, pull[:, axis], n) - np.bincount(b, pull[:, axis], n)
        centre = np.sqrt((points**2).sum(axis=1)) + 1e-9
        force -= points * (GRAVITY * mass * np.log1p(centre) / centre)[:, None]
        swing = np.sqrt(((force - last) ** 2).sum(axis=1))
        drive = np.sqrt(((force + last) ** 2).sum(axis=1)) / 2
        wanted = (mass * drive).sum() / ((mass * swing).sum() + 1e-9)
        speed = min(wanted, 1.5 * speed) * min(1.0, 2.0 * (1 - step / steps))
        moved = force * (speed / (1 + speed * np.sqrt(swing)))[:, None]
        points = points + moved
        last = force
    return points


def _push_exact(points: Array, mass: Array) -> Array:
    """The push of every pair: the sum of (p - q) s over all q is p times the sum of s, less s times q."""
    x, y = points.T
    squared = np.subtract.outer(x, x) ** 2
    squared += np.subtract.outer(y, y) ** 2
    squared += 0.01
    share = np.divide(mass, squared, out=squared)
    pushed: Array = (points * share.sum(axis=1)[:, None] - share @ points) * mass[:, None]
    return pushed


@cache
def _kernels() -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """What one cell of the grid does to the others, ready for convolution."""
    steps = np.fft.fftfreq(2 * GRID, 1 / (2 * GRID))
    x, y = np.meshgrid(steps, steps, indexing="ij")
    squared = x**2 + y**2 + 0.25
    return np.fft.rfft2(x / squared), np.fft.rfft2(y / squared)


def _push_on_grid(points: Array, mass: Array) -> Array:
    """The same push, summed over the cells of a grid by Fourier transform."""
    low = points.min(axis=0)
    cell = float(np.ptp(points, axis=0).max()) / (GRID - 2) + 1e-9
    at = (points - low) / cell
    corner = at.astype(np.int64)
    rest = at - corner
    shares = []
    for dx in (0, 1):
        for dy in (0, 1):
            share = np.abs(1 - dx - rest[:, 0]) * np.abs(1 - dy - rest[:, 1])
            shares.append(((corner[:, 0] + dx) * 2 * GRID + corner[:, 1] + dy, share))
    field = np.zeros(4 * GRID * GRID)
    for index, share in shares:
        field += np.bincount(index, mass * share, len(field))
    spectrum = np.fft.rfft2(field.reshape(2 * GRID, 2 * GRID))
    pushed = np.empty_like(points)
    for axis, kernel in enumerate(_kernels()):
        force = np.fft.irfft2(spectrum * kernel, s=(2 * GRID, 2 * GRID)).ravel()
        pushed[:, axis] = sum(force[index] * share for index, share in shares)
    pushed *= (mass / cell)[:, None]
    return pushed


def apart(points: Array, radii: Array | Sequence[float], gap: float = GAP, growth: float = 1.03) -> Array:
    """The points pushed apart until no dot touches another (sorted by x, swept with a stride).

    Where they are too many for their ground, the whole grows by ``growth`` now and then.
    """
    points, radius = points.copy(), np.asarray(radii, dtype=np.float64)
    if not len(points):
        return points
    for turn in range(300):
        order = np.lexsort((points[:, 1], points[:, 0]))
        x, y, r = points[order, 0], points[order, 1], radius[order]
        widest = 2 * float(r.max()) + gap
        push = np.zeros_like(points)
        touching = False
        for stride in count(1):
            if stride >= len(x) or (x[stride:] - x[:-stride]).min() > widest:
                break
            dx, dy = x[stride:] - x[:-stride], y[stride:] - y[:-stride]
            distance = np.sqrt(dx**2 + dy**2) + 1e-6
            lack = np.maximum(0.0, r[stride:] + r[:-stride] + gap - distance)
            if not lack.any():
                continue
            touching = touching or bool((lack > 0.5).any())
            shift = 0.5 * np.column_stack((dx + 1e-6, dy)) * (lack / distance)[:, None]
            push[order[stride:]] += shift
            push[order[:-stride]] -= shift
        points += push
        if not touching:
            break
        if turn % 20 == 19:
            points *= growth
    return points


def _beside(laid: list[Array], links: list[Edges], gap: float = 70.0) -> list[Array]:
    """The parts set side by side: the largest in the middle, others where the first place is free."""
    turn = np.arange(30_000)
    spiral = np.column_stack((np.cos(turn * 2.399963) * ASPECT, np.sin(turn * 2.399963)))
    spiral *= 38.0 * np.sqrt(turn)[:, None]
    found: list[Array] = []
    taken = np.empty((0, 2))
    first, size = 0, 0
    for points, edges in zip(laid, links, strict=True):
        points = points - (points.min(axis=0) + points.max(axis=0)) / 2
        if len(points) != size:
            first, size = 0, len(points)
        half = np.ptp(points, axis=0) / 2 + gap
        while first < len(spiral):
            some = spiral[first : first + 64]
            within = (np.abs(some[:, None, :] - taken[None, :, :]) < half).all(axis=2).any(axis=1)
            if not within.all():
                first += int(within.argmin())
                break
            first += 64
        points = points + spiral[min(first, len(spiral) - 1)]
        taken = np.unique(np.vstack((taken, _ground(points, edges, gap))), axis=0)
        found.append(points)
    return found


def _ground(points: Array, edges: Edges, cell: float) -> Array:
    """What dots and lines cover, as cells of a grid."""
    along = np.linspace(0, 1, 16)[None, :, None]
    lines = points[edges[:, :1]] * (1 - along) + points[edges[:, 1:]] * along
    covered: Array = np.round(np.vstack((points, lines.reshape(-1, 2))) / cell) * cell
    return np.unique(covered, axis=0)
