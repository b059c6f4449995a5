using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>The loss of an <see cref="IDrawTerm"/>: draws from the flow that is trained, without its dropout, as it will be drawn from.</summary>
internal sealed class DrawLoss
{
    // A distance of distributions is known well enough from some hundred draws, and costs as many passes through the flow.
    private const long MostDraws = 256;
    private const long MostHeldOut = 2048;

    private readonly SplineFlowNetwork network;
    private readonly IDrawTerm term;
    private readonly torch.Tensor heldOutBase;
    private readonly torch.Tensor heldOutConditions;
    private readonly torch.Tensor heldOutSamples;

    /// <summary>Makes the loss. The base of the draws on held-out conditions is drawn here, once, so that epochs can be compared.</summary>
    public DrawLoss(SplineFlowNetwork network, IDrawTerm term, FlowSamples heldOut, torch.Device device)
    {
        this.network = network;
        this.term = term;
        long count = Math.Min(MostHeldOut, heldOut.Count);
        long[] samples = [.. Enumerable.Range(0, (int)count).Select(i => i * (long)heldOut.Count / count)];
        heldOutSamples = torch.tensor(samples, device: device);
        heldOutConditions = Rows.ToTensor(Rows.Select(heldOut.Conditions, samples), device);
        heldOutBase = network.DrawBase(count);
    }

    /// <summary>The first epoch with it.</summary>
    public int FirstEpoch => term.FirstEpoch;

    /// <summary>The weighted term of a batch.</summary>
    /// <param name="conditions">[sample, condition value] of all training samples.</param>
    /// <param name="samples">[row]: those of the batch, in random order.</param>
    public torch.Tensor Of(torch.Tensor conditions, torch.Tensor samples)
    {
        torch.Tensor some = samples.narrow(0, 0, Math.Min(MostDraws, samples.shape[0]));
        network.eval();
        torch.Tensor drawn = network.Invert(network.DrawBase(some.shape[0]), conditions.index_select(0, some));
        network.train();
        return term.Of(drawn, some, heldOut: false) * term.Weight;
    }

    /// <summary>The weighted term of held-out conditions; the network is in evaluation.</summary>
    public double OfHeldOut()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return term.Of(network.Invert(heldOutBase, heldOutConditions), heldOutSamples, heldOut: true).ToDouble() * term.Weight;
    }
}
