import("./molecule/molecule.js");
