using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalization over groups of channels of each sample, then a scale and a shift for each channel (Wu and He 2018).</summary>
    public sealed class GroupNorm : nn.Module<Tensor, Tensor>
    {
        private Parameter? ownWeight;
        private Parameter? ownBias;

        internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype) : base(nameof(GroupNorm))
        {
            this.num_groups = num_groups;
            this.num_channels = num_channels;
            this.eps = eps;
            this.affine = affine;
            if (!affine) return;
            weight = nn.Parameter(ones(num_channels, dtype, device));
            bias = nn.Parameter(zeros(num_channels, dtype, device));
        }

        public long num_groups { get; set; }

        public long num_channels { get; set; }

        public double eps { get; set; }

        public bool affine { get; set; }

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

        public override Tensor forward(Tensor tensor) => nn.functional.group_norm(tensor, num_groups, weight, bias, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1e-05, bool affine = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_groups, num_channels, eps, affine, device, dtype);

            public static partial class functional
            {
                private static readonly Op groupNormOp = new("group_norm");

                public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                    groupNormOp.Call(input, num_groups, weight, bias, eps, false);
            }
        }
    }
}
