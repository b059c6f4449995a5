"""The structure-based C-alpha model as OpenMM computes it, from its published equations."""
import warnings

import numpy as np

warnings.simplefilter("ignore")
try:
    import openmm as mm
except ImportError:
    from simtk import openmm as mm

TWELVE_TEN = "eps*(5*(s/r)^12 - 6*(s/r)^10)"
DESOLVATION = (
    "select(step(r - db), tail, select(step(r - s), well, core));"
    "core = eps*z*(z - 2); z = (s/r)^6;"
    "well = c*y^2*(y^2/2 - w^4)/4 + epsdb; c = 8*(eps + epsdb)/w^8;"
    "tail = -b*(y - h1)/(y^3 + h2);"
    "b = 3*epsssm*w^4; h1 = (1 - 1/3)*w^2/(epsssm/epsdb + 1); h2 = 2*w^6/(1 + epsdb/epsssm);"
    "y = (r - db)^2; w = db - s; db = s + 0.15; epsssm = 0.2*eps"
)


def dihedral(a, b, c, d):
    first, axis, last = b - a, c - b, d - c
    n, m = np.cross(first, axis), np.cross(axis, last)
    return np.arctan2(np.linalg.norm(axis) * np.dot(first, m), np.dot(n, m))


def system(c, native):
    sites = len(native)
    s = mm.System()
    for _ in range(sites):
        s.addParticle(110)
    bonds, angles, torsions = mm.HarmonicBondForce(), mm.HarmonicAngleForce(), mm.PeriodicTorsionForce()
    for i in range(sites - 1):
        bonds.addBond(i, i + 1, np.linalg.norm(native[i + 1] - native[i]), 2 * 1e4 * c["energy"])
    for i in range(sites - 2):
        u, v = native[i] - native[i + 1], native[i + 2] - native[i + 1]
        angles.addAngle(i, i + 1, i + 2, np.arccos(np.dot(u, v) / np.linalg.norm(u) / np.linalg.norm(v)), 2 * 20 * c["energy"])
    for i in range(sites - 3):
        phi = dihedral(*native[i:i + 4])
        torsions.addTorsion(i, i + 1, i + 2, i + 3, 1, phi + np.pi, c["energy"])
        torsions.addTorsion(i, i + 1, i + 2, i + 3, 3, 3 * phi + np.pi, 0.5 * c["energy"])
    contacts = mm.CustomBondForce(DESOLVATION if c["desolvation"] else TWELVE_TEN)
    contacts.addPerBondParameter("s")
    contacts.addGlobalParameter("eps", c["energy"])
    if c["desolvation"]:
        contacts.addGlobalParameter("epsdb", 0.5 * c["energy"])
    repulsion = mm.CustomBondForce("eps*(0.4/r)^12")
    repulsion.addGlobalParameter("eps", c["energy"])
    for i in range(sites):
        for j in range(i + 4, sites):
            r = np.linalg.norm(native[j] - native[i])
            if r < c["cutoff"]:
                contacts.addBond(i, j, [r])
            else:
                repulsion.addBond(i, j, [])
    for force in (bonds, angles, torsions, contacts, repulsion):
        s.addForce(force)
    return s


def evaluate(c):
    native = np.array(c["native"]).reshape(-1, 3)
    context = mm.Context(system(c, native), mm.VerletIntegrator(0.001), mm.Platform.getPlatformByName("Reference"))
    answers = []
    for positions in c["configurations"]:
        context.setPositions(np.array(positions).reshape(-1, 3))
        state = context.getState(getEnergy=True, getForces=True)
        answers.append({
            "energy": state.getPotentialEnergy()._value,
            "forces": np.array(state.getForces(asNumpy=True)._value).reshape(-1).tolist(),
        })
    return {"answers": answers}
