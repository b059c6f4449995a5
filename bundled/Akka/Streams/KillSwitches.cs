using Akka.Streams.Implementation;
using Akka.Streams.Stage;

namespace Akka.Streams;

/// <summary>Ends a stream from outside.</summary>
public interface IKillSwitch
{
    /// <summary>Completes what is downstream and cancels what is upstream.</summary>
    void Shutdown();

    /// <summary>Fails what is downstream and cancels what is upstream. Downstream sees <paramref name="cause"/> inside an <see cref="AggregateException"/>.</summary>
    void Abort(Exception cause);
}

/// <summary>Makes kill switches.</summary>
public static class KillSwitches
{
    /// <summary>A flow that hands out a switch for each materialization.</summary>
    public static IGraph<FlowShape<T, T>, UniqueKillSwitch> Single<T>() =>
        new FlowStage<T, T, UniqueKillSwitch>("KillSwitch", shape =>
        {
            var signal = new TaskCompletionSource<NotUsed>();
            return new LogicAndMaterializedValue<UniqueKillSwitch>(new KillLogic<T>(shape, signal.Task), new UniqueKillSwitch(signal));
        });

    /// <summary>A switch that ends all streams that its flow is part of.</summary>
    public static SharedKillSwitch Shared(string name) => new(name);
}

/// <summary>Ends one stream.</summary>
public sealed class UniqueKillSwitch : IKillSwitch
{
    private readonly TaskCompletionSource<NotUsed> _signal;

    internal UniqueKillSwitch(TaskCompletionSource<NotUsed> signal) => _signal = signal;

    /// <inheritdoc/>
    public void Shutdown() => _signal.TrySetResult(NotUsed.Instance);

    /// <inheritdoc/>
    public void Abort(Exception cause) => _signal.TrySetException(cause);

    /// <inheritdoc/>
    public override string ToString() => $"SingleKillSwitch({GetHashCode()})";
}

/// <summary>Ends all streams that <see cref="Flow{T}"/> is part of, those that start later too.</summary>
public sealed class SharedKillSwitch : IKillSwitch
{
    private readonly TaskCompletionSource<NotUsed> _signal = new();
    private readonly string _name;

    internal SharedKillSwitch(string name) => _name = name;

    /// <inheritdoc/>
    public void Shutdown() => _signal.TrySetResult(NotUsed.Instance);

    /// <inheritdoc/>
    public void Abort(Exception cause) => _signal.TrySetException(cause);

    /// <summary>The flow that the switch ends.</summary>
    public IGraph<FlowShape<T, T>, SharedKillSwitch> Flow<T>() =>
        new FlowStage<T, T, SharedKillSwitch>(
            "KillSwitch", shape => new LogicAndMaterializedValue<SharedKillSwitch>(new KillLogic<T>(shape, _signal.Task), this));

    /// <inheritdoc/>
    public override string ToString() => $"KillSwitch({_name})";
}

/// <summary>Passes all on until a signal comes.</summary>
internal sealed class KillLogic<T>(FlowShape<T, T> shape, Task signal) : FlowLogic<T, T>(shape)
{
    private readonly CancellationTokenSource _stopped = new();

    public override void PreStart()
    {
        if (signal.IsCompleted)
            End(signal);
        else
            signal.ContinueWith(GetAsyncCallback<Task>(End), _stopped.Token, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public override void OnPush() => Push(Out, Grab(In));

    public override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
    }

    private void End(Task ended)
    {
        if (ended.Exception is { } failure)
            FailStage(failure);
        else
            CompleteStage();
    }
}
