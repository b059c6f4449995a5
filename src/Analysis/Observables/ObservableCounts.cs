namespace LatentSim.Analysis;

/// <summary>What <see cref="RunningObservables"/> has counted.</summary>
internal sealed class ObservableCounts
{
    internal ObservableCounts(int walkers, int pairs, int distances, double lagTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(walkers, 1);
        if (!(lagTime > 0)) throw new ArgumentOutOfRangeException(nameof(lagTime), lagTime, "Expected a positive lag.");
        LagTime = lagTime;
        Pairs = pairs;
        Distances = distances;
        Walkers = [.. Enumerable.Range(0, walkers).Select(_ => new WalkerCounts(pairs))];
        Groups = [.. Enumerable.Range(0, Math.Min(walkers, BlockAverage.DefaultBlocks)).Select(_ => new GroupCounts(pairs, distances))];
    }

    internal double LagTime { get; }

    internal int Pairs { get; }

    internal int Distances { get; }

    internal WalkerCounts[] Walkers { get; }

    internal GroupCounts[] Groups { get; }

    internal int GroupOf(int walker) => (int)((long)walker * Groups.Length / Walkers.Length);

    internal void Merge(ObservableCounts other)
    {
        if (other.Walkers.Length != Walkers.Length || other.Pairs != Pairs || other.Distances != Distances || other.LagTime != LagTime) throw new ArgumentException("The counts are of different runs.", nameof(other));
        for (var w = 0; w < Walkers.Length; w++)
        {
            if (Walkers[w].Frames > 0 && other.Walkers[w].Frames > 0) throw new ArgumentException($"Both counted walker {w}.", nameof(other));
        }

        for (var w = 0; w < Walkers.Length; w++)
        {
            if (other.Walkers[w].Frames > 0) Walkers[w] = other.Walkers[w].Copy();
        }

        for (var g = 0; g < Groups.Length; g++) Groups[g].Add(other.Groups[g]);
    }
}

/// <summary>What is kept of one walker.</summary>
internal sealed class WalkerCounts(int pairs)
{
    internal long Frames { get; set; }

    internal long LastStep { get; set; }

    /// <summary>The basin of each torsion pair at the last step.</summary>
    internal byte[] Basins { get; private init; } = new byte[pairs];

    /// <summary>Mean radius of gyration, nm.</summary>
    internal double RadiusMean { get; set; }

    /// <summary>Sum of its squared deviations from the mean, nm^2.</summary>
    internal double RadiusSquares { get; set; }

    internal void AddRadius(double radius, long step)
    {
        Frames++;
        LastStep = step;
        var difference = radius - RadiusMean;
        RadiusMean += difference / Frames;
        RadiusSquares += difference * (radius - RadiusMean);
    }

    internal WalkerCounts Copy() => new(Basins.Length)
    {
        Frames = Frames, LastStep = LastStep, Basins = [.. Basins], RadiusMean = RadiusMean, RadiusSquares = RadiusSquares,
    };
}

/// <summary>Counts of one group of walkers, for each torsion pair and each distance.</summary>
internal sealed class GroupCounts(int pairs, int distances)
{
    internal Histogram2D[] Histograms { get; } = [.. Enumerable.Range(0, pairs).Select(_ => new Histogram2D())];

    internal long[][] Populations { get; } = [.. Enumerable.Range(0, pairs).Select(_ => new long[Basins.Count])];

    internal TransitionCounts[] Transitions { get; } = [.. Enumerable.Range(0, pairs).Select(_ => new TransitionCounts(Basins.Count))];

    internal DistanceCounts[] Distances { get; } = [.. Enumerable.Range(0, distances).Select(_ => new DistanceCounts())];

    internal void Add(GroupCounts other)
    {
        for (var i = 0; i < Distances.Length; i++) Distances[i].Add(other.Distances[i]);
        for (var i = 0; i < Histograms.Length; i++)
        {
            Histograms[i].Add(other.Histograms[i]);
            for (var b = 0; b < Basins.Count; b++) Populations[i][b] += other.Populations[i][b];
            Transitions[i].Add(other.Transitions[i]);
        }
    }
}
