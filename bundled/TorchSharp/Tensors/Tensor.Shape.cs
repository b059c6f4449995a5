namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op reshapeOp = new("reshape");
        private static readonly Op viewOp = new("view");
        private static readonly Op flattenUsingIntsOp = new("flatten", "using_ints");
        private static readonly Op squeezeOp = new("squeeze");
        private static readonly Op squeezeDimOp = new("squeeze", "dim");
        private static readonly Op unsqueezeOp = new("unsqueeze");
        private static readonly Op unsqueezeInPlaceOp = new("unsqueeze_");
        private static readonly Op transposeIntOp = new("transpose", "int");
        private static readonly Op tOp = new("t");
        private static readonly Op numpyTOp = new("numpy_T");
        private static readonly Op mTOp = new("mT");
        private static readonly Op permuteOp = new("permute");
        private static readonly Op movedimIntlistOp = new("movedim", "intlist");
        private static readonly Op expandOp = new("expand");
        private static readonly Op broadcastToOp = new("broadcast_to");
        private static readonly Op repeatOp = new("repeat");
        private static readonly Op tileOp = new("tile");
        private static readonly Op repeatInterleaveSelfIntOp = new("repeat_interleave", "self_int");
        private static readonly Op repeatInterleaveSelfTensorOp = new("repeat_interleave", "self_Tensor");
        private static readonly Op chunkOp = new("chunk");
        private static readonly Op splitTensorOp = new("split", "Tensor");
        private static readonly Op splitWithSizesOp = new("split_with_sizes");
        private static readonly Op unbindIntOp = new("unbind", "int");
        private static readonly Op flipOp = new("flip");
        private static readonly Op rollOp = new("roll");
        private static readonly Op ravelOp = new("ravel");
        private static readonly Op unfoldOp = new("unfold");
        private static readonly Op trilOp = new("tril");
        private static readonly Op triuOp = new("triu");
        private static readonly Op diagOp = new("diag");
        private static readonly Op diagonalOp = new("diagonal");
        private static readonly Op diagEmbedOp = new("diag_embed");
        private static readonly Op diffOp = new("diff");
        private static readonly Op traceOp = new("trace");
        private static readonly Op asStridedOp = new("as_strided");

        public Tensor reshape(params long[] shape) => reshapeOp.Call(this, shape);

        public Tensor view(params long[] shape) => viewOp.Call(this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => flattenUsingIntsOp.Call(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) => reshape(Unflattened(dim, sizes));

        public Tensor squeeze(long? dim = null) => dim is null ? squeezeOp.Call(this) : squeezeDimOp.Call(this, dim);

        public Tensor unsqueeze(long dim) => unsqueezeOp.Call(this, dim);

        public Tensor unsqueeze_(long dim) => unsqueezeInPlaceOp.InPlace(this, dim);

        public Tensor transpose(long dim0, long dim1) => transposeIntOp.Call(this, dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor t() => tOp.Call(this);

        public Tensor T => numpyTOp.Call(this);

        public Tensor mT => mTOp.Call(this);

        public Tensor permute(params long[] permutation) => permuteOp.Call(this, permutation);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor movedim(long[] source, long[] destination) => movedimIntlistOp.Call(this, source, destination);

        public Tensor expand(long[] sizes, bool isImplicit = false) => expandOp.Call(this, sizes, isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);

        public Tensor expand(params long[] sizes) => expandOp.Call(this, sizes);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => broadcastToOp.Call(this, shape);

        public Tensor repeat(params long[] sizes) => repeatOp.Call(this, sizes);

        public Tensor tile(long[] reps) => tileOp.Call(this, reps);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => repeatInterleaveSelfIntOp.Call(this, repeats, dim);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => repeatInterleaveSelfTensorOp.Call(this, repeats, dim);

        public Tensor[] chunk(long chunks, long dim = 0L) => chunkOp.CallList(this, chunks, dim);

        public Tensor[] split(long size, int dim = 0) => splitTensorOp.CallList(this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => splitWithSizesOp.CallList(this, sizes, dim);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        public Tensor[] unbind(long dimension = 0L) => unbindIntOp.CallList(this, dimension);

        public Tensor flip(params long[] dims) => flipOp.Call(this, dims);

        public Tensor roll(long shifts, long? dims = null) => rollOp.Call(this, new[] { shifts }, dims is null ? Array.Empty<long>() : new[] { dims.Value });

        public Tensor roll(long[] shifts, long[] dims) => rollOp.Call(this, shifts, dims);

        public Tensor ravel() => ravelOp.Call(this);

        public Tensor unfold(long dimension, long size, long step) => unfoldOp.Call(this, dimension, size, step);

        public Tensor tril(long diagonal = 0) => trilOp.Call(this, diagonal);

        public Tensor triu(long diagonal = 0) => triuOp.Call(this, diagonal);

        public Tensor diag(long diagonal = 0) => diagOp.Call(this, diagonal);

        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => diagonalOp.Call(this, offset, dim1, dim2);

        public Tensor diag_embed(long offset = 0L, long dim1 = -2L, long dim2 = -1L) => diagEmbedOp.Call(this, offset, dim1, dim2);

        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => diffOp.Call(this, n, dim, prepend, append);

        public Tensor trace() => traceOp.Call(this);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => asStridedOp.Call(this, size, strides, storageOffset);

        private long[] Unflattened(long dim, long[] sizes)
        {
            var axis = (int)(dim < 0 ? dim + ndim : dim);
            return [.. shape[..axis], .. sizes, .. shape[(axis + 1)..]];
        }
    }
}
