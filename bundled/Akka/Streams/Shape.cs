using System.Collections.Immutable;

namespace Akka.Streams;

/// <summary>An input or output of a stage.</summary>
public abstract class InPort
{
    internal int Id { get; set; } = -1;
}

/// <summary>An output of a stage.</summary>
public abstract class OutPort
{
    internal int Id { get; set; } = -1;
}

/// <summary>An input, whatever its elements are.</summary>
public abstract class Inlet : InPort
{
    /// <summary>Name, for messages.</summary>
    public readonly string Name;

    /// <summary>Makes one.</summary>
    protected Inlet(string name) => Name = name;

    /// <summary>Another input of the same kind.</summary>
    public abstract Inlet CarbonCopy();

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>An input.</summary>
/// <typeparam name="T">Type of its elements.</typeparam>
public sealed class Inlet<T> : Inlet
{
    /// <summary>Makes one.</summary>
    public Inlet(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override Inlet CarbonCopy() => new Inlet<T>(Name);
}

/// <summary>An output, whatever its elements are.</summary>
public abstract class Outlet : OutPort
{
    /// <summary>Name, for messages.</summary>
    public readonly string Name;

    /// <summary>Makes one.</summary>
    protected Outlet(string name) => Name = name;

    /// <summary>Another output of the same kind.</summary>
    public abstract Outlet CarbonCopy();

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>An output.</summary>
/// <typeparam name="T">Type of its elements.</typeparam>
public sealed class Outlet<T> : Outlet
{
    /// <summary>Makes one.</summary>
    public Outlet(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override Outlet CarbonCopy() => new Outlet<T>(Name);
}

/// <summary>The open inputs and outputs of a graph.</summary>
public abstract class Shape
{
    /// <summary>All inputs.</summary>
    public abstract ImmutableArray<Inlet> Inlets { get; }

    /// <summary>All outputs.</summary>
    public abstract ImmutableArray<Outlet> Outlets { get; }

    /// <summary>A shape of this kind with other ports.</summary>
    public abstract Shape CopyFromPorts(ImmutableArray<Inlet> inlets, ImmutableArray<Outlet> outlets);

    /// <summary>A shape of this kind with new ports.</summary>
    public virtual Shape DeepCopy() =>
        CopyFromPorts([.. Inlets.Select(inlet => inlet.CarbonCopy())], [.. Outlets.Select(outlet => outlet.CarbonCopy())]);
}

/// <summary>No open port: the graph can run.</summary>
public class ClosedShape : Shape
{
    /// <summary>The only instance.</summary>
    public static readonly ClosedShape Instance = new();

    private ClosedShape()
    {
    }

    /// <inheritdoc/>
    public override ImmutableArray<Inlet> Inlets => [];

    /// <inheritdoc/>
    public override ImmutableArray<Outlet> Outlets => [];

    /// <inheritdoc/>
    public override Shape CopyFromPorts(ImmutableArray<Inlet> inlets, ImmutableArray<Outlet> outlets) => this;
}

/// <summary>One output.</summary>
/// <typeparam name="TOut">Type of its elements.</typeparam>
public sealed class SourceShape<TOut> : Shape
{
    /// <summary>The output.</summary>
    public readonly Outlet<TOut> Outlet;

    /// <summary>Makes one.</summary>
    public SourceShape(Outlet<TOut> outlet) => Outlet = outlet;

    /// <inheritdoc/>
    public override ImmutableArray<Inlet> Inlets => [];

    /// <inheritdoc/>
    public override ImmutableArray<Outlet> Outlets => [Outlet];

    /// <inheritdoc/>
    public override Shape CopyFromPorts(ImmutableArray<Inlet> inlets, ImmutableArray<Outlet> outlets) =>
        new SourceShape<TOut>((Outlet<TOut>)outlets[0]);
}

/// <summary>One input and one output.</summary>
/// <typeparam name="TIn">Type of the elements that go in.</typeparam>
/// <typeparam name="TOut">Type of those that come out.</typeparam>
public sealed class FlowShape<TIn, TOut> : Shape
{
    /// <summary>Makes one.</summary>
    public FlowShape(Inlet<TIn> inlet, Outlet<TOut> outlet)
    {
        Inlet = inlet;
        Outlet = outlet;
    }

    /// <summary>The input.</summary>
    public Inlet<TIn> Inlet { get; }

    /// <summary>The output.</summary>
    public Outlet<TOut> Outlet { get; }

    /// <inheritdoc/>
    public override ImmutableArray<Inlet> Inlets => [Inlet];

    /// <inheritdoc/>
    public override ImmutableArray<Outlet> Outlets => [Outlet];

    /// <inheritdoc/>
    public override Shape CopyFromPorts(ImmutableArray<Inlet> inlets, ImmutableArray<Outlet> outlets) =>
        new FlowShape<TIn, TOut>((Inlet<TIn>)inlets[0], (Outlet<TOut>)outlets[0]);
}

/// <summary>One input.</summary>
/// <typeparam name="TIn">Type of its elements.</typeparam>
public sealed class SinkShape<TIn> : Shape
{
    /// <summary>The input.</summary>
    public readonly Inlet<TIn> Inlet;

    /// <summary>Makes one.</summary>
    public SinkShape(Inlet<TIn> inlet) => Inlet = inlet;

    /// <inheritdoc/>
    public override ImmutableArray<Inlet> Inlets => [Inlet];

    /// <inheritdoc/>
    public override ImmutableArray<Outlet> Outlets => [];

    /// <inheritdoc/>
    public override Shape CopyFromPorts(ImmutableArray<Inlet> inlets, ImmutableArray<Outlet> outlets) =>
        new SinkShape<TIn>((Inlet<TIn>)inlets[0]);
}

/// <summary>Several inputs of one type, one output.</summary>
/// <typeparam name="TIn">Type of the elements that go in.</typeparam>
/// <typeparam name="TOut">Type of those that come out.</typeparam>
public class UniformFanInShape<TIn, TOut> : Shape
{
    private readonly ImmutableArray<Inlet<TIn>> _ins;

    /// <summary>Makes one with <paramref name="n"/> inputs.</summary>
    public UniformFanInShape(int n)
        : this(new Outlet<TOut>("FanIn.out"), [.. Enumerable.Range(0, n).Select(i => new Inlet<TIn>($"FanIn.in{i}"))])
    {
    }

    /// <summary>Makes one from its ports.</summary>
    public UniformFanInShape(Outlet<TOut> outlet, params Inlet<TIn>[] inlets)
    {
        Out = outlet;
        _ins = [.. inlets];
    }

    /// <summary>The output.</summary>
    public Outlet<TOut> Out { get; }

    /// <summary>The inputs.</summary>
    public IImmutableList<Inlet<TIn>> Ins => _ins;

    /// <inheritdoc/>
    public override ImmutableArray<Inlet> Inlets => [.. _ins];

    /// <inheritdoc/>
    public override ImmutableArray<Outlet> Outlets => [Out];

    /// <summary>One of the inputs.</summary>
    public Inlet<TIn> In(int n) => _ins[n];

    /// <inheritdoc/>
    public override Shape CopyFromPorts(ImmutableArray<Inlet> inlets, ImmutableArray<Outlet> outlets) =>
        new UniformFanInShape<TIn, TOut>((Outlet<TOut>)outlets[0], [.. inlets.Cast<Inlet<TIn>>()]);
}

/// <summary>One input, several outputs of one type.</summary>
/// <typeparam name="TIn">Type of the elements that go in.</typeparam>
/// <typeparam name="TOut">Type of those that come out.</typeparam>
public class UniformFanOutShape<TIn, TOut> : Shape
{
    private readonly ImmutableArray<Outlet<TOut>> _outs;

    /// <summary>Makes one with <paramref name="n"/> outputs.</summary>
    public UniformFanOutShape(int n)
        : this(new Inlet<TIn>("FanOut.in"), [.. Enumerable.Range(0, n).Select(i => new Outlet<TOut>($"FanOut.out{i}"))])
    {
    }

    /// <summary>Makes one from its ports.</summary>
    public UniformFanOutShape(Inlet<TIn> inlet, params Outlet<TOut>[] outlets)
    {
        In = inlet;
        _outs = [.. outlets];
    }

    /// <summary>The input.</summary>
    public Inlet<TIn> In { get; }

    /// <summary>The outputs.</summary>
    public IImmutableList<Outlet<TOut>> Outs => _outs;

    /// <inheritdoc/>
    public override ImmutableArray<Inlet> Inlets => [In];

    /// <inheritdoc/>
    public override ImmutableArray<Outlet> Outlets => [.. _outs];

    /// <summary>One of the outputs.</summary>
    public Outlet<TOut> Out(int n) => _outs[n];

    /// <inheritdoc/>
    public override Shape CopyFromPorts(ImmutableArray<Inlet> inlets, ImmutableArray<Outlet> outlets) =>
        new UniformFanOutShape<TIn, TOut>((Inlet<TIn>)inlets[0], [.. outlets.Cast<Outlet<TOut>>()]);
}
