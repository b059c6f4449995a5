using System.Runtime.InteropServices;
using LatentSim.Molecules.Numerics;
using LatentSim.Molecules.Random;

namespace Molecules.Tests.RandomNumbers;

public sealed class PhiloxLanesTests
{
    [Fact]
    public void FourBlocksHaveTheWordsOfOne() => Check<NumberLanes4>();

    [Fact]
    public void EightBlocksHaveTheWordsOfOne() => Check<NumberLanes8>();

    private static void Check<T>()
        where T : unmanaged, INumberLanes<T>
    {
        System.Random random = new(11);
        for (int i = 0; i < 200; i++)
        {
            ulong seed = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            uint[][] counters = [.. Enumerable.Range(0, 4).Select(_ => Words(random, T.Count))];
            (T x0, T x1, T x2, T x3) = PhiloxLanes.Block(Lanes<T>(counters[0]), Lanes<T>(counters[1]), Lanes<T>(counters[2]), Lanes<T>(counters[3]), seed);
            uint[][] actual = [Words(x0), Words(x1), Words(x2), Words(x3)];
            for (int lane = 0; lane < T.Count; lane++)
            {
                (uint, uint, uint, uint) expected = Philox.Block(
                    counters[0][lane], counters[1][lane], counters[2][lane], counters[3][lane], (uint)seed, (uint)(seed >> 32));
                Assert.Equal(expected, (actual[0][lane], actual[1][lane], actual[2][lane], actual[3][lane]));
            }
        }
    }

    // The extremes come up often enough.
    private static uint[] Words(System.Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(8) switch { 0 => 0u, 1 => uint.MaxValue, _ => (uint)random.NextInt64(1L << 32) })];

    private static T Lanes<T>(uint[] words)
        where T : unmanaged, INumberLanes<T>
    {
        ulong[] lanes = [.. words.Select(word => (ulong)word)];
        return T.Load(ref MemoryMarshal.Cast<ulong, double>(lanes.AsSpan())[0]);
    }

    private static uint[] Words<T>(T lanes)
        where T : unmanaged, INumberLanes<T>
    {
        ulong[] words = new ulong[T.Count];
        T.Store(lanes, ref MemoryMarshal.Cast<ulong, double>(words.AsSpan())[0]);
        return [.. words.Select(word => (uint)word)];
    }
}
