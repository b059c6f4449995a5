using System.Runtime.CompilerServices;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Numerics;

namespace LatentSim.Models.Flow;

/// <summary>What a <see cref="CoordinateScaler"/> does, to rows side by side: the same bits.</summary>
/// <param name="scaler">The scaler.</param>
/// <param name="instructions">How wide vectors are.</param>
internal sealed class ScalerLanes(CoordinateScaler scaler, InstructionSet instructions)
{
    private const int Lanes = FrameLanes.Count;
    private readonly CoordinateScale[] scales = [.. scaler.Scales];

    /// <summary>Variables to coordinates, torsions in [-pi, pi).</summary>
    /// <param name="variables">[variable, row].</param>
    /// <param name="coordinates">[coordinate, row].</param>
    public void ToCoordinates(ReadOnlySpan<float> variables, Span<float> coordinates)
    {
        int used = 0;
        for (int i = 0; i < scales.Length; i++)
        {
            Span<float> coordinate = coordinates.Slice(i * Lanes, Lanes);
            if (scales[i].Scaling == CoordinateScaling.Fixed)
            {
                coordinate.Fill(scales[i].Mean);
                continue;
            }

            ReadOnlySpan<float> variable = variables.Slice(used++ * Lanes, Lanes);
            if (scales[i].Scaling == CoordinateScaling.Circular)
                variable.CopyTo(coordinate);
            else if (instructions == InstructionSet.Avx512)
                FromLinear<NumberLanes8>(scales[i], variable, coordinate);
            else
                FromLinear<NumberLanes4>(scales[i], variable, coordinate);
        }
    }

    /// <summary>Coordinates to features for a condition.</summary>
    /// <param name="coordinates">[coordinate, row].</param>
    /// <param name="features">[feature, row].</param>
    public void Encode(ReadOnlySpan<float> coordinates, Span<float> features)
    {
        int used = 0;
        for (int i = 0; i < scales.Length; i++)
        {
            if (scales[i].Scaling == CoordinateScaling.Fixed)
                continue;
            int count = scales[i].Scaling == CoordinateScaling.Circular ? 2 : 1;
            ReadOnlySpan<float> coordinate = coordinates.Slice(i * Lanes, Lanes);
            Span<float> feature = features.Slice(used * Lanes, count * Lanes);
            if (instructions == InstructionSet.Avx512)
                Encode<NumberLanes8>(scales[i], coordinate, feature);
            else
                Encode<NumberLanes4>(scales[i], coordinate, feature);
            used += count;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FromLinear<T>(CoordinateScale scale, ReadOnlySpan<float> variables, Span<float> coordinates)
        where T : unmanaged, INumberLanes<T>
    {
        for (int lane = 0; lane < Lanes; lane += T.Count)
        {
            T value = (T.Widen(in variables[lane]) * T.Create(scale.Scale)) + T.Create(scale.Mean);
            T.Narrow(scale.IsTorsion ? LaneMath.WrapAngle(value) : value, ref coordinates[lane]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Encode<T>(CoordinateScale scale, ReadOnlySpan<float> coordinates, Span<float> features)
        where T : unmanaged, INumberLanes<T>
    {
        for (int lane = 0; lane < Lanes; lane += T.Count)
        {
            T coordinate = T.Widen(in coordinates[lane]);
            if (scale.Scaling == CoordinateScaling.Linear)
            {
                T value = scale.IsTorsion ? FromCut(scale, coordinate) : coordinate;
                T.Narrow((value - T.Create(scale.Mean)) / T.Create(scale.Scale), ref features[lane]);
                continue;
            }

            (T sine, T cosine) = LaneMath.SinCos(coordinate);
            T.Narrow(cosine, ref features[lane]);
            T.Narrow(sine, ref features[Lanes + lane]);
        }
    }

    // The first difference is one of floats, as in the scaler.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T FromCut<T>(CoordinateScale scale, T coordinate)
        where T : unmanaged, INumberLanes<T>
    {
        T cut = T.Create(scale.Cut);
        T pi = T.Create(Math.PI);
        return LaneMath.WrapAngle(T.RoundToFloats(coordinate - cut) - pi) + cut + pi;
    }
}
