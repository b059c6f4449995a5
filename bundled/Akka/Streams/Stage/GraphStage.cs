using Akka.Streams.Implementation;

namespace Akka.Streams.Stage;

/// <summary>A stage's logic and what it hands out.</summary>
/// <typeparam name="TMaterialized">Type of what it hands out.</typeparam>
public interface ILogicAndMaterializedValue<out TMaterialized>
{
    /// <summary>The logic.</summary>
    GraphStageLogic Logic { get; }

    /// <summary>What it hands out.</summary>
    TMaterialized MaterializedValue { get; }
}

/// <summary>A stage's logic and what it hands out.</summary>
/// <typeparam name="TMaterialized">Type of what it hands out.</typeparam>
public struct LogicAndMaterializedValue<TMaterialized> : ILogicAndMaterializedValue<TMaterialized>
{
    /// <summary>Makes one.</summary>
    public LogicAndMaterializedValue(GraphStageLogic logic, TMaterialized materializedValue)
    {
        Logic = logic;
        MaterializedValue = materializedValue;
    }

    /// <inheritdoc/>
    public GraphStageLogic Logic { get; }

    /// <inheritdoc/>
    public TMaterialized MaterializedValue { get; }
}

/// <summary>The smallest part of a stream: its ports, and a recipe for the logic behind them.</summary>
/// <typeparam name="TShape">Its ports.</typeparam>
/// <typeparam name="TMaterialized">What it hands out.</typeparam>
public abstract class GraphStageWithMaterializedValue<TShape, TMaterialized> : IGraph<TShape, TMaterialized>, IModule
    where TShape : Shape
{
    /// <summary>Its ports.</summary>
    public abstract TShape Shape { get; }

    /// <summary>For the library only.</summary>
    public IModule Module => this;

    Shape IModule.Shape => Shape;

    /// <summary>Settings that it starts with.</summary>
    protected virtual Attributes InitialAttributes => Attributes.None;

    /// <summary>Makes the logic, once for each materialization.</summary>
    public abstract ILogicAndMaterializedValue<TMaterialized> CreateLogicAndMaterializedValue(Attributes inheritedAttributes);

    /// <inheritdoc/>
    public IGraph<TShape, TMaterialized> WithAttributes(Attributes attributes) =>
        new Graph<TShape, TMaterialized>(Composite.WithAttributes(this, attributes));

    /// <inheritdoc/>
    public IGraph<TShape, TMaterialized> AddAttributes(Attributes attributes) => WithAttributes(attributes);

    /// <inheritdoc/>
    public IGraph<TShape, TMaterialized> Named(string name) => AddAttributes(Attributes.CreateName(name));

    /// <inheritdoc/>
    public IGraph<TShape, TMaterialized> Async() => new Graph<TShape, TMaterialized>(Composite.Async(this));

    Built IModule.Build(Materialization materialization)
    {
        var made = CreateLogicAndMaterializedValue(materialization.Attributes.And(InitialAttributes));
        var ports = Shape.DeepCopy();
        materialization.Add(made.Logic, ports);
        return new Built(ports, made.MaterializedValue);
    }
}

/// <summary>The smallest part of a stream that hands nothing out.</summary>
/// <typeparam name="TShape">Its ports.</typeparam>
public abstract class GraphStage<TShape> : GraphStageWithMaterializedValue<TShape, NotUsed>
    where TShape : Shape
{
    /// <inheritdoc/>
    public sealed override ILogicAndMaterializedValue<NotUsed> CreateLogicAndMaterializedValue(Attributes inheritedAttributes) =>
        new LogicAndMaterializedValue<NotUsed>(CreateLogic(inheritedAttributes), NotUsed.Instance);

    /// <summary>Makes the logic, once for each materialization.</summary>
    protected abstract GraphStageLogic CreateLogic(Attributes inheritedAttributes);
}
