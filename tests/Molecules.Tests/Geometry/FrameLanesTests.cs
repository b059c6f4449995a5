using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace Molecules.Tests.Geometry;

/// <summary>What is computed of frames side by side has the bits that each frame has alone, for every width of vectors.</summary>
public sealed class FrameLanesTests
{
    private const int Lanes = FrameLanes.Count;

    // Some by distance, some in line, and rows without references.
    private static readonly InternalCoordinates[] Molecules =
    [
        InternalCoordinates.FromRows(6, [],
        [
            new(0, -1, -1, -1), new(1, 0, -1, -1), new(2, 1, 0, -1), new(3, 2, 1, 0), new(4, 3, 2, 1), new(5, 2, 3, 4, true),
        ]),
        InternalCoordinates.FromRows(6, [5, 1, 3], [new(0, 1, 3, 5), new(2, 1, 3, 0, true), new(4, 3, 5, 1)]),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void FramesAreMeasuredAlike(int frames)
    {
        foreach (InternalCoordinates molecule in Molecules)
        {
            float[] xyz = Positions(3, molecule.AtomCount);
            float[] expected = new float[molecule.Count * Lanes];
            molecule.FromCartesian(xyz, expected, Lanes);
            foreach (InstructionSet instructions in Enum.GetValues<InstructionSet>())
                CheckMeasures(instructions, molecule, xyz, expected, frames);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void FramesArePlacedAlike(int frames)
    {
        foreach (InternalCoordinates molecule in Molecules)
        {
            float[] xyz = Positions(4, molecule.AtomCount);
            float[] coordinates = new float[molecule.Count * Lanes];
            molecule.FromCartesian(xyz, coordinates, Lanes);

            // Now and then a triangle does not close.
            for (int i = 0; i < coordinates.Length; i += 5)
                coordinates[i] *= 1.7f;
            foreach (InstructionSet instructions in Enum.GetValues<InstructionSet>())
                CheckPlaces(instructions, molecule, xyz, coordinates, frames);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(8)]
    public void FramesAreSuperposedAlike(int frames)
    {
        const int Atoms = 7;
        float[] xyz = Positions(5, Atoms);
        float[] reference = Positions(6, Atoms)[..(3 * Atoms)];

        // The reference itself; all in one place; a line, of which many rotations are best.
        reference.CopyTo(xyz, 0);
        Array.Fill(xyz, 0.5f, 3 * Atoms, 3 * Atoms);
        for (int i = 0; i < Atoms; i++)
            (xyz[(2 * 3 * Atoms) + (3 * i)], xyz[(2 * 3 * Atoms) + (3 * i) + 1], xyz[(2 * 3 * Atoms) + (3 * i) + 2]) = (i, 0, 0);
        foreach (InstructionSet instructions in Enum.GetValues<InstructionSet>())
            CheckSuperposes(instructions, xyz, reference, frames);
    }

    private static void CheckMeasures(InstructionSet instructions, InternalCoordinates molecule, float[] xyz, float[] expected, int frames)
    {
        float[] values = new float[expected.Length];
        new CoordinateLanes(molecule, instructions).Measure(SideBySide(xyz), values, frames);
        AssertSame(expected, values, frames);
    }

    private static void CheckPlaces(InstructionSet instructions, InternalCoordinates molecule, float[] xyz, float[] coordinates, int frames)
    {
        float[] expected = (float[])xyz.Clone();
        float[] expectedGaps = new float[Lanes];
        for (int i = 0; i < Lanes; i++)
            expectedGaps[i] = molecule.Place(coordinates.AsSpan(i * molecule.Count, molecule.Count), expected.AsSpan(i * molecule.AtomCount * 3, molecule.AtomCount * 3));

        float[] placed = SideBySide(xyz);
        float[] gaps = new float[Lanes];
        new CoordinateLanes(molecule, instructions).Place(SideBySide(coordinates), placed, gaps, frames);
        AssertSame(expected, placed, frames);
        AssertSame(expectedGaps, gaps, frames);
    }

    private static void CheckSuperposes(InstructionSet instructions, float[] xyz, float[] reference, int frames)
    {
        float[] expected = new float[xyz.Length];
        for (int i = 0; i < xyz.Length; i += reference.Length)
        {
            ReadOnlySpan<float> frame = xyz.AsSpan(i, reference.Length);
            Superposition.Fit(frame, reference).Apply(frame, expected.AsSpan(i, reference.Length));
        }

        float[] moved = SideBySide(xyz);
        new SuperpositionLanes(reference, instructions).Run(moved, frames);
        AssertSame(expected, moved, frames);
    }

    // The first frame of a molecule has three atoms in line.
    private static float[] Positions(int seed, int atoms)
    {
        Random random = new(seed);
        float[] xyz = [.. Enumerable.Range(0, Lanes * atoms * 3).Select(_ => (float)random.NextDouble())];
        for (int axis = 0; axis < 3; axis++)
            (xyz[axis], xyz[3 + axis], xyz[6 + axis]) = (0.1f, 0.2f, 0.3f);
        return xyz;
    }

    private static float[] SideBySide(float[] rows)
    {
        int length = rows.Length / Lanes;
        return [.. Enumerable.Range(0, rows.Length).Select(i => rows[(i % Lanes * length) + (i / Lanes)])];
    }

    private static void AssertSame(float[] rows, float[] sideBySide, int frames)
    {
        int length = rows.Length / Lanes;
        for (int i = 0; i < rows.Length; i++)
        {
            if (i / length < frames)
                Assert.Equal(BitConverter.SingleToInt32Bits(rows[i]), BitConverter.SingleToInt32Bits(sideBySide[(i % length * Lanes) + (i / length)]));
        }
    }
}
