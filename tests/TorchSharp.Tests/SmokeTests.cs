using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void A_network_learns_a_line()
    {
        manual_seed(1);
        using var model = nn.Sequential(("in", nn.Linear(1, 16)), ("norm", nn.BatchNorm1d(16)), ("act", nn.Tanh()), ("drop", nn.Dropout(0.0)), ("out", nn.Linear(16, 1)));
        using var optimizer = optim.Adam(model.parameters(), lr: 0.02);
        using var x = linspace(-1, 1, 64).unsqueeze(1);
        using var y = x * 2 - 1;
        double first = 0, last = 0;
        for (var k = 0; k < 200; k++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.mse_loss(model.call(x), y);
            loss.backward();
            optimizer.step();
            last = loss.ToDouble();
            if (k == 0) first = last;
        }
        Assert.True(last < first / 100, $"{first} -> {last}");
        using var noGradients = no_grad();
        model.eval();
        Assert.Equal(6 + 3, model.state_dict().Count);
    }
}
