using LatentSim.Molecules.ForceFields;

namespace ForceFields;

/// <summary>The plain potential, frame by frame.</summary>
internal sealed class PlainEvaluation(ForceField forceField) : IEvaluation
{
    private readonly ForceFieldPotential potential = new(forceField);
    private readonly double[] forces = new double[3 * forceField.AtomCount];

    /// <inheritdoc/>
    public string Name => "plain";

    /// <inheritdoc/>
    public double[] Row(double[] positions)
    {
        double[] row = new double[ForceField.TermCount + positions.Length];
        potential.AddForces(positions, row.AsSpan(ForceField.TermCount), row.AsSpan(0, ForceField.TermCount));
        return row;
    }

    /// <inheritdoc/>
    public int Run(double[][] frames, int first)
    {
        potential.AddForces(frames[first % frames.Length], forces);
        return 1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
