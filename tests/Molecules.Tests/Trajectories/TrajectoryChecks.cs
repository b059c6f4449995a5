using LatentSim.Molecules;

namespace Molecules.Tests.Trajectories;

internal static class TrajectoryChecks
{
    internal static List<Frame> ReadAll(ITrajectoryReader reader)
    {
        var frames = new List<Frame>();
        for (var frame = new Frame(reader.AtomCount); reader.ReadNext(frame); frame = new Frame(reader.AtomCount))
            frames.Add(frame);
        return frames;
    }

    /// <summary>Compares to within a tolerance and the rounding of a float.</summary>
    internal static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance + (tolerance > 0 ? 2e-7f * Math.Abs(expected[i]) : 0)))
                Assert.Fail($"Number {i} is {actual[i]}, expected {expected[i]}.");
    }
}
