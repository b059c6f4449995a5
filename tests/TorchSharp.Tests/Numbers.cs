using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Comparing tensors with numbers, and gradients with finite differences.</summary>
internal static class Numbers
{
    internal static void Equal(double[] expected, Tensor actual, double tolerance = 1e-6)
    {
        var values = actual.to_type(ScalarType.Float64).data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var k = 0; k < expected.Length; k++) Assert.True(Math.Abs(expected[k] - values[k]) <= tolerance, $"element {k}: {values[k]}, not {expected[k]}");
    }

    internal static void Equal(Tensor expected, Tensor actual, double tolerance = 1e-6)
    {
        Assert.Equal(expected.shape, actual.shape);
        Equal(expected.to_type(ScalarType.Float64).data<double>().ToArray(), actual, tolerance);
    }

    /// <summary>Compares the gradient of a scalar function with central differences of its values, in double precision.</summary>
    internal static void GradientMatchesDifferences(Func<Tensor, Tensor> function, Tensor point, double step = 1e-5, double tolerance = 1e-6)
    {
        using var scope = NewDisposeScope();
        var x = point.to_type(ScalarType.Float64).clone().detach().requires_grad_();
        var gradient = autograd.grad([function(x)], [x])[0].data<double>().ToArray();
        using var noGradients = no_grad();
        var values = x.data<double>().ToArray();
        for (var k = 0; k < values.Length; k++)
        {
            var up = function(Shifted(values, k, step, x.shape)).ToDouble();
            var down = function(Shifted(values, k, -step, x.shape)).ToDouble();
            var difference = (up - down) / (2 * step);
            Assert.True(Math.Abs(difference - gradient[k]) <= tolerance * (1 + Math.Abs(difference)), $"element {k}: {gradient[k]}, differences say {difference}");
        }
    }

    private static Tensor Shifted(double[] values, int index, double step, long[] shape)
    {
        var shifted = (double[])values.Clone();
        shifted[index] += step;
        return tensor(shifted, shape);
    }
}
