using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LatentSim.Engine.Benchmarks;

/// <summary>How fast a core can read an array that is in its second-level cache: nothing that needs all of the array can be faster.</summary>
internal sealed unsafe class CacheReading
{
    private const int Together = 8;
    private readonly float[] values;

    /// <summary>An array of so many bytes.</summary>
    public CacheReading(long bytes) => values = GC.AllocateArray<float>((int)(bytes / sizeof(float)), pinned: true);

    /// <summary>Keeps what was read from being optimized away.</summary>
    public float Sum { get; private set; }

    /// <summary>Reads the array once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read()
    {
        int width = Vector256<float>.Count;
        fixed (float* first = values)
        {
            float* end = first + (values.Length / (width * Together) * width * Together);
            Vector256<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
            for (float* at = first; at < end; at += width * Together)
            {
                a |= Vector256.Load(at);
                b |= Vector256.Load(at + width);
                c |= Vector256.Load(at + (2 * width));
                d |= Vector256.Load(at + (3 * width));
                e |= Vector256.Load(at + (4 * width));
                f |= Vector256.Load(at + (5 * width));
                g |= Vector256.Load(at + (6 * width));
                h |= Vector256.Load(at + (7 * width));
            }

            Sum = Vector256.Sum(a | b | c | d | (e | f | g | h));
        }
    }
}
