using LatentSim.Models.Kernels.Grid;
using LatentSim.Models.Weights;
using Models.Tests.Backmapper.Voxel;

namespace Models.Tests.Kernels;

public sealed class ConvolutionKernelTests
{
    /// <summary>Points, input channels, output channels and kernel.</summary>
    public static TheoryData<int, int, int, int> Sizes => new() { { 6, 4, 16, 3 }, { 7, 3, 5, 3 }, { 4, 9, 33, 3 }, { 5, 7, 18, 1 }, { 1, 2, 3, 3 }, { 12, 8, 8, 3 } };

    // A kernel of one point adds its products one by one, in order, so that its bits do not depend on vectors; with three points other products make the same sums.
    [Theory]
    [MemberData(nameof(Sizes))]
    public void EverySumIsItsBiasAndItsProducts(int points, int inputs, int outputs, int edge)
    {
        ConvolutionLayer layer = RandomVoxels.Convolution(new System.Random(1), inputs, outputs, edge);
        float[] input = RandomWeights.Normals(new System.Random(2), points * points * points * inputs);
        GridFeatures features = Features(input, points, inputs);
        GridSums sums = new(points, outputs);
        ConvolutionKernel.Of(layer, new GridScratch()).Evaluate(features, sums);
        for (int i = 0; i < points * points * points * outputs; i++)
        {
            (int output, int point) = (i % outputs, i / outputs);
            Assert.Equal(Scalar(layer, input, points, output, point), At(sums, output, point), edge == 1 ? 0 : 5e-6);
        }
    }

    [Fact]
    public void AccumulatingAddsToWhatIsThere()
    {
        ConvolutionLayer layer = RandomVoxels.Convolution(new System.Random(1), 5, 7, 1);
        PointKernel kernel = new(layer);
        GridFeatures features = Features(RandomWeights.Normals(new System.Random(2), 64 * 5), 4, 5);
        GridSums once = new(4, 7);
        GridSums twice = new(4, 7);
        kernel.Evaluate(features, once);
        kernel.Evaluate(features, twice);
        kernel.Accumulate(features, twice);
        for (int i = 0; i < 64 * 7; i++)
            Assert.Equal(2 * At(once, i % 7, i / 7), At(twice, i % 7, i / 7), 1e-5f);
    }

    [Fact]
    public void NormalizedSumsHaveTheScalesAndTheShifts()
    {
        const int Channels = 19;
        float[] values = [.. RandomWeights.Normals(new System.Random(3), 125 * Channels).Select(value => 50 + (3 * value))];
        GridNormalization norm = new(RandomWeights.Normals(new System.Random(4), Channels), RandomWeights.Normals(new System.Random(5), Channels));
        GridSums sums = new(5, Channels);
        for (int i = 0; i < values.Length; i++)
            At(sums, i % Channels, i / Channels) = values[i];
        new GridNormalizationKernel(norm).Apply(sums);

        double mean = values.Average(value => (double)value);
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + 1e-5);
        for (int i = 0; i < values.Length; i++)
        {
            int channel = i % Channels;
            Assert.Equal((norm.Scale[channel] * (values[i] - mean) / deviation) + norm.Shift[channel], At(sums, channel, i / Channels), 2e-5);
        }
    }

    private static GridFeatures Features(float[] values, int points, int channels)
    {
        GridFeatures features = new(points, channels);
        for (int row = 0; row < points * points; row++)
            values.AsSpan(row * points * channels, points * channels).CopyTo(features.Row(row / points, row % points));
        return features;
    }

    private static unsafe ref float At(GridSums sums, int channel, int point)
    {
        int points = sums.Points;
        float* row = sums.Row(channel / GridSums.Panel, point / points / points, point / points % points);
        return ref row[(point % points * GridSums.Panel) + (channel % GridSums.Panel)];
    }

    // Zeros beyond the ends of a row along z are multiplied and change nothing.
    private static float Scalar(ConvolutionLayer layer, float[] input, int points, int output, int point)
    {
        (int x, int y, int z) = (point / points / points, point / points % points, point % points);
        (int edge, int reach) = (layer.Kernel, layer.Kernel / 2);
        float sum = layer.Bias[output];
        for (int tap = 0; tap < edge * edge * edge; tap++)
        {
            (int fromX, int fromY, int fromZ) = (x + (tap / edge / edge) - reach, y + (tap / edge % edge) - reach, z + (tap % edge) - reach);
            if (fromX < 0 || fromX >= points || fromY < 0 || fromY >= points || fromZ < 0 || fromZ >= points)
                continue;
            for (int channel = 0; channel < layer.Inputs; channel++)
            {
                float weight = layer.Weights[(((output * layer.Inputs) + channel) * edge * edge * edge) + tap];
                sum = MathF.FusedMultiplyAdd(input[(((((fromX * points) + fromY) * points) + fromZ) * layer.Inputs) + channel], weight, sum);
            }
        }

        return sum;
    }
}
