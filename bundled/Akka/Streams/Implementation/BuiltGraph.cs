namespace Akka.Streams.Implementation;

/// <summary>A graph from parts and edges between their planned ports.</summary>
internal sealed class BuiltGraph(
    Shape shape,
    IReadOnlyList<(IModule Module, Shape Ports)> parts,
    IReadOnlyList<(Outlet From, Inlet To)> edges,
    Func<IReadOnlyList<object?>, object?> combine) : IModule
{
    Shape IModule.Shape => shape;

    Built IModule.Build(Materialization materialization)
    {
        var inlets = new Dictionary<Inlet, Inlet>();
        var outlets = new Dictionary<Outlet, Outlet>();
        var values = new List<object?>();
        foreach (var (module, planned) in parts)
        {
            var built = module.Build(materialization);
            values.Add(built.Value);
            foreach (var (plan, port) in planned.Inlets.Zip(built.Shape.Inlets))
                inlets.Add(plan, port);
            foreach (var (plan, port) in planned.Outlets.Zip(built.Shape.Outlets))
                outlets.Add(plan, port);
        }
        foreach (var (from, to) in edges)
            materialization.Connect(outlets[from], inlets[to]);
        var open = shape.CopyFromPorts([.. shape.Inlets.Select(inlet => inlets[inlet])], [.. shape.Outlets.Select(outlet => outlets[outlet])]);
        return new Built(open, combine(values));
    }
}
