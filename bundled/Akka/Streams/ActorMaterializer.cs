using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Pattern;
using Akka.Streams.Implementation;

namespace Akka.Streams;

/// <summary>Turns graphs into running streams.</summary>
public interface IMaterializer
{
    /// <summary>Runs a graph; what it hands out.</summary>
    TMat Materialize<TMat>(IGraph<ClosedShape, TMat> runnable);

    /// <summary>Runs a graph with attributes; what it hands out.</summary>
    TMat Materialize<TMat>(IGraph<ClosedShape, TMat> runnable, Attributes initialAttributes);
}

/// <summary>Settings of a materializer.</summary>
public sealed class ActorMaterializerSettings
{
    /// <summary>Size at the start of the buffers between asynchronous parts.</summary>
    public readonly int InitialInputBufferSize;

    /// <summary>Size at most of the buffers between asynchronous parts.</summary>
    public readonly int MaxInputBufferSize;

    private ActorMaterializerSettings(int initialInputBufferSize, int maxInputBufferSize)
    {
        InitialInputBufferSize = initialInputBufferSize;
        MaxInputBufferSize = maxInputBufferSize;
    }

    /// <summary>The usual settings: buffers of 16.</summary>
    public static ActorMaterializerSettings Create(ActorSystem system) => new(4, 16);

    /// <summary>The same with other buffers.</summary>
    public ActorMaterializerSettings WithInputBuffer(int initialSize, int maxSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initialSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSize, initialSize);
        return new ActorMaterializerSettings(initialSize, maxSize);
    }
}

/// <summary>Runs each stream in actors; the streams end when it is shut down, or when the actor or system that it was made for stops.</summary>
public abstract class ActorMaterializer : IMaterializer, IDisposable
{
    private protected ActorMaterializer()
    {
    }

    /// <summary>Whether it has been shut down.</summary>
    public abstract bool IsShutdown { get; }

    /// <summary>Its settings.</summary>
    public abstract ActorMaterializerSettings Settings { get; }

    /// <summary>The system that it belongs to.</summary>
    public abstract ActorSystem System { get; }

    /// <summary>Parent of the actors that run its streams.</summary>
    public abstract IActorRef Supervisor { get; }

    internal Attributes.InputBuffer InputBuffer => new(Settings.InitialInputBufferSize, Settings.MaxInputBufferSize);

    /// <summary>Makes one for a system or, with its context, an actor.</summary>
    /// <exception cref="ArgumentException"><paramref name="context"/> is neither.</exception>
    public static ActorMaterializer Create(IActorRefFactory context, ActorMaterializerSettings? settings = null, string? namePrefix = null) =>
        new ActorMaterializerImpl(context, settings, namePrefix ?? "Flow");

    /// <inheritdoc/>
    public TMat Materialize<TMat>(IGraph<ClosedShape, TMat> runnable) => Materialize(runnable, Attributes.None);

    /// <inheritdoc/>
    public abstract TMat Materialize<TMat>(IGraph<ClosedShape, TMat> runnable, Attributes initialAttributes);

    /// <summary>Ends all its streams.</summary>
    public abstract void Shutdown();

    /// <summary>Ends all its streams.</summary>
    public void Dispose()
    {
        Shutdown();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Shorthand for making materializers.</summary>
public static class ActorMaterializerExtensions
{
    /// <summary>Makes a materializer for a system or, with its context, an actor.</summary>
    public static ActorMaterializer Materializer(
        this IActorRefFactory context, ActorMaterializerSettings? settings = null, string? namePrefix = null) =>
        ActorMaterializer.Create(context, settings, namePrefix);
}

/// <summary>The materializer.</summary>
internal sealed class ActorMaterializerImpl : ActorMaterializer
{
    private static long _supervisors;
    private readonly LocalActorRef _supervisor;
    private readonly string _namePrefix;
    private long _flows;
    private volatile bool _isShutdown;

    public ActorMaterializerImpl(IActorRefFactory context, ActorMaterializerSettings? settings, string namePrefix)
    {
        System = context switch
        {
            ActorSystem system => system,
            IActorContext actor => actor.System,
            _ => throw new ArgumentException($"ActorRefFactory context must be a ActorSystem or ActorContext, got [{context?.GetType()}]", nameof(context)),
        };
        Settings = settings ?? ActorMaterializerSettings.Create(System);
        _namePrefix = namePrefix;
        _supervisor = (LocalActorRef)context.ActorOf(Props.Create<StreamSupervisor>(), $"StreamSupervisor-{Interlocked.Increment(ref _supervisors)}");
    }

    public override bool IsShutdown => _isShutdown;

    public override ActorMaterializerSettings Settings { get; }

    public override ActorSystem System { get; }

    public override IActorRef Supervisor => _supervisor;

    public override TMat Materialize<TMat>(IGraph<ClosedShape, TMat> runnable, Attributes initialAttributes)
    {
        if (_isShutdown)
            throw new IllegalStateException("Trying to materialize stream after materializer has been shutdown");
        var materialization = new Materialization(this, initialAttributes);
        var built = runnable.Module.Build(materialization);
        materialization.Check();
        Run([.. materialization.Islands]);
        return built.ValueAs<TMat>();
    }

    public override void Shutdown()
    {
        _isShutdown = true;
        _supervisor.SendSystemMessage(new Terminate());
    }

    private void Run(IReadOnlyList<GraphInterpreter> islands)
    {
        var flow = Interlocked.Increment(ref _flows);
        for (var i = 0; i < islands.Count; i++)
            islands[i].RunIn(StartActor(islands[i], $"{_namePrefix}-{flow}-{i}"));
        foreach (var island in islands)
            island.Begin();
    }

    private IActorRef StartActor(GraphInterpreter island, string name)
    {
        try
        {
            return _supervisor.Cell.ActorOf(Props.Create(typeof(IslandActor), island), name);
        }
        catch (InvalidOperationException terminating)
        {
            throw new IllegalStateException("Trying to materialize stream after materializer has been shutdown", terminating);
        }
    }
}
