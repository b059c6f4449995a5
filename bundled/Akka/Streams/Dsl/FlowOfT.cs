using Akka.Streams.Implementation;

namespace Akka.Streams.Dsl;

/// <summary>A middle part of a stream: a graph with one open input and one open output.</summary>
/// <typeparam name="TIn">Type of the elements that go in.</typeparam>
/// <typeparam name="TOut">Type of those that come out.</typeparam>
/// <typeparam name="TMat">What it hands out.</typeparam>
public sealed class Flow<TIn, TOut, TMat> : IFlow<TOut, TMat>, IGraph<FlowShape<TIn, TOut>, TMat>
{
    internal Flow(IModule module) => Module = module;

    /// <inheritdoc/>
    public FlowShape<TIn, TOut> Shape => (FlowShape<TIn, TOut>)Module.Shape;

    /// <inheritdoc/>
    public IModule Module { get; }

    /// <summary>Puts a flow behind it; keeps what this hands out.</summary>
    public Flow<TIn, T2, TMat> Via<T2, TMat2>(IGraph<FlowShape<TOut, T2>, TMat2> flow) => ViaMaterialized(flow, Keep.Left);

    /// <summary>Puts a flow behind it.</summary>
    public Flow<TIn, TOut2, TMat3> ViaMaterialized<TOut2, TMat2, TMat3>(
        IGraph<FlowShape<TOut, TOut2>, TMat2> flow, Func<TMat, TMat2, TMat3> combine) =>
        new(Composite.Join(new FlowShape<TIn, TOut2>(Shape.Inlet, flow.Shape.Outlet), Module, flow.Module, combine));

    /// <summary>Puts a sink behind it; keeps what this hands out.</summary>
    public Sink<TIn, TMat> To<TMat2>(IGraph<SinkShape<TOut>, TMat2> sink) => ToMaterialized(sink, Keep.Left);

    /// <summary>Puts a sink behind it.</summary>
    public Sink<TIn, TMat3> ToMaterialized<TMat2, TMat3>(IGraph<SinkShape<TOut>, TMat2> sink, Func<TMat, TMat2, TMat3> combine) =>
        new(Composite.Join(new SinkShape<TIn>(Shape.Inlet), Module, sink.Module, combine));

    /// <summary>Runs it between a source and a sink; what both hand out.</summary>
    public (TMat1, TMat2) RunWith<TMat1, TMat2>(
        IGraph<SourceShape<TIn>, TMat1> source, IGraph<SinkShape<TOut>, TMat2> sink, IMaterializer materializer) =>
        Source.FromGraph(source).Via(this).ToMaterialized(sink, Keep.Both).Run(materializer);

    /// <summary>Maps what it hands out.</summary>
    public Flow<TIn, TOut, TMat2> MapMaterializedValue<TMat2>(Func<TMat, TMat2> mapFunc) => new(Composite.MapValue(Module, mapFunc));

    /// <summary>The same with attributes.</summary>
    public Flow<TIn, TOut, TMat> WithAttributes(Attributes attributes) => new(Composite.WithAttributes(Module, attributes));

    /// <summary>The same with more attributes.</summary>
    public Flow<TIn, TOut, TMat> AddAttributes(Attributes attributes) => WithAttributes(attributes);

    /// <summary>The same with a name.</summary>
    public Flow<TIn, TOut, TMat> Named(string name) => AddAttributes(Attributes.CreateName(name));

    /// <summary>The same, run on turns of its own: a bounded buffer is put before and behind it.</summary>
    public Flow<TIn, TOut, TMat> Async() => new(Composite.Async(Module));

    IFlow<T, TMat> IFlow<TOut, TMat>.Via<T, TMat2>(IGraph<FlowShape<TOut, T>, TMat2> flow) => Via(flow);

    IFlow<T2, TMat3> IFlow<TOut, TMat>.ViaMaterialized<T2, TMat2, TMat3>(
        IGraph<FlowShape<TOut, T2>, TMat2> flow, Func<TMat, TMat2, TMat3> combine) => ViaMaterialized(flow, combine);

    IFlow<TOut, TMat2> IFlow<TOut, TMat>.MapMaterializedValue<TMat2>(Func<TMat, TMat2> mapFunc) => MapMaterializedValue(mapFunc);

    IGraph<FlowShape<TIn, TOut>, TMat> IGraph<FlowShape<TIn, TOut>, TMat>.WithAttributes(Attributes attributes) => WithAttributes(attributes);

    IGraph<FlowShape<TIn, TOut>, TMat> IGraph<FlowShape<TIn, TOut>, TMat>.AddAttributes(Attributes attributes) => AddAttributes(attributes);

    IGraph<FlowShape<TIn, TOut>, TMat> IGraph<FlowShape<TIn, TOut>, TMat>.Named(string name) => Named(name);

    IGraph<FlowShape<TIn, TOut>, TMat> IGraph<FlowShape<TIn, TOut>, TMat>.Async() => Async();
}

/// <summary>Makes flows.</summary>
public static class Flow
{
    /// <summary>Passes all on: the flow that others begin with.</summary>
    public static Flow<T, T, NotUsed> Create<T>() => FromGraph(Stages.Flow<T, T>("Identity", shape => new IdentityLogic<T>(shape)));

    /// <summary>Maps each element.</summary>
    public static Flow<TIn, TOut, NotUsed> FromFunction<TIn, TOut>(Func<TIn, TOut> function) => Create<TIn>().Select(function);

    /// <summary>A graph with one input and one output, as a flow.</summary>
    public static Flow<TIn, TOut, TMat> FromGraph<TIn, TOut, TMat>(IGraph<FlowShape<TIn, TOut>, TMat> graph) =>
        graph as Flow<TIn, TOut, TMat> ?? new Flow<TIn, TOut, TMat>(graph.Module);

    /// <summary>A flow whose input is a sink and whose output is a source.</summary>
    public static Flow<TIn, TOut, TMat> FromSinkAndSource<TIn, TOut, TMat1, TMat2, TMat>(
        IGraph<SinkShape<TIn>, TMat1> sink, IGraph<SourceShape<TOut>, TMat2> source, Func<TMat1, TMat2, TMat> combine) =>
        FromGraph(GraphDsl.Create(sink, source, combine, (_, s, t) => new FlowShape<TIn, TOut>(s.Inlet, t.Outlet)));
}
