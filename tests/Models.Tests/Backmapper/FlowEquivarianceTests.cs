using LatentSim.Models.ModelFile;
using LatentSim.Models.Stages;
using LatentSim.Molecules;

namespace Models.Tests.Backmapper;

/// <summary>The shipped model turns and moves its frames with its input, as exactly as single precision tells where atoms are.</summary>
public sealed class FlowEquivarianceTests
{
    private const double Tolerance = 1e-5;
    private const int Walkers = 8;
    private const int Steps = 300;
    private static readonly Simulator Model = Simulator.Load(DataFile("adp-1ps.lsbox"));
    private static readonly int Sites = Model.Backmapper!.Sites;
    private static readonly int Atoms = Model.Backmapper!.Atoms;
    private static readonly float[] Coarse = ReadCoarse();

    [Fact]
    public void EachStepFollowsAMotionOfItsInput()
    {
        float[] still = Backmap(Coarse, follow: null);
        float[] moved = Moved(still);
        Assert.InRange(Differences(moved, Backmap(Moved(Coarse), follow: moved))[^1], 0, Tolerance);
    }

    // What rounding makes of one step is part of the next one's input: over hundreds of steps it must not grow. Now and then a frame is about to choose
    // between two wells, where the flow is steep: for a few steps, until the same random numbers lead both together again, it may be ten times as large.
    [Fact]
    public void ATrajectoryFollowsAMotionOfItsInput()
    {
        double[] differences = Differences(Moved(Backmap(Coarse, follow: null)), Backmap(Moved(Coarse), follow: null));
        Assert.InRange(differences[^(differences.Length / 100)], 0, Tolerance);
        Assert.InRange(differences[^1], 0, 10 * Tolerance);
    }

    /// <summary>Atoms [step, walker, atom, 3]; each step's previous ones are its own, or where to follow, those that are given.</summary>
    private static float[] Backmap(float[] coarse, float[]? follow)
    {
        IBackmapper backmapper = Model.CreateBackmapper();
        int coarseStep = Walkers * Sites * 3;
        int atomStep = Walkers * Atoms * 3;
        float[] all = new float[Steps * atomStep];
        float[] previous = new float[atomStep];
        for (int step = 0; step < Steps; step++)
        {
            using FrameBlock input = FrameBlock.Rent(step, 1, 0, Walkers, Sites);
            using FrameBlock output = FrameBlock.Rent(step, 1, 0, Walkers, Atoms);
            coarse.AsSpan(step * coarseStep, coarseStep).CopyTo(input.Values);
            if (follow is not null && step > 0)
                follow.AsSpan((step - 1) * atomStep, atomStep).CopyTo(previous);
            backmapper.Backmap(7, input, previous, output);
            output.Values.CopyTo(all.AsSpan(step * atomStep));
        }

        return all;
    }

    // A turn by 2 about an axis along (1, 2, 2) (Rodrigues), then a shift.
    private static float[] Moved(float[] positions)
    {
        (double sine, double cosine) = Math.SinCos(2);
        (double X, double Y, double Z) axis = (1.0 / 3, 2.0 / 3, 2.0 / 3);
        float[] moved = new float[positions.Length];
        for (int i = 0; i < positions.Length; i += 3)
        {
            (double x, double y, double z) = (positions[i], positions[i + 1], positions[i + 2]);
            double along = ((axis.X * x) + (axis.Y * y) + (axis.Z * z)) * (1 - cosine);
            moved[i] = (float)((x * cosine) + (((axis.Y * z) - (axis.Z * y)) * sine) + (axis.X * along) + 0.3);
            moved[i + 1] = (float)((y * cosine) + (((axis.Z * x) - (axis.X * z)) * sine) + (axis.Y * along) - 0.2);
            moved[i + 2] = (float)((z * cosine) + (((axis.X * y) - (axis.Y * x)) * sine) + (axis.Z * along) + 0.1);
        }

        return moved;
    }

    // The largest difference of each frame, ascending.
    private static double[] Differences(float[] first, float[] second) =>
        [.. first.Zip(second, (a, b) => Math.Abs((double)a - b)).Chunk(Atoms * 3).Select(frame => frame.Max()).Order()];

    // Each walker follows a piece of the trajectory, [step, walker, site, 3], that begins about the origin.
    private static float[] ReadCoarse()
    {
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(DataFile("coarse.xtc"));
        Frame frame = new(reader.AtomCount);
        int size = Sites * 3;
        float[] coarse = new float[Steps * Walkers * size];
        for (int walker = 0; walker < Walkers; walker++)
        {
            float[] centre = new float[3];
            for (int step = 0; step < Steps; step++)
            {
                Assert.True(reader.ReadNext(frame));
                for (int i = 0; step == 0 && i < size; i++)
                    centre[i % 3] += frame.Positions[i] / Sites;
                for (int i = 0; i < size; i++)
                    coarse[(((step * Walkers) + walker) * size) + i] = frame.Positions[i] - centre[i % 3];
            }
        }

        return coarse;
    }

    private static string DataFile(string name)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LatentSim.sln")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? "", "data", "adp", name);
    }
}
