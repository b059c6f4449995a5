using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>One step of an optimizer down the gradient of a loss; frees every tensor that it made.</summary>
internal sealed class GradientStep
{
    private readonly string stage;
    private readonly torch.optim.Optimizer optimizer;
    private readonly TorchSharp.Modules.Parameter[] parameters;
    private readonly double clipNorm;

    /// <summary>Binds an optimizer to what it optimizes.</summary>
    /// <param name="stage">The stage's name, for errors.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="clipNorm">The greatest norm of the gradient of all parameters together; 0 for no limit.</param>
    public GradientStep(
        string stage, torch.optim.Optimizer optimizer, IEnumerable<TorchSharp.Modules.Parameter> parameters, double clipNorm = 0)
    {
        this.stage = stage;
        this.optimizer = optimizer;
        this.parameters = [.. parameters];
        this.clipNorm = clipNorm;
    }

    /// <summary>The learning rate of the steps to come.</summary>
    public double LearningRate
    {
        set
        {
            foreach (torch.optim.ILearningRateController group in optimizer.ParamGroups)
                group.LearningRate = value;
        }
    }

    /// <summary>Takes a step.</summary>
    /// <returns>The loss before it.</returns>
    /// <exception cref="TrainingDivergedException">The loss is not finite.</exception>
    public double Take(int epoch, Func<torch.Tensor> loss)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        optimizer.zero_grad();
        torch.Tensor value = loss();
        double number = value.ToDouble();
        if (!double.IsFinite(number))
            throw new TrainingDivergedException(stage, "training", number, epoch);

        value.backward();
        if (clipNorm > 0)
            torch.nn.utils.clip_grad_norm_(parameters, clipNorm);
        optimizer.step();
        return number;
    }
}
