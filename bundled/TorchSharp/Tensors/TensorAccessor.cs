using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor in row-major order, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly T* start;
    private readonly bool contiguous;
    private Tensor tensor;

    internal TensorAccessor(Tensor tensor)
    {
        if (!tensor.is_cpu())
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        IntPtr data;
        NativeMethods.Check(NativeMethods.lt_data(tensor.Handle, &data));
        start = (T*)data;
        contiguous = tensor.is_contiguous();
        this.tensor = tensor;
    }

    public long Count => tensor.numel();

    public bool IsReadOnly => false;

    /// <param name="indices">One index into the row-major order, or one for each dimension.</param>
    public T this[params long[] indices]
    {
        get => start[Offset(indices)];
        set => start[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements from <paramref name="tensorIndex"/> on until they or the array end.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        var target = array.Slice(arrayIndex, Math.Max(count, 0));
        if (contiguous)
        {
            new ReadOnlySpan<T>(start + tensorIndex, target.Length).CopyTo(target);
            return;
        }
        var walk = new StridedWalk(tensor, tensorIndex);
        for (var k = 0; k < target.Length; k++) target[k] = start[walk.Next()];
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        var source = array.Slice(arrayIndex, Math.Max(count, 0));
        if (contiguous)
        {
            source.CopyTo(new Span<T>(start + tensorIndex, source.Length));
            return;
        }
        var walk = new StridedWalk(tensor, tensorIndex);
        foreach (var value in source) start[walk.Next()] = value;
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lets the tensor go; it stays valid.</summary>
    public void Dispose() => tensor = null!;

    private long Offset(long[] indices)
    {
        if (indices.Length != 1) return OffsetByDimension(indices);
        if (indices[0] < 0 || indices[0] >= Count) throw new IndexOutOfRangeException();
        return contiguous ? indices[0] : new StridedWalk(tensor, indices[0]).Next();
    }

    private long OffsetByDimension(long[] indices)
    {
        var shape = tensor.shape;
        var strides = tensor.stride();
        if (indices.Length != shape.Length) throw new IndexOutOfRangeException($"{indices.Length} indices for {shape.Length} dimensions.");
        var offset = 0L;
        for (var k = 0; k < indices.Length; k++)
        {
            if (indices[k] < 0 || indices[k] >= shape[k]) throw new IndexOutOfRangeException($"{indices[k]} >= {shape[k]} in dimension {k}.");
            offset += indices[k] * strides[k];
        }
        return offset;
    }
}
