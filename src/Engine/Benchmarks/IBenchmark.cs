namespace LatentSim.Engine.Benchmarks;

/// <summary>A group of figures that are measured together.</summary>
internal interface IBenchmark
{
    /// <summary>The group's name, as the user chooses it.</summary>
    string Name { get; }

    /// <summary>Measures, figure by figure.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings);
}
