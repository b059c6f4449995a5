using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x Phi(x).</summary>
    public sealed class GELU : ParameterLessModule<Tensor, Tensor>
    {
        internal GELU(bool inplace) : base(nameof(GELU)) => this.inplace = inplace;

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.GELU GELU() => new(false);

            public static Modules.GELU GELU(bool inplace) => new(inplace);

            public static partial class functional
            {
                public static Tensor gelu(Tensor x) => gelu(x, false);

                public static Tensor gelu(Tensor x, bool inplace) => inplace ? x.copy_(x.gelu()).alias() : x.gelu();
            }
        }
    }
}
