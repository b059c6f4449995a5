using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A copy of an array of any rank, with its shape.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var type = ToScalarType(rawArray.GetType().GetElementType()!);
        var shape = new long[rawArray.Rank];
        for (var k = 0; k < shape.Length; k++) shape[k] = rawArray.GetLength(k);
        var size = Marshal.SizeOf(rawArray.GetType().GetElementType() == typeof(bool) ? typeof(byte) : rawArray.GetType().GetElementType()!);
        var bytes = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(rawArray), checked(rawArray.Length * size));
        return FromBytes(bytes, type, shape, dtype, device, requires_grad);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    /// <exception cref="ArgumentException">The number of values is not the product of the dimensions.</exception>
    private static Tensor FromMemory<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        var expected = 1L;
        foreach (var extent in shape) expected *= extent;
        if (expected != values.Length)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {expected} vs. {values.Length}");
        return FromBytes(MemoryMarshal.AsBytes(values), ToScalarType(typeof(T)), shape.ToArray(), dtype, device, requires_grad);
    }

    private static unsafe Tensor FromBytes(ReadOnlySpan<byte> bytes, ScalarType type, long[] shape, ScalarType? dtype, Device? device, bool requires_grad)
    {
        var tensor = emptyOp.Call(shape, type, Arg.None, CPU);
        IntPtr data;
        NativeMethods.Check(NativeMethods.lt_data(tensor.Handle, &data));
        if (bytes.Length > 0) bytes.CopyTo(new Span<byte>((void*)data, bytes.Length));
        var target = Placed(device);
        if ((dtype ?? type) != type || target.type != DeviceType.CPU) tensor = tensor.to(dtype ?? type, target, disposeAfter: true);
        return Finished(tensor, requires_grad);
    }
}
