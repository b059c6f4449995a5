namespace LatentSim.Analysis;

/// <summary>
/// What all ensembles are measured by, fixed on one of them, the truth: bins along psi_1, clusters of latent space and their metastable sets, basins, slow linear components, the
/// ranges of adjacent sites and the window of autocorrelation functions.
/// </summary>
/// <param name="System">The model's encoder, features and sites.</param>
/// <param name="Axis">Bins along psi_1.</param>
/// <param name="Clusters">Clusters of the Markov models.</param>
/// <param name="Sets">The metastable set of each cluster: those of the truth's Markov model, one more than there are latent coordinates; -1 for a cluster outside the model.</param>
/// <param name="Basins">The two basins along psi_1; null where there are none.</param>
/// <param name="Components">TICA of the encoder's features; null without frames.</param>
/// <param name="Neighbors">Distances of adjacent sites; empty without frames.</param>
/// <param name="Windows">Lags, of the model, to which the autocorrelation function of each latent coordinate is fitted.</param>
public sealed record LatentDefinition(
    LatentSystem System, HistogramAxis Axis, KMeansModel Clusters, int[] Sets, LatentBasins? Basins, TicaModel? Components, IReadOnlyList<SiteDistance> Neighbors, IReadOnlyList<int> Windows)
{
    /// <summary>Bins along psi_1.</summary>
    public const int Bins = 50;

    /// <summary>Clusters of the Markov models.</summary>
    public const int ClusterCount = 100;

    /// <summary>Slow linear components that are compared.</summary>
    public const int ComponentCount = 3;

    private const int ClusterPoints = 25_000;

    /// <summary>Components that there are, at most <see cref="ComponentCount"/>.</summary>
    public int UsedComponents => Math.Min(ComponentCount, Components?.Count ?? 0);

    /// <summary>Fixes the definition on an ensemble.</summary>
    /// <param name="system">The model.</param>
    /// <param name="truth">The ensemble.</param>
    /// <param name="latents">Its latents.</param>
    /// <param name="advanced">Hears how many frames were read.</param>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">A file is damaged or of another molecule, or the lag is no multiple of the frames' spacing.</exception>
    public static LatentDefinition Fit(LatentSystem system, EnsembleSource truth, LatentTrajectories latents, Action<long> advanced)
    {
        var lag = truth.LagFrames(system.LagTime);
        var slowest = latents.Coordinate(0);
        var axis = HistogramAxis.Over(slowest, Bins);
        var clusters = new KMeans { Centres = ClusterCount }.Fit(latents.Sample(ClusterPoints), latents.Dimension);
        var windows = Enumerable.Range(0, latents.Dimension).Select(i => AutocorrelationTime.Of(latents.Coordinate(i, lag), system.LagTime, blocks: 1).Function.Count - 1);
        var (components, neighbors) = FitFrames(system, truth, lag, advanced);
        return new LatentDefinition(system, axis, clusters, SetsOf(latents, clusters, lag, system.LagTime), LatentBasins.Find(FreeEnergyProfile.Along(slowest, axis)), components, neighbors, [.. windows]);
    }

    private static int[] SetsOf(LatentTrajectories latents, KMeansModel clusters, int lag, double lagTime)
    {
        var counts = new TransitionCounts(clusters.Count);
        foreach (var states in latents.Assign(clusters)) counts.AddTrajectory(states, lag);
        if (counts.ConnectedSet().Length <= latents.Dimension) return [];
        var model = new ReversibleMarkovEstimator().Fit(counts, lagTime);
        return MetastableSets.OfStates(model, latents.Dimension + 1, clusters.Count);
    }

    private static (TicaModel? Components, IReadOnlyList<SiteDistance> Neighbors) FitFrames(LatentSystem system, EnsembleSource truth, int lag, Action<long> advanced)
    {
        var covariance = new LaggedCovariance(system.Features.Count, lag);
        var distances = new SiteDistances(system.Sites.Neighbors);
        var extractor = system.CreateExtractor();
        var features = new float[FrameBatches.Size * extractor.Count];
        var sites = new float[3 * system.Sites.Atoms.Count];
        var batches = new FrameBatches(system, truth, advanced);
        for (var t = 0; t < truth.Trajectories.Count; t++)
        {
            covariance.BeginTrajectory();
            batches.Read(t, Add);
        }

        return covariance.Pairs == 0 ? (null, []) : (new Tica { Lag = lag, Spacing = truth.Spacing }.Fit(covariance), distances.Statistics());

        void Add(int first, int frames, ReadOnlySpan<float> positions)
        {
            extractor.Extract(positions, features.AsSpan(0, frames * extractor.Count), frames);
            for (var i = 0; i < frames; i++)
            {
                covariance.Add(features.AsSpan(i * extractor.Count, extractor.Count));
                system.Sites.Gather(positions.Slice(i * 3 * system.Atoms, 3 * system.Atoms), sites);
                distances.Add(sites);
            }
        }
    }
}
