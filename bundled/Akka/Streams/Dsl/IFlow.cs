namespace Akka.Streams.Dsl;

/// <summary>A graph with one open output.</summary>
/// <typeparam name="TOut">Type of the elements that come out.</typeparam>
/// <typeparam name="TMat">What it hands out.</typeparam>
public interface IFlow<TOut, out TMat>
{
    /// <summary>Puts a flow behind it; keeps what this hands out.</summary>
    IFlow<T, TMat> Via<T, TMat2>(IGraph<FlowShape<TOut, T>, TMat2> flow);

    /// <summary>Puts a flow behind it.</summary>
    IFlow<T2, TMat3> ViaMaterialized<T2, TMat2, TMat3>(IGraph<FlowShape<TOut, T2>, TMat2> flow, Func<TMat, TMat2, TMat3> combine);

    /// <summary>Maps what it hands out.</summary>
    IFlow<TOut, TMat2> MapMaterializedValue<TMat2>(Func<TMat, TMat2> mapFunc);
}
