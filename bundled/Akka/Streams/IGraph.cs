using Akka.Streams.Implementation;

namespace Akka.Streams;

/// <summary>The plan of a stream or a part of one. It can be used any number of times; nothing runs before it is materialized.</summary>
/// <typeparam name="TShape">Its open ports.</typeparam>
public interface IGraph<out TShape>
    where TShape : Shape
{
    /// <summary>Its open ports.</summary>
    TShape Shape { get; }

    /// <summary>What it is made of. For the library only.</summary>
    IModule Module { get; }
}

/// <summary>The plan of a stream or a part of one.</summary>
/// <typeparam name="TShape">Its open ports.</typeparam>
/// <typeparam name="TMaterialized">What it hands out when it is materialized.</typeparam>
public interface IGraph<out TShape, out TMaterialized> : IGraph<TShape>
    where TShape : Shape
{
    /// <summary>The same with attributes in place of its own.</summary>
    IGraph<TShape, TMaterialized> WithAttributes(Attributes attributes);

    /// <summary>The same with more attributes.</summary>
    IGraph<TShape, TMaterialized> AddAttributes(Attributes attributes);

    /// <summary>The same with a name.</summary>
    IGraph<TShape, TMaterialized> Named(string name);

    /// <summary>The same, run on turns of its own: a bounded buffer is put between it and its neighbours.</summary>
    IGraph<TShape, TMaterialized> Async();
}
