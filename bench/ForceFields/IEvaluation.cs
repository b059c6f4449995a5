namespace ForceFields;

/// <summary>One way to compute energies and forces.</summary>
internal interface IEvaluation : IDisposable
{
    /// <summary>What it is called in the table.</summary>
    string Name { get; }

    /// <summary>The energies of a frame's terms, kJ/mol, then the forces, kJ/(mol nm).</summary>
    double[] Row(double[] positions);

    /// <summary>Computes energies and forces of some frames from <paramref name="first"/> on, and tells how many.</summary>
    int Run(double[][] frames, int first);
}
