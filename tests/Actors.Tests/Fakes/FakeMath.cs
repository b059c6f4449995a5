namespace LatentSim.Actors.Tests;

/// <summary>The rule of the fake stages: each number is a hash of the seed, the walker, the step and the number before, so that any mix-up shows.</summary>
internal static class FakeMath
{
    public const int Dimension = 2;
    public const int Sites = 3;
    public const int Atoms = 4;

    public static float Latent(ulong seed, int walker, long step, int coordinate, float before) =>
        Hash(seed, 1, walker, step, coordinate, step == 0 ? 0 : before);

    public static float Coarse(ulong seed, int walker, long step, int coordinate, float latent) => Hash(seed, 2, walker, step, coordinate, latent);

    public static float Atom(ulong seed, int walker, long step, int coordinate, float coarse, float before) =>
        Hash(seed, 3, walker, step, coordinate, coarse + (step == 0 ? 0 : before));

    /// <summary>The atoms of one walker, [step, atom, 3], computed one after the other.</summary>
    public static float[] Trajectory(ulong seed, int walker, int steps)
    {
        float[] latents = new float[Dimension];
        float[] previous = new float[Atoms * 3];
        float[] all = new float[steps * Atoms * 3];
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < Dimension; i++)
                latents[i] = Latent(seed, walker, step, i, latents[i]);
            for (int i = 0; i < Atoms * 3; i++)
            {
                int site = i % (Sites * 3);
                previous[i] = Atom(seed, walker, step, i, Coarse(seed, walker, step, site, latents[site % Dimension]), previous[i]);
            }

            previous.CopyTo(all, step * Atoms * 3);
        }

        return all;
    }

    private static float Hash(ulong seed, uint stage, int walker, long step, int coordinate, float input)
    {
        ulong mixed = seed ^ (stage * 0x9E3779B97F4A7C15UL);
        foreach (ulong word in (ReadOnlySpan<ulong>)[(ulong)walker, (ulong)step, (ulong)coordinate, BitConverter.SingleToUInt32Bits(input)])
        {
            mixed = (mixed ^ word) * 0xBF58476D1CE4E5B9UL;
            mixed ^= mixed >> 29;
        }

        return (mixed >> 40) / (float)(1 << 24);
    }
}
