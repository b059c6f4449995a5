using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>A torch module in a <see cref="TrainingLoop"/>.</summary>
internal sealed class TrainableModule(torch.nn.Module network) : ITrainable, IDisposable
{
    private readonly ModuleSnapshot best = new(network);

    /// <inheritdoc/>
    public void BeginTraining() => network.train();

    /// <inheritdoc/>
    public double Validate(Func<double> loss)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        network.eval();
        return loss();
    }

    /// <inheritdoc/>
    public void Keep() => best.Save();

    /// <inheritdoc/>
    public void Restore()
    {
        best.Restore();
        network.eval();
    }

    /// <inheritdoc/>
    public void Dispose() => best.Dispose();
}
