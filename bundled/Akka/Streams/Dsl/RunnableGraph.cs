using Akka.Streams.Implementation;

namespace Akka.Streams.Dsl;

/// <summary>A stream that can run, any number of times.</summary>
/// <typeparam name="TMat">What it hands out.</typeparam>
public interface IRunnableGraph<out TMat> : IGraph<ClosedShape, TMat>
{
    /// <summary>The same with what it hands out mapped.</summary>
    IRunnableGraph<TMat2> MapMaterializedValue<TMat2>(Func<TMat, TMat2> func);

    /// <summary>Runs it; what it hands out.</summary>
    TMat Run(IMaterializer materializer);
}

/// <summary>A stream that can run, any number of times.</summary>
/// <typeparam name="TMat">What it hands out.</typeparam>
public sealed class RunnableGraph<TMat> : IRunnableGraph<TMat>
{
    /// <summary>For the library only.</summary>
    public RunnableGraph(IModule module) => Module = module;

    /// <inheritdoc/>
    public ClosedShape Shape => ClosedShape.Instance;

    /// <inheritdoc/>
    public IModule Module { get; }

    /// <inheritdoc/>
    public IRunnableGraph<TMat2> MapMaterializedValue<TMat2>(Func<TMat, TMat2> func) =>
        new RunnableGraph<TMat2>(Composite.MapValue(Module, func));

    /// <inheritdoc/>
    public TMat Run(IMaterializer materializer) => materializer.Materialize(this);

    /// <summary>The same with attributes.</summary>
    public IRunnableGraph<TMat> AddAttributes(Attributes attributes) => new RunnableGraph<TMat>(Composite.WithAttributes(Module, attributes));

    IGraph<ClosedShape, TMat> IGraph<ClosedShape, TMat>.WithAttributes(Attributes attributes) => AddAttributes(attributes);

    IGraph<ClosedShape, TMat> IGraph<ClosedShape, TMat>.AddAttributes(Attributes attributes) => AddAttributes(attributes);

    IGraph<ClosedShape, TMat> IGraph<ClosedShape, TMat>.Named(string name) => AddAttributes(Attributes.CreateName(name));

    IGraph<ClosedShape, TMat> IGraph<ClosedShape, TMat>.Async() => new RunnableGraph<TMat>(Composite.Async(Module));
}

/// <summary>Makes runnable graphs.</summary>
public static class RunnableGraph
{
    /// <summary>A graph without open ports, as one that can run.</summary>
    public static RunnableGraph<TMat> FromGraph<TMat>(IGraph<ClosedShape, TMat> g) => g as RunnableGraph<TMat> ?? new RunnableGraph<TMat>(g.Module);
}
