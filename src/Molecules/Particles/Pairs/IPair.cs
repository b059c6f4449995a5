using System.Runtime.Intrinsics;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>What two particles do to each other, for four pairs side by side. Lengths are in a unit of its own.</summary>
/// <typeparam name="TPair">The interaction itself.</typeparam>
internal interface IPair<TPair>
    where TPair : struct, IPair<TPair>
{
    /// <summary>Takes the parameters.</summary>
    static abstract TPair Create(ParticleSystem system);

    /// <summary>The unit of all lengths below, in the system's.</summary>
    double LengthUnit { get; }

    /// <summary>The images of separations that count.</summary>
    Vector3x4 Image(Vector3x4 separations);

    /// <summary>Forces divided by distances, positive where particles repel each other, from the squares of the distances.</summary>
    Vector256<double> ForceOverDistance(Vector256<double> squares);

    /// <summary>Energies.</summary>
    Vector256<double> Energy(Vector256<double> squares);
}
