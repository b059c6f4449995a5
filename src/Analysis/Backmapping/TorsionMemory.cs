namespace LatentSim.Analysis;

/// <summary>
/// How long a torsion remembers: the autocorrelation of u = exp(i theta), C(k) = Re(&lt;u(t + k) u*(t)&gt; - |&lt;u&gt;|^2) / (1 - |&lt;u&gt;|^2), which is 1 at once and 0
/// where frames know nothing of one another but the mean. It does not mind how a torsion is cut or numbered.
/// </summary>
/// <param name="Name">The torsion.</param>
/// <param name="Function">C(0) = 1, C(1), ...</param>
/// <param name="BlockFunctions">The same of contiguous blocks, about the mean of all.</param>
/// <param name="Spacing">Time between entries in ps.</param>
/// <param name="Distribution">Counts of the angle.</param>
public sealed record TorsionMemory(string Name, IReadOnlyList<double> Function, IReadOnlyList<IReadOnlyList<double>> BlockFunctions, double Spacing, Histogram1D Distribution)
{
    /// <summary>Integration ends where the truth's C has fallen to this.</summary>
    public const double Floor = 0.05;

    /// <summary>Frames to which an autocorrelation time is integrated: the first k at which C(k) is at most <see cref="Floor"/>, or all.</summary>
    public int Window => Function.Select((c, k) => (c, k)).FirstOrDefault(entry => entry.c <= Floor, (c: 0, k: Function.Count - 1)).k;

    /// <summary>C after one frame, with its standard error over blocks.</summary>
    public Estimate NextFrame => Of(function => function.Count > 1 ? function[1] : double.NaN);

    /// <summary>The integrated autocorrelation time dt (1/2 + sum of C(k), k = 1 ... window) in ps, with its standard error over blocks.</summary>
    /// <param name="window">Frames to integrate to: the truth's <see cref="Window"/> for all that are compared with it.</param>
    public Estimate Time(int window) => Of(function => Spacing * (0.5 + function.Skip(1).Take(window).Sum()));

    private Estimate Of(Func<IReadOnlyList<double>, double> of)
    {
        double[] blocks = [.. BlockFunctions.Select(of).Where(double.IsFinite)];
        var value = of(Function);
        return new Estimate(double.IsFinite(value) ? value : null, blocks.Length < 2 ? null : BlockAverage.Of(blocks).StandardError);
    }
}
