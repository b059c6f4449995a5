using Akka.Streams.Implementation;

namespace Akka.Streams.Stage;

/// <summary>What a stage does at an input.</summary>
public interface IInHandler
{
    /// <summary>An element has come; grab it.</summary>
    void OnPush();

    /// <summary>No element will come any more.</summary>
    void OnUpstreamFinish();

    /// <summary>Upstream has failed.</summary>
    void OnUpstreamFailure(Exception e);
}

/// <summary>What a stage does at an output.</summary>
public interface IOutHandler
{
    /// <summary>An element is wanted; push one now or later.</summary>
    void OnPull();

    /// <summary>No element is wanted any more.</summary>
    void OnDownstreamFinish(Exception cause);
}

/// <summary>An input whose end completes or fails the stage.</summary>
public abstract class InHandler : IInHandler
{
    /// <inheritdoc/>
    public abstract void OnPush();

    /// <inheritdoc/>
    public virtual void OnUpstreamFinish() => GraphInterpreter.ActiveStage.CompleteStage();

    /// <inheritdoc/>
    public virtual void OnUpstreamFailure(Exception e) => GraphInterpreter.ActiveStage.FailStage(e);
}

/// <summary>An output whose end cancels the stage.</summary>
public abstract class OutHandler : IOutHandler
{
    /// <inheritdoc/>
    public abstract void OnPull();

    /// <inheritdoc/>
    public virtual void OnDownstreamFinish(Exception cause) => GraphInterpreter.ActiveStage.CancelStage(cause);
}

/// <summary>An input handler made of functions.</summary>
internal sealed class LambdaInHandler(Action onPush, Action? onUpstreamFinish, Action<Exception>? onUpstreamFailure) : InHandler
{
    public override void OnPush() => onPush();

    public override void OnUpstreamFinish()
    {
        if (onUpstreamFinish is null)
            base.OnUpstreamFinish();
        else
            onUpstreamFinish();
    }

    public override void OnUpstreamFailure(Exception e)
    {
        if (onUpstreamFailure is null)
            base.OnUpstreamFailure(e);
        else
            onUpstreamFailure(e);
    }
}

/// <summary>An output handler made of functions.</summary>
internal sealed class LambdaOutHandler(Action onPull, Action<Exception>? onDownstreamFinish) : OutHandler
{
    public override void OnPull() => onPull();

    public override void OnDownstreamFinish(Exception cause)
    {
        if (onDownstreamFinish is null)
            base.OnDownstreamFinish(cause);
        else
            onDownstreamFinish(cause);
    }
}

/// <summary>The logic of a stage with one input, which handles it itself.</summary>
public abstract class InGraphStageLogic : GraphStageLogic, IInHandler
{
    /// <summary>Makes the logic for ports.</summary>
    protected InGraphStageLogic(Shape shape)
        : base(shape)
    {
    }

    /// <inheritdoc/>
    public abstract void OnPush();

    /// <inheritdoc/>
    public virtual void OnUpstreamFinish() => CompleteStage();

    /// <inheritdoc/>
    public virtual void OnUpstreamFailure(Exception e) => FailStage(e);
}

/// <summary>The logic of a stage with one output, which handles it itself.</summary>
public abstract class OutGraphStageLogic : GraphStageLogic, IOutHandler
{
    /// <summary>Makes the logic for ports.</summary>
    protected OutGraphStageLogic(Shape shape)
        : base(shape)
    {
    }

    /// <inheritdoc/>
    public abstract void OnPull();

    /// <inheritdoc/>
    public virtual void OnDownstreamFinish(Exception cause) => CancelStage(cause);
}

/// <summary>The logic of a stage with one input and one output, which handles both itself.</summary>
public abstract class InAndOutGraphStageLogic : GraphStageLogic, IInHandler, IOutHandler
{
    /// <summary>Makes the logic for ports.</summary>
    protected InAndOutGraphStageLogic(Shape shape)
        : base(shape)
    {
    }

    /// <inheritdoc/>
    public abstract void OnPush();

    /// <inheritdoc/>
    public virtual void OnUpstreamFinish() => CompleteStage();

    /// <inheritdoc/>
    public virtual void OnUpstreamFailure(Exception e) => FailStage(e);

    /// <inheritdoc/>
    public abstract void OnPull();

    /// <inheritdoc/>
    public virtual void OnDownstreamFinish(Exception cause) => CancelStage(cause);
}
