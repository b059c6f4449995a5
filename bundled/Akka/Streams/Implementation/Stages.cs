using Akka.Streams.Stage;

namespace Akka.Streams.Implementation;

/// <summary>A stage with one output.</summary>
internal sealed class SourceStage<T, TMat>(string name, Func<SourceShape<T>, LogicAndMaterializedValue<TMat>> logic)
    : GraphStageWithMaterializedValue<SourceShape<T>, TMat>
{
    public override SourceShape<T> Shape { get; } = new(new Outlet<T>($"{name}.out"));

    public override ILogicAndMaterializedValue<TMat> CreateLogicAndMaterializedValue(Attributes inheritedAttributes) => logic(Shape);
}

/// <summary>A stage with one input and one output.</summary>
internal sealed class FlowStage<TIn, TOut, TMat>(string name, Func<FlowShape<TIn, TOut>, LogicAndMaterializedValue<TMat>> logic)
    : GraphStageWithMaterializedValue<FlowShape<TIn, TOut>, TMat>
{
    public override FlowShape<TIn, TOut> Shape { get; } = new(new Inlet<TIn>($"{name}.in"), new Outlet<TOut>($"{name}.out"));

    public override ILogicAndMaterializedValue<TMat> CreateLogicAndMaterializedValue(Attributes inheritedAttributes) => logic(Shape);
}

/// <summary>A stage with one input.</summary>
internal sealed class SinkStage<T, TMat>(string name, Func<SinkShape<T>, LogicAndMaterializedValue<TMat>> logic)
    : GraphStageWithMaterializedValue<SinkShape<T>, TMat>
{
    public override SinkShape<T> Shape { get; } = new(new Inlet<T>($"{name}.in"));

    public override ILogicAndMaterializedValue<TMat> CreateLogicAndMaterializedValue(Attributes inheritedAttributes) => logic(Shape);
}

/// <summary>Shorthand for making stages.</summary>
internal static class Stages
{
    public static SourceStage<T, NotUsed> Source<T>(string name, Func<SourceShape<T>, GraphStageLogic> logic) =>
        new(name, shape => new LogicAndMaterializedValue<NotUsed>(logic(shape), NotUsed.Instance));

    public static FlowStage<TIn, TOut, NotUsed> Flow<TIn, TOut>(string name, Func<FlowShape<TIn, TOut>, GraphStageLogic> logic) =>
        new(name, shape => new LogicAndMaterializedValue<NotUsed>(logic(shape), NotUsed.Instance));

    public static SinkStage<T, NotUsed> Sink<T>(string name, Func<SinkShape<T>, GraphStageLogic> logic) =>
        new(name, shape => new LogicAndMaterializedValue<NotUsed>(logic(shape), NotUsed.Instance));

    public static SinkStage<T, Task<TResult>> Sink<T, TResult>(string name, Func<SinkShape<T>, TaskSinkLogic<T, TResult>> create) =>
        new(name, shape =>
        {
            var logic = create(shape);
            return new LogicAndMaterializedValue<Task<TResult>>(logic, logic.Result);
        });
}

/// <summary>The logic of a stage between an input and an output. It asks for an element when it is asked for one.</summary>
internal abstract class FlowLogic<TIn, TOut> : InAndOutGraphStageLogic
{
    protected FlowLogic(FlowShape<TIn, TOut> shape)
        : base(shape)
    {
        In = shape.Inlet;
        Out = shape.Outlet;
        SetHandler(In, this);
        SetHandler(Out, this);
    }

    protected Inlet<TIn> In { get; }

    protected Outlet<TOut> Out { get; }

    public override void OnPull() => Pull(In);
}

/// <summary>The logic of a stage with an output only.</summary>
internal abstract class SourceLogic<T> : OutGraphStageLogic
{
    protected SourceLogic(SourceShape<T> shape)
        : base(shape)
    {
        Out = shape.Outlet;
        SetHandler(Out, this);
    }

    protected Outlet<T> Out { get; }
}

/// <summary>The logic of a sink that takes all it can get and hands out a task.</summary>
internal abstract class TaskSinkLogic<T, TResult> : InGraphStageLogic
{
    private readonly TaskCompletionSource<TResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected TaskSinkLogic(SinkShape<T> shape)
        : base(shape)
    {
        In = shape.Inlet;
        SetHandler(In, this);
    }

    public Task<TResult> Result => _result.Task;

    protected Inlet<T> In { get; }

    public override void PreStart() => Pull(In);

    public override void OnPush()
    {
        Take(Grab(In));
        if (!_result.Task.IsCompleted)
            Pull(In);
    }

    public override void OnUpstreamFinish()
    {
        Finish();
        CompleteStage();
    }

    public override void OnUpstreamFailure(Exception e)
    {
        _result.TrySetException(e);
        FailStage(e);
    }

    public override void PostStop() => _result.TrySetException(new AbruptStageTerminationException(this));

    /// <summary>Takes an element; an exception fails the stream and the task.</summary>
    protected abstract void Take(T element);

    /// <summary>Says what the result is, as the stream has ended.</summary>
    protected abstract void Finish();

    protected void Succeed(TResult result) => _result.TrySetResult(result);

    protected void Refuse(Exception failure) => _result.TrySetException(failure);
}
