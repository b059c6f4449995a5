using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The kinds of value that cross the native interface, in the order of the native enumeration.</summary>
internal enum ValueKind
{
    None,
    Tensor,
    Int,
    Double,
    Bool,
    IntList,
    TensorList,
    String,
    Device,
    DoubleList,
    Generator,
    Default,
}

/// <summary>The native layout of one argument or result: <see cref="Bits"/> holds an integer, a double's bits or a pointer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    internal ValueKind Kind;
    internal int Count;
    internal long Bits;

    internal readonly double AsDouble => Kind == ValueKind.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;
}
