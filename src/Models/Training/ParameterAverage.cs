using TorchSharp;
using TorchSharp.Modules;

namespace LatentSim.Models.Training;

/// <summary>
/// An exponential moving average of a network's parameters over its training steps (Polyak and Juditsky 1992), which generalizes better than the last step's.
/// The average forgets faster at first: its decay at step i is min(decay, (1 + i) / (10 + i)).
/// </summary>
internal sealed class ParameterAverage : IDisposable
{
    private readonly (Parameter Live, torch.Tensor Average)[] parameters;
    private readonly double decay;
    private long steps;

    /// <summary>Starts from the present parameters.</summary>
    public ParameterAverage(IEnumerable<Parameter> parameters, double decay)
    {
        this.decay = decay;
        using IDisposable noGradient = torch.no_grad();
        this.parameters = [.. parameters.Select(live => (live, live.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>Takes the parameters after a step into the average.</summary>
    public void Update()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        torch.Tensor share = torch.tensor((float)(1 - Math.Min(decay, (1.0 + steps) / (10 + steps))), device: parameters[0].Live.device);
        foreach ((Parameter live, torch.Tensor average) in parameters)
            average.lerp_(live, share);
        steps++;
    }

    /// <summary>Puts the average into the network and keeps the network's own parameters aside, or the reverse.</summary>
    public void Exchange()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        foreach ((Parameter live, torch.Tensor average) in parameters)
        {
            torch.Tensor aside = live.detach().clone();
            live.copy_(average);
            average.copy_(aside);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, torch.Tensor average) in parameters)
            average.Dispose();
    }
}
