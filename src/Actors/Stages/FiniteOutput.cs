using LatentSim.Models.Stages;

namespace LatentSim.Actors;

/// <summary>The last line of defence: nothing that is not finite reaches a file, whatever the stage.</summary>
internal static class FiniteOutput
{
    /// <summary>Checks a stage's output, [step, walker, ...].</summary>
    /// <exception cref="NonFiniteStateException">A value is infinite or not a number.</exception>
    public static void Require(ReadOnlySpan<float> values, long firstStep, int firstWalker, int steps, int walkers, string stage)
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
