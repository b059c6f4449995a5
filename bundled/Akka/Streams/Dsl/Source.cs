using Akka.Actor;
using Akka.Streams.Implementation;
using Akka.Streams.Stage;
using Akka.Util;

namespace Akka.Streams.Dsl;

/// <summary>Makes sources.</summary>
public static class Source
{
    /// <summary>Gives out what is in a collection.</summary>
    public static Source<T, NotUsed> From<T>(IEnumerable<T> enumerable) => FromEnumerator(enumerable.GetEnumerator);

    /// <summary>Gives out what an enumerator gives, which is made once for each materialization.</summary>
    public static Source<T, NotUsed> FromEnumerator<T>(Func<IEnumerator<T>> enumeratorFactory) =>
        Make<T>("FromEnumerator", shape => new EnumeratorLogic<T>(shape, enumeratorFactory));

    /// <summary>Gives out one element.</summary>
    public static Source<T, NotUsed> Single<T>(T element) => Make<T>("Single", shape => new SingleLogic<T>(shape, element));

    /// <summary>Gives out one element again and again.</summary>
    public static Source<T, NotUsed> Repeat<T>(T element) => FromEnumerator(() => RepeatForEver(element).GetEnumerator());

    /// <summary>Completes at once.</summary>
    public static Source<T, NotUsed> Empty<T>() => Make<T>("Empty", shape => new EmptyLogic<T>(shape));

    /// <summary>Gives out nothing and does not complete.</summary>
    public static Source<T, NotUsed> Never<T>() => Make<T>("Never", shape => new NeverLogic<T>(shape));

    /// <summary>Fails at once.</summary>
    public static Source<T, NotUsed> Failed<T>(Exception cause) => Make<T>("Failed", shape => new FailedLogic<T>(shape, cause));

    /// <summary>Gives out the result of a task.</summary>
    public static Source<T, NotUsed> FromTask<T>(Task<T> task) => Make<T>("FromTask", shape => new TaskLogic<T>(shape, task));

    /// <summary>Gives out what a function makes of a state, which it changes; it completes with <see cref="Option{T}.None"/>.</summary>
    public static Source<TElem, NotUsed> Unfold<TState, TElem>(TState state, Func<TState, Option<(TState, TElem)>> unfold) =>
        Make<TElem>("Unfold", shape => new UnfoldLogic<TState, TElem>(shape, state, unfold));

    /// <summary>Gives out what an asynchronous function makes of a state, which it changes; it completes with <see cref="Option{T}.None"/>.</summary>
    public static Source<TElem, NotUsed> UnfoldAsync<TState, TElem>(TState state, Func<TState, Task<Option<(TState, TElem)>>> unfoldAsync) =>
        Make<TElem>("UnfoldAsync", shape => new UnfoldAsyncLogic<TState, TElem>(shape, state, unfoldAsync));

    /// <summary>Gives out what a function makes of a state, which it changes, for ever.</summary>
    public static Source<TElem, NotUsed> UnfoldInfinite<TState, TElem>(TState state, Func<TState, (TState, TElem)> unfold) =>
        Unfold(state, current => Option<(TState, TElem)>.Create(unfold(current)));

    /// <summary>Gives an element out at intervals; a tick that finds no demand is lost. The result completes it when cancelled.</summary>
    public static Source<T, ICancelable> Tick<T>(TimeSpan initialDelay, TimeSpan interval, T tick) =>
        FromGraph(new SourceStage<T, ICancelable>("Tick", shape =>
        {
            var cancelable = new TickCancelable();
            return new LogicAndMaterializedValue<ICancelable>(new TickLogic<T>(shape, initialDelay, interval, tick, cancelable), cancelable);
        }));

    /// <summary>Gives out what is offered from outside; at most <paramref name="bufferSize"/> elements wait.</summary>
    /// <exception cref="ArgumentException">The size is negative.</exception>
    public static Source<T, ISourceQueueWithComplete<T>> Queue<T>(int bufferSize, OverflowStrategy overflowStrategy)
    {
        if (bufferSize < 0)
            throw new ArgumentException("Buffer size must be greater than or equal 0", nameof(bufferSize));
        return FromGraph(new SourceStage<T, ISourceQueueWithComplete<T>>("Queue", shape =>
        {
            var logic = new QueueLogic<T>(shape, bufferSize, overflowStrategy);
            return new LogicAndMaterializedValue<ISourceQueueWithComplete<T>>(logic, new SourceQueue<T>(logic));
        }));
    }

    /// <summary>A graph with one output, as a source.</summary>
    public static Source<T, TMat> FromGraph<T, TMat>(IGraph<SourceShape<T>, TMat> source) =>
        source as Source<T, TMat> ?? new Source<T, TMat>(source.Module);

    private static Source<T, NotUsed> Make<T>(string name, Func<SourceShape<T>, GraphStageLogic> logic) => FromGraph(Stages.Source(name, logic));

    private static IEnumerable<T> RepeatForEver<T>(T element)
    {
        while (true)
            yield return element;
    }
}
