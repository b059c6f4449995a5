namespace LatentSim.Molecules.CoarseGraining;

/// <summary>
/// Free energies of torsions, -kT ln p, on the points of a periodic grid. The density p is a sum of Gaussian kernels, wrapped around the circle, one a frame, and of one more
/// observation that is spread evenly: where nothing was seen the free energy is so finite and flat.
/// </summary>
internal static class TorsionGrid
{
    private const int Fewest = 24;
    private const int Most = 180;

    /// <summary>Points along a torsion, so that they are no farther apart than the kernel is wide.</summary>
    internal static int SizeFor(double bandwidth) => Math.Clamp((int)Math.Ceiling(2 * Math.PI / bandwidth), Fewest, Most);

    /// <summary>The density of a torsion at the points 0, 2 pi / size, ..., adding up to one.</summary>
    /// <param name="torsions">[frame], radians.</param>
    /// <param name="bandwidth">The standard deviation of the kernel, radians.</param>
    internal static double[] Density(ReadOnlySpan<float> torsions, double bandwidth)
    {
        int size = SizeFor(bandwidth);
        double[] counts = new double[size];
        foreach (float torsion in torsions)
        {
            (int lower, int upper, double share) = Place(torsion, size);
            counts[lower] += 1 - share;
            counts[upper] += share;
        }

        return Finish(Smooth(counts, size, along: 1, across: size, Kernel(size, bandwidth)), torsions.Length);
    }

    /// <summary>The joint density of two torsions, [second, first], adding up to one.</summary>
    internal static double[] Density(ReadOnlySpan<float> first, ReadOnlySpan<float> second, double bandwidth)
    {
        int size = SizeFor(bandwidth);
        double[] counts = new double[size * size];
        for (int frame = 0; frame < first.Length; frame++)
        {
            (int left, int right, double x) = Place(first[frame], size);
            (int lower, int upper, double y) = Place(second[frame], size);
            counts[(lower * size) + left] += (1 - x) * (1 - y);
            counts[(lower * size) + right] += x * (1 - y);
            counts[(upper * size) + left] += (1 - x) * y;
            counts[(upper * size) + right] += x * y;
        }

        double[] kernel = Kernel(size, bandwidth);
        double[] smoothed = Smooth(Smooth(counts, size, along: 1, across: size, kernel), size, along: size, across: 1, kernel);
        return Finish(smoothed, first.Length);
    }

    /// <summary>The density of the second of two torsions given the first, from their joint density.</summary>
    internal static double[] GivenFirst(double[] joint)
    {
        int size = (int)Math.Round(Math.Sqrt(joint.Length));
        double[] first = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Sum(j => joint[(j * size) + i]))];
        return [.. joint.Select((value, place) => value / first[place % size])];
    }

    // Each count is shared between the two nearest points.
    private static (int Lower, int Upper, double Share) Place(float torsion, int size)
    {
        double place = torsion / (2 * Math.PI) * size;
        double floor = Math.Floor(place);
        int lower = (((int)floor % size) + size) % size;
        return (lower, (lower + 1) % size, place - floor);
    }

    // Sharing has widened each count by a triangle as wide as the spacing h, of variance h^2 / 6 on average; the kernel makes up what is missing.
    private static double[] Kernel(int size, double bandwidth)
    {
        double spacing = 2 * Math.PI / size;
        double variance = Math.Max((bandwidth * bandwidth) - (spacing * spacing / 6), 0.25 * spacing * spacing);
        double[] kernel = new double[size];
        for (int i = 0; i < size; i++)
            for (int turn = -2; turn <= 2; turn++)
                kernel[i] += (float)Math.Exp(-0.5 * Math.Pow((i * spacing) + (turn * 2 * Math.PI), 2) / variance);
        double sum = kernel.Sum();
        return Array.ConvertAll(kernel, weight => weight / sum);
    }

    private static double[] Smooth(double[] values, int size, int along, int across, double[] kernel)
    {
        double[] smooth = new double[values.Length];
        for (int line = 0; line < values.Length / size; line++)
            for (int to = 0; to < size; to++)
                for (int from = 0; from < size; from++)
                    smooth[(line * across) + (to * along)] += kernel[(to - from + size) % size] * values[(line * across) + (from * along)];
        return smooth;
    }

    private static double[] Finish(double[] smoothed, int frames)
    {
        double even = 1.0 / smoothed.Length;
        return Array.ConvertAll(smoothed, value => (value + even) / (frames + 1));
    }
}
