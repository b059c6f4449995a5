using System.Text;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Interop;

/// <summary>One argument of an operator, of any kind that a schema knows.</summary>
internal readonly struct Arg
{
    private readonly object? reference;
    private readonly long bits;
    private readonly int count;
    private readonly ValueKind kind;

    private Arg(ValueKind kind, object? reference = null, long bits = 0, int count = 0)
    {
        this.kind = kind;
        this.reference = reference;
        this.bits = bits;
        this.count = count;
    }

    internal static Arg None => default;

    /// <summary>Leaves the argument to the schema's default.</summary>
    internal static Arg Default => new(ValueKind.Default);

    public static implicit operator Arg(Tensor? tensor) => tensor is null ? None : new(ValueKind.Tensor, tensor, tensor.Handle);

    public static implicit operator Arg(long value) => new(ValueKind.Int, bits: value);

    public static implicit operator Arg(long? value) => value is null ? None : new(ValueKind.Int, bits: value.Value);

    public static implicit operator Arg(double value) => new(ValueKind.Double, bits: BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(double? value) => value is null ? None : value.Value;

    public static implicit operator Arg(bool value) => new(ValueKind.Bool, bits: value ? 1 : 0);

    public static implicit operator Arg(ScalarType type) => new(ValueKind.Int, bits: (long)type);

    public static implicit operator Arg(ScalarType? type) => type is null ? None : type.Value;

    public static implicit operator Arg(Scalar? value) => value is null ? None : new(value.Kind, bits: value.Bits);

    public static implicit operator Arg(Device? device) => device is null ? None : new(ValueKind.Device, bits: device.index, count: (int)device.type);

    public static implicit operator Arg(Generator? generator) => generator is null ? None : new(ValueKind.Generator, generator, generator.Handle);

    public static implicit operator Arg(long[]? list) => list is null ? None : new(ValueKind.IntList, list, count: list.Length);

    public static implicit operator Arg(double[]? list) => list is null ? None : new(ValueKind.DoubleList, list, count: list.Length);

    public static implicit operator Arg(Tensor?[] list) => new(ValueKind.TensorList, list, count: list.Length);

    public static implicit operator Arg(string? text)
    {
        if (text is null) return None;
        var bytes = Encoding.UTF8.GetBytes(text);
        return new(ValueKind.String, bytes, count: bytes.Length);
    }

    internal static Arg List(IEnumerable<Tensor> tensors) => tensors as Tensor[] ?? tensors.ToArray();

    internal Tensor Tensor => (Tensor)reference!;

    /// <summary>How many 8-byte words the contents of a list take.</summary>
    internal int ScratchWords => kind switch
    {
        ValueKind.IntList or ValueKind.DoubleList or ValueKind.TensorList => count,
        ValueKind.String => (count + 7) / 8,
        _ => 0,
    };

    /// <summary>Writes the native form; lists go to <paramref name="scratch"/>, which must stay in place until the call returns.</summary>
    internal unsafe void Write(NativeValue* value, long* scratch)
    {
        value->Kind = kind;
        value->Count = count;
        value->Bits = bits;
        switch (kind)
        {
            case ValueKind.IntList:
                ((long[])reference!).CopyTo(new Span<long>(scratch, count));
                break;
            case ValueKind.DoubleList:
                ((double[])reference!).CopyTo(new Span<double>(scratch, count));
                break;
            case ValueKind.String:
                ((byte[])reference!).CopyTo(new Span<byte>(scratch, count));
                break;
            case ValueKind.TensorList:
                var tensors = (Tensor?[])reference!;
                for (var k = 0; k < tensors.Length; k++) scratch[k] = tensors[k] is { } tensor ? tensor.Handle : 0;
                break;
            default:
                return;
        }
        value->Bits = (long)scratch;
    }

    internal void KeepAlive() => GC.KeepAlive(reference);
}
