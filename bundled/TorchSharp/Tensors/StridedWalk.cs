using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The offsets of a tensor's elements in row-major order, by counting as an odometer does.</summary>
internal sealed class StridedWalk
{
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly long[] indices;
    private long offset;

    internal StridedWalk(Tensor tensor, long first)
    {
        shape = tensor.shape;
        strides = tensor.stride();
        indices = new long[shape.Length];
        for (var k = shape.Length - 1; k >= 0 && first > 0; k--)
        {
            (first, indices[k]) = Math.DivRem(first, shape[k]);
            offset += indices[k] * strides[k];
        }
    }

    internal long Next()
    {
        var current = offset;
        for (var k = shape.Length - 1; k >= 0; k--)
        {
            offset += strides[k];
            if (++indices[k] < shape[k]) return current;
            offset -= strides[k] * shape[k];
            indices[k] = 0;
        }
        return current;
    }
}
