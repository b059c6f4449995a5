"""Lennard-Jones particles as OpenMM computes them: in a periodic cube truncated at half its edge with a shifted force, or in the open."""
import warnings

import numpy as np

warnings.simplefilter("ignore")
try:
    import openmm as mm
except ImportError:
    from simtk import openmm as mm

PLAIN = "4*eps*((sigma/r)^12 - (sigma/r)^6)"


def system(c, particles):
    s = mm.System()
    for _ in range(particles):
        s.addParticle(1)
    edge = c["edge"]
    if edge > 0:
        force = mm.CustomNonbondedForce(PLAIN + " - uc + fc*(r - rc); fc = 48*eps/rc*((sigma/rc)^12 - 0.5*(sigma/rc)^6);"
                                        "uc = 4*eps*((sigma/rc)^12 - (sigma/rc)^6)")
        force.addGlobalParameter("rc", edge / 2)
        force.setNonbondedMethod(mm.CustomNonbondedForce.CutoffPeriodic)
        force.setCutoffDistance(edge / 2)
        s.setDefaultPeriodicBoxVectors(mm.Vec3(edge, 0, 0), mm.Vec3(0, edge, 0), mm.Vec3(0, 0, edge))
    else:
        force = mm.CustomNonbondedForce(PLAIN)
    force.addGlobalParameter("eps", c["epsilon"])
    force.addGlobalParameter("sigma", c["sigma"])
    for _ in range(particles):
        force.addParticle([])
    s.addForce(force)
    return s


def evaluate(c):
    particles = len(c["configurations"][0]) // 3
    context = mm.Context(system(c, particles), mm.VerletIntegrator(0.001), mm.Platform.getPlatformByName("Reference"))
    answers = []
    for positions in c["configurations"]:
        context.setPositions(np.array(positions).reshape(-1, 3))
        state = context.getState(getEnergy=True, getForces=True)
        answers.append({
            "energy": state.getPotentialEnergy()._value,
            "forces": np.array(state.getForces(asNumpy=True)._value).reshape(-1).tolist(),
        })
    return {"answers": answers}
