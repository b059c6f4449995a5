using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Convolution (cross-correlation) over the last three dimensions.</summary>
    public sealed class Conv3d : Convolution
    {
        private static readonly long[] NoPadding = [0, 0, 0];

        internal Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long) stride, (long, long, long)? padding, Padding? padding_type, (long, long, long) dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
            : base(nameof(Conv3d), in_channels, out_channels, List(kernel_size), List(stride), padding is { } size ? List(size) : null, padding_type, List(dilation), false, NoPadding, groups, bias, padding_mode, device, dtype)
        {
        }

        /// <param name="input">[batch, channel, x, y, z], or without the batch.</param>
        /// <exception cref="ArgumentException">The input has other dimensions or channels.</exception>
        public override Tensor forward(Tensor input)
        {
            if (!ValidateShape(input, 3))
                throw new ArgumentException($"Expected 4D (unbatched) or 5D (batched) input with {in_channels} channels to Conv3d.");
            if (padding_mode != PaddingModes.Zeros)
            {
                using var padded = nn.functional.pad(input, PaddingAround(), padding_mode);
                return nn.functional.conv3d(padded, weight, bias, stride, NoPadding, dilation, groups);
            }
            if (padding_type is { } type) return nn.functional.conv3d_padding(input, weight, bias, stride, type, dilation, groups);
            return nn.functional.conv3d(input, weight, bias, stride, padding, dilation, groups);
        }

        private static long[] List((long, long, long) three) => [three.Item1, three.Item2, three.Item3];
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv3d Conv3d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Cube(kernel_size), Cube(stride), Cube(padding), null, Cube(dilation), groups, bias, padding_mode, device, dtype);

            public static Modules.Conv3d Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride ?? Cube(1), padding ?? Cube(0), null, dilation ?? Cube(1), groups, bias, padding_mode, device, dtype);

            public static Modules.Conv3d Conv3d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Cube(kernel_size), Cube(stride), null, padding, Cube(dilation), groups, bias, padding_mode, device, dtype);

            private static (long, long, long) Cube(long edge) => (edge, edge, edge);

            public static partial class functional
            {
                private static readonly Op conv3dOp = new("conv3d");
                private static readonly Op conv3dPaddingOp = new("conv3d", "padding");

                public static Tensor conv3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                    conv3dOp.Call(input, weight, bias, strides ?? [1, 1, 1], padding ?? [0, 0, 0], dilation ?? [1, 1, 1], groups);

                public static Tensor conv3d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                    conv3dPaddingOp.Call(input, weight, bias, strides ?? [1, 1, 1], padding == Padding.Same ? "same" : "valid", dilation ?? [1, 1, 1], groups);
            }
        }
    }
}
