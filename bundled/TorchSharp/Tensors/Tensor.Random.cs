namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op normalInPlaceOp = new("normal_");
        private static readonly Op uniformInPlaceOp = new("uniform_");
        private static readonly Op exponentialInPlaceOp = new("exponential_");
        private static readonly Op bernoulliOp = new("bernoulli");
        private static readonly Op bernoulliInPlaceFloatOp = new("bernoulli_", "float");
        private static readonly Op multinomialOp = new("multinomial");

        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => normalInPlaceOp.InPlace(this, mean, std, generator);

        public Tensor uniform_(double from, double to, Generator? generator = null) => uniformInPlaceOp.InPlace(this, from, to, generator);

        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) => exponentialInPlaceOp.InPlace(this, lambda, generator);

        public Tensor bernoulli(Generator? generator = null) => bernoulliOp.Call(this, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => bernoulliInPlaceFloatOp.InPlace(this, p, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) => multinomialOp.Call(this, num_samples, replacement, generator);
    }
}
