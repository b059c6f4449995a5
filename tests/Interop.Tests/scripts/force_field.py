"""Builds systems with OpenMM's own force fields, and computes their energies, term by term, and forces. Numbers travel as float64 files.

As a program: force_field.py SYSTEM.xml POSITIONS.f64 OUT.f64 writes, for each frame, the energies of TERMS and the forces.
"""
import os
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
try:
    import openmm as mm
    from openmm import app, unit
except ImportError:
    from simtk import openmm as mm, unit
    from simtk.openmm import app

TERMS = ["bonds", "angles", "torsions", "maps", "lennard-jones", "coulomb", "solvation"]
TERM_OF = {
    "HarmonicBondForce": "bonds", "HarmonicAngleForce": "angles", "PeriodicTorsionForce": "torsions", "RBTorsionForce": "torsions",
    "CMAPTorsionForce": "maps", "GBSAOBCForce": "solvation",
    "CustomTorsionForce": "torsions", "CustomNonbondedForce": "lennard-jones", "CustomBondForce": "lennard-jones",
}
FILES = {
    "amber14": ["amber14/protein.ff14SB.xml"],
    "amber99sb-obc": ["amber99sb.xml", "amber99_obc.xml"],
    "amber03-obc": ["amber03.xml", "amber03_obc.xml"],
    "every force": ["amber99sbildn.xml", "amber99_obc.xml"],
}


def build(c):
    """Writes the System of a PDB file in a force field of OpenMM's to a file."""
    pdb = app.PDBFile(c["pdb"])
    constraints = app.HBonds if c.get("constraints") else None
    method = getattr(app, c.get("method", "NoCutoff"))
    pdb.topology.setUnitCellDimensions(mm.Vec3(3, 3, 3) * unit.nanometer)
    system = app.ForceField(*FILES[c["kind"]]).createSystem(pdb.topology, nonbondedMethod=method, constraints=constraints)
    if c["kind"] == "every force":
        add_the_rest(system, np.random.RandomState(c["seed"]))
    with open(c["xml"], "w") as f:
        f.write(mm.XmlSerializer.serialize(system))
    return {}


def build_charmm(c):
    """Writes the System of the protein in OpenMM's own test file, without its water and ions, in CHARMM36, and its positions."""
    pdb = app.PDBFile(os.path.join(os.path.dirname(app.__file__), "data", "test.pdb"))
    model = app.Modeller(pdb.topology, pdb.positions)
    model.deleteWater()
    model.delete([residue for residue in model.topology.residues() if residue.name == "Cl"])
    system = app.ForceField("charmm36.xml").createSystem(model.topology, nonbondedMethod=app.NoCutoff)
    with open(c["xml"], "w") as f:
        f.write(mm.XmlSerializer.serialize(system))
    np.array(model.positions.value_in_unit(unit.nanometer), "<f8").tofile(c["out"])
    return {}


def add_the_rest(system, random):
    """What no Amber force field has: Ryckaert-Bellemans torsions, maps of two sizes in two forces, bonds in a second force, exceptions that interact."""
    torsions = [(4, 6, 8, 14), (6, 8, 14, 16), (1, 4, 6, 8), (8, 14, 16, 18), (0, 1, 4, 5), (6, 8, 10, 11)]
    ryckaert = mm.RBTorsionForce()
    for torsion in torsions:
        ryckaert.addTorsion(*torsion, *random.normal(0, 5, 6))
    system.addForce(ryckaert)
    for sizes in ([24, 7], [12]):
        maps = mm.CMAPTorsionForce()
        for size in sizes:
            maps.addMap(size, list(random.normal(0, 3, size * size)))
        for i, size in enumerate(sizes):
            maps.addTorsion(i, *torsions[0], *torsions[1])
            maps.addTorsion(i, *torsions[2 + i], *torsions[4 + i])
        system.addForce(maps)
    bonds = mm.HarmonicBondForce()
    for i, j in ((0, 4), (6, 14), (8, 16)):
        bonds.addBond(i, j, 0.25, 2000)
    system.addForce(bonds)
    nonbonded = [f for f in system.getForces() if isinstance(f, mm.NonbondedForce)][0]
    for i in range(nonbonded.getNumExceptions()):
        a, b, _, _, _ = nonbonded.getExceptionParameters(i)
        if i % 3 == 0:
            nonbonded.setExceptionParameters(i, b, a, random.normal(0, 0.05), 0.2 + 0.05 * random.rand(), random.rand())


def with_only(force, charges):
    """A nonbonded force without its Lennard-Jones part, or without its charges."""
    copy = mm.XmlSerializer.deserialize(mm.XmlSerializer.serialize(force))
    for i in range(copy.getNumParticles()):
        q, sigma, epsilon = copy.getParticleParameters(i)
        copy.setParticleParameters(i, q if charges else 0, sigma, 0 if charges else epsilon)
    for i in range(copy.getNumExceptions()):
        a, b, q, sigma, epsilon = copy.getExceptionParameters(i)
        copy.setExceptionParameters(i, a, b, q if charges else 0, sigma, 0 if charges else epsilon)
    return copy


def context_of(path):
    with open(path) as f:
        original = mm.XmlSerializer.deserialize(f.read())
    system = mm.System()
    for i in range(original.getNumParticles()):
        system.addParticle(original.getParticleMass(i))
    for force in original.getForces():
        name = type(force).__name__
        if name == "NonbondedForce":
            for term in ("lennard-jones", "coulomb"):
                part = with_only(force, term == "coulomb")
                part.setForceGroup(TERMS.index(term))
                system.addForce(part)
        elif name in TERM_OF:
            copy = mm.XmlSerializer.deserialize(mm.XmlSerializer.serialize(force))
            copy.setForceGroup(TERMS.index(TERM_OF[name]))
            system.addForce(copy)
    return mm.Context(system, mm.VerletIntegrator(0.001), mm.Platform.getPlatformByName("Reference"))


def evaluate(c):
    """Writes float64[frame, terms + 3 atoms]: the energies of the terms, then the forces."""
    context = context_of(c["xml"])
    atoms = context.getSystem().getNumParticles()
    rows = []
    for positions in np.fromfile(c["positions"], "<f8").reshape(-1, atoms, 3):
        context.setPositions(positions)
        energies = [context.getState(getEnergy=True, groups={k}).getPotentialEnergy()._value for k in range(len(TERMS))]
        forces = context.getState(getForces=True).getForces(asNumpy=True)._value
        rows.append(np.concatenate([energies, np.asarray(forces).reshape(-1)]))
    np.array(rows, "<f8").tofile(c["out"])
    return {}


if __name__ == "__main__":
    evaluate({"xml": sys.argv[1], "positions": sys.argv[2], "out": sys.argv[3]})
