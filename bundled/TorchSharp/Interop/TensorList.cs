using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>A list of handles in native memory, for the calls that do not go through the dispatcher.</summary>
internal unsafe ref struct TensorList
{
    private readonly NativeValue* memory;
    private readonly IList<Tensor>? tensors;

    internal TensorList(IList<Tensor>? tensors)
    {
        this.tensors = tensors;
        var count = tensors?.Count ?? 0;
        memory = (NativeValue*)NativeMemory.Alloc((nuint)(sizeof(NativeValue) + count * sizeof(IntPtr)));
        var handles = (IntPtr*)(memory + 1);
        *memory = new NativeValue { Kind = ValueKind.TensorList, Count = count, Bits = (long)handles };
        for (var k = 0; k < count; k++) handles[k] = tensors![k] is { } tensor ? tensor.Handle : IntPtr.Zero;
    }

    internal readonly NativeValue* Value => memory;

    public readonly void Dispose()
    {
        GC.KeepAlive(tensors);
        NativeMemory.Free(memory);
    }
}
