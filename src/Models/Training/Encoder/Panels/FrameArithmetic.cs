using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;

namespace LatentSim.Models.Training;

/// <summary>Sums over the frames of a <see cref="FrameTable"/>'s rows, whole panels at a time.</summary>
internal static unsafe class FrameArithmetic
{
    private const int Segment = 4096;
    private const int Lanes = FramePanel.Lanes;

    /// <summary>sum_frame x y, in single precision over some thousands of frames and in double over all.</summary>
    public static double Dot(float* x, float* y, int frames)
    {
        double total = 0;
        for (int first = 0; first < frames; first += Segment)
        {
            Vector256<float> even = default;
            Vector256<float> odd = default;
            int end = Math.Min(first + Segment, frames);
            for (int frame = first; frame < end; frame += FramePanel.Frames)
            {
                even = Vector256.FusedMultiplyAdd(Vector256.Load(x + frame), Vector256.Load(y + frame), even);
                odd = Vector256.FusedMultiplyAdd(Vector256.Load(x + frame + Lanes), Vector256.Load(y + frame + Lanes), odd);
            }

            total += Vector256.Sum(even + odd);
        }

        return total;
    }

    /// <summary>target += factor x.</summary>
    public static void Add(float* target, float* x, float factor, int frames)
    {
        Vector256<float> scale = Vector256.Create(factor);
        for (int frame = 0; frame < frames; frame += Lanes)
            Vector256.FusedMultiplyAdd(scale, Vector256.Load(x + frame), Vector256.Load(target + frame)).Store(target + frame);
    }

    /// <summary>product = x y, frame by frame.</summary>
    public static void Multiply(float* x, float* y, float* product, int frames)
    {
        for (int frame = 0; frame < frames; frame += Lanes)
            (Vector256.Load(x + frame) * Vector256.Load(y + frame)).Store(product + frame);
    }

    /// <summary>Subtracts the mean over both frames of a batch's pairs.</summary>
    public static void RemoveMean(float* values, ChainBatch batch, int frames)
    {
        Vector256<float> mean = Vector256.Create((float)(Dot(values, batch.Weights, frames) / (2.0 * batch.Pairs)));
        for (int frame = 0; frame < frames; frame += Lanes)
            (Vector256.Load(values + frame) - mean).Store(values + frame);
    }

    /// <summary>The products of all rows of one table with those of another, where they are symmetric.</summary>
    public static Matrix<double> Products(FrameTable left, FrameTable right)
    {
        Matrix<double> result = Matrix<double>.Build.Dense(left.Units, left.Units);
        for (int i = 0; i < left.Units; i++)
        {
            for (int j = 0; j <= i; j++)
                result[i, j] = result[j, i] = Dot(left.Row(i), right.Row(j), left.Frames);
        }

        return result;
    }
}
