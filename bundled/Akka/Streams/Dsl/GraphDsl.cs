using Akka.Streams.Implementation;

namespace Akka.Streams.Dsl;

/// <summary>Makes graphs that branch: add parts, connect their ports, return the shape of the ports that stay open.</summary>
public static class GraphDsl
{
    /// <summary>Makes a graph that hands nothing out.</summary>
    /// <exception cref="ArgumentException">A port is neither connected nor part of the returned shape.</exception>
    public static IGraph<TShape, NotUsed> Create<TShape>(Func<Builder<NotUsed>, TShape> buildBlock)
        where TShape : Shape
    {
        var builder = new Builder<NotUsed>();
        var shape = buildBlock(builder);
        return new Graph<TShape, NotUsed>(builder.Finish(shape, _ => NotUsed.Instance));
    }

    /// <summary>Makes a graph that hands out what <paramref name="g1"/> does.</summary>
    /// <exception cref="ArgumentException">A port is neither connected nor part of the returned shape.</exception>
    public static IGraph<TShapeOut, TMat> Create<TShapeOut, TMat, TShape1>(
        IGraph<TShape1, TMat> g1, Func<Builder<TMat>, TShape1, TShapeOut> buildBlock)
        where TShapeOut : Shape
        where TShape1 : Shape
    {
        var builder = new Builder<TMat>();
        var shape = buildBlock(builder, builder.Add(g1));
        return new Graph<TShapeOut, TMat>(builder.Finish(shape, values => values[0]));
    }

    /// <summary>Makes a graph that hands out a combination of what two parts do.</summary>
    /// <exception cref="ArgumentException">A port is neither connected nor part of the returned shape.</exception>
    public static IGraph<TShapeOut, TMatOut> Create<TShapeOut, TMatOut, TMat0, TMat1, TShape0, TShape1>(
        IGraph<TShape0, TMat0> g0,
        IGraph<TShape1, TMat1> g1,
        Func<TMat0, TMat1, TMatOut> combineMaterializers,
        Func<Builder<TMatOut>, TShape0, TShape1, TShapeOut> buildBlock)
        where TShapeOut : Shape
        where TShape0 : Shape
        where TShape1 : Shape
    {
        var builder = new Builder<TMatOut>();
        var shape = buildBlock(builder, builder.Add(g0), builder.Add(g1));
        return new Graph<TShapeOut, TMatOut>(builder.Finish(shape, values => combineMaterializers((TMat0)values[0]!, (TMat1)values[1]!)));
    }

    /// <summary>Makes a graph that hands out a combination of what three parts do.</summary>
    /// <exception cref="ArgumentException">A port is neither connected nor part of the returned shape.</exception>
    public static IGraph<TShapeOut, TMatOut> Create<TShapeOut, TMatOut, TMat0, TMat1, TMat2, TShape0, TShape1, TShape2>(
        IGraph<TShape0, TMat0> g0,
        IGraph<TShape1, TMat1> g1,
        IGraph<TShape2, TMat2> g2,
        Func<TMat0, TMat1, TMat2, TMatOut> combineMaterializers,
        Func<Builder<TMatOut>, TShape0, TShape1, TShape2, TShapeOut> buildBlock)
        where TShapeOut : Shape
        where TShape0 : Shape
        where TShape1 : Shape
        where TShape2 : Shape
    {
        var builder = new Builder<TMatOut>();
        var shape = buildBlock(builder, builder.Add(g0), builder.Add(g1), builder.Add(g2));
        return new Graph<TShapeOut, TMatOut>(builder.Finish(
            shape, values => combineMaterializers((TMat0)values[0]!, (TMat1)values[1]!, (TMat2)values[2]!)));
    }

    /// <summary>Collects the parts of a graph and their connections.</summary>
    /// <typeparam name="T">What the graph hands out.</typeparam>
    public sealed class Builder<T>
    {
        private readonly List<(IModule Module, Shape Ports)> _parts = [];
        private readonly List<(Outlet From, Inlet To)> _edges = [];
        private readonly HashSet<object> _connected = [];

        internal Builder()
        {
        }

        /// <summary>Adds a part; its ports.</summary>
        public TShape Add<TShape, TMat>(IGraph<TShape, TMat> graph)
            where TShape : Shape
        {
            var ports = (TShape)graph.Shape.DeepCopy();
            _parts.Add((graph.Module, ports));
            return ports;
        }

        /// <summary>Begins a connection at an output.</summary>
        public ForwardOps<TOut, T> From<TOut>(Outlet<TOut> outlet) => new(this, outlet);

        /// <summary>Begins a connection at a source.</summary>
        public ForwardOps<TOut, T> From<TOut>(SourceShape<TOut> source) => new(this, source.Outlet);

        /// <summary>Adds a source and begins a connection there.</summary>
        public ForwardOps<TOut, T> From<TOut>(IGraph<SourceShape<TOut>, T> source) => new(this, Add(source).Outlet);

        /// <summary>Begins a connection at a flow's output.</summary>
        public ForwardOps<TOut, T> From<TIn, TOut>(FlowShape<TIn, TOut> flow) => new(this, flow.Outlet);

        /// <summary>Begins a connection at a fan-in's output.</summary>
        public ForwardOps<TOut, T> From<TIn, TOut>(UniformFanInShape<TIn, TOut> fanIn) => new(this, fanIn.Out);

        /// <summary>Begins a connection at the first free output of a fan-out.</summary>
        public ForwardOps<TOut, T> From<TIn, TOut>(UniformFanOutShape<TIn, TOut> fanOut) => new(this, FirstFree(fanOut.Outs, "outlets"));

        internal void Connect(Outlet from, Inlet to)
        {
            if (!_connected.Add(from))
                throw new ArgumentException($"The output port [{from}] is already connected");
            if (!_connected.Add(to))
                throw new ArgumentException($"The input port [{to}] is already connected");
            _edges.Add((from, to));
        }

        internal TPort FirstFree<TPort>(IEnumerable<TPort> ports, string kind)
            where TPort : class =>
            ports.FirstOrDefault(port => !_connected.Contains(port)) ?? throw new ArgumentException($"No more {kind} on junction");

        internal IModule Finish(Shape shape, Func<IReadOnlyList<object?>, object?> combine)
        {
            var open = _parts.SelectMany(part => part.Ports.Inlets.Concat<object>(part.Ports.Outlets)).Where(port => !_connected.Contains(port));
            if (!open.ToHashSet().SetEquals(shape.Inlets.Concat<object>(shape.Outlets)))
                throw new ArgumentException("The ports that are not connected must be exactly those of the returned shape.");
            return new BuiltGraph(shape, [.. _parts], [.. _edges], combine);
        }
    }

    /// <summary>A connection that has begun at an output.</summary>
    /// <typeparam name="TOut">Type of the elements that come out.</typeparam>
    /// <typeparam name="TMat">What the graph hands out.</typeparam>
    public sealed class ForwardOps<TOut, TMat>
    {
        /// <summary>Begins at an output.</summary>
        public ForwardOps(Builder<TMat> builder, Outlet<TOut> outlet)
        {
            Builder = builder;
            Out = outlet;
        }

        /// <summary>The output.</summary>
        public Outlet<TOut> Out { get; }

        internal Builder<TMat> Builder { get; }
    }
}

/// <summary>Ways to end a connection.</summary>
public static class ForwardOps
{
    /// <summary>Connects to an input.</summary>
    public static GraphDsl.Builder<TMat> To<TIn, TOut, TMat>(this GraphDsl.ForwardOps<TOut, TMat> ops, Inlet<TIn> inlet)
        where TIn : TOut
    {
        ops.Builder.Connect(ops.Out, inlet);
        return ops.Builder;
    }

    /// <summary>Connects to a sink.</summary>
    public static GraphDsl.Builder<TMat> To<TIn, TOut, TMat>(this GraphDsl.ForwardOps<TOut, TMat> ops, SinkShape<TIn> sink)
        where TIn : TOut =>
        ops.To(sink.Inlet);

    /// <summary>Adds a sink and connects to it.</summary>
    public static GraphDsl.Builder<TMat> To<TIn, TOut, TMat, TMat2>(this GraphDsl.ForwardOps<TOut, TMat> ops, IGraph<SinkShape<TIn>, TMat2> sink)
        where TIn : TOut =>
        ops.To(ops.Builder.Add(sink).Inlet);

    /// <summary>Connects to the first free input of a fan-in.</summary>
    public static GraphDsl.Builder<TMat> To<TIn, TOut1, TOut2, TMat>(
        this GraphDsl.ForwardOps<TOut1, TMat> ops, UniformFanInShape<TIn, TOut2> junction)
        where TIn : TOut1 =>
        ops.To(ops.Builder.FirstFree(junction.Ins, "inlets"));

    /// <summary>Connects to a fan-out.</summary>
    public static GraphDsl.Builder<TMat> To<TIn, TOut1, TOut2, TMat>(
        this GraphDsl.ForwardOps<TOut1, TMat> ops, UniformFanOutShape<TIn, TOut2> junction)
        where TIn : TOut1 =>
        ops.To(junction.In);

    /// <summary>Connects to a flow, and goes on at its output.</summary>
    public static GraphDsl.ForwardOps<TOut2, TMat> Via<TIn, TOut1, TOut2, TMat>(
        this GraphDsl.ForwardOps<TOut1, TMat> ops, FlowShape<TIn, TOut2> flow)
        where TIn : TOut1
    {
        ops.To(flow.Inlet);
        return ops.Builder.From(flow.Outlet);
    }

    /// <summary>Adds a flow, connects to it, and goes on at its output.</summary>
    public static GraphDsl.ForwardOps<TOut2, TMat> Via<TIn, TOut1, TOut2, TMat>(
        this GraphDsl.ForwardOps<TOut1, TMat> ops, IGraph<FlowShape<TIn, TOut2>, NotUsed> flow)
        where TIn : TOut1 =>
        ops.Via(ops.Builder.Add(flow));

    /// <summary>Connects to the first free input of a fan-in, and goes on at its output.</summary>
    public static GraphDsl.ForwardOps<TOut2, TMat> Via<TIn, TOut1, TOut2, TMat>(
        this GraphDsl.ForwardOps<TOut1, TMat> ops, UniformFanInShape<TIn, TOut2> junction)
        where TIn : TOut1 =>
        ops.To(junction).From(junction.Out);

    /// <summary>Connects to a fan-out, and goes on at its first free output.</summary>
    public static GraphDsl.ForwardOps<TOut2, TMat> Via<TIn, TOut1, TOut2, TMat>(
        this GraphDsl.ForwardOps<TOut1, TMat> ops, UniformFanOutShape<TIn, TOut2> junction)
        where TIn : TOut1 =>
        ops.To(junction).From(junction);
}
