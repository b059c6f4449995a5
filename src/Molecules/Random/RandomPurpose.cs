namespace LatentSim.Molecules.Random;

/// <summary>What a random number is for: one word of the Philox counter, so that no two uses share a stream. Values are part of the reproducibility promise.</summary>
public enum RandomPurpose : uint
{
    /// <summary>The choice of a walker's start.</summary>
    Start = 1,

    /// <summary>The propagator's mixture component and Gaussian.</summary>
    Propagator = 2,

    /// <summary>The decoder's base sample.</summary>
    Decoder = 3,

    /// <summary>The backmapper's base sample.</summary>
    Backmapper = 4,

    /// <summary>The thermostat of reference dynamics.</summary>
    Thermostat = 5,

    /// <summary>The velocities that reference dynamics start with.</summary>
    Velocities = 6,

    /// <summary>A step of a reference process.</summary>
    Reference = 5,

    /// <summary>The parameters and the start of a trajectory that an integrator is trained on.</summary>
    TrainingSweep = 7,

    /// <summary>The parameters and the start of a trajectory that is kept out of training.</summary>
    HeldOutSweep = 8,
}
