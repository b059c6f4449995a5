using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Contacts;

/// <summary>Builds the skeleton on a coarse configuration and measures its contacts. Used by one thread at a time.</summary>
public sealed class Skeleton
{
    private readonly InternalCoordinates? attached;
    private readonly float[] coordinates;
    private readonly float[] positions;
    private readonly ContactCheck contacts;
    private readonly CoordinateLanes? attachedLanes;
    private readonly float[] coordinateLanes;
    private readonly float[] positionLanes;
    private readonly float[] gaps = new float[FrameLanes.Count];

    /// <summary>Makes the skeleton that belongs to a decoder.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="instructions">How wide vectors are; null for <see cref="InstructionSets.Chosen"/>. Results are the same bit for bit.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The rows are not a Z-matrix.</exception>
    public Skeleton(SkeletonWeights weights, InstructionSet? instructions = null)
    {
        if (Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        int atoms = weights.Sites + weights.Rows.Count;
        attached = weights.Rows.Count == 0 ? null : InternalCoordinates.FromRows(atoms, [.. Enumerable.Range(0, weights.Sites)], weights.Rows);
        coordinates = weights.Coordinates;
        positions = new float[atoms * 3];
        contacts = new ContactCheck(weights.Contacts, atoms);
        attachedLanes = attached is null ? null : new CoordinateLanes(attached, instructions ?? InstructionSets.Chosen);
        coordinateLanes = [.. coordinates.SelectMany(value => Enumerable.Repeat(value, FrameLanes.Count))];
        positionLanes = new float[positions.Length * FrameLanes.Count];
    }

    /// <summary>How far, in nm, the worst pair of a coarse configuration's skeleton is inside its limit; 0 if none is.</summary>
    /// <param name="coarse">[site, 3], nm.</param>
    public float Deficit(ReadOnlySpan<float> coarse) => contacts.Deficit(Build(coarse));

    /// <summary><see cref="Deficit"/> of configurations side by side, the same bits.</summary>
    /// <param name="coarse">[site, 3, configuration], nm.</param>
    /// <param name="deficits">[configuration].</param>
    /// <param name="count">How many of the configurations matter.</param>
    internal void Deficits(ReadOnlySpan<float> coarse, Span<float> deficits, int count)
    {
        coarse.CopyTo(positionLanes);
        attachedLanes?.Place(coordinateLanes, positionLanes, gaps, count);
        contacts.Deficits(positionLanes, deficits);
    }

    /// <summary>The skeleton on a coarse configuration, [atom, 3], nm; valid until the next call.</summary>
    internal ReadOnlySpan<float> Build(ReadOnlySpan<float> coarse)
    {
        coarse.CopyTo(positions);
        attached?.ToCartesian(coordinates, positions);
        return positions;
    }

    /// <summary>What is wrong with a skeleton's sizes, or null; that the rows are a Z-matrix is checked by who builds it.</summary>
    internal static string? Problem(SkeletonWeights weights)
    {
        if (weights.Sites < 1)
            return $"a skeleton on {weights.Sites} sites";
        if (weights.Coordinates.Length != weights.Rows.Count * 3)
            return $"{weights.Coordinates.Length} skeleton coordinates, expected {weights.Rows.Count} x 3";
        return ContactCheck.Problem(weights.Contacts, weights.Sites + weights.Rows.Count);
    }
}
