using Akka.Streams.Implementation;

namespace Akka.Streams.Dsl;

/// <summary>Where a stream begins: a graph with one open output.</summary>
/// <typeparam name="TOut">Type of the elements that come out.</typeparam>
/// <typeparam name="TMat">What it hands out.</typeparam>
public sealed class Source<TOut, TMat> : IFlow<TOut, TMat>, IGraph<SourceShape<TOut>, TMat>
{
    /// <summary>For the library only.</summary>
    public Source(IModule module) => Module = module;

    /// <inheritdoc/>
    public SourceShape<TOut> Shape => (SourceShape<TOut>)Module.Shape;

    /// <inheritdoc/>
    public IModule Module { get; }

    /// <summary>Puts a flow behind it; keeps what this hands out.</summary>
    public Source<T2, TMat> Via<T2, TMat2>(IGraph<FlowShape<TOut, T2>, TMat2> flow) => ViaMaterialized(flow, Keep.Left);

    /// <summary>Puts a flow behind it.</summary>
    public Source<TOut2, TMat3> ViaMaterialized<TOut2, TMat2, TMat3>(
        IGraph<FlowShape<TOut, TOut2>, TMat2> flow, Func<TMat, TMat2, TMat3> combine) =>
        new(Composite.Join(new SourceShape<TOut2>(flow.Shape.Outlet), Module, flow.Module, combine));

    /// <summary>Puts a sink behind it; keeps what this hands out.</summary>
    public IRunnableGraph<TMat> To<TMat2>(IGraph<SinkShape<TOut>, TMat2> sink) => ToMaterialized(sink, Keep.Left);

    /// <summary>Puts a sink behind it.</summary>
    public IRunnableGraph<TMat3> ToMaterialized<TMat2, TMat3>(IGraph<SinkShape<TOut>, TMat2> sink, Func<TMat, TMat2, TMat3> combine) =>
        new RunnableGraph<TMat3>(Composite.Join(ClosedShape.Instance, Module, sink.Module, combine));

    /// <summary>Runs it into a sink; what the sink hands out.</summary>
    public TMat2 RunWith<TMat2>(IGraph<SinkShape<TOut>, TMat2> sink, IMaterializer materializer) =>
        ToMaterialized(sink, Keep.Right).Run(materializer);

    /// <summary>Runs it, folding all elements into one value.</summary>
    public Task<TOut2> RunAggregate<TOut2>(TOut2 zero, Func<TOut2, TOut, TOut2> aggregate, IMaterializer materializer) =>
        RunWith(Sink.Aggregate(zero, aggregate), materializer);

    /// <summary>Runs it, calling <paramref name="action"/> with each element.</summary>
    public Task RunForeach(Action<TOut> action, IMaterializer materializer) => RunWith(Sink.ForEach(action), materializer);

    /// <summary>Maps what it hands out.</summary>
    public Source<TOut, TMat2> MapMaterializedValue<TMat2>(Func<TMat, TMat2> mapFunc) => new(Composite.MapValue(Module, mapFunc));

    /// <summary>The same with attributes.</summary>
    public Source<TOut, TMat> WithAttributes(Attributes attributes) => new(Composite.WithAttributes(Module, attributes));

    /// <summary>The same with more attributes.</summary>
    public Source<TOut, TMat> AddAttributes(Attributes attributes) => WithAttributes(attributes);

    /// <summary>The same with a name.</summary>
    public Source<TOut, TMat> Named(string name) => AddAttributes(Attributes.CreateName(name));

    /// <summary>The same, run on turns of its own: a bounded buffer is put behind it.</summary>
    public Source<TOut, TMat> Async() => new(Composite.Async(Module));

    IFlow<T, TMat> IFlow<TOut, TMat>.Via<T, TMat2>(IGraph<FlowShape<TOut, T>, TMat2> flow) => Via(flow);

    IFlow<T2, TMat3> IFlow<TOut, TMat>.ViaMaterialized<T2, TMat2, TMat3>(
        IGraph<FlowShape<TOut, T2>, TMat2> flow, Func<TMat, TMat2, TMat3> combine) => ViaMaterialized(flow, combine);

    IFlow<TOut, TMat2> IFlow<TOut, TMat>.MapMaterializedValue<TMat2>(Func<TMat, TMat2> mapFunc) => MapMaterializedValue(mapFunc);

    IGraph<SourceShape<TOut>, TMat> IGraph<SourceShape<TOut>, TMat>.WithAttributes(Attributes attributes) => WithAttributes(attributes);

    IGraph<SourceShape<TOut>, TMat> IGraph<SourceShape<TOut>, TMat>.AddAttributes(Attributes attributes) => AddAttributes(attributes);

    IGraph<SourceShape<TOut>, TMat> IGraph<SourceShape<TOut>, TMat>.Named(string name) => Named(name);

    IGraph<SourceShape<TOut>, TMat> IGraph<SourceShape<TOut>, TMat>.Async() => Async();
}
