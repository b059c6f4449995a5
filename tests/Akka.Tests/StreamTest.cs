using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Tests;

/// <summary>A system with a materializer for each test.</summary>
public abstract class StreamTest : ActorTest
{
    private ActorMaterializer? _materializer;

    protected ActorMaterializer Materializer => _materializer ??= System.Materializer();

    /// <summary>All that a source gives out.</summary>
    protected async Task<IReadOnlyList<T>> Run<T, TMat>(Source<T, TMat> source) => await source.RunWith(Sink.Seq<T>(), Materializer).Soon();
}
