using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>What is asked of a flow's draws while it is trained, beside the likelihood of its data.</summary>
internal interface IDrawTerm
{
    /// <summary>The weight of the term in the loss.</summary>
    double Weight { get; }

    /// <summary>The first epoch, counted from 1, whose gradients have the term.</summary>
    int FirstEpoch { get; }

    /// <summary>The term of draws under the conditions of some samples; differentiable.</summary>
    /// <param name="drawn">[row, variable].</param>
    /// <param name="samples">[row]: the samples whose conditions these are.</param>
    /// <param name="heldOut">Whether samples are those of validation.</param>
    torch.Tensor Of(torch.Tensor drawn, torch.Tensor samples, bool heldOut);
}
