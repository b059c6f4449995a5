using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class AutogradTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string, Func<Tensor, Tensor>> Functions => new()
    {
        { "polynomial", x => (x * x * x - 2 * x).sum() },
        { "exponential and logarithm", x => (x.exp() + (x * x + 1).log()).sum() },
        { "trigonometric", x => (x.sin() * x.cos() + x.tanh()).sum() },
        { "activations", x => (x.silu() + x.softplus() + x.sigmoid()).sum() },
        { "softmax", x => (x.reshape(2, 3).softmax(1) * tensor(new[] { 1.0, 2.0, 3.0 })).sum() },
        { "logsumexp", x => x.reshape(2, 3).logsumexp(1).sum() },
        { "products", x => x.reshape(2, 3).matmul(x.reshape(3, 2)).pow(2).sum() },
        { "einsum", x => einsum("ij,ik->jk", x.reshape(2, 3), x.reshape(2, 3)).sum() },
        { "indexing", x => (x[1..4] * x[tensor(new[] { 0L, 0L, 5L })]).sum() },
        { "gather and cumsum", x => x.reshape(2, 3).cumsum(1).gather(1, tensor(new long[] { 2, 0 }, 2, 1)).sum() },
        { "norm and division", x => (x / x.norm()).pow(3).sum() },
        { "angles", x => atan2(x[..3], x[3..] + 2).sum() },
        { "where", x => where(x > 0, x * x, -x).sum() },
        { "concatenation", x => cat([x, x * x]).std() },
        { "Cholesky", x => linalg.cholesky(x.reshape(2, 3).matmul(x.reshape(2, 3).t()) + eye(2, dtype: ScalarType.Float64)).sum() },
        { "symmetric eigenvalues", x => (linalg.eigvalsh(x.reshape(2, 3).matmul(x.reshape(2, 3).t())) * tensor(new[] { 1.0, 2.0 })).sum() },
    };

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Functions))]
    public void Gradients_match_differences(string name, Func<Tensor, Tensor> function)
    {
        Assert.NotEmpty(name);
        Numbers.GradientMatchesDifferences(function, tensor(new[] { 0.3, -0.7, 1.1, 0.4, -0.2, 0.9 }));
    }

    [Fact]
    public void Second_derivatives_come_from_a_recorded_gradient()
    {
        var x = tensor(new[] { 0.5, -1.0 }, requires_grad: true);
        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        Numbers.Equal([0.75, 3], first);
        Numbers.Equal([3, -6], autograd.grad([first.sum()], [x])[0]);
    }

    [Fact]
    public void A_gradient_penalty_has_the_gradient_that_differences_say()
    {
        manual_seed(3);
        var critic = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1)).to(ScalarType.Float64);
        var weight = critic.get_parameter("0.weight")!;
        var points = randn(5, 2, ScalarType.Float64);
        var penalty = Penalty(critic, points);
        penalty.backward();
        var recorded = weight.grad!.data<double>().ToArray();
        const double Step = 1e-6;
        for (var k = 0; k < recorded.Length; k++)
        {
            var up = Moved(weight, k, Step, () => Penalty(critic, points).ToDouble());
            var down = Moved(weight, k, -Step, () => Penalty(critic, points).ToDouble());
            Assert.Equal((up - down) / (2 * Step), recorded[k], 6);
        }
        Assert.Contains(recorded, value => Math.Abs(value) > 1e-3);
    }

    [Fact]
    public void Backward_adds_to_what_is_there()
    {
        var x = tensor(new[] { 2.0 }, requires_grad: true);
        (x * x).sum().backward();
        (x * x).sum().backward();
        Numbers.Equal([8], x.grad!);
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Without_recording_there_is_no_graph()
    {
        var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad()) Assert.True((x * 2).requires_grad);
        }
        Assert.True((x * 2).requires_grad);
        Assert.False((x * 2).detach().requires_grad);
        using (inference_mode()) Assert.False((x * 2).requires_grad);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void An_unused_input_is_an_error_unless_allowed()
    {
        var x = ones(1, requires_grad: true);
        var unused = ones(1, requires_grad: true);
        Assert.Throws<ExternalException>(() => autograd.grad([x * 2], [unused]));
        Assert.True(autograd.grad([x * 2], [x, unused], allow_unused: true)[1].IsInvalid);
    }

    [Fact]
    public void A_vector_needs_weights_to_be_differentiated()
    {
        var x = ones(2, requires_grad: true);
        Assert.Throws<ExternalException>(() => (x * 2).backward());
        Numbers.Equal([2, 6], autograd.grad([x * 2], [x], [tensor(new[] { 1f, 3f })])[0]);
    }

    private static Tensor Penalty(nn.Module<Tensor, Tensor> critic, Tensor points)
    {
        var x = points.detach().clone().requires_grad_();
        var slope = autograd.grad([critic.call(x).sum()], [x], create_graph: true)[0];
        return (slope.norm(1) - 1).pow(2).mean();
    }

    private static double Moved(Tensor weight, int index, double step, Func<double> value)
    {
        var data = weight.data<double>();
        data[index] += step;
        var result = value();
        data[index] -= step;
        return result;
    }
}
