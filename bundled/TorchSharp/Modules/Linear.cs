using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>y = x W^T + b.</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        private Parameter? ownWeight;
        private Parameter? ownBias;

        internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
        {
            in_features = weight.size(1);
            out_features = weight.size(0);
            this.weight = weight;
            this.bias = bias;
        }

        public long in_features { get; set; }

        public long out_features { get; set; }

        public Parameter weight
        {
            get => ownWeight!;
            set => SetParameter(nameof(weight), ref ownWeight, value);
        }

        public Parameter? bias
        {
            get => ownBias;
            set => SetParameter(nameof(bias), ref ownBias, value);
        }

        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Weights and biases are uniform in +-1/sqrt(inputSize).</summary>
            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            {
                var weight = Parameter(empty(outputSize, inputSize, dtype, device));
                init.kaiming_uniform_(weight, Math.Sqrt(5));
                if (!hasBias) return new Modules.Linear(weight, null);
                var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
                var bias = Parameter(empty(outputSize, dtype, device));
                init.uniform_(bias, -bound, bound);
                return new Modules.Linear(weight, bias);
            }

            public static Modules.Linear Linear(Modules.Parameter weight, Modules.Parameter? bias = null) => new(weight, bias);

            public static partial class functional
            {
                private static readonly Op linearOp = new("linear");

                public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => linearOp.Call(input, weights, bias);
            }
        }
    }
}
