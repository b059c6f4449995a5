namespace TorchSharp;

/// <summary>A number or truth value as an operator's argument. Integers are carried as 64 bits, real numbers as doubles.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(ValueKind kind, long bits, torch.ScalarType type)
    {
        Kind = kind;
        Bits = bits;
        Type = type;
    }

    public torch.ScalarType Type { get; }

    internal ValueKind Kind { get; }

    internal long Bits { get; }

    internal double AsDouble => Kind == ValueKind.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long AsInt64 => Kind == ValueKind.Double ? (long)AsDouble : Bits;

    public static implicit operator Scalar(byte value) => OfInteger(value);

    public static implicit operator Scalar(sbyte value) => OfInteger(value);

    public static implicit operator Scalar(short value) => OfInteger(value);

    public static implicit operator Scalar(int value) => OfInteger(value);

    public static implicit operator Scalar(long value) => OfInteger(value);

    public static implicit operator Scalar(float value) => OfReal(value);

    public static implicit operator Scalar(double value) => OfReal(value);

    public static implicit operator Scalar(bool value) => new(ValueKind.Bool, value ? 1 : 0, torch.ScalarType.Bool);

    public void Dispose()
    {
    }

    internal static Scalar Of(NativeValue value) => value.Kind switch
    {
        ValueKind.Double => OfReal(value.AsDouble),
        ValueKind.Bool => value.Bits != 0,
        _ => value.Bits,
    };

    private static Scalar OfInteger(long value) => new(ValueKind.Int, value, torch.ScalarType.Int64);

    private static Scalar OfReal(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value), torch.ScalarType.Float64);
}
