using LatentSim.Models.Training;
using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace ForceFields;

/// <summary>Tensor operations and their automatic derivatives, a batch at a time.</summary>
internal sealed class TensorEvaluation(ForceField forceField, torch.ScalarType type, torch.Device device, int batch) : IEvaluation
{
    private readonly ForceFieldEnergy energy = new(forceField, type, device);
    private torch.Tensor? positions;

    /// <inheritdoc/>
    public string Name => $"{type} x {batch}";

    /// <inheritdoc/>
    public double[] Row(double[] frame)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor one = Tensor([frame]);
        torch.Tensor row = torch.cat([energy.EnergiesByTerm(one).flatten(), energy.EnergiesAndForces(one).Forces.flatten()]);
        return row.to(torch.ScalarType.Float64).cpu().data<double>().ToArray();
    }

    /// <inheritdoc/>
    public int Run(double[][] frames, int first)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        positions ??= Tensor([.. Enumerable.Range(0, batch).Select(k => frames[k % frames.Length])]).DetachFromDisposeScope();

        // Reading a number waits for the device.
        _ = energy.EnergiesAndForces(positions).Forces[0, 0, 0].ToDouble();
        return batch;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        energy.Dispose();
        positions?.Dispose();
    }

    private torch.Tensor Tensor(double[][] frames) =>
        torch.tensor(frames.SelectMany(frame => frame).ToArray()).reshape(frames.Length, -1, 3).to(type, device);
}
