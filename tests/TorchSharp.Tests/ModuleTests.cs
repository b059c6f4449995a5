using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ModuleTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Linear_multiplies_and_adds()
    {
        var linear = nn.Linear(2, 2);
        Set(linear.weight, [1, 2, 3, 4]);
        Set(linear.bias!, [10, 20]);
        Numbers.Equal([13, 27], linear.call(tensor(new[] { 1f, 1f })));
        Assert.Null(nn.Linear(2, 2, hasBias: false).bias);
        Assert.True(nn.Linear(100, 50).weight.abs().max().ToDouble() <= 0.1);
    }

    [Fact]
    public void Batch_norm_normalizes_the_batch_and_remembers_it()
    {
        var norm = nn.BatchNorm1d(1);
        Numbers.Equal([-1, 1], norm.call(tensor(new[] { 1f, 3f }, 2, 1)), 1e-4);
        Numbers.Equal([0.2], norm.running_mean!);
        Numbers.Equal([0.9 + 0.1 * 2], norm.running_var!);
        Assert.Equal(1, norm.num_batches_tracked!.ToInt64());
        norm.eval();
        Numbers.Equal([(5 - 0.2) / Math.Sqrt(1.1 + 1e-5)], norm.call(tensor(new[] { 5f }, 1, 1)), 1e-5);
        Numbers.Equal([0.2], norm.running_mean!);
        Assert.Throws<ArgumentException>(() => norm.call(ones(2)));
        norm.reset_running_stats();
        Numbers.Equal([0], norm.running_mean!);
    }

    [Fact]
    public void Layer_norm_normalizes_each_sample()
    {
        var norm = nn.LayerNorm(2);
        Set(norm.weight, [2, 3]);
        Set(norm.bias!, [0, 1]);
        Numbers.Equal([-2, 4, 2, -2], norm.call(tensor(new[] { 1f, 3f, 8f, 2f }, 2, 2)), 1e-4);
    }

    [Fact]
    public void Group_norm_normalizes_groups_of_channels()
    {
        var norm = nn.GroupNorm(1, 2);
        Set(norm.weight, [2, 3]);
        Set(norm.bias!, [0, 1]);
        var scale = 1 / Math.Sqrt(7.25);
        Numbers.Equal([-5 * scale, -scale, 13.5 * scale + 1, -4.5 * scale + 1], norm.call(tensor(new[] { 1f, 3f, 8f, 2f }, 1, 2, 2)), 1e-4);
        Numbers.Equal([-1, 1, 1, -1], nn.GroupNorm(2, 2, affine: false).call(tensor(new[] { 1f, 3f, 8f, 2f }, 1, 2, 2)), 1e-4);
    }

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(1, false, true)]
    public void An_LSTM_follows_its_gate_equations(int layers, bool batchFirst, bool bidirectional)
    {
        manual_seed(5);
        const int Hidden = 3;
        var lstm = nn.LSTM(2, Hidden, layers, batchFirst: batchFirst, bidirectional: bidirectional);
        var steps = randn(4, 1, 2);
        var (output, lastHidden, lastCell) = lstm.call(batchFirst ? steps.transpose(0, 1) : steps);
        if (batchFirst) output = output.transpose(0, 1);
        var rows = Enumerable.Range(0, 4).Select(k => Row(steps[k, 0])).ToArray();
        double[] cell = [];
        for (var layer = 0; layer < layers; layer++)
        {
            var forward = Gates(lstm, $"_l{layer}", rows, out cell);
            if (bidirectional)
            {
                var backward = Gates(lstm, $"_l{layer}_reverse", rows.Reverse().ToArray(), out cell).Reverse().ToArray();
                forward = forward.Zip(backward, (left, right) => left.Concat(right).ToArray()).ToArray();
            }
            rows = forward;
        }
        for (var k = 0; k < 4; k++) Numbers.Equal(rows[k], output[k, 0], 1e-5);
        Numbers.Equal(cell, lastCell[-1, 0], 1e-5);
        if (!bidirectional) Numbers.Equal(rows[3], lastHidden[-1, 0], 1e-5);
    }

    [Fact]
    public void An_LSTM_continues_from_the_state_that_it_is_given()
    {
        var lstm = nn.LSTM(2, 3, 2);
        var input = randn(6, 2, 2);
        var (whole, _, _) = lstm.call(input);
        var (_, hidden, cell) = lstm.call(input[..3]);
        var (second, _, _) = lstm.call(input[3..], (hidden, cell));
        Numbers.Equal(whole[3..], second, 1e-6);
    }

    [Fact]
    public void A_convolution_sums_over_its_window()
    {
        var convolution = nn.Conv3d(1, 1, 2);
        Set(convolution.weight, [1, 2, 3, 4, 5, 6, 7, 8]);
        Set(convolution.bias!, [100]);
        var input = arange(0, 27, dtype: ScalarType.Float32).reshape(1, 1, 3, 3, 3);
        var expected = Enumerable.Range(0, 8).Select(place => 100.0 + Enumerable.Range(0, 8).Sum(k => (k + 1) * Corner(place, k))).ToArray();
        Numbers.Equal(expected, convolution.call(input), 1e-4);
        Assert.Throws<ArgumentException>(() => convolution.call(ones([1L, 2, 3, 3, 3])));
    }

    [Theory]
    [InlineData(PaddingModes.Zeros)]
    [InlineData(PaddingModes.Circular)]
    public void Padding_is_zero_or_wraps_around(PaddingModes mode)
    {
        var convolution = nn.Conv3d(1, 1, 3, padding: 1, padding_mode: mode);
        nn.init.ones_(convolution.weight);
        nn.init.zeros_(convolution.bias!);
        var input = arange(0, 8, dtype: ScalarType.Float32).reshape(1, 1, 2, 2, 2);
        var output = convolution.call(input);
        Assert.Equal([1, 1, 2, 2, 2], output.shape);
        var expected = mode == PaddingModes.Zeros ? 28 : CircularSum();
        Assert.Equal(expected, output[0, 0, 0, 0, 0].ToDouble(), 4);
        Assert.Equal([1, 1, 5, 5, 5], nn.Conv3d(1, 1, 4, Padding.Same).call(ones([1L, 1, 5, 5, 5])).shape);
    }

    [Fact]
    public void Pooling_keeps_the_largest_of_each_window()
    {
        var input = arange(0, 64, dtype: ScalarType.Float32).reshape([1L, 1, 4, 4, 4]);
        Numbers.Equal([21, 23, 29, 31, 53, 55, 61, 63], nn.MaxPool3d(2).call(input));
        Assert.Equal([1, 1, 3, 3, 3], nn.MaxPool3d(2, stride: 1).call(input).shape);
    }

    [Fact]
    public void Dropout_drops_while_training_only()
    {
        manual_seed(11);
        var dropout = nn.Dropout(0.25);
        var output = dropout.call(ones(10000));
        // The count of zeros has a standard deviation of 43: 6 of them are passed by chance once in 5e8 seeds.
        var zeros = 10000 - output.count_nonzero().ToInt64();
        Assert.InRange(zeros, 2500 - 260, 2500 + 260);
        Assert.Equal(1 / 0.75, output.max().ToDouble(), 5);
        dropout.eval();
        Numbers.Equal([1, 1], dropout.call(ones(2)));
    }

    [Fact]
    public void Activations_are_their_functions()
    {
        var x = tensor(new[] { -1.5, 0.5 });
        void Check(Func<double, double> expected, nn.Module<Tensor, Tensor> module) => Numbers.Equal([expected(-1.5), expected(0.5)], module.call(x), 1e-9);
        Check(v => Math.Max(0, v), nn.ReLU());
        Check(Math.Tanh, nn.Tanh());
        Check(v => 1 / (1 + Math.Exp(-v)), nn.Sigmoid());
        Check(v => v / (1 + Math.Exp(-v)), nn.SiLU());
        Check(v => v > 0 ? v : 0.2 * v, nn.LeakyReLU(0.2));
        Check(v => v > 0 ? v : Math.Exp(v) - 1, nn.ELU());
        Check(v => Math.Log(1 + Math.Exp(2 * v)) / 2, nn.Softplus(2));
        Check(v => Math.Exp(v) / (Math.Exp(-1.5) + Math.Exp(0.5)), nn.Softmax(0));
        Check(v => v - Math.Log(Math.Exp(-1.5) + Math.Exp(0.5)), nn.LogSoftmax(0));
        Check(v => v, nn.Identity());
    }

    [Fact]
    public void Losses_reduce_as_asked()
    {
        var (x, y) = (tensor(new[] { 1.0, 2.0 }), tensor(new[] { 3.0, 1.0 }));
        Assert.Equal(2.5, nn.MSELoss().call(x, y).ToDouble(), 12);
        Assert.Equal(5, nn.functional.mse_loss(x, y, nn.Reduction.Sum).ToDouble(), 12);
        Assert.Equal(1.5, nn.L1Loss().call(x, y).ToDouble(), 12);
    }

    [Fact]
    public void Initial_values_have_their_bounds()
    {
        manual_seed(2);
        var weight = empty(50, 200);
        Assert.InRange(nn.init.xavier_uniform_(weight).abs().max().ToDouble(), 0.9 * Math.Sqrt(6.0 / 250), Math.Sqrt(6.0 / 250));
        Assert.InRange(nn.init.kaiming_uniform_(weight).abs().max().ToDouble(), 0.9 * Math.Sqrt(6.0 / 200), Math.Sqrt(6.0 / 200));
        nn.init.orthogonal_(weight);
        Numbers.Equal(eye(50), weight.matmul(weight.t()), 1e-5);
    }

    private static void Set(Tensor parameter, float[] values)
    {
        using var noGradients = no_grad();
        parameter.copy_(tensor(values).reshape(parameter.shape));
    }

    private static double[] Row(Tensor tensor) => tensor.to_type(ScalarType.Float64).data<double>().ToArray();

    private static double[][] Gates(LSTM lstm, string suffix, double[][] inputs, out double[] cell)
    {
        double[] Parameters(string name) => Row(lstm.get_parameter(name + suffix)!.detach());
        var (fromInput, fromHidden) = (Parameters("weight_ih"), Parameters("weight_hh"));
        var bias = Parameters("bias_ih").Zip(Parameters("bias_hh"), (left, right) => left + right).ToArray();
        var size = bias.Length / 4;
        var hidden = new double[size];
        var memory = new double[size];
        var outputs = new List<double[]>();
        foreach (var input in inputs)
        {
            var gates = bias.Select((start, k) => start + Dot(fromInput, k, input) + Dot(fromHidden, k, hidden)).ToArray();
            memory = memory.Select((old, k) => Sigmoid(gates[size + k]) * old + Sigmoid(gates[k]) * Math.Tanh(gates[2 * size + k])).ToArray();
            hidden = memory.Select((value, k) => Sigmoid(gates[3 * size + k]) * Math.Tanh(value)).ToArray();
            outputs.Add(hidden);
        }
        cell = memory;
        return [.. outputs];
    }

    private static double Dot(double[] matrix, int row, double[] vector) => vector.Select((value, k) => matrix[row * vector.Length + k] * value).Sum();

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static double Corner(int place, int k) =>
        9 * ((place >> 2) + (k >> 2)) + 3 * ((place >> 1 & 1) + (k >> 1 & 1)) + (place & 1) + (k & 1);

    /// <summary>The window at the first corner of a 2 x 2 x 2 cube: in each dimension the other side is met twice.</summary>
    private static double CircularSum() =>
        Enumerable.Range(0, 8).Sum(k => k * Math.Pow(2, (k >> 2) + (k >> 1 & 1) + (k & 1)));
}
