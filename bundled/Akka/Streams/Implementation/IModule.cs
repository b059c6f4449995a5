namespace Akka.Streams.Implementation;

/// <summary>What a graph is made of.</summary>
public interface IModule
{
    /// <summary>Its open ports, as a plan.</summary>
    internal Shape Shape { get; }

    /// <summary>Makes its stages, once for each materialization.</summary>
    /// <returns>Ports of these stages, and the materialized value.</returns>
    internal Built Build(Materialization materialization);
}

/// <summary>One use of a graph in a stream: fresh ports, and what it hands out.</summary>
internal readonly record struct Built(Shape Shape, object? Value)
{
    public TMat ValueAs<TMat>() => (TMat)Value!;

    public Outlet Out => Shape.Outlets[0];

    public Inlet In => Shape.Inlets[0];
}

/// <summary>A graph made from others by a function.</summary>
internal sealed class Composite(Shape shape, Func<Materialization, Built> build) : IModule
{
    Shape IModule.Shape => shape;

    Built IModule.Build(Materialization materialization) => build(materialization);

    /// <summary>The graph with its materialized value mapped.</summary>
    public static IModule MapValue<TMat, TMat2>(IModule inner, Func<TMat, TMat2> map) =>
        new Composite(inner.Shape, m =>
        {
            var built = inner.Build(m);
            return built with { Value = map(built.ValueAs<TMat>()) };
        });

    /// <summary>The output of one graph joined to the input of another.</summary>
    public static IModule Join<TMat1, TMat2, TMat3>(Shape shape, IModule upstream, IModule downstream, Func<TMat1, TMat2, TMat3> combine) =>
        new Composite(shape, m =>
        {
            var first = upstream.Build(m);
            var second = downstream.Build(m);
            m.Connect(first.Out, second.In);
            var open = shape.CopyFromPorts(first.Shape.Inlets, second.Shape.Outlets);
            return new Built(open, combine(first.ValueAs<TMat1>(), second.ValueAs<TMat2>()));
        });

    /// <summary>The graph with attributes.</summary>
    public static IModule WithAttributes(IModule inner, Attributes attributes) =>
        new Composite(inner.Shape, m => m.BuildWith(attributes, inner));

    /// <summary>The graph as an island of its own.</summary>
    public static IModule Async(IModule inner) => new Composite(inner.Shape, m => m.BuildIsland(inner));
}
