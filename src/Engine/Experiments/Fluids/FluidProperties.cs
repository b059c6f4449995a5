namespace LatentSim.Engine.Experiments;

/// <summary>What the particles of one trajectory do, all but its first tenth.</summary>
/// <param name="Interval">The time between its frames.</param>
/// <param name="Distances">The middles of the bins of g(r).</param>
/// <param name="Radial">g(r).</param>
/// <param name="Velocity">The velocity autocorrelation at lags of 0, 1, 2, ... frames.</param>
/// <param name="Displacement">The mean-square displacement at the same lags.</param>
/// <param name="Speeds">The middles of the bins of the speed distribution.</param>
/// <param name="SpeedDensities">The speed distribution.</param>
/// <param name="RootMeanSquareSpeed">The root of the mean square of the speeds.</param>
internal sealed record FluidProperties(
    double Interval, IReadOnlyList<double> Distances, IReadOnlyList<double> Radial, IReadOnlyList<double> Velocity, IReadOnlyList<double> Displacement,
    IReadOnlyList<double> Speeds, IReadOnlyList<double> SpeedDensities, double RootMeanSquareSpeed);
