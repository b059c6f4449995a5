using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>The last line of defence: nothing that is not finite reaches a file, whatever the stage.</summary>
internal static class FiniteOutput
{
    /// <summary>Checks a block of latents, unless it comes from a device, whose stage has checked it there: to look here would be to wait for the copy.</summary>
    /// <exception cref="NonFiniteStateException">A value is infinite or not a number.</exception>
    public static void Require(LatentBlock block, string stage)
    {
        if (!block.IsFromDevice)
            Require(block.Values, block.FirstStep, block.FirstWalker, block.Steps, block.Walkers, stage);
    }

    /// <summary>Checks a block of frames, unless it comes from a device, whose stage has checked it there.</summary>
    /// <exception cref="NonFiniteStateException">A value is infinite or not a number.</exception>
    public static void Require(FrameBlock block, string stage)
    {
        if (!block.IsFromDevice)
            Require(block.Values, block.FirstStep, block.FirstWalker, block.Steps, block.Walkers, stage);
    }

    private static void Require(ReadOnlySpan<float> values, long firstStep, int firstWalker, int steps, int walkers, string stage)
    {
        int bad = FirstBad(values);
        if (bad < 0)
            return;

        int row = bad / (values.Length / (steps * walkers));
        throw new NonFiniteStateException(firstWalker + (row % walkers), firstStep + (row / walkers), stage);
    }

    private static int FirstBad(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }

        return -1;
    }
}
