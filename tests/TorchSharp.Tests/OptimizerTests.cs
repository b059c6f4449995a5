using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Two steps on a parameter whose gradient is 2 and then -1, computed by hand.</summary>
public sealed class OptimizerTests : IDisposable
{
    private static readonly double[] Gradients = [2, -1];
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.1, false)]
    [InlineData(0.0, true)]
    public void Adam(double decay, bool amsgrad)
    {
        double x = 1, m = 0, v = 0, largest = 0;
        for (var t = 1; t <= 2; t++)
        {
            var g = Gradients[t - 1] + decay * x;
            m = 0.9 * m + 0.1 * g;
            v = 0.99 * v + 0.01 * g * g;
            largest = Math.Max(largest, v);
            x -= 0.1 * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt((amsgrad ? largest : v) / (1 - Math.Pow(0.99, t))) + 1e-8);
        }
        Check(x, parameter => optim.Adam([parameter], 0.1, 0.9, 0.99, weight_decay: decay, amsgrad: amsgrad));
    }

    [Fact]
    public void AdamW_decays_apart_from_the_gradient()
    {
        double x = 1, m = 0, v = 0;
        for (var t = 1; t <= 2; t++)
        {
            x *= 1 - 0.1 * 0.5;
            m = 0.9 * m + 0.1 * Gradients[t - 1];
            v = 0.999 * v + 0.001 * Gradients[t - 1] * Gradients[t - 1];
            x -= 0.1 * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
        }
        Check(x, parameter => optim.AdamW([parameter], 0.1, weight_decay: 0.5));
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.9, false)]
    [InlineData(0.0, true)]
    public void RMSprop(double momentum, bool centered)
    {
        double x = 1, square = 0, mean = 0, velocity = 0;
        foreach (var g in Gradients)
        {
            square = 0.8 * square + 0.2 * g * g;
            mean = 0.8 * mean + 0.2 * g;
            var root = Math.Sqrt(centered ? square - mean * mean : square) + 1e-8;
            velocity = momentum * velocity + g / root;
            x -= 0.1 * velocity;
        }
        Check(x, parameter => optim.RMSProp([parameter], 0.1, 0.8, momentum: momentum, centered: centered));
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.5, false)]
    [InlineData(0.5, true)]
    public void SGD(double momentum, bool nesterov)
    {
        double x = 1, velocity = 0;
        foreach (var g in Gradients)
        {
            velocity = momentum * velocity + g;
            x -= 0.1 * (nesterov ? g + momentum * velocity : velocity);
        }
        Check(x, parameter => optim.SGD([parameter], 0.1, momentum, nesterov: nesterov));
    }

    [Fact]
    public void Learning_rates_are_set_through_the_groups()
    {
        var parameter = nn.Parameter(ones(1));
        var optimizer = optim.SGD([parameter], 0.1);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = 0.5;
        parameter.grad = ones(1);
        optimizer.step();
        Numbers.Equal([0.5], parameter);
        optimizer.zero_grad();
        Numbers.Equal([0], parameter.grad!);
    }

    [Fact]
    public void Groups_have_their_own_options()
    {
        var (slow, fast) = (nn.Parameter(ones(1)), nn.Parameter(ones(1)));
        var optimizer = optim.SGD([new SGD.ParamGroup([slow], lr: 0.01), new SGD.ParamGroup { Parameters = [fast] }], 0.1);
        (slow.grad, fast.grad) = (ones(1), ones(1));
        optimizer.step();
        Numbers.Equal([0.99], slow);
        Numbers.Equal([0.9], fast);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays()
    {
        var (still, moving) = (nn.Parameter(ones(1)), nn.Parameter(ones(1)));
        moving.grad = ones(1);
        optim.Adam([still, moving]).step();
        Numbers.Equal([1], still);
        Assert.NotEqual(1, moving.ToDouble());
    }

    [Fact]
    public void A_closure_is_recorded_and_its_loss_returned()
    {
        var parameter = nn.Parameter(tensor(new[] { 3f }));
        var optimizer = optim.SGD([parameter], 0.1);
        var loss = optimizer.step(() =>
        {
            var value = parameter.pow(2).sum();
            value.backward();
            return value;
        });
        Assert.Equal(9, loss!.ToDouble());
        Numbers.Equal([2.4], parameter);
    }

    [Fact]
    public void A_rate_below_zero_is_refused() =>
        Assert.Throws<ArgumentException>(() => optim.Adam([nn.Parameter(ones(1))], lr: -1));

    [Fact]
    public void Schedules_set_the_rate_of_each_epoch()
    {
        var optimizer = optim.SGD([nn.Parameter(ones(1))], 1);
        var rates = new List<double>();
        var cosine = optim.lr_scheduler.CosineAnnealingLR(optimizer, 4, 0.2);
        for (var k = 0; k <= 4; k++)
        {
            rates.Add(optimizer.ParamGroups.First().LearningRate);
            cosine.step();
        }
        var expected = Enumerable.Range(0, 5).Select(k => 0.2 + 0.4 * (1 + Math.Cos(Math.PI * k / 4)));
        Assert.All(rates.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 12));
        var stepped = optim.lr_scheduler.StepLR(optim.SGD([nn.Parameter(ones(1))], 1), 2, 0.5);
        for (var k = 0; k < 3; k++) stepped.step();
        Assert.Equal(0.5, stepped.get_last_lr().Single());
    }

    private static void Check(double expected, Func<Parameter, optim.Optimizer> make)
    {
        var parameter = nn.Parameter(ones(1, dtype: ScalarType.Float64));
        using var optimizer = make(parameter);
        foreach (var gradient in Gradients)
        {
            parameter.grad = full([1], gradient, ScalarType.Float64);
            optimizer.step();
        }
        Assert.Equal(expected, parameter.ToDouble(), 12);
    }
}
