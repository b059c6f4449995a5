using LatentSim.Models.Devices;
using LatentSim.Models.Flow;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Random;
using Models.Tests.Training;
using TorchSharp;

namespace Models.Tests.Devices;

[Collection(TorchCollection.Name)]
public sealed class TorchFlowTests
{
    private const int Rows = 300;
    private const int Conditions = 3;
    private static readonly TorchDevice Device = TorchDevice.Open("torch:0");

    public static TheoryData<bool[]> Spaces => new()
    {
        new[] { false }, new[] { true }, new[] { false, true, false, true, true }, new[] { true, false, false, false, true, true, true, false, false, true, false, false },
    };

    // Slopes magnify the rounding of the conditioners' products: hence a flow whose slopes stay near 1.
    [Theory]
    [MemberData(nameof(Spaces))]
    public void FromBaseToDataAsTheKernel(bool[] circular)
    {
        SplineFlowWeights weights = RandomWeights.Flow(new System.Random(1), circular, Conditions, spread: 0.3);
        float[] conditions = RandomWeights.Normals(new System.Random(2), Rows * Conditions);
        SplineFlow kernel = new(weights);
        float[] z = DrawBase(kernel, circular.Length);
        float[] expected = new float[z.Length];
        kernel.Inverse(z, conditions, expected);

        using DisposeScope scope = torch.NewDisposeScope();
        TorchFlow flow = new(weights, Device);
        torch.Tensor bases = flow.DrawBase(new PhiloxTensors(5), BlockRows.Of(9, 1, 0, Rows, Device), RandomPurpose.Decoder);
        AssertClose.All(z, Values(bases), 1e-6);
        float[] found = Values(flow.Invert(bases, Device.Upload(conditions, Rows, Conditions)));

        Assert.NotEqual(z, expected);
        AssertSame(expected, found, circular);
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void MovesOfTheBaseAreThoseOfTheKernel(bool[] circular)
    {
        SplineFlowWeights weights = RandomWeights.Flow(new System.Random(1), circular, Conditions);
        SplineFlow kernel = new(weights);
        float[] z = DrawBase(kernel, circular.Length);
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor moved = new TorchFlow(weights, Device).MoveBase(
            Device.Upload(z, Rows, circular.Length).to(torch.ScalarType.Float64), 0.3, new PhiloxTensors(5), BlockRows.Of(9, 1, 0, Rows, Device), RandomPurpose.Decoder, 7);

        kernel.MoveBase(5, [.. Enumerable.Range(0, Rows).Select(row => new RandomKey(row, 9, 7))], RandomPurpose.Decoder, 0.3, z);
        AssertSame(z, Values(moved), circular);
    }

    private static float[] DrawBase(SplineFlow kernel, int dimension)
    {
        float[] z = new float[Rows * dimension];
        kernel.DrawBase(5, [.. Enumerable.Range(0, Rows).Select(row => new RandomKey(row, 9))], RandomPurpose.Decoder, z);
        return z;
    }

    private static float[] Values(torch.Tensor tensor) => tensor.to(torch.ScalarType.Float32).contiguous().data<float>().ToArray();

    // On the circle up to whole turns.
    private static void AssertSame(float[] expected, float[] found, bool[] circular)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = expected[i] - found[i];
            if (circular[i % circular.Length])
                difference -= Math.Round(difference / (2 * Math.PI)) * 2 * Math.PI;
            Assert.True(Math.Abs(difference) < 1e-5, $"{expected[i]} and {found[i]}");
        }
    }
}
