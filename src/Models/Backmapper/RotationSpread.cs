using LatentSim.Models.Stages;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Backmapper;

/// <summary>
/// How far a backmapper is from rotating its output with its input: the root mean square deviation, over the atoms of a frame, between rotating and then
/// backmapping and backmapping and then rotating, with the same random numbers.
/// </summary>
/// <param name="Mean">Over frames and rotations, nm.</param>
/// <param name="Largest">Of all frames and rotations, nm.</param>
public sealed record RotationSpread(double Mean, double Largest)
{
    // Any step after a start, so that the previous atoms that are given are those that are used.
    private const long Step = 1;

    /// <summary>Measures some frames under random rotations, the same for all frames, each about the centre of its coarse sites.</summary>
    /// <param name="backmapper">What is measured.</param>
    /// <param name="coarse">The coarse sites, [frame, site, 3], nm.</param>
    /// <param name="previous">The atoms one step before each frame, [frame, atom, 3], nm.</param>
    /// <param name="seed">Of the rotations, and of the frames that are drawn.</param>
    /// <param name="rotations">How many rotations.</param>
    /// <exception cref="ArgumentException">There are no frames, or the two are not of the same number of frames.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no rotations.</exception>
    /// <exception cref="NonFiniteStateException">A position that is not finite was given or computed.</exception>
    public static RotationSpread Measure(IBackmapper backmapper, ReadOnlySpan<float> coarse, ReadOnlySpan<float> previous, ulong seed, int rotations)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rotations);
        int frames = coarse.Length / (backmapper.Sites * 3);
        if (frames == 0 || coarse.Length != frames * backmapper.Sites * 3 || previous.Length != (long)frames * backmapper.Atoms * 3)
        {
            throw new ArgumentException(
                $"{coarse.Length} coarse and {previous.Length} previous values, expected as many frames of {backmapper.Sites} x 3 and of {backmapper.Atoms} x 3.",
                nameof(coarse));
        }

        double[] centres = Centres(coarse, backmapper.Sites);
        float[] expected = Backmap(backmapper, coarse, previous, seed, frames);
        float[] turned = new float[expected.Length];
        float[] turnedCoarse = new float[coarse.Length];
        float[] turnedPrevious = new float[previous.Length];
        (double sum, double largest) = (0, 0);
        for (int i = 0; i < rotations; i++)
        {
            double[] rotation = Rotation(seed, i);
            Turn(rotation, centres, coarse, turnedCoarse);
            Turn(rotation, centres, previous, turnedPrevious);
            Turn(rotation, centres, expected, turned);
            float[] actual = Backmap(backmapper, turnedCoarse, turnedPrevious, seed, frames);
            for (int frame = 0; frame < frames; frame++)
            {
                int length = backmapper.Atoms * 3;
                double deviation = Deviation(turned.AsSpan(frame * length, length), actual.AsSpan(frame * length, length));
                sum += deviation;
                largest = Math.Max(largest, deviation);
            }
        }

        return new RotationSpread(sum / ((double)rotations * frames), largest);
    }

    private static float[] Backmap(IBackmapper backmapper, ReadOnlySpan<float> coarse, ReadOnlySpan<float> previous, ulong seed, int frames)
    {
        using FrameBlock input = FrameBlock.Rent(Step, 1, 0, frames, backmapper.Sites);
        using FrameBlock output = FrameBlock.Rent(Step, 1, 0, frames, backmapper.Atoms);
        coarse.CopyTo(input.Values);
        backmapper.Backmap(seed, input, previous.ToArray(), output);
        return output.Values.ToArray();
    }

    private static double[] Centres(ReadOnlySpan<float> coarse, int sites)
    {
        double[] centres = new double[coarse.Length / sites];
        for (int i = 0; i < coarse.Length; i++)
            centres[(i / (sites * 3) * 3) + (i % 3)] += (double)coarse[i] / sites;
        return centres;
    }

    // A unit quaternion in a random direction is a rotation drawn from all alike (Shoemake 1992); row-major.
    private static double[] Rotation(ulong seed, int index)
    {
        PhiloxStream random = new(seed, index, 0, RandomPurpose.Reference);
        (double w, double x, double y, double z) = (random.NextNormal(), random.NextNormal(), random.NextNormal(), random.NextNormal());
        double scale = 2 / ((w * w) + (x * x) + (y * y) + (z * z));
        return
        [
            1 - (scale * ((y * y) + (z * z))), scale * ((x * y) - (w * z)), scale * ((x * z) + (w * y)),
            scale * ((x * y) + (w * z)), 1 - (scale * ((x * x) + (z * z))), scale * ((y * z) - (w * x)),
            scale * ((x * z) - (w * y)), scale * ((y * z) + (w * x)), 1 - (scale * ((x * x) + (y * y))),
        ];
    }

    private static void Turn(double[] rotation, double[] centres, ReadOnlySpan<float> positions, Span<float> turned)
    {
        int length = positions.Length / (centres.Length / 3);
        for (int i = 0; i < positions.Length; i += 3)
        {
            ReadOnlySpan<double> centre = centres.AsSpan(i / length * 3, 3);
            (double x, double y, double z) = (positions[i] - centre[0], positions[i + 1] - centre[1], positions[i + 2] - centre[2]);
            for (int axis = 0; axis < 3; axis++)
                turned[i + axis] = (float)(centre[axis] + (rotation[3 * axis] * x) + (rotation[(3 * axis) + 1] * y) + (rotation[(3 * axis) + 2] * z));
        }
    }

    private static double Deviation(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
            sum += ((double)first[i] - second[i]) * ((double)first[i] - second[i]);
        return Math.Sqrt(3 * sum / first.Length);
    }
}
