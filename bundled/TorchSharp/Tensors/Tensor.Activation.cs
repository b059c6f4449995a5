namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op reluOp = new("relu");
        private static readonly Op relu6Op = new("relu6");
        private static readonly Op siluOp = new("silu");
        private static readonly Op seluOp = new("selu");
        private static readonly Op logSigmoidOp = new("log_sigmoid");
        private static readonly Op reluInPlaceOp = new("relu_");
        private static readonly Op relu6InPlaceOp = new("relu6_");
        private static readonly Op siluInPlaceOp = new("silu_");
        private static readonly Op seluInPlaceOp = new("selu_");
        private static readonly Op geluOp = new("gelu");
        private static readonly Op leakyReluOp = new("leaky_relu");
        private static readonly Op leakyReluInPlaceOp = new("leaky_relu_");
        private static readonly Op eluOp = new("elu");
        private static readonly Op eluInPlaceOp = new("elu_");
        private static readonly Op hardtanhOp = new("hardtanh");
        private static readonly Op softplusOp = new("softplus");
        private static readonly Op softmaxIntOp = new("softmax", "int");
        private static readonly Op logSoftmaxIntOp = new("log_softmax", "int");

        public Tensor relu() => reluOp.Call(this);

        public Tensor relu6() => relu6Op.Call(this);

        public Tensor silu() => siluOp.Call(this);

        public Tensor selu() => seluOp.Call(this);

        public Tensor log_sigmoid() => logSigmoidOp.Call(this);

        public Tensor relu_() => reluInPlaceOp.InPlace(this);

        public Tensor relu6_() => relu6InPlaceOp.InPlace(this);

        public Tensor silu_() => siluInPlaceOp.InPlace(this);

        public Tensor selu_() => seluInPlaceOp.InPlace(this);

        public Tensor gelu() => geluOp.Call(this);

        public Tensor leaky_relu(Scalar negative_slope) => leakyReluOp.Call(this, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => leakyReluInPlaceOp.InPlace(this, negative_slope);

        public Tensor elu(double alpha = 1) => eluOp.Call(this, alpha);

        public Tensor elu_(double alpha = 1) => eluInPlaceOp.InPlace(this, alpha);

        public Tensor hardtanh(Scalar min, Scalar max) => hardtanhOp.Call(this, min, max);

        public Tensor softplus(double beta = 1, double threshold = 20) => softplusOp.Call(this, beta, threshold);

        public Tensor softmax(long dim, ScalarType? dtype = null) => softmaxIntOp.Call(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => logSoftmaxIntOp.Call(this, dim, dtype);
    }
}
