using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers share: the loop over parameters that have gradients, and the tensors that each step hands to the next.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly Dictionary<Parameter, Tensor?[]> slots = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Parameter, long> steps = new(ReferenceEqualityComparer.Instance);

    public override Tensor? step(Func<Tensor>? closure = null)
    {
        var loss = closure is null ? null : Recorded(closure);
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
        {
            foreach (var parameter in group.Parameters)
            {
                if (parameter.grad is not { } grad) continue;
                var count = steps[parameter] = steps.GetValueOrDefault(parameter) + 1;
                Update(group, parameter, grad, count);
            }
        }
        return loss;
    }

    /// <summary>Changes one parameter. Gradients are not recorded, and the temporaries are disposed of afterwards.</summary>
    private protected abstract void Update(ParamGroup group, Parameter parameter, Tensor grad, long step);

    private protected abstract int SlotCount { get; }

    /// <summary>A tensor of the parameter's shape that lives from step to step; zeros at first.</summary>
    private protected Tensor Slot(Parameter parameter, int index)
    {
        if (!slots.TryGetValue(parameter, out var own)) slots[parameter] = own = new Tensor?[SlotCount];
        return own[index] ??= zeros_like(parameter).DetachFromDisposeScope();
    }

    private protected static Tensor Decayed(Tensor grad, Parameter parameter, double weightDecay, bool maximize)
    {
        if (maximize) grad = -grad;
        return weightDecay == 0 ? grad : grad.add(parameter, weightDecay);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (var tensor in slots.Values.SelectMany(own => own)) tensor?.Dispose();
        slots.Clear();
    }

    private static Tensor Recorded(Func<Tensor> closure)
    {
        using var gradients = enable_grad();
        return closure();
    }
}
