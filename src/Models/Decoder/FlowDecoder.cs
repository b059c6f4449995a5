using LatentSim.Models.Contacts;
using LatentSim.Models.Flow;
using LatentSim.Models.Kernels;
using LatentSim.Models.Stages;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Random;

namespace LatentSim.Models.Decoder;

/// <summary>
/// Draws coarse configurations from a conditional neural spline flow (Durkan et al. 2019) on internal coordinates. Each frame is superposed on one
/// reference, so that viewers see internal motion only.
/// </summary>
public sealed class FlowDecoder : IDecoder
{
    private const string StageName = "decoder";

    // Frames that go through together; enough to keep kernels busy, few enough to stay in the cache.
    private const int ChunkRows = 96;

    private readonly SplineFlow flow;
    private readonly LatentCondition condition;
    private readonly CoordinateScaler scaler;
    private readonly InternalCoordinates internalCoordinates;
    private readonly FlowDecoderWeights weights;
    private readonly Skeleton? skeleton;
    private readonly OverlapRelief? relief;
    private readonly ContactRedraw redraw;
    private readonly float[] conditions;
    private readonly float[] variables;
    private readonly float[] coordinates;
    private readonly float[] gaps = new float[ChunkRows];
    private readonly bool mayRedraw;

    /// <summary>Makes the kernel of a trained decoder.</summary>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    /// <exception cref="LatentSim.Molecules.InvalidInputException">The rows are not a Z-matrix.</exception>
    public FlowDecoder(FlowDecoderWeights weights)
    {
        if (FlowDecoderCheck.Problem(weights) is { } problem)
            throw new ArgumentException(problem, nameof(weights));

        this.weights = weights;
        flow = new SplineFlow(weights.Flow);
        condition = new LatentCondition(weights.Latent);
        scaler = new CoordinateScaler(weights.Scales);
        internalCoordinates = InternalCoordinates.FromRows(weights.Rows.Count, [], weights.Rows);
        skeleton = weights.Skeleton is null ? null : new Skeleton(weights.Skeleton);
        relief = OverlapRelief.For(weights);
        mayRedraw = skeleton is not null || weights.Rows.Any(row => row.ByDistance);
        redraw = new ContactRedraw(flow, internalCoordinates.AtomCount * 3);
        conditions = new float[ChunkRows * flow.ConditionSize];
        variables = new float[ChunkRows * flow.Dimension];
        coordinates = new float[internalCoordinates.Count];
    }

    /// <inheritdoc/>
    public int Sites => internalCoordinates.AtomCount;

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
        Span<float> chunk = variables.AsSpan(0, count * flow.Dimension);
        for (int i = 0; i < count; i++)
        {
            condition.Fill(points.Slice(i * dimension, dimension), conditions.AsSpan(i * condition.Size, condition.Size));
            (int walker, long step) = latents.RowAt(first + i);
            PhiloxStream random = new(seed, walker, step, RandomPurpose.Decoder);
            flow.DrawBase(ref random, chunk.Slice(i * flow.Dimension, flow.Dimension));
        }

        ThrowIfNotFinite(points, dimension, latents, first);
        flow.Inverse(chunk, conditions.AsSpan(0, count * condition.Size), chunk);
        ThrowIfNotFinite(chunk, flow.Dimension, latents, first);
        Span<float> frames = coarse.Values.Slice(first * Sites * 3, count * Sites * 3);
        for (int i = 0; i < count; i++)
            gaps[i] = Place(chunk.Slice(i * flow.Dimension, flow.Dimension), frames.Slice(i * Sites * 3, Sites * 3));
        ThrowIfNotFinite(frames, Sites * 3, latents, first);
        if (mayRedraw)
            redraw.Run(new ContactDraw(this, seed, latents, first), conditions.AsSpan(0, count * condition.Size), gaps.AsSpan(0, count), frames);
    }

    private float Place(ReadOnlySpan<float> frameVariables, Span<float> frame)
    {
        scaler.ToCoordinates(frameVariables, coordinates);
        float gap = internalCoordinates.Place(coordinates, frame);
        relief?.Run(frame);
        Superposition.Fit(frame, weights.Reference).Apply(frame, frame);
        return gap;
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
        public PhiloxStream Random(int row, int attempt)
        {
            (int walker, long step) = latents.RowAt(first + row);
            return new PhiloxStream(seed, walker, step, RandomPurpose.Decoder, attempt);
        }

        public float Place(int row, ReadOnlySpan<float> variables, Span<float> frame) => decoder.Place(variables, frame);

        public float Deficit(ReadOnlySpan<float> frame) => decoder.skeleton?.Deficit(frame) ?? 0;
    }
}
