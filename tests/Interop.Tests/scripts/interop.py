"""Reads and writes trajectories with MDTraj and MDAnalysis for the interoperability tests; estimators.py holds the estimators.

Commands come as JSON, one a line, on standard input; each is answered with one line of JSON.
Trajectories are exchanged as plain numbers: int32 frames, int32 atoms, and for each frame
float64 time in ps, float64[9] box vectors in nm (zero when there is no box), float32[3 * atoms] positions in nm.
"""
import json
import sys
import traceback
import warnings

warnings.simplefilter("ignore")
try:
    import mdtraj
    import MDAnalysis
    import numpy as np
    import estimators
except Exception as e:
    print(json.dumps({"error": "import: " + str(e)}), flush=True)
    sys.exit(1)


def put(path, times, boxes, positions):
    frames, atoms = positions.shape[:2]
    with open(path, "wb") as f:
        np.array([frames, atoms], "<i4").tofile(f)
        for i in range(frames):
            np.array([times[i]], "<f8").tofile(f)
            np.asarray(boxes[i], "<f8").reshape(9).tofile(f)
            np.asarray(positions[i], "<f4").reshape(-1).tofile(f)


def get(path):
    with open(path, "rb") as f:
        frames, atoms = np.fromfile(f, "<i4", 2)
        times, boxes, positions = [], [], []
        for _ in range(frames):
            times.append(np.fromfile(f, "<f8", 1)[0])
            boxes.append(np.fromfile(f, "<f8", 9).reshape(3, 3))
            positions.append(np.fromfile(f, "<f4", 3 * atoms).reshape(atoms, 3))
    return np.array(times), np.array(boxes), np.array(positions)


def mdtraj_topology(atoms):
    topology = mdtraj.Topology()
    chain = topology.add_chain()
    for _ in range(atoms):
        topology.add_atom("CA", mdtraj.element.carbon, topology.add_residue("GLY", chain))
    return topology


def read_mdtraj(c):
    if c["file"].endswith(".pdb"):
        t = mdtraj.load(c["file"])
    else:
        t = mdtraj.load(c["file"], top=mdtraj_topology(c["atoms"]))
    boxes = t.unitcell_vectors if t.unitcell_vectors is not None else np.zeros((t.n_frames, 3, 3))
    put(c["out"], t.time, boxes, t.xyz)


def write_mdtraj(c):
    times, boxes, positions = get(c["in"])
    topology = mdtraj.load(c["topology"]).topology if "topology" in c else mdtraj_topology(positions.shape[1])
    t = mdtraj.Trajectory(positions, topology, time=times)
    if boxes.any():
        t.unitcell_vectors = boxes.astype(np.float32)
    t.save(c["file"])


def read_mdanalysis(c):
    kinds = {"xtc": MDAnalysis.coordinates.XTC.XTCReader, "dcd": MDAnalysis.coordinates.DCD.DCDReader, "pdb": MDAnalysis.coordinates.PDB.PDBReader}
    reader = kinds[c["file"][-3:]](c["file"])
    times, boxes, positions = [], [], []
    for ts in reader:
        times.append(ts.time)
        boxes.append(np.zeros((3, 3)) if ts.dimensions is None else ts.triclinic_dimensions / 10)
        positions.append(ts.positions.copy() / 10)
    reader.close()
    put(c["out"], times, boxes, np.array(positions))


def write_mdanalysis(c):
    times, boxes, positions = get(c["in"])
    if "topology" in c:
        u = MDAnalysis.Universe(c["topology"])
    else:
        u = MDAnalysis.Universe.empty(positions.shape[1], trajectory=True)
    step = float(times[1] - times[0]) if len(times) > 1 else 1.0
    options = {"dt": step} if c["file"].endswith(".dcd") else {}
    with MDAnalysis.Writer(c["file"], n_atoms=positions.shape[1], multiframe=True, **options) as w:
        for i in range(len(times)):
            u.atoms.positions = positions[i] * 10
            u.trajectory.ts.dimensions = MDAnalysis.lib.mdamath.triclinic_box(*(10 * boxes[i])) if boxes[i].any() else None
            u.trajectory.ts.time = times[i]
            u.trajectory.ts.frame = i
            w.write(u.atoms)


def read_run(c):
    t = mdtraj.load(c["file"], top=c["topology"])
    u = MDAnalysis.Universe(c["topology"], c["file"])
    last = u.trajectory[-1]
    return {
        "elements": [a.element.symbol for a in t.topology.atoms],
        "residues": [r.name for r in t.topology.residues],
        "bonds": t.topology.n_bonds,
        "frames": [t.n_frames, len(u.trajectory)],
        "times": [float(t.time[-1]), float(last.time)],
        "boxes": [[] if t.unitcell_lengths is None else t.unitcell_lengths[-1].tolist(), [] if last.dimensions is None else (last.dimensions[:3] / 10).tolist()],
        "positions": [t.xyz[-1].reshape(-1).tolist(), (last.positions.reshape(-1) / 10).tolist()],
    }


def topology(c):
    t = mdtraj.load(c["file"]).topology
    return {
        "names": [a.name for a in t.atoms],
        "elements": [a.element.symbol for a in t.atoms],
        "residues": ["%s%d" % (a.residue.name, a.residue.resSeq) for a in t.atoms],
        "bonds": sorted(sorted((a.index, b.index)) for a, b in t.bonds),
    }


def select(c):
    t = mdtraj.load(c["file"]).topology
    return {"atoms": [t.select(text).tolist() for text in c["texts"]]}


def swap(c):
    """Turns a little-endian DCD file into a big-endian one."""
    data = open(c["file"], "rb").read()
    out, at, record = b"", 0, 0
    while at < len(data):
        length = int(np.frombuffer(data, "<i4", 1, at)[0])
        body = data[at + 4:at + 4 + length]
        if record == 0:
            body = body[:4] + np.frombuffer(body[4:], "<i4").astype(">i4").tobytes()
        elif record == 1:
            body = np.frombuffer(body[:4], "<i4").astype(">i4").tobytes() + body[4:]
        elif length == 48 and c["box"] and (record - 3) % 4 == 0:
            body = np.frombuffer(body, "<f8").astype(">f8").tobytes()
        else:
            body = np.frombuffer(body, "<i4").astype(">i4").tobytes()
        marker = np.array([length], ">i4").tobytes()
        out += marker + body + marker
        at += length + 8
        record += 1
    open(c["out"], "wb").write(out)


def read_numpy(c):
    a = np.load(c["file"])
    return {"dtype": a.dtype.str, "shape": list(a.shape), "values": a.reshape(-1).tolist()}


def write_numpy(c):
    a = np.array(c["values"], c["dtype"]).reshape(c["shape"])
    with open(c["file"], "wb") as f:
        np.lib.format.write_array(f, np.asarray(a, order=c.get("order", "C")), version=tuple(c["version"]))


def go_model(c):
    import go_model
    return go_model.evaluate(c)


def lennard_jones(c):
    import lennard_jones
    return lennard_jones.evaluate(c)


def force_field(c):
    import force_field
    return {"build force field": force_field.build, "build charmm": force_field.build_charmm, "evaluate force field": force_field.evaluate}[c["do"]](c)


commands = {
    "read mdtraj": read_mdtraj, "read mdanalysis": read_mdanalysis,
    "write mdtraj": write_mdtraj, "write mdanalysis": write_mdanalysis,
    "read run": read_run, "topology": topology, "select": select, "swap": swap, "read numpy": read_numpy, "write numpy": write_numpy,
    **estimators.commands,
    "go model": go_model, "lennard jones": lennard_jones, "build force field": force_field, "build charmm": force_field, "evaluate force field": force_field,
}
print(json.dumps({}), flush=True)
for line in sys.stdin:
    command = json.loads(line)
    try:
        print(json.dumps(commands[command["do"]](command) or {}), flush=True)
    except Exception:
        print(json.dumps({"error": traceback.format_exc()}), flush=True)
