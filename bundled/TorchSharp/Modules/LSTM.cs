using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Layers of long short-term memory: with gates i, f, g, o = W_ih x + b_ih + W_hh h + b_hh,
    /// c' = sigmoid(f) c + sigmoid(i) tanh(g) and h' = sigmoid(o) tanh(c').
    /// </summary>
    public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private static readonly Op lstmOp = new("lstm", "input");
        private readonly long hiddenSize;
        private readonly long numLayers;
        private readonly bool hasBias;
        private readonly bool batchFirst;
        private readonly double dropout;
        private readonly bool bidirectional;

        internal LSTM(long inputSize, long hiddenSize, long numLayers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device, ScalarType? dtype) : base(nameof(LSTM))
        {
            this.hiddenSize = hiddenSize;
            this.numLayers = numLayers;
            hasBias = bias;
            this.batchFirst = batchFirst;
            this.dropout = dropout;
            this.bidirectional = bidirectional;
            for (var layer = 0; layer < numLayers; layer++)
            {
                var width = layer == 0 ? inputSize : hiddenSize * Directions;
                RegisterLayer($"_l{layer}", width, device, dtype);
                if (bidirectional) RegisterLayer($"_l{layer}_reverse", width, device, dtype);
            }
        }

        private int Directions => bidirectional ? 2 : 1;

        /// <param name="input">[step, batch, feature], or [batch, step, feature] when batch first.</param>
        /// <param name="h0_c0">Hidden and cell state, each [layer x direction, batch, hidden]; zeros when left out.</param>
        /// <returns>The hidden states of the last layer at every step, and the last hidden and cell states.</returns>
        public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
        {
            if (h0_c0 is { } state) return Run(input, state.Item1, state.Item2);
            var batch = input.size(batchFirst ? 0 : 1);
            using var zero = zeros(Directions * numLayers, batch, hiddenSize, input.dtype, input.device);
            return Run(input, zero, zero);
        }

        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

        /// <summary>Nothing to do: the weights are not packed.</summary>
        public void flatten_parameters()
        {
        }

        private (Tensor, Tensor, Tensor) Run(Tensor input, Tensor h0, Tensor c0) =>
            lstmOp.Call3(input, new[] { h0, c0 }, parameters().ToArray<Tensor>(), hasBias, numLayers, dropout, training, bidirectional, batchFirst);

        private void RegisterLayer(string suffix, long width, Device? device, ScalarType? dtype)
        {
            RegisterUniform("weight_ih" + suffix, [4 * hiddenSize, width], device, dtype);
            RegisterUniform("weight_hh" + suffix, [4 * hiddenSize, hiddenSize], device, dtype);
            if (!hasBias) return;
            RegisterUniform("bias_ih" + suffix, [4 * hiddenSize], device, dtype);
            RegisterUniform("bias_hh" + suffix, [4 * hiddenSize], device, dtype);
        }

        private void RegisterUniform(string name, long[] shape, Device? device, ScalarType? dtype)
        {
            var parameter = nn.Parameter(empty(shape, dtype, device));
            var bound = 1 / Math.Sqrt(hiddenSize);
            nn.init.uniform_(parameter, -bound, bound);
            parameter.DetachFromDisposeScope();
            register_parameter(name, parameter);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device, dtype);
        }
    }
}
