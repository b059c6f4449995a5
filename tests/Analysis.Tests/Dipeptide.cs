using LatentSim.Analysis;
using LatentSim.Molecules;
using LatentSim.Molecules.Random;

namespace Analysis.Tests;

/// <summary>Alanine dipeptide, made-up trajectories of it, and a reader that reads them from memory.</summary>
internal static class Dipeptide
{
    private const string Atoms =
        "ACE HH31 3.602 8.989 9.782,ACE CH3 4.488 9.217 10.373,ACE HH32 5.242 8.430 10.349,ACE HH33 4.209 9.527 11.380,ACE C 5.271 10.322 9.601,ACE O 4.816 11.003 8.708,"
        + "ALA N 6.609 10.467 9.754,ALA H 7.036 9.947 10.508,ALA CA 7.518 11.455 9.157,ALA HA 6.932 11.985 8.406,ALA CB 7.972 12.392 10.285,ALA HB1 8.943 12.009 10.599,"
        + "ALA HB2 8.098 13.324 9.736,ALA HB3 7.224 12.688 11.021,ALA C 8.662 10.671 8.446,ALA O 9.029 9.560 8.790,NME N 9.240 11.456 7.479,NME H 8.765 12.302 7.198,"
        + "NME CH3 10.372 11.123 6.631,NME HH31 10.466 10.046 6.493,NME HH32 10.050 11.490 5.656,NME HH33 11.201 11.645 7.108";

    private static readonly string[][] Rows = [.. Atoms.Split(',').Select(row => row.Split(' '))];

    internal static float[] Positions { get; } = [.. Rows.SelectMany(row => row[2..].Select(x => float.Parse(x) / 10))];

    internal static Topology Topology { get; } = Build();

    internal static EnsembleDefinition Definition { get; } = EnsembleDefinition.Of(Topology);

    /// <summary>
    /// Frames whose psi jumps between two values with probability 0.05 a frame, with 0.002 nm of noise on every coordinate and the whole turned by a little.
    /// </summary>
    internal static float[][] Frames(int seed, int count, float scale = 1)
    {
        var frames = new float[count][];
        var turned = false;
        for (var t = 0; t < count; t++)
        {
            var random = new PhiloxStream((ulong)seed, 0, t, RandomPurpose.Start);
            turned ^= random.NextUniform() < 0.05;
            var frame = (float[])Positions.Clone();
            if (turned) TurnPsi(frame, 2.0);
            for (var i = 0; i < frame.Length; i++) frame[i] = scale * (frame[i] + 0.002f * random.NextNormal());
            frames[t] = frame;
        }

        return frames;
    }

    internal static TrajectorySource Source(string name, float[][] frames, double spacing = 1) => new(name, () => new MemoryReader(frames, spacing)) { Sha256 = "00ff" };

    internal static EnsembleStatistics Measure(int seed, int count = 2000, EnsembleStatistics? reference = null, float scale = 1) =>
        new EnsembleEstimator(Definition, 2).Measure([Source($"run-{seed}", Frames(seed, count, scale))], reference);

    private static Topology Build()
    {
        var builder = new TopologyBuilder();
        var residue = "";
        foreach (var row in Rows)
        {
            if (row[0] != residue) builder.AddResidue(residue = row[0], builder.AtomCount == 0 ? 1 : residue == "ALA" ? 2 : 3, "A");
            builder.AddAtom(row[1], Element.FromSymbol(row[1][..1]));
        }

        return builder.Build().InferBonds(Positions);
    }

    // Turns O, N and what follows about the axis from CA (8) to C (14).
    private static void TurnPsi(float[] frame, double angle)
    {
        double[] origin = [frame[42], frame[43], frame[44]];
        double[] axis = [frame[42] - frame[24], frame[43] - frame[25], frame[44] - frame[26]];
        var length = Math.Sqrt(axis.Sum(x => x * x));
        axis = Array.ConvertAll(axis, x => x / length);
        var (sine, cosine) = Math.SinCos(angle);
        for (var atom = 15; atom < 22; atom++)
        {
            double[] v = [.. Enumerable.Range(0, 3).Select(d => frame[3 * atom + d] - origin[d])];
            var along = axis[0] * v[0] + axis[1] * v[1] + axis[2] * v[2];
            double[] cross = [axis[1] * v[2] - axis[2] * v[1], axis[2] * v[0] - axis[0] * v[2], axis[0] * v[1] - axis[1] * v[0]];
            for (var d = 0; d < 3; d++) frame[3 * atom + d] = (float)(origin[d] + v[d] * cosine + cross[d] * sine + axis[d] * along * (1 - cosine));
        }
    }

    private sealed class MemoryReader(float[][] frames, double spacing) : ITrajectoryReader
    {
        private int _next;

        public int AtomCount => frames[0].Length / 3;

        public bool ReadNext(Frame frame)
        {
            if (_next == frames.Length) return false;
            frames[_next].CopyTo(frame.Positions, 0);
            frame.Time = _next++ * spacing;
            return true;
        }

        public void Dispose()
        {
        }
    }
}
