using LatentSim.Models.Contacts;
using LatentSim.Models.Flow;
using LatentSim.Models.Kernels;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Decoder;

/// <summary>
/// Draws coarse configurations from a conditional neural spline flow (Durkan et al. 2019) on internal coordinates. Each frame is superposed on one
/// reference, so that viewers see internal motion only.
/// </summary>
public sealed class FlowDecoder : IDecoder
{
    private const string StageName = "decoder";

    // Frames that go through together; enough to keep kernels busy also with those that are drawn again, few enough to stay in the cache.
    private const int ChunkRows = 480;

    private readonly SplineFlow flow;
    private readonly LatentCondition condition;
    private readonly ScalerLanes scaler;
    private readonly CoordinateLanes placement;
    private readonly SuperpositionLanes superposition;
    private readonly Skeleton? skeleton;
    private readonly OverlapRelief? relief;
    private readonly ContactRedraw redraw;
    private readonly RandomKey[] keys = new RandomKey[ChunkRows];
    private readonly float[] deficits = new float[ChunkRows];
    private readonly float[] gaps = new float[FrameLanes.Count];
    private readonly float[] conditions;
    private readonly float[] variables;
    private readonly float[] variableLanes;
    private readonly float[] coordinateLanes;
    private readonly float[] frameLanes;
    private readonly bool mayRedraw;

    /// <summary>Makes the kernel of a trained decoder.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="instructions">How wide vectors are; null for <see cref="InstructionSets.Chosen"/>. Frames are the same bit for bit.</param>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The rows are not a Z-matrix.</exception>
    public FlowDecoder(FlowDecoderWeights weights, InstructionSet? instructions = null)
    {
        if (FlowDecoderCheck.Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        InstructionSet chosen = instructions ?? InstructionSets.Chosen;
        InternalCoordinates coordinates = InternalCoordinates.FromRows(weights.Rows.Count, [], weights.Rows);
        Sites = coordinates.AtomCount;
        flow = new SplineFlow(weights.Flow, chosen);
        condition = new LatentCondition(weights.Latent);
        scaler = new ScalerLanes(new CoordinateScaler(weights.Scales), chosen);
        placement = new CoordinateLanes(coordinates, chosen);
        superposition = new SuperpositionLanes(weights.Reference, chosen);
        skeleton = weights.Skeleton is null ? null : new Skeleton(weights.Skeleton, chosen);
        relief = OverlapRelief.For(weights);
        mayRedraw = skeleton is not null || weights.Rows.Any(row => row.ByDistance);
        redraw = new ContactRedraw(flow, Sites * 3);
        conditions = new float[ChunkRows * flow.ConditionSize];
        variables = new float[ChunkRows * flow.Dimension];
        variableLanes = new float[flow.Dimension * FrameLanes.Count];
        coordinateLanes = new float[coordinates.Count * FrameLanes.Count];
        frameLanes = new float[Sites * 3 * FrameLanes.Count];
    }

    /// <inheritdoc/>
    public int Sites { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The blocks are not of the same steps and walkers, or not of this decoder's sizes.</exception>
    /// <exception cref="NonFiniteStateException">A latent is not finite, or a position that is not finite was computed.</exception>
    public void Decode(ulong seed, LatentBlock latents, FrameBlock coarse)
    {
        BlockCheck.Throw(latents, condition.Dimension, coarse, Sites);
        int rows = latents.Steps * latents.Walkers;
        for (int first = 0; first < rows; first += ChunkRows)
            DecodeChunk(seed, latents, coarse, first, Math.Min(ChunkRows, rows - first));
    }

    private void DecodeChunk(ulong seed, LatentBlock latents, FrameBlock coarse, int first, int count)
    {
        int dimension = condition.Dimension;
        ReadOnlySpan<float> points = latents.Values.Slice(first * dimension, count * dimension);
        for (int i = 0; i < count; i++)
        {
            condition.Fill(points.Slice(i * dimension, dimension), conditions.AsSpan(i * condition.Size, condition.Size));
            (int walker, long step) = latents.RowAt(first + i);
            keys[i] = new RandomKey(walker, step);
        }

        ThrowIfNotFinite(points, dimension, latents, first);
        Span<float> chunk = variables.AsSpan(0, count * flow.Dimension);
        flow.DrawBase(seed, keys.AsSpan(0, count), RandomPurpose.Decoder, chunk);
        flow.Inverse(chunk, conditions.AsSpan(0, count * condition.Size), chunk);
        ThrowIfNotFinite(chunk, flow.Dimension, latents, first);
        Span<float> frames = coarse.Values.Slice(first * Sites * 3, count * Sites * 3);
        for (int i = 0; i < count; i += FrameLanes.Count)
        {
            int together = Math.Min(FrameLanes.Count, count - i);
            Place(chunk.Slice(i * flow.Dimension, together * flow.Dimension), frames.Slice(i * Sites * 3, together * Sites * 3), deficits.AsSpan(i, together));
        }

        ThrowIfNotFinite(frames, Sites * 3, latents, first);
        if (mayRedraw)
            redraw.Run(new ContactDraw(this, seed, latents, first), conditions.AsSpan(0, count * condition.Size), deficits.AsSpan(0, count), frames);
    }

    // One frame to eight.
    private void Place(ReadOnlySpan<float> frameVariables, Span<float> frames, Span<float> frameDeficits)
    {
        int count = frameDeficits.Length;
        SideBySide.Gather(frameVariables, flow.Dimension, variableLanes);
        scaler.ToCoordinates(variableLanes, coordinateLanes);
        placement.Place(coordinateLanes, frameLanes, gaps, count);
        if (relief is not null)
            Relieve(frames);
        superposition.Run(frameLanes, count);
        SideBySide.Scatter(frameLanes, Sites * 3, frames);
        if (!mayRedraw)
            return;

        Span<float> overlaps = stackalloc float[FrameLanes.Count];
        overlaps.Clear();
        skeleton?.Deficits(frameLanes, overlaps, count);
        for (int i = 0; i < count; i++)
            frameDeficits[i] = Math.Max(gaps[i], overlaps[i]);
    }

    private void Relieve(Span<float> frames)
    {
        SideBySide.Scatter(frameLanes, Sites * 3, frames);
        for (int i = 0; i < frames.Length; i += Sites * 3)
            relief!.Run(frames.Slice(i, Sites * 3));
        SideBySide.Gather(frames, Sites * 3, frameLanes);
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> values, int rowLength, LatentBlock latents, int first)
    {
        int bad = FiniteCheck.FirstNonFinite(values);
        if (bad < 0)
            return;

        (int walker, long step) = latents.RowAt(first + (bad / rowLength));
        throw new NonFiniteStateException(walker, step, StageName);
    }

    private readonly struct ContactDraw(FlowDecoder decoder, ulong seed, LatentBlock latents, int first) : IContactDraw
    {
        public ulong Seed => seed;

        public RandomPurpose Purpose => RandomPurpose.Decoder;

        public RandomKey Key(int row, int attempt)
        {
            (int walker, long step) = latents.RowAt(first + row);
            return new RandomKey(walker, step, attempt);
        }

        public void Place(ReadOnlySpan<float> variables, Span<float> frames, Span<float> deficits) => decoder.Place(variables, frames, deficits);
    }
}
