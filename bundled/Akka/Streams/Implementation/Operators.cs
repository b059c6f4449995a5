using Akka.Streams.Dsl;
using Akka.Streams.Stage;

namespace Akka.Streams.Implementation;

/// <summary>The stages behind the operations of sources and flows.</summary>
internal static class Operators
{
    public static IGraph<FlowShape<TIn, TOut>, NotUsed> Select<TIn, TOut>(Func<TIn, TOut> mapper) =>
        Stages.Flow<TIn, TOut>("Select", shape => new SelectLogic<TIn, TOut>(shape, mapper));

    public static IGraph<FlowShape<TIn, TOut>, NotUsed> SelectAsync<TIn, TOut>(int parallelism, Func<TIn, Task<TOut>> mapper)
    {
        if (parallelism < 1)
            throw new ArgumentException("parallelism must be at least 1", nameof(parallelism));
        return Stages.Flow<TIn, TOut>("SelectAsync", shape => new SelectAsyncLogic<TIn, TOut>(shape, parallelism, mapper));
    }

    public static IGraph<FlowShape<TIn, TOut>, NotUsed> SelectAsyncUnordered<TIn, TOut>(int parallelism, Func<TIn, Task<TOut>> mapper)
    {
        if (parallelism < 1)
            throw new ArgumentException("parallelism must be at least 1", nameof(parallelism));
        return Stages.Flow<TIn, TOut>("SelectAsyncUnordered", shape => new SelectAsyncUnorderedLogic<TIn, TOut>(shape, parallelism, mapper));
    }

    public static IGraph<FlowShape<T, T>, NotUsed> Where<T>(Predicate<T> predicate) =>
        Stages.Flow<T, T>("Where", shape => new WhereLogic<T>(shape, predicate));

    public static IGraph<FlowShape<TIn, TOut>, NotUsed> SelectMany<TIn, TOut>(Func<TIn, IEnumerable<TOut>> mapper) =>
        Stages.Flow<TIn, TOut>("SelectMany", shape => new SelectManyLogic<TIn, TOut>(shape, mapper));

    public static IGraph<FlowShape<TIn, TOut>, NotUsed> Scan<TIn, TOut>(TOut zero, Func<TOut, TIn, TOut> scan) =>
        Stages.Flow<TIn, TOut>("Scan", shape => new ScanLogic<TIn, TOut>(shape, zero, scan));

    public static IGraph<FlowShape<T, IEnumerable<T>>, NotUsed> Grouped<T>(int n)
    {
        if (n <= 0)
            throw new ArgumentException("n must be greater than 0", nameof(n));
        return Stages.Flow<T, IEnumerable<T>>("Grouped", shape => new GroupedLogic<T>(shape, n));
    }

    public static IGraph<FlowShape<T, T>, NotUsed> Take<T>(long n) => Stages.Flow<T, T>("Take", shape => new TakeLogic<T>(shape, n));

    public static IGraph<FlowShape<T, T>, NotUsed> TakeWhile<T>(Predicate<T> predicate, bool inclusive) =>
        Stages.Flow<T, T>("TakeWhile", shape => new TakeWhileLogic<T>(shape, predicate, inclusive));

    public static IGraph<FlowShape<T, T>, NotUsed> Skip<T>(long n) => Stages.Flow<T, T>("Skip", shape => new SkipLogic<T>(shape, n));

    public static IGraph<FlowShape<T, T>, NotUsed> Buffer<T>(int size, OverflowStrategy strategy)
    {
        if (size <= 0)
            throw new ArgumentException("Buffer size must be greater than 0", nameof(size));
        return Stages.Flow<T, T>("Buffer", shape => new BufferLogic<T>(shape, size, strategy));
    }

    public static IGraph<FlowShape<TIn, TSeed>, NotUsed> Conflate<TIn, TSeed>(Func<TIn, TSeed> seed, Func<TSeed, TIn, TSeed> aggregate) =>
        Stages.Flow<TIn, TSeed>("Conflate", shape => new ConflateLogic<TIn, TSeed>(shape, seed, aggregate));

    public static IGraph<FlowShape<T, T>, NotUsed> Recover<T>(Func<Exception, Util.Option<T>> partialFunc) =>
        Stages.Flow<T, T>("Recover", shape => new RecoverLogic<T>(shape, partialFunc));

    public static IGraph<FlowShape<T, T>, NotUsed> SelectError<T>(Func<Exception, Exception> selector) =>
        Stages.Flow<T, T>("SelectError", shape => new SelectErrorLogic<T>(shape, selector));

    public static IGraph<FlowShape<T, T>, Task<Done>> WatchTermination<T>() =>
        new FlowStage<T, T, Task<Done>>("WatchTermination", shape =>
        {
            var logic = new WatchTerminationLogic<T>(shape);
            return new LogicAndMaterializedValue<Task<Done>>(logic, logic.Finished);
        });

    public static IGraph<FlowShape<TIn, TOut>, TMat> Merge<TIn, TOut, TMat>(IGraph<SourceShape<TOut>, TMat> other, bool eagerComplete)
        where TIn : TOut =>
        GraphDsl.Create(other, (builder, source) =>
        {
            var merge = builder.Add(new Merge<TIn, TOut>(2, eagerComplete));
            builder.From(source).To(merge.In(1));
            return new FlowShape<TIn, TOut>(merge.In(0), merge.Out);
        });

    public static IGraph<FlowShape<T, T>, TMat> AlsoTo<T, TMat>(IGraph<SinkShape<T>, TMat> that) =>
        GraphDsl.Create(that, (builder, sink) =>
        {
            var broadcast = builder.Add(new Broadcast<T>(2));
            builder.From(broadcast.Out(1)).To(sink);
            return new FlowShape<T, T>(broadcast.In, broadcast.Out(0));
        });
}
