using Akka.Streams.Implementation;
using Akka.Util;

namespace Akka.Streams.Dsl;

/// <summary>What can be put behind a flow.</summary>
public static class FlowOperations
{
    /// <summary>Maps each element.</summary>
    public static Flow<T, TOut, TMat> Select<T, TIn, TOut, TMat>(this Flow<T, TIn, TMat> flow, Func<TIn, TOut> mapper) =>
        flow.Via(Operators.Select(mapper));

    /// <summary>Maps elements asynchronously, at most <paramref name="parallelism"/> at a time; the results keep the order of the elements.</summary>
    public static Flow<T, TOut, TMat> SelectAsync<T, TIn, TOut, TMat>(
        this Flow<T, TIn, TMat> flow, int parallelism, Func<TIn, Task<TOut>> asyncMapper) =>
        flow.Via(Operators.SelectAsync(parallelism, asyncMapper));

    /// <summary>Maps elements asynchronously, at most <paramref name="parallelism"/> at a time; the results come as they are ready.</summary>
    public static Flow<T, TOut, TMat> SelectAsyncUnordered<T, TIn, TOut, TMat>(
        this Flow<T, TIn, TMat> flow, int parallelism, Func<TIn, Task<TOut>> asyncMapper) =>
        flow.Via(Operators.SelectAsyncUnordered(parallelism, asyncMapper));

    /// <summary>Passes on what <paramref name="predicate"/> accepts.</summary>
    public static Flow<TIn, TOut, TMat> Where<TIn, TOut, TMat>(this Flow<TIn, TOut, TMat> flow, Predicate<TOut> predicate) =>
        flow.Via(Operators.Where(predicate));

    /// <summary>Gives out all that each element is mapped to.</summary>
    public static Flow<T, TOut, TMat> SelectMany<T, TIn, TOut, TMat>(this Flow<T, TIn, TMat> flow, Func<TIn, IEnumerable<TOut>> mapConcater) =>
        flow.Via(Operators.SelectMany(mapConcater));

    /// <summary>Gives out <paramref name="zero"/>, and what it becomes with each element.</summary>
    public static Flow<TIn, TOut2, TMat> Scan<TIn, TOut1, TOut2, TMat>(
        this Flow<TIn, TOut1, TMat> flow, TOut2 zero, Func<TOut2, TOut1, TOut2> scan) =>
        flow.Via(Operators.Scan(zero, scan));

    /// <summary>Collects elements in groups of <paramref name="n"/>; the last may be smaller.</summary>
    public static Flow<TIn, IEnumerable<TOut>, TMat> Grouped<TIn, TOut, TMat>(this Flow<TIn, TOut, TMat> flow, int n) =>
        flow.Via(Operators.Grouped<TOut>(n));

    /// <summary>Passes the first <paramref name="n"/> elements on, then completes.</summary>
    public static Flow<TIn, TOut, TMat> Take<TIn, TOut, TMat>(this Flow<TIn, TOut, TMat> flow, long n) =>
        flow.Via(Operators.Take<TOut>(n));

    /// <summary>Passes elements on until <paramref name="predicate"/> refuses one, then completes; that one goes on too where it is inclusive.</summary>
    public static Flow<TIn, TOut, TMat> TakeWhile<TIn, TOut, TMat>(
        this Flow<TIn, TOut, TMat> flow, Predicate<TOut> predicate, bool inclusive = false) =>
        flow.Via(Operators.TakeWhile(predicate, inclusive));

    /// <summary>Drops the first <paramref name="n"/> elements.</summary>
    public static Flow<TIn, TOut, TMat> Skip<TIn, TOut, TMat>(this Flow<TIn, TOut, TMat> flow, long n) =>
        flow.Via(Operators.Skip<TOut>(n));

    /// <summary>Lets up to <paramref name="size"/> elements wait; <paramref name="strategy"/> says what becomes of more.</summary>
    public static Flow<TIn, TOut, TMat> Buffer<TIn, TOut, TMat>(this Flow<TIn, TOut, TMat> flow, int size, OverflowStrategy strategy) =>
        flow.Via(Operators.Buffer<TOut>(size, strategy));

    /// <summary>While downstream is busy, makes one element of all that come. Upstream is never held back.</summary>
    public static Flow<TIn, TOut, TMat> Conflate<TIn, TOut, TMat>(this Flow<TIn, TOut, TMat> flow, Func<TOut, TOut, TOut> aggregate) =>
        flow.Via(Operators.Conflate(element => element, aggregate));

    /// <summary>While downstream is busy, makes one element of all that come. Upstream is never held back.</summary>
    public static Flow<TIn, TSeed, TMat> ConflateWithSeed<TIn, TOut, TMat, TSeed>(
        this Flow<TIn, TOut, TMat> flow, Func<TOut, TSeed> seed, Func<TSeed, TOut, TSeed> aggregate) =>
        flow.Via(Operators.Conflate(seed, aggregate));

    /// <summary>In place of a failure, gives a last element out where <paramref name="partialFunc"/> has one for it.</summary>
    public static Flow<TIn, TOut, TMat> Recover<TIn, TOut, TMat>(
        this Flow<TIn, TOut, TMat> flow, Func<Exception, Option<TOut>> partialFunc) =>
        flow.Via(Operators.Recover(partialFunc));

    /// <summary>Maps a failure.</summary>
    public static Flow<TIn, TOut, TMat> SelectError<TIn, TOut, TMat>(
        this Flow<TIn, TOut, TMat> flow, Func<Exception, Exception> selector) =>
        flow.Via(Operators.SelectError<TOut>(selector));

    /// <summary>Gives out what comes from here and from <paramref name="other"/>, as it comes; completes when both have, or with the first where it is eager.</summary>
    public static Flow<TIn, TOut2, TMat> Merge<TIn, TOut1, TOut2, TMat>(
        this Flow<TIn, TOut1, TMat> flow, IGraph<SourceShape<TOut2>, TMat> other, bool eagerComplete = false)
        where TOut1 : TOut2 =>
        flow.Via(Operators.Merge<TOut1, TOut2, TMat>(other, eagerComplete));

    /// <summary>Gives each element to <paramref name="that"/> too; the slower of both sets the pace.</summary>
    public static Flow<TIn, TOut, TMat> AlsoTo<TIn, TOut, TMat>(this Flow<TIn, TOut, TMat> flow, IGraph<SinkShape<TOut>, TMat> that) =>
        flow.Via(Operators.AlsoTo(that));

    /// <summary>Gives each element to <paramref name="that"/> too; the slower of both sets the pace.</summary>
    public static Flow<TIn, TOut, TMat3> AlsoToMaterialized<TIn, TOut, TMat, TMat2, TMat3>(
        this Flow<TIn, TOut, TMat> flow, IGraph<SinkShape<TOut>, TMat2> that, Func<TMat, TMat2, TMat3> materializerFunction) =>
        flow.ViaMaterialized(Operators.AlsoTo(that), materializerFunction);

    /// <summary>Hands out a task that ends as the stream does here.</summary>
    public static Flow<TIn, TOut, TMat2> WatchTermination<TIn, TOut, TMat, TMat2>(
        this Flow<TIn, TOut, TMat> flow, Func<TMat, Task<Done>, TMat2> materializerFunction) =>
        flow.ViaMaterialized(Operators.WatchTermination<TOut>(), materializerFunction);
}
