using LatentSim.Molecules.Particles;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>The loss of <see cref="LstmIntegratorNetwork"/>: the mean square error of one step, or of several on its own output.</summary>
internal sealed class LstmRollOut
{
    private const float LeastChange = 1e-6f;
    private readonly LstmIntegratorNetwork network;
    private readonly LstmIntegratorOptions options;
    private readonly torch.Tensor table;
    private readonly torch.Tensor offsets;
    private readonly torch.Tensor? changeScale;
    private readonly torch.Tensor? period;

    /// <summary>Makes the loss.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="table">Scaled frames of all trajectories, [row, feature].</param>
    /// <param name="windows">The windows that are trained on.</param>
    /// <param name="system">The system, for the edge of its box.</param>
    /// <param name="scaling">The scaling of the features.</param>
    public LstmRollOut(
        LstmIntegratorNetwork network, LstmIntegratorOptions options, torch.Tensor table, FrameWindows windows, ParticleSystem system, FeatureScaling scaling)
    {
        this.network = network;
        this.options = options;
        this.table = table;
        offsets = torch.arange(0, options.Window + options.RollOut, dtype: torch.ScalarType.Int64, device: table.device);
        OutputScale = [.. Enumerable.Repeat(1f, scaling.Minimum.Length)];
        if (!options.Residual)
            return;

        period = Period(system, scaling, table.device);
        OutputScale = Changes(windows.Training);
        changeScale = torch.tensor(OutputScale, device: table.device);
    }

    /// <summary>What the network's outputs are multiplied with, [feature]: of a residual network the root mean square of a feature's change.</summary>
    public float[] OutputScale { get; }

    /// <summary>The mean loss of windows.</summary>
    /// <param name="starts">The row of each window's first frame.</param>
    public torch.Tensor Mean(torch.Tensor starts)
    {
        torch.Tensor frames = Frames(starts);
        torch.Tensor window = frames.narrow(1, 0, options.Window);
        torch.Tensor loss = torch.zeros(1, device: table.device);
        for (int step = 0; step < options.RollOut; step++)
        {
            torch.Tensor next = Next(window);
            torch.Tensor error = Image(next - frames.select(1, options.Window + step));
            loss = loss + (changeScale is null ? error : error / changeScale).square().mean();
            window = torch.cat([window.narrow(1, 1, options.Window - 1), next.unsqueeze(1)], 1);
        }

        return (loss / options.RollOut).sum();
    }

    /// <summary>Sets the statistics of the network's batch normalization to those of windows.</summary>
    /// <param name="starts">The row of each window's first frame.</param>
    public void EstimateNormalization(torch.Tensor starts)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        network.EstimateNormalization(Frames(starts).narrow(1, 0, options.Window));
    }

    private torch.Tensor Next(torch.Tensor window)
    {
        torch.Tensor made = network.forward(window);
        return changeScale is null ? made : window.select(1, -1) + (made * changeScale);
    }

    // The error to the nearest image, of a network whose positions go on past the edge of the box.
    private torch.Tensor Image(torch.Tensor difference) => period is null ? difference : difference - (period * (difference / period).round());

    private torch.Tensor Frames(torch.Tensor starts)
    {
        torch.Tensor rows = starts.unsqueeze(1) + offsets;
        return table.index_select(0, rows.reshape(-1)).reshape(starts.shape[0], offsets.shape[0], -1);
    }

    private float[] Changes(long[] windows)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor rows = torch.tensor(windows, device: table.device) + (options.Window - 1);
        torch.Tensor change = Image(table.index_select(0, rows + 1) - table.index_select(0, rows));
        return (change.square().mean([0L]).sqrt() + LeastChange).cpu().data<float>().ToArray();
    }

    // Large where there is no period, so that no difference comes near a whole one.
    private static torch.Tensor? Period(ParticleSystem system, FeatureScaling scaling, torch.Device device)
    {
        if (system.Boundary != ParticleBoundary.Periodic)
            return null;
        float[] periods = [.. scaling.Range.Select((range, i) => i < system.CoordinateCount ? (float)(system.Size / range) : 1e6f)];
        return torch.tensor(periods, device: device);
    }
}
