using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class DisposeScopeTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void A_scope_disposes_of_what_was_made_in_it()
    {
        var before = Live;
        Tensor kept;
        using (var scope = NewDisposeScope())
        {
            var x = ones(3);
            kept = (x * 2 + 1).exp().MoveToOuterDisposeScope();
            Assert.Equal(3, scope.DisposablesCount);
            Assert.Equal(before + 4, Live);
        }
        Assert.Equal(before + 1, Live);
        Assert.False(kept.IsInvalid);
        kept.Dispose();
        Assert.Equal(before, Live);
    }

    [Fact]
    public void Tensors_move_to_the_outer_scope_and_out_of_all()
    {
        using var outer = NewDisposeScope();
        Tensor moved, detached, lost;
        using (NewDisposeScope())
        {
            moved = ones(1).MoveToOuterDisposeScope();
            detached = ones(1).DetachFromDisposeScope();
            lost = ones(1);
        }
        Assert.True(lost.IsInvalid);
        Assert.True(outer.Contains(moved));
        outer.Dispose();
        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void A_scope_lets_go_of_what_is_disposed_of_early()
    {
        using var scope = NewDisposeScope();
        var (first, second, third) = (ones(1), ones(1), ones(1));
        second.Dispose();
        Assert.Equal(2, scope.DisposablesCount);
        scope.DisposeEverythingBut(third);
        Assert.True(first.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
        scope.Attach(ones(1).DetachFromDisposeScope());
        Assert.Equal(2, scope.DisposablesCount);
        Assert.Same(scope, CurrentDisposeScope);
    }

    [Fact]
    public void A_disposed_tensor_cannot_be_used()
    {
        var x = ones(1);
        x.Dispose();
        x.Dispose();
        Assert.Throws<InvalidOperationException>(() => x + 1);
    }

    [Fact]
    public void Training_in_a_scope_leaks_nothing()
    {
        var before = Live;
        using (var model = nn.Sequential(nn.Linear(3, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.1), nn.Linear(8, 1)))
        using (var lstm = nn.LSTM(3, 4, numLayers: 2))
        using (var optimizer = optim.Adam(model.parameters().Concat(lstm.parameters())))
        {
            TrainOnce(model, lstm, optimizer);
            var after = Live;
            for (var k = 0; k < 5; k++) TrainOnce(model, lstm, optimizer);
            Assert.Equal(after, Live);
        }
        Assert.Equal(before, Live);
    }

    [Fact]
    public void Indexing_clipping_and_state_dicts_leak_nothing()
    {
        using var model = nn.Linear(3, 2);
        using var x = arange(24).reshape(2, 3, 4);
        using var rows = tensor(new[] { 1L, 0L });
        using (var loss = model.call(ones(1, 3).DetachFromDisposeScope()).sum()) loss.backward();
        var before = Live;
        using (x[TensorIndex.Tensor(rows), TensorIndex.Colon, 1..3])
        {
        }
        using (x[1, 2])
        {
        }
        nn.utils.clip_grad_norm_(model.parameters(), 0.1);
        model.load_state_dict(model.state_dict());
        model.zero_grad();
        Assert.Equal(before, Live);
    }

    [Fact]
    public void A_module_made_in_a_scope_outlives_it()
    {
        nn.Module<Tensor, Tensor> model;
        using (NewDisposeScope()) model = nn.Sequential(nn.Linear(2, 2), nn.LayerNorm(2), nn.BatchNorm1d(2));
        using var scope = NewDisposeScope();
        Assert.Equal([4, 2], model.call(ones(4, 2)).shape);
        model.Dispose();
    }

    private static void TrainOnce(nn.Module<Tensor, Tensor> model, Modules.LSTM lstm, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var (hidden, _, _) = lstm.call(randn(4, 6, 3));
        var loss = model.call(randn(6, 3)).pow(2).mean() + hidden.sum();
        loss.backward();
        optimizer.step();
    }
}
