using System.Linq.Expressions;
using System.Reflection;
using Akka.Routing;

namespace Akka.Actor;

/// <summary>What an actor is made from, again at each restart: its type, the arguments of its constructor, and how it is placed.</summary>
public class Props
{
    private readonly ConstructorInfo? _constructor;

    private Props(Type type, ConstructorInfo? constructor, object?[] arguments)
    {
        Type = type;
        _constructor = constructor;
        Arguments = arguments;
    }

    private Props(Props other)
        : this(other.Type, other._constructor, other.Arguments)
    {
        SupervisorStrategy = other.SupervisorStrategy;
        RouterConfig = other.RouterConfig;
    }

    /// <summary>Type of the actor.</summary>
    public Type Type { get; }

    /// <summary>Arguments of its constructor.</summary>
    public object?[] Arguments { get; }

    /// <summary>How it deals with failures of its children; null leaves that to the actor.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; protected set; }

    /// <summary>The pool that stands before it, or null.</summary>
    public RouterConfig? RouterConfig { get; private init; }

    /// <summary>Takes type and arguments from <c>() => new TActor(...)</c>; the arguments are evaluated once, now.</summary>
    /// <exception cref="ArgumentException"><paramref name="factory"/> is not a constructor call.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        var body = factory.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : factory.Body;
        if (body is not NewExpression { Constructor: { } constructor } construction)
            throw new ArgumentException("The create function must be a 'new T (args)' expression", nameof(factory));
        var arguments = construction.Arguments.Select(Evaluate).ToArray();
        return new Props(construction.Type, constructor, arguments) { SupervisorStrategy = supervisorStrategy };
    }

    /// <summary>Takes the constructor that fits <paramref name="args"/>.</summary>
    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase =>
        Create(typeof(TActor), args);

    /// <summary>Takes the constructor without parameters.</summary>
    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() =>
        new(typeof(TActor), null, []) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Takes the constructor that fits <paramref name="args"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public static Props Create(Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new Props(type, null, args);
    }

    /// <summary>The same behind a pool of such actors.</summary>
    public Props WithRouter(RouterConfig routerConfig) => new(this) { RouterConfig = routerConfig };

    /// <summary>The same with another strategy for its children.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(this) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Makes the actor.</summary>
    public virtual ActorBase NewActor()
    {
        const BindingFlags anyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var made = _constructor is not null
            ? _constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, Arguments, null)
            : Activator.CreateInstance(Type, anyInstance | BindingFlags.DoNotWrapExceptions, null, Arguments, null);
        return (ActorBase)made!;
    }

    internal Props WithoutRouter() => new(this) { RouterConfig = null };

    private static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        _ => Expression.Lambda(expression).Compile(preferInterpretation: true).DynamicInvoke(),
    };
}
