using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ModuleStateTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_module_of_ones_own_finds_its_components_in_its_fields()
    {
        var network = new Network();
        Assert.Equal(["scale", "layer.weight", "layer.bias"], network.named_parameters().Select(named => named.name));
        Assert.Equal(["offset"], network.named_buffers().Select(named => named.name));
        Assert.Equal(["layer"], network.named_children().Select(named => named.name));
        Assert.Equal(["scale", "offset", "layer.bias", "layer.weight"], network.state_dict().Keys.OrderBy(Order));
    }

    [Fact]
    public void Parts_are_registered_by_name_once()
    {
        var network = new Network();
        Assert.Throws<InvalidOperationException>(() => network.register_module("layer", nn.ReLU()));
        Assert.Throws<InvalidOperationException>(() => network.register_parameter("scale", nn.Parameter(ones(1))));
        Assert.Throws<ArgumentException>(() => network.register_module("a.b", nn.ReLU()));
    }

    [Fact]
    public void A_state_dict_makes_another_module_the_same()
    {
        manual_seed(1);
        nn.Module<Tensor, Tensor> Make() => nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.LayerNorm(4), nn.Tanh());
        var (first, second) = (Make(), Make());
        first.call(randn(20, 3));
        var (missing, unexpected) = second.load_state_dict(first.state_dict());
        Assert.Empty(missing.Concat(unexpected));
        first.eval();
        second.eval();
        var input = randn(5, 3);
        Numbers.Equal(first.call(input), second.call(input), 0);
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "2.weight", "2.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"], first.state_dict().Keys);
    }

    [Fact]
    public void A_state_dict_of_other_names_is_refused_unless_not_strict()
    {
        var linear = nn.Linear(2, 2);
        var state = linear.state_dict();
        state.Remove("bias");
        state["other"] = ones(1);
        Assert.Throws<InvalidOperationException>(() => linear.load_state_dict(state));
        var (missing, unexpected) = linear.load_state_dict(state, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["other"], unexpected);
    }

    [Fact]
    public void Training_and_evaluation_reach_every_part()
    {
        var model = nn.Sequential(nn.Linear(1, 1), nn.Dropout(), nn.Sequential(nn.BatchNorm1d(1)));
        model.eval();
        Assert.All(model.modules(), module => Assert.False(module.training));
        model.train();
        Assert.All(model.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void Conversion_changes_the_type_of_parameters_and_buffers_but_not_of_counts()
    {
        var network = new Network();
        Assert.Same(network, network.to(ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, network.call(ones(1, 2, dtype: ScalarType.Float64)).dtype);
        Assert.All(network.parameters(), parameter => Assert.True(parameter.requires_grad && parameter.is_leaf));
        var norm = nn.BatchNorm1d(2).to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, norm.running_mean!.dtype);
        Assert.Equal(ScalarType.Int64, norm.num_batches_tracked!.dtype);
        Assert.Throws<ArgumentException>(() => norm.to(ScalarType.Int64));
        Assert.Equal(DeviceType.CPU, network.cpu().parameters().First().device_type);
    }

    [Fact]
    public void Gradients_are_cleared_and_clipped()
    {
        var linear = nn.Linear(1, 1);
        (linear.call(tensor(new[] { 3f })) * 1).sum().backward();
        Numbers.Equal([3], linear.weight.grad!.flatten());
        Assert.Equal(Math.Sqrt(10), nn.utils.clip_grad_norm_(linear.parameters(), 1), 5);
        Numbers.Equal([3 / Math.Sqrt(10)], linear.weight.grad!.flatten(), 1e-5);
        nn.utils.clip_grad_value_(linear.parameters(), 0.5);
        Numbers.Equal([0.5], linear.weight.grad!.flatten());
        linear.zero_grad();
        Assert.Null(linear.weight.grad);
    }

    [Fact]
    public void Lists_hold_modules_by_place()
    {
        var list = nn.ModuleList(nn.Linear(1, 2), nn.Linear(2, 3));
        list.Add(nn.Linear(3, 4, hasBias: false));
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "2.weight"], list.named_parameters().Select(named => named.name));
        list.RemoveAt(0);
        Assert.Equal(["0.weight", "0.bias", "1.weight"], list.named_parameters().Select(named => named.name));
        var vector = nn.utils.parameters_to_vector(list[1].parameters());
        nn.utils.vector_to_parameters(vector * 0 + 2, list[1].parameters());
        Numbers.Equal(Enumerable.Repeat(2.0, 12).ToArray(), list[1].weight);
    }

    private static int Order(string name) => Array.IndexOf(["scale", "offset", "layer.bias", "layer.weight"], name);

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        private readonly Linear layer = nn.Linear(2, 2);
        private readonly Parameter scale = nn.Parameter(ones(1));
        private readonly Tensor offset = zeros(1);

        internal Network() : base(nameof(Network)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layer.call(input) * scale + offset;
    }
}
