namespace LatentSim.Molecules;

/// <summary>Constants of the DCD format: unformatted Fortran records, as CHARMM, NAMD and X-PLOR write them.</summary>
internal static class DcdFormat
{
    /// <summary>Bytes of the first record: "CORD" and twenty integers.</summary>
    internal const int HeaderBytes = 84;

    /// <summary>Bytes of a line of the title record.</summary>
    internal const int TitleLineBytes = 80;

    /// <summary>Bytes of a unit cell: a, gamma, b, beta, alpha, c as doubles.</summary>
    internal const int UnitCellBytes = 48;

    /// <summary>One unit of CHARMM's time, sqrt(amu angstrom^2 mol / kcal), in ps.</summary>
    internal const double TimeUnit = 0.04888821;

    /// <summary>Places of the twenty integers that are used.</summary>
    internal const int FrameCount = 0, FirstStep = 1, StepInterval = 2, StepCount = 3, FixedAtoms = 8, TimeStep = 9, HasUnitCell = 10, HasFourthDimension = 11, Version = 19;

    /// <summary>The CHARMM version that is claimed by files with a unit cell in degrees.</summary>
    internal const int WrittenVersion = 24;
}
