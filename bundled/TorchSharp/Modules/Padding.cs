namespace TorchSharp;

/// <summary>What lies outside the input of a convolution.</summary>
public enum PaddingModes
{
    Zeros = 0,
    Reflect = 1,
    Replicate = 2,
    Circular = 3,
    Constant = 4,
}

/// <summary>Padding by what it does to the size: nothing outside is read, or the size stays the same.</summary>
public enum Padding
{
    Valid = 0,
    Same = 1,
}

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op padOp = new("constant_pad_nd");
            private static readonly Op circularPadOp = new("_pad_circular");
            private static readonly Op[] reflectPadOps = [new("reflection_pad1d"), new("reflection_pad2d"), new("reflection_pad3d")];
            private static readonly Op[] replicatePadOps = [new("replication_pad1d"), new("replication_pad2d"), new("replication_pad3d")];

            /// <summary>Pads the last dimensions; <paramref name="pad"/> holds before and after, the last dimension first.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Reflect => reflectPadOps[pad.Length / 2 - 1].Call(input, pad),
                PaddingModes.Replicate => replicatePadOps[pad.Length / 2 - 1].Call(input, pad),
                PaddingModes.Circular => circularPadOp.Call(input, pad),
                _ => padOp.Call(input, pad, mode == PaddingModes.Zeros ? 0 : value),
            };
        }
    }
}
