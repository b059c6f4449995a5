using System.Globalization;
using LatentSim.Analysis;
using LatentSim.Engine.Terminal;
using LatentSim.Molecules.CoarseGraining;

namespace LatentSim.Engine.Reference;

/// <summary>
/// How far trajectories of a coarse model are from the data that it was fitted to: bonds and angles, free energies of neighbouring torsions, and the slowest relaxation
/// between cells of the torsions' plane.
/// </summary>
internal sealed class CoarseComparison
{
    private const double LagIntervals = 5;

    private readonly SiteCoordinates coordinates;
    private readonly CoarseSample data;
    private readonly CoarseSample model;
    private readonly double dataLag;
    private readonly double modelLag;

    /// <summary>Measures the data.</summary>
    /// <param name="coordinates">The model's coordinates.</param>
    /// <param name="trajectories">The data.</param>
    /// <param name="dataLag">The lag of the data's relaxation, ps.</param>
    /// <param name="interval">The time between the model's frames, ps.</param>
    public CoarseComparison(SiteCoordinates coordinates, SiteTrajectories trajectories, double dataLag, double interval)
    {
        this.coordinates = coordinates;
        this.dataLag = dataLag;
        modelLag = LagIntervals * interval;
        data = new CoarseSample(coordinates);
        model = new CoarseSample(coordinates);
        int length = 3 * coordinates.SiteCount;
        foreach (float[] frames in trajectories.Trajectories)
        {
            Trajectory whole = new(coordinates, trajectories.LagFrames);
            for (int start = 0; start < frames.Length; start += length)
                whole.Add(frames.AsSpan(start, length));
            data.Add(whole.Sample);
        }
    }

    /// <summary>What was seen, in lines.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            lock (model)
                return [.. Describe()];
        }
    }

    /// <summary>Starts to look at a trajectory.</summary>
    public Trajectory Begin() => new(coordinates, (int)LagIntervals);

    /// <summary>Takes what was seen of a trajectory.</summary>
    public void End(Trajectory trajectory)
    {
        lock (model)
            model.Add(trajectory.Sample);
    }

    private IEnumerable<string> Describe()
    {
        if (model.Frames == 0)
            yield break;
        yield return Deviations("bonds", "pm", 1000, coordinates.Bonds.Count, first: 0);
        yield return Deviations("angles", "degrees", 180 / Math.PI, coordinates.Angles.Count, first: coordinates.Bonds.Count);
        for (int plane = 0; plane < data.Planes.Count; plane++)
        {
            double error = FreeEnergySurface.Of(model.Planes[plane]).RootMeanSquaredError(FreeEnergySurface.Of(data.Planes[plane]));
            yield return string.Create(CultureInfo.InvariantCulture, $"F of {CoarseSample.PlaneName(coordinates, plane)} below 4 kT: RMSE {error:0.00} kT");
        }

        if (data.Planes.Count > 0)
            yield return Timescales();
    }

    private string Deviations(string what, string unit, double scale, int count, int first)
    {
        double shift = Enumerable.Range(first, count).Max(i => Math.Abs(model.Mean(i) - data.Mean(i)));
        double[] ratios = [.. Enumerable.Range(first, count).Select(i => model.Deviation(i) / data.Deviation(i))];
        return string.Create(CultureInfo.InvariantCulture, $"{what}: means within {scale * shift:0.##} {unit} of the data's, widths {ratios.Min():0.00} to {ratios.Max():0.00} of them");
    }

    private string Timescales()
    {
        double? slow = ImpliedTimescales.Of(data.Transitions, dataLag, 1)[0];
        double? fast = ImpliedTimescales.Of(model.Transitions, modelLag, 1)[0];
        return slow is { } time && fast is { } own
            ? string.Create(CultureInfo.InvariantCulture, $"slowest relaxation of {CoarseSample.PlaneName(coordinates, 0)}: {Duration.Molecular(own)}, {time / own:0.0} times as fast as the data's {Duration.Molecular(time)}")
            : $"slowest relaxation of {CoarseSample.PlaneName(coordinates, 0)}: not resolved";
    }

    /// <summary>A trajectory that is being looked at.</summary>
    internal sealed class Trajectory(SiteCoordinates coordinates, int lagFrames)
    {
        private readonly int[] cells = new int[lagFrames];
        private long frames;

        /// <summary>What was seen.</summary>
        public CoarseSample Sample { get; } = new(coordinates);

        /// <summary>Takes the next frame, [site, 3].</summary>
        public void Add(ReadOnlySpan<float> frame)
        {
            int cell = Sample.Add(frame);
            int place = (int)(frames % lagFrames);
            if (frames >= lagFrames)
                Sample.Transitions.Add(cells[place], cell);
            cells[place] = cell;
            frames++;
        }
    }
}
