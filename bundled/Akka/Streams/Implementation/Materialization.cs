using Akka.Streams.Stage;

namespace Akka.Streams.Implementation;

/// <summary>One materialization: makes the stages of a graph, connects them and groups them into islands.</summary>
internal sealed class Materialization
{
    private readonly ActorMaterializer _materializer;
    private readonly Dictionary<Inlet, Port> _inlets = [];
    private readonly Dictionary<Outlet, Port> _outlets = [];
    private readonly List<GraphInterpreter> _islands = [];
    private GraphInterpreter _island;

    public Materialization(ActorMaterializer materializer, Attributes attributes)
    {
        _materializer = materializer;
        Attributes = attributes;
        _island = NewIsland();
    }

    /// <summary>Attributes in force where the materialization is.</summary>
    public Attributes Attributes { get; private set; }

    public IEnumerable<GraphInterpreter> Islands => _islands.Where(island => !island.IsEmpty);

    public void Add(GraphStageLogic stage, Shape ports)
    {
        _island.Add(stage);
        var (inlets, outlets) = (ports.Inlets, ports.Outlets);
        for (var i = 0; i < inlets.Length; i++)
            _inlets.Add(inlets[i], new Port(stage, i, Attributes));
        for (var i = 0; i < outlets.Length; i++)
            _outlets.Add(outlets[i], new Port(stage, i, Attributes));
    }

    /// <summary>Connects an output to an input, with a buffer between them where they are in different islands.</summary>
    public void Connect(Outlet outlet, Inlet inlet)
    {
        if (!_outlets.Remove(outlet, out var from))
            throw new ArgumentException($"The output port [{outlet}] is not part of the underlying graph, or connected already.");
        if (!_inlets.Remove(inlet, out var to))
            throw new ArgumentException($"The input port [{inlet}] is not part of the underlying graph, or connected already.");
        if (from.Stage.Interpreter == to.Stage.Interpreter)
            Join(from, to);
        else
            JoinIslands(from, to);
    }

    public Built BuildWith(Attributes attributes, IModule module)
    {
        var before = Attributes;
        Attributes = before.And(attributes);
        var built = module.Build(this);
        Attributes = before;
        return built;
    }

    public Built BuildIsland(IModule module)
    {
        var before = _island;
        _island = NewIsland();
        var built = module.Build(this);
        _island = before;
        return built;
    }

    /// <summary>Makes sure that every port is connected.</summary>
    public void Check()
    {
        if (_inlets.Count > 0 || _outlets.Count > 0)
            throw new InvalidOperationException($"The graph has ports that are not connected: {string.Join(", ", _inlets.Keys.Concat<object>(_outlets.Keys))}");
    }

    private static void Join(Port from, Port to)
    {
        var connection = new Connection(from.Stage, from.Id, to.Stage, to.Id);
        from.Stage.Outs[from.Id] = connection;
        to.Stage.Ins[to.Id] = connection;
    }

    private void JoinIslands(Port from, Port to)
    {
        var buffer = to.Attributes.GetAttribute(_materializer.InputBuffer);
        var (sender, receiver) = AsyncBoundary.Create(buffer.Max);
        from.Stage.Interpreter.Add(sender);
        to.Stage.Interpreter.Add(receiver);
        Join(from, new Port(sender, 0, Attributes));
        Join(new Port(receiver, 0, Attributes), to);
    }

    private GraphInterpreter NewIsland()
    {
        var island = new GraphInterpreter(_materializer);
        _islands.Add(island);
        return island;
    }

    private readonly record struct Port(GraphStageLogic Stage, int Id, Attributes Attributes);
}
