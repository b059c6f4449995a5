using LatentSim.Models.Backmapper;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace Models.Tests.Backmapper;

public sealed class SeedFinderTests
{
    private const int Sites = 5;
    private const int Length = Sites * 3;
    private const int Pairs = 203;

    // Molecules of every shape, clusters of near ones, doubles of which the first counts, and two that are flat or in line.
    private static readonly float[] Coarse = Shapes();

    [Theory]
    [InlineData(InstructionSet.Portable)]
    [InlineData(InstructionSet.Avx2)]
    [InlineData(InstructionSet.Avx512)]
    public void TheNearestIsThatOfASearchThroughAll(InstructionSet instructions)
    {
        SeedFinder finder = new(new BackmapperSeeds(Coarse, Coarse), Sites, Sites, instructions);
        float[] frames = [.. Coarse, .. RandomWeights.Normals(new Random(4), 100 * Length)];
        float[] found = new float[Length];
        float[] expected = new float[Length];
        for (int frame = 0; frame < frames.Length; frame += Length)
        {
            ReadOnlySpan<float> coarse = frames.AsSpan(frame, Length);
            finder.Fill(coarse, found);
            Superposition nearest = Superposition.Fit(Coarse.AsSpan(0, Length), coarse);
            int best = 0;
            for (int pair = 1; pair < Pairs; pair++)
            {
                Superposition candidate = Superposition.Fit(Coarse.AsSpan(pair * Length, Length), coarse);
                if (candidate.Rmsd < nearest.Rmsd)
                    (nearest, best) = (candidate, pair);
            }

            nearest.Apply(Coarse.AsSpan(best * Length, Length), expected);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void MostNeedNotBeSuperposed()
    {
        SeedDistances distances = new(Coarse, Sites, InstructionSet.Avx2);
        int near = 0;
        for (int frame = 0; frame < Coarse.Length; frame += Length)
        {
            distances.LookAt(Coarse.AsSpan(frame, Length));
            for (int first = 0; first < Pairs; first += SeedDistances.Together)
                near += System.Numerics.BitOperations.PopCount(distances.MayBeNearer(first, 0.02));
        }

        Assert.InRange(near, Pairs, 0.2 * Pairs * Pairs);
    }

    private static float[] Shapes()
    {
        Random random = new(3);
        float[] shapes = RandomWeights.Normals(random, Pairs * Length);
        for (int pair = 20; pair < 80; pair++)
        {
            for (int i = 0; i < Length; i++)
                shapes[(pair * Length) + i] = shapes[(pair % 20 * Length) + i] + (0.01f * (float)random.NextDouble());
        }

        shapes.AsSpan(0, 10 * Length).CopyTo(shapes.AsSpan(90 * Length));
        for (int i = 0; i < Length; i++)
        {
            shapes[(101 * Length) + i] *= i % 3 == 2 ? 0 : 1;
            shapes[(102 * Length) + i] *= i % 3 == 0 ? 1 : 0;
        }

        return shapes;
    }
}
