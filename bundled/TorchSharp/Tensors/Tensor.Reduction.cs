namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op sumOp = new("sum");
        private static readonly Op sumDimIntlistOp = new("sum", "dim_IntList");
        private static readonly Op meanOp = new("mean");
        private static readonly Op meanDimOp = new("mean", "dim");
        private static readonly Op prodOp = new("prod");
        private static readonly Op prodDimIntOp = new("prod", "dim_int");
        private static readonly Op stdOp = new("std");
        private static readonly Op stdDimOp = new("std", "dim");
        private static readonly Op varOp = new("var");
        private static readonly Op varDimOp = new("var", "dim");
        private static readonly Op maxOp = new("max");
        private static readonly Op minOp = new("min");
        private static readonly Op maxDimOp = new("max", "dim");
        private static readonly Op minDimOp = new("min", "dim");
        private static readonly Op amaxOp = new("amax");
        private static readonly Op aminOp = new("amin");
        private static readonly Op argmaxOp = new("argmax");
        private static readonly Op argminOp = new("argmin");
        private static readonly Op allOp = new("all");
        private static readonly Op allDimOp = new("all", "dim");
        private static readonly Op anyOp = new("any");
        private static readonly Op anyDimOp = new("any", "dim");
        private static readonly Op medianOp = new("median");
        private static readonly Op normScalaroptDimOp = new("norm", "ScalarOpt_dim");
        private static readonly Op logsumexpOp = new("logsumexp");
        private static readonly Op cumsumOp = new("cumsum");
        private static readonly Op cumprodOp = new("cumprod");
        private static readonly Op sortStableOp = new("sort", "stable");
        private static readonly Op argsortOp = new("argsort");
        private static readonly Op topkOp = new("topk");
        private static readonly Op countNonzeroDimIntlistOp = new("count_nonzero", "dim_IntList");
        private static readonly Op bincountOp = new("bincount");

        public Tensor sum(ScalarType? type = null) => sumOp.Call(this, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sumDimIntlistOp.Call(this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum(new[] { dim }, keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum(new[] { dim0, dim1 }, keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum(new[] { dim0, dim1, dim2 }, keepdim, type);

        public Tensor mean() => meanOp.Call(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => meanDimOp.Call(this, dimensions, keepdim, type);

        public Tensor prod(ScalarType? type = null) => prodOp.Call(this, type);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => prodDimIntOp.Call(this, dim, keepdim, type);

        public Tensor std(bool unbiased = true) => stdOp.Call(this, unbiased);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Typed(stdDimOp.Call(this, dimensions, unbiased, keepdim), type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std(new[] { dim }, unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => varOp.Call(this, unbiased);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Typed(varDimOp.Call(this, dimensions, unbiased, keepdim), type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(new[] { dim }, unbiased, keepdim, type);

        public Tensor max() => maxOp.Call(this);

        public Tensor min() => minOp.Call(this);

        public Tensor max(Tensor other) => maximum(other);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => maxDimOp.Call2(this, dim, keepdim);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => minDimOp.Call2(this, dim, keepdim);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(amaxOp.Call(this, dims, keepdim), @out);

        public Tensor amax(params long[] dims) => amax(dims, false, null);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(aminOp.Call(this, dims, keepdim), @out);

        public Tensor amin(params long[] dims) => amin(dims, false, null);

        public Tensor argmax() => argmaxOp.Call(this);

        public Tensor argmax(long dim, bool keepdim = false) => argmaxOp.Call(this, dim, keepdim);

        public Tensor argmin() => argminOp.Call(this);

        public Tensor argmin(long dim, bool keepdim = false) => argminOp.Call(this, dim, keepdim);

        public Tensor all() => allOp.Call(this);

        public Tensor all(long dim, bool keepdim = false) => allDimOp.Call(this, dim, keepdim);

        public Tensor any() => anyOp.Call(this);

        public Tensor any(long dim, bool keepdim = false) => anyDimOp.Call(this, dim, keepdim);

        public Tensor median() => medianOp.Call(this);

        public Tensor norm(float p = 2.0f) => normScalaroptDimOp.Call(this, (double)p, Array.Empty<long>());

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => normScalaroptDimOp.Call(this, (double)p, new long[] { dim }, keepdim);

        public Tensor logsumexp(long dim, bool keepdim = false) => logsumexpOp.Call(this, new[] { dim }, keepdim);

        public Tensor cumsum(long dim, ScalarType? type = null) => cumsumOp.Call(this, dim, type);

        public Tensor cumprod(long dim, ScalarType? type = null) => cumprodOp.Call(this, dim, type);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => sortStableOp.Call2(this, stable, dim, descending);

        public Tensor argsort(long dim = -1, bool descending = false) => argsortOp.Call(this, dim, descending);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => topkOp.Call2(this, k, dim, largest, sorted);

        public Tensor count_nonzero(long[]? dims = null) => countNonzeroDimIntlistOp.Call(this, dims ?? Enumerable.Range(0, (int)ndim).Select(k => (long)k).ToArray());

        public Tensor bincount(Tensor? weights, long minlength = 0) => bincountOp.Call(this, weights, minlength);

        private static Tensor Typed(Tensor result, ScalarType? type) =>
            type is null || type == result.dtype ? result : result.to_type(type.Value, disposeAfter: true);

        private static Tensor Into(Tensor result, Tensor? target)
        {
            if (target is null) return result;
            using (result) return target.copy_(result);
        }
    }
}
