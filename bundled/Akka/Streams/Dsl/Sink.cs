using System.Collections.Immutable;
using Akka.Actor;
using Akka.Streams.Implementation;

namespace Akka.Streams.Dsl;

/// <summary>Where a stream ends: a graph with one open input.</summary>
/// <typeparam name="TIn">Type of the elements that go in.</typeparam>
/// <typeparam name="TMat">What it hands out.</typeparam>
public sealed class Sink<TIn, TMat> : IGraph<SinkShape<TIn>, TMat>
{
    /// <summary>For the library only.</summary>
    public Sink(IModule module) => Module = module;

    /// <inheritdoc/>
    public SinkShape<TIn> Shape => (SinkShape<TIn>)Module.Shape;

    /// <inheritdoc/>
    public IModule Module { get; }

    /// <summary>A sink of what <paramref name="function"/> maps to elements of this one.</summary>
    public Sink<TIn2, TMat> ContraMap<TIn2>(Func<TIn2, TIn> function) => Flow.FromFunction(function).ToMaterialized(this, Keep.Right);

    /// <summary>Runs a source into it; what the source hands out.</summary>
    public TMat2 RunWith<TMat2>(IGraph<SourceShape<TIn>, TMat2> source, IMaterializer materializer) =>
        Source.FromGraph(source).To(this).Run(materializer);

    /// <summary>Maps what it hands out.</summary>
    public Sink<TIn, TMat2> MapMaterializedValue<TMat2>(Func<TMat, TMat2> fn) => new(Composite.MapValue(Module, fn));

    /// <summary>The same with attributes.</summary>
    public Sink<TIn, TMat> WithAttributes(Attributes attributes) => new(Composite.WithAttributes(Module, attributes));

    /// <summary>The same with more attributes.</summary>
    public Sink<TIn, TMat> AddAttributes(Attributes attributes) => WithAttributes(attributes);

    /// <summary>The same with a name.</summary>
    public Sink<TIn, TMat> Named(string name) => AddAttributes(Attributes.CreateName(name));

    /// <summary>The same, run on turns of its own: a bounded buffer is put before it.</summary>
    public Sink<TIn, TMat> Async() => new(Composite.Async(Module));

    IGraph<SinkShape<TIn>, TMat> IGraph<SinkShape<TIn>, TMat>.WithAttributes(Attributes attributes) => WithAttributes(attributes);

    IGraph<SinkShape<TIn>, TMat> IGraph<SinkShape<TIn>, TMat>.AddAttributes(Attributes attributes) => AddAttributes(attributes);

    IGraph<SinkShape<TIn>, TMat> IGraph<SinkShape<TIn>, TMat>.Named(string name) => Named(name);

    IGraph<SinkShape<TIn>, TMat> IGraph<SinkShape<TIn>, TMat>.Async() => Async();
}

/// <summary>Makes sinks.</summary>
public static class Sink
{
    /// <summary>Calls <paramref name="action"/> with each element.</summary>
    public static Sink<TIn, Task<Done>> ForEach<TIn>(Action<TIn> action) => Flow.Create<TIn>()
        .Select(input =>
        {
            action(input);
            return NotUsed.Instance;
        })
        .ToMaterialized(Ignore<NotUsed>(), Keep.Right);

    /// <summary>Calls <paramref name="action"/> with each element, as many at a time as <paramref name="parallelism"/> says.</summary>
    public static Sink<TIn, Task<Done>> ForEachAsync<TIn>(int parallelism, Func<TIn, Task> action) => Flow.Create<TIn>()
        .SelectAsyncUnordered(parallelism, async input =>
        {
            await action(input).ConfigureAwait(false);
            return NotUsed.Instance;
        })
        .ToMaterialized(Ignore<NotUsed>(), Keep.Right);

    /// <summary>Takes all elements and drops them.</summary>
    public static Sink<TIn, Task<Done>> Ignore<TIn>() => FromGraph(Stages.Sink<TIn, Done>("Ignore", shape => new IgnoreLogic<TIn>(shape)));

    /// <summary>Collects all elements.</summary>
    public static Sink<TIn, Task<IImmutableList<TIn>>> Seq<TIn>() =>
        FromGraph(Stages.Sink<TIn, IImmutableList<TIn>>("Seq", shape => new SeqLogic<TIn>(shape)));

    /// <summary>Folds all elements into one value.</summary>
    public static Sink<TIn, Task<TOut>> Aggregate<TIn, TOut>(TOut zero, Func<TOut, TIn, TOut> aggregate) =>
        FromGraph(Stages.Sink<TIn, TOut>("Aggregate", shape => new AggregateLogic<TIn, TOut>(shape, zero, aggregate)));

    /// <summary>The first element; then it cancels. Fails with <see cref="NoSuchElementException"/> where there is none.</summary>
    public static Sink<TIn, Task<TIn>> First<TIn>() =>
        FromGraph(Stages.Sink<TIn, TIn>("First", shape => new FirstLogic<TIn>(shape, orDefault: false)));

    /// <summary>The first element, or the default; then it cancels.</summary>
    public static Sink<TIn, Task<TIn>> FirstOrDefault<TIn>() =>
        FromGraph(Stages.Sink<TIn, TIn>("FirstOrDefault", shape => new FirstLogic<TIn>(shape, orDefault: true)));

    /// <summary>The last element. Fails with <see cref="NoSuchElementException"/> where there is none.</summary>
    public static Sink<TIn, Task<TIn>> Last<TIn>() =>
        FromGraph(Stages.Sink<TIn, TIn>("Last", shape => new LastLogic<TIn>(shape, orDefault: false)));

    /// <summary>The last element, or the default.</summary>
    public static Sink<TIn, Task<TIn>> LastOrDefault<TIn>() =>
        FromGraph(Stages.Sink<TIn, TIn>("LastOrDefault", shape => new LastLogic<TIn>(shape, orDefault: true)));

    /// <summary>Cancels at once.</summary>
    public static Sink<TIn, NotUsed> Cancelled<TIn>() => FromGraph(Stages.Sink<TIn>("Cancelled", shape => new CancelledLogic<TIn>(shape)));

    /// <summary>
    /// Sends <paramref name="onInitMessage"/> to an actor, then each element when the actor has answered with <paramref name="ackMessage"/>,
    /// and at the end <paramref name="onCompleteMessage"/> or what <paramref name="onFailureMessage"/> makes of a failure.
    /// </summary>
    public static Sink<TIn, NotUsed> ActorRefWithAck<TIn>(
        IActorRef actorRef, object onInitMessage, object ackMessage, object onCompleteMessage, Func<Exception, object>? onFailureMessage = null) =>
        FromGraph(Stages.Sink<TIn>("ActorRefWithAck", shape => new ActorRefWithAckLogic<TIn>(
            shape, actorRef, (onInitMessage, ackMessage, onCompleteMessage), onFailureMessage)));

    /// <summary>A graph with one input, as a sink.</summary>
    public static Sink<TIn, TMat> FromGraph<TIn, TMat>(IGraph<SinkShape<TIn>, TMat> graph) =>
        graph as Sink<TIn, TMat> ?? new Sink<TIn, TMat>(graph.Module);
}
