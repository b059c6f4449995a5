namespace Akka.Streams.Implementation;

/// <summary>Any graph, by its module.</summary>
internal sealed class Graph<TShape, TMat>(IModule module) : IGraph<TShape, TMat>
    where TShape : Shape
{
    public TShape Shape => (TShape)module.Shape;

    public IModule Module => module;

    public IGraph<TShape, TMat> WithAttributes(Attributes attributes) => new Graph<TShape, TMat>(Composite.WithAttributes(module, attributes));

    public IGraph<TShape, TMat> AddAttributes(Attributes attributes) => WithAttributes(attributes);

    public IGraph<TShape, TMat> Named(string name) => AddAttributes(Attributes.CreateName(name));

    public IGraph<TShape, TMat> Async() => new Graph<TShape, TMat>(Composite.Async(module));
}
