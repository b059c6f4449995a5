"""Estimators of SciPy, scikit-learn, MDTraj and MDAnalysis for the interoperability tests. Arrays come as files of float64; answers are JSON."""
import MDAnalysis
import mdtraj
import numpy as np
import scipy.linalg
import scipy.optimize
import scipy.signal
import scipy.spatial.distance
import scipy.stats
import sklearn.cluster


def array(path, columns=None):
    values = np.fromfile(path, "<f8")
    return values if columns is None else values.reshape(-1, columns)


def tica(c):
    """Of all distances between heavy atoms, from the trajectory files themselves."""
    features = []
    for file in c["files"]:
        t = mdtraj.load(file, top=c["topology"])
        heavy = t.topology.select("element != H")
        i, j = np.triu_indices(len(heavy), 1)
        xyz = t.xyz[:, heavy].astype("f8")
        features.append(np.linalg.norm(xyz[:, i] - xyz[:, j], axis=2))
    lag = c["lag"]
    x = np.concatenate([f[:-lag] for f in features])
    y = np.concatenate([f[lag:] for f in features])
    mean = (x.mean(0) + y.mean(0)) / 2
    x, y = x - mean, y - mean
    c0 = (x.T @ x + y.T @ y) / (2 * len(x))
    ct = (x.T @ y + y.T @ x) / (2 * len(x))
    eigenvalues, vectors = scipy.linalg.eigh(ct, c0)
    order = np.argsort(-eigenvalues)[: c["components"]]
    projections = (features[0][: c["frames"]] - mean) @ vectors[:, order]
    return {"eigenvalues": eigenvalues[order].tolist(), "projections": np.abs(projections).reshape(-1).tolist()}


def structures(c):
    t = mdtraj.load(c["file"], top=c["topology"])[: c["frames"]]
    result = {"rg": mdtraj.compute_rg(t).tolist(), "rmsd": mdtraj.rmsd(t, t, 0).tolist()}
    # MDTraj's weighted radius is about the unweighted centre, so MDAnalysis gives that about the centre of mass.
    u = MDAnalysis.Universe(c["topology"], c["file"])
    u.atoms.masses = np.array(c["masses"])
    result["massive rg"] = [u.atoms.radius_of_gyration() / 10 for _ in u.trajectory[: c["frames"]]]
    mean = t.superpose(t, 0).xyz.mean(0, dtype="f8")
    mean -= mean.mean(0)
    result["mean"] = np.linalg.norm(mean, axis=1).tolist()
    return result


def distances(c):
    first, second = array(c["first"]), array(c["second"])
    p, q = np.array(c["p"]), np.array(c["q"])
    return {
        "ks": scipy.stats.ks_2samp(first, second).statistic,
        "wasserstein": scipy.stats.wasserstein_distance(first, second),
        "jensen shannon": scipy.spatial.distance.jensenshannon(p, q) ** 2,
    }


def kmeans(c):
    points, centres = array(c["points"], c["dimension"]), np.array(c["centres"]).reshape(-1, c["dimension"])
    go_on = sklearn.cluster.KMeans(len(centres), init=centres, n_init=1, max_iter=300, tol=0, algorithm="lloyd").fit(points)
    best = sklearn.cluster.KMeans(len(centres), n_init=10, random_state=1).fit(points)
    return {"inertia": float(go_on.inertia_), "centres": go_on.cluster_centers_.reshape(-1).tolist(), "best": float(best.inertia_)}


def reversible(c):
    """The likelihood of a reversible chain, maximised over the logarithms of its flows without any fixed point."""
    counts = np.array(c["counts"], "f8")
    n = len(counts)
    i, j = np.nonzero(np.triu(counts + counts.T))
    both = (counts + counts.T)[i, j] / np.where(i == j, 2, 1)
    out = counts.sum(1)

    def loss(u):
        x = np.exp(u)
        rows = np.bincount(i, x, n) + np.bincount(j, np.where(i == j, 0, x), n)
        slope = out / rows
        gradient = x * (slope[i] + np.where(i == j, 0, slope[j])) - both
        return out @ np.log(rows) - both @ u, gradient

    start = np.log(both)
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100000, "maxfun": 100000, "ftol": 1e-16, "gtol": 1e-6})
    flows = np.zeros((n, n))
    flows[i, j] = flows[j, i] = np.exp(found.x)
    transition = flows / flows.sum(1, keepdims=True)
    eigenvalues = np.sort(np.linalg.eigvals(transition).real)[::-1]
    return {"transition": transition.reshape(-1).tolist(), "timescales": (-1 / np.log(eigenvalues[1 : 1 + c["count"]])).tolist()}


def autocorrelation(c):
    x = array(c["series"])
    x = x - x.mean()
    n, lag = len(x), c["lag"]
    full = scipy.signal.correlate(x, x, method="fft")[n - 1 : n + lag]
    function = full / (n - np.arange(lag + 1))
    function /= function[0]
    k = np.arange(1, lag + 1)
    time, _ = scipy.optimize.curve_fit(lambda k, t: np.exp(-k / t), k, function[1:], p0=[lag / 3], xtol=1e-12, ftol=1e-12)
    return {"function": function.tolist(), "time": float(time[0])}


def four_well(c):
    """The 100-bin chain of Sidky et al. 2020, section 3.1, written out again."""
    x = np.linspace(-1, 1, 100)
    v = 2 * (x**8 + 0.8 * np.exp(-80 * x**2) + 0.2 * np.exp(-80 * (x - 0.5) ** 2) + 0.5 * np.exp(-40 * (x + 0.5) ** 2))
    near = np.abs(np.subtract.outer(np.arange(100), np.arange(100))) <= 1
    transition = np.where(near, np.exp(v[:, None] - v[None, :]), 0)
    transition /= transition.sum(1, keepdims=True)
    eigenvalues, left = scipy.linalg.eig(transition, left=True, right=False)
    order = np.argsort(-eigenvalues.real)
    stationary = np.abs(left[:, order[0]].real)
    rest = np.arange(100) < c["target"]
    passage = np.linalg.solve(np.eye(rest.sum()) - transition[np.ix_(rest, rest)], np.ones(rest.sum()))
    return {
        "timescales": (-1 / np.log(eigenvalues[order[1:4]].real)).tolist(),
        "stationary": (stationary / stationary.sum()).tolist(),
        "passage": float(passage[c["start"]]),
        "hundred": np.linalg.matrix_power(transition, 100).reshape(-1).tolist(),
    }


def radial(c):
    """MDTraj's g(r) of particles in a periodic cube, from pairs of a trajectory in memory; lengths are taken as nm."""
    n, edge = c["particles"], c["edge"]
    positions = array(c["positions"]).reshape(-1, n, 3)
    topology = mdtraj.Topology()
    chain = topology.add_chain()
    for _ in range(n):
        topology.add_atom("AR", mdtraj.element.argon, topology.add_residue("AR", chain))
    frames = len(positions)
    t = mdtraj.Trajectory(positions, topology, unitcell_lengths=np.full((frames, 3), edge), unitcell_angles=np.full((frames, 3), 90.0))
    r, g = mdtraj.compute_rdf(t, topology.select_pairs("all", "all"), r_range=(0, edge / 2), n_bins=c["bins"])
    return {"r": r.tolist(), "g": g.tolist()}


commands = {
    "radial": radial, "tica": tica, "structures": structures, "distances": distances, "kmeans": kmeans, "reversible": reversible,
    "autocorrelation": autocorrelation, "four-well": four_well,
}
