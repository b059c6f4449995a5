using LatentSim.Models.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Models.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class ParameterAverageTests
{
    // The first decays are 1/10, 2/11 and then the given 0.2: 4 -> 0.1 * 4 + 0.9 * 8 = 7.6 -> 7.6 * 2/11 + 8 * 9/11 -> 0.2 * that + 0.8 * 8.
    [Fact]
    public void ForgetsFasterAtFirst()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Parameter parameter = torch.nn.Parameter(torch.full([2], 4f));
        using ParameterAverage average = new([parameter], 0.2);
        using (torch.no_grad())
            parameter.fill_(8);

        for (int step = 0; step < 3; step++)
            average.Update();
        average.Exchange();

        double expected = (0.2 * ((7.6 * 2 / 11) + (8.0 * 9 / 11))) + (0.8 * 8);
        Assert.Equal(expected, parameter.data<float>()[0], 1e-5);
    }

    [Fact]
    public void GivesTheNetworksOwnParametersBackWhenExchangedAgain()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Parameter parameter = torch.nn.Parameter(torch.full([3], 1f));
        using ParameterAverage average = new([parameter], 0.9);
        using (torch.no_grad())
            parameter.fill_(5);
        average.Update();

        average.Exchange();
        Assert.NotEqual(5, parameter.data<float>()[1]);
        average.Exchange();
        Assert.Equal(5, parameter.data<float>()[1]);
    }
}
