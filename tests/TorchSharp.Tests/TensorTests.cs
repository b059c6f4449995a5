using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class TensorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Values_and_shapes_come_back_as_they_went_in()
    {
        var matrix = tensor(new[] { 1f, 2f, 3f, 4f, 5f, 6f }, 2, 3);
        Assert.Equal([2, 3], matrix.shape);
        Assert.Equal(ScalarType.Float32, matrix.dtype);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], matrix.data<float>().ToArray());
        Assert.Equal([1.5, -2.5], tensor(new[] { 1.5, -2.5 }).data<double>().ToArray());
        Assert.Equal([1L, 2L], tensor(new[] { 1L, 2L }).data<long>().ToArray());
        Assert.Equal([true, false], tensor(new[] { true, false }).data<bool>().ToArray());
        Assert.Equal([2, 2], from_array(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } }).shape);
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2f, 3f }, 2, 3));
    }

    [Fact]
    public void Types_follow_the_values_unless_given()
    {
        Assert.Equal(ScalarType.Float32, zeros(2).dtype);
        Assert.Equal(ScalarType.Float64, zeros(2, dtype: ScalarType.Float64).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0.0, 1.0, 0.5).dtype);
        Assert.Equal(ScalarType.Float32, tensor(1f).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.0).dtype);
        Assert.Equal(ScalarType.Int32, tensor(new[] { 1 }).dtype);
        Assert.Equal(ScalarType.Float32, tensor(new[] { 1.0 }, dtype: ScalarType.Float32).dtype);
        Assert.Equal(ScalarType.Float32, (tensor(new[] { 1f }) * 2.5).dtype);
    }

    [Fact]
    public void Reading_elements_as_another_type_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => ones(1).data<double>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Equal(1f, ones(1).item<float>());
    }

    [Fact]
    public void Factories_fill_as_named()
    {
        Numbers.Equal([0, 0], zeros(2));
        Numbers.Equal([1, 1], ones(2));
        Numbers.Equal([7, 7], full([2], 7.0));
        Numbers.Equal([2, 4, 6], arange(2, 7, 2));
        Numbers.Equal([0, 0.5, 1], linspace(0, 1, 3));
        Numbers.Equal([1, 0, 0, 1], eye(2));
    }

    [Fact]
    public void Arithmetic_broadcasts_and_takes_numbers_on_either_side()
    {
        var x = tensor(new[] { 1.0, 2.0, 4.0 });
        Numbers.Equal([2, 3, 5], x + 1);
        Numbers.Equal([9, 8, 6], 10 - x);
        Numbers.Equal([2, 1, 0.5], 2.0 / x);
        Numbers.Equal([0.5, 1, 2], x / 2);
        Numbers.Equal([-1, -2, -4], -x);
        Numbers.Equal([1, 4, 16], x.pow(2));
        Numbers.Equal([1, 2, 1], x % 3);
        Numbers.Equal([1, 2, 4, 2, 4, 8], x * tensor(new[] { 1.0, 2.0 }).unsqueeze(1));
        Numbers.Equal([0, 1, 2], x.div(2, RoundingMode.floor));
    }

    [Fact]
    public void Functions_have_their_values()
    {
        var x = tensor(new[] { 0.5, 2.0 });
        void Check(Func<double, double> expected, Tensor actual) => Numbers.Equal([expected(0.5), expected(2.0)], actual, 1e-12);
        Check(Math.Exp, x.exp());
        Check(Math.Log, log(x));
        Check(v => Math.Log(1 + v), log1p(x));
        Check(Math.Sqrt, sqrt(x));
        Check(Math.Sin, sin(x));
        Check(Math.Cos, cos(x));
        Check(Math.Tanh, tanh(x));
        Check(v => 1 / (1 + Math.Exp(-v)), sigmoid(x));
        Check(v => Math.Log(1 + Math.Exp(v)), x.softplus());
        Check(v => v / (1 + Math.Exp(-v)), x.silu());
        Check(v => Math.Atan2(v, -1), atan2(x, tensor(-1.0)));
        Check(v => Math.Pow(v, 1.5), x.pow(1.5));
        Numbers.Equal([0, 2], tensor(new[] { -1.0, 2.0 }).relu());
        Numbers.Equal([1, 1.5], x.clamp(1, 1.5));
    }

    [Fact]
    public void Comparisons_and_where_choose_elements()
    {
        var x = tensor(new[] { 1.0, 2.0, 3.0 });
        Assert.Equal([false, true, true], (x >= 2).data<bool>().ToArray());
        Assert.Equal([true, false, false], (x < tensor(new[] { 2.0, 2.0, 2.0 })).data<bool>().ToArray());
        Assert.Equal([false, true, false], x.eq(2).data<bool>().ToArray());
        Assert.Equal([false, true, true], (1 < x).data<bool>().ToArray());
        Numbers.Equal([-1, 2, 3], where(x > 1, x, -x));
        Assert.True(x.allclose(x + 1e-9));
        Assert.False(x.allclose(x + 1));
    }

    [Fact]
    public void Reductions_run_over_all_or_some_dimensions()
    {
        var x = tensor(new[,] { { 1.0, 2.0 }, { 3.0, 6.0 } });
        Assert.Equal(12, x.sum().ToDouble());
        Numbers.Equal([4, 8], x.sum(dim: 0));
        Numbers.Equal([1.5, 4.5], x.mean([1]));
        Assert.Equal([2, 1], x.sum(1, keepdim: true).shape);
        Numbers.Equal([0.5, 4.5], x.var(1));
        Numbers.Equal([0.25, 2.25], x.var(1, unbiased: false));
        Assert.Equal(Math.Sqrt(50), x.norm().ToDouble(), 10);
        Numbers.Equal([1, 3, 3, 9], x.cumsum(1));
        var (values, places) = x.max(0);
        Numbers.Equal([3, 6], values);
        Numbers.Equal([1, 1], places);
        Assert.Equal(1, x.min().ToDouble());
        Numbers.Equal([Math.Log(Math.E + Math.Exp(2)), Math.Log(Math.Exp(3) + Math.Exp(6))], x.logsumexp(1), 1e-12);
        Numbers.Equal([1, 1], x.softmax(1).sum(1), 1e-12);
        Numbers.Equal(x.softmax(1).log(), x.log_softmax(1), 1e-12);
    }

    [Fact]
    public void Shapes_change_without_changing_values()
    {
        var x = arange(6).reshape(2, 3);
        Numbers.Equal([0, 3, 1, 4, 2, 5], x.transpose(0, 1));
        Assert.False(x.t().is_contiguous());
        Assert.Equal([0L, 3, 1, 4, 2, 5], x.t().data<long>().ToArray());
        Assert.Equal(4, x.t().data<long>()[1, 1]);
        Numbers.Equal([0, 3, 1, 4, 2, 5], x.t().contiguous().view(-1));
        Assert.Equal([3, 1, 2], x.unsqueeze(0).permute(2, 0, 1).shape);
        Assert.Equal([2, 3], x.unsqueeze(1).squeeze(1).shape);
        Assert.Equal([4, 3], x.expand(2, 2, 3).flatten(0, 1).shape);
        Assert.Equal([4, 6], x.repeat(2, 2).shape);
        Assert.Equal([1, 2], Array.ConvertAll(x.split([1L, 2L], 1), part => part.size(1)));
        Assert.Equal(3, x.chunk(3, 1).Length);
        Assert.Equal(6, x.flatten().unbind().Length);
        Assert.Throws<ExternalException>(() => x.view(4));
    }

    [Fact]
    public void Indices_select_views_and_elements()
    {
        var x = arange(24).reshape(2, 3, 4);
        Assert.Equal(23, x[1, 2, 3].ToInt64());
        Numbers.Equal([12, 13, 14, 15], x[1][0]);
        Numbers.Equal([1, 2, 13, 14], x[TensorIndex.Colon, 0, 1..3]);
        Numbers.Equal([3, 7, 11, 15, 19, 23], x[TensorIndex.Ellipsis, -1]);
        Assert.Equal([2, 1, 3, 4], x[TensorIndex.Colon, TensorIndex.None].shape);
        Numbers.Equal([0, 2], x[0, 0, TensorIndex.Slice(null, null, 2)]);
        Numbers.Equal([2, 0, 6, 4], x[0, ..2, TensorIndex.Tensor(tensor(new[] { 2L, 0L }))]);
        Numbers.Equal([20, 21, 22, 23], x[x > 19]);
        Numbers.Equal([0, 17], x.gather(2, tensor(new long[] { 0, 1 }, 2, 1, 1))[tensor(new[] { 0L, 1L }), tensor(new[] { 0L, 0L })].flatten() + tensor(new[] { 0L, 4L }));
        Numbers.Equal([4, 5, 6, 7], x.narrow(1, 1, 1)[0].flatten());
        Numbers.Equal([8, 9, 10, 11, 0, 1, 2, 3], x[0].index_select(0, tensor(new[] { 2L, 0L })));
    }

    [Fact]
    public void Indexed_assignment_changes_the_tensor()
    {
        var x = zeros(2, 3);
        x[0, 1] = 5f;
        x[1] = tensor(new[] { 1f, 2f, 3f });
        x[TensorIndex.Colon, TensorIndex.Tensor(tensor(new[] { 0L, 2L }))] = tensor(9f);
        Numbers.Equal([9, 5, 9, 9, 2, 9], x);
        x.masked_fill_(x > 6, 0);
        Numbers.Equal([0, 5, 0, 0, 2, 0], x);
    }

    [Fact]
    public void Tensors_join()
    {
        var x = tensor(new[] { 1.0, 2.0 });
        Numbers.Equal([1, 2, 1, 2], cat([x, x]));
        Assert.Equal([2, 2], stack([x, -x]).shape);
        Assert.Equal([2, 2], stack([x, -x], 1).shape);
        Assert.Equal(40, cat(Enumerable.Repeat(x, 20).ToArray()).numel());
        Assert.Equal(200, cat(Enumerable.Repeat(x, 100).ToArray()).numel());
    }

    [Fact]
    public void Products_contract()
    {
        var a = tensor(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } });
        var b = tensor(new[,] { { 5.0, 6.0 }, { 7.0, 8.0 } });
        Numbers.Equal([19, 22, 43, 50], a.mm(b));
        Numbers.Equal([19, 22, 43, 50], matmul(a, b));
        Numbers.Equal([17, 39], a.matmul(tensor(new[] { 5.0, 6.0 })));
        Numbers.Equal([19, 22, 43, 50], einsum("ij,jk->ik", a, b));
        Numbers.Equal([19, 22, 43, 50], a.unsqueeze(0).bmm(b.unsqueeze(0)));
    }

    [Fact]
    public void Sorted_sequences_are_searched()
    {
        var edges = tensor(new[] { 0.0, 1.0, 2.0 });
        var values = tensor(new[] { -0.5, 1.0, 1.5, 3.0 });
        Numbers.Equal([0, 1, 2, 3], searchsorted(edges, values));
        Numbers.Equal([0, 2, 2, 3], searchsorted(edges, values, right: true));
        Numbers.Equal([3, 2, 1], tensor(new[] { 1.0, 3.0, 2.0 }).sort(descending: true).Values);
    }

    [Fact]
    public void Matrices_decompose()
    {
        var a = tensor(new[,] { { 4.0, 1.0 }, { 1.0, 3.0 } });
        var (values, vectors) = linalg.eigh(a);
        Numbers.Equal(a, vectors.matmul(values.diag()).matmul(vectors.t()), 1e-12);
        var root = linalg.cholesky(a);
        Numbers.Equal(a, root.matmul(root.t()), 1e-12);
        Numbers.Equal(eye(2, dtype: ScalarType.Float64), linalg.inv(a).matmul(a), 1e-12);
        var solution = linalg.solve_triangular(root, a, upper: false);
        Numbers.Equal(a, root.matmul(solution), 1e-12);
        var (u, s, vh) = linalg.svd(a);
        Numbers.Equal(a, u.matmul(s.diag()).matmul(vh), 1e-12);
        Assert.Equal(11, linalg.det(a).ToDouble(), 10);
        Assert.Throws<ExternalException>(() => linalg.cholesky(-a));
    }

    [Fact]
    public void The_seed_decides_random_numbers()
    {
        manual_seed(7);
        var first = randn(5);
        var other = randn(5);
        manual_seed(7);
        Numbers.Equal(first, randn(5), 0);
        Assert.False(first.Equals(other));
        var own = new Generator(3);
        var drawn = rand(4, generator: own);
        own.manual_seed(3);
        Numbers.Equal(drawn, rand(4, generator: own), 0);
        var state = get_rng_state();
        var next = rand(3);
        set_rng_state(state);
        Numbers.Equal(next, rand(3), 0);
        Numbers.Equal([0, 1, 2, 3, 4], randperm(5).sort().Values);
        Assert.True((randint(2, 5, [100]) >= 2).all().ToBoolean());
    }

    [Fact]
    public void In_place_operators_change_and_return_their_tensor()
    {
        var x = tensor(new[] { 1.0, 4.0 });
        Assert.Same(x, x.add_(1).mul_(2).sqrt_());
        Numbers.Equal([2, Math.Sqrt(10)], x);
        x.copy_(tensor(new[] { 5.0, 6.0 })).addcmul_(x, x, 2);
        Numbers.Equal([55, 78], x);
    }

    [Fact]
    public void Accessors_write_through()
    {
        var x = zeros(2, 2);
        var data = x.t().data<float>();
        data[0, 1] = 3;
        data.CopyFrom([1, 2], 0, 0);
        Numbers.Equal([1, 0, 2, 0], x);
        var part = new float[3];
        x.data<float>().CopyTo(part, 1, 1);
        Assert.Equal([0f, 0f, 2f], part);
        Assert.Throws<IndexOutOfRangeException>(() => x.data<float>()[4]);
    }
}
