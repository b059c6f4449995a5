namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index of a slicing expression: a number, a slice, a tensor, a new axis or the ellipsis.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new() { Sort = Kind.Ellipsis };
        public static TensorIndex None = new() { Sort = Kind.None };
        public static TensorIndex Null = new() { Sort = Kind.Null };
        public static TensorIndex Colon = Slice();

        internal enum Kind
        {
            None,
            Single,
            Null,
            Ellipsis,
            Bool,
            Tensor,
            Slice,
        }

        internal Kind Sort { get; private set; }

        internal long? Start { get; private set; }

        internal long? Stop { get; private set; }

        internal long? Step { get; private set; }

        internal Tensor? Index { get; private set; }

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range.start, range.end);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>Exists so that overloads prefer indices to tensors; it is never to be called.</summary>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Sort = Kind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range)
        {
            var start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            if (!range.End.IsFromEnd) return Slice(start, range.End.Value);
            return Slice(start, range.End.Value == 0 ? null : -range.End.Value);
        }

        public static TensorIndex Bool(bool value) => new() { Sort = Kind.Bool, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { Sort = Kind.Single, Start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { Sort = Kind.Tensor, Index = tensor };
    }
}
