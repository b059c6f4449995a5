using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op indexOp = new("index", "Tensor");
        private static readonly Op indexPutOp = new("index_put_");
        private static readonly Op indexSelectOp = new("index_select");
        private static readonly Op selectOp = new("select", "int");
        private static readonly Op sliceOp = new("slice", "Tensor");
        private static readonly Op narrowOp = new("narrow");
        private static readonly Op gatherOp = new("gather");
        private static readonly Op takeOp = new("take");
        private static readonly Op scatterOp = new("scatter", "src");
        private static readonly Op scatterAddOp = new("scatter_add");
        private static readonly Op scatterAddInPlaceOp = new("scatter_add_");
        private static readonly Op indexAddOp = new("index_add");
        private static readonly Op indexAddInPlaceOp = new("index_add_");
        private static readonly Op indexCopyInPlaceOp = new("index_copy_");
        private static readonly Op maskedFillOp = new("masked_fill", "Scalar");
        private static readonly Op maskedFillInPlaceOp = new("masked_fill_", "Scalar");
        private static readonly Op maskedSelectOp = new("masked_select");
        private static readonly Op nonzeroOp = new("nonzero");
        private static readonly Op takeAlongOp = new("take_along_dim");

        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Array.ConvertAll(indices, k => (TensorIndex)k));
            set => index_put_(value, Array.ConvertAll(indices, k => (TensorIndex)k));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, i1, i2, i3);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var view = View(indices, out var advanced);
            if (advanced is null) return view;
            using (view) return indexOp.Call(view, advanced);
        }

        public Tensor index(params Tensor[] indices) => indexOp.Call(this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            using var view = View(indices, out var advanced);
            if (advanced is not null) indexPutOp.InPlace(view, advanced, value);
            else view.copy_(value);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => indexPutOp.InPlace(this, indices, value);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var element = full([], value, dtype, device);
            return index_put_(element, indices);
        }

        public Tensor index_select(long dim, Tensor index) => indexSelectOp.Call(this, dim, index);

        public Tensor select(long dim, long index) => selectOp.Call(this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) => sliceOp.Call(this, dim, start, finish, step);

        public Tensor narrow(long dim, long start, long length) => narrowOp.Call(this, dim, start, length);

        public Tensor gather(long dim, Tensor index) => gatherOp.Call(this, dim, index);

        public Tensor take(Tensor index) => takeOp.Call(this, index);

        public Tensor take_along_dim(Tensor indices, long dim) => takeAlongOp.Call(this, indices, dim);

        public Tensor scatter(long dim, Tensor index, Tensor src) => scatterOp.Call(this, dim, index, src);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => scatterAddOp.Call(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => scatterAddInPlaceOp.InPlace(this, dim, index, src);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => indexAddOp.Call(this, dim, index, source, alpha);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => indexAddInPlaceOp.InPlace(this, dim, index, source, alpha);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => indexCopyInPlaceOp.InPlace(this, dim, index, source);

        public Tensor masked_fill(Tensor mask, Scalar value) => maskedFillOp.Call(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => maskedFillInPlaceOp.InPlace(this, mask, value);

        public Tensor masked_select(Tensor mask) => maskedSelectOp.Call(this, mask);

        public Tensor nonzero() => nonzeroOp.Call(this);

        /// <summary>
        /// Applies what makes a view (numbers, slices, new axes, the ellipsis) and leaves the tensors among the indices, one
        /// for each dimension of the view up to the last of them, or null when there are none.
        /// </summary>
        private Tensor View(TensorIndex[] indices, out Tensor?[]? advanced)
        {
            var view = alias();
            var tensors = new List<Tensor?>();
            var dimension = 0;
            var covered = 0;
            for (var k = 0; k < indices.Length; k++)
            {
                var index = indices[k];
                switch (index.Sort)
                {
                    case TensorIndex.Kind.Single:
                        Advance(ref view, view.select(dimension, index.Start!.Value));
                        break;
                    case TensorIndex.Kind.Slice:
                        if (index.Start is not null || index.Stop is not null || index.Step is not null)
                            Advance(ref view, sliceOp.Call(view, dimension, index.Start, index.Stop, index.Step ?? 1));
                        dimension++;
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        dimension = (int)view.ndim - indices.Skip(k + 1).Sum(Consumes);
                        break;
                    case TensorIndex.Kind.None or TensorIndex.Kind.Null:
                        Advance(ref view, view.unsqueeze(dimension++));
                        break;
                    case TensorIndex.Kind.Tensor:
                        for (; covered < dimension; covered++) tensors.Add(null);
                        tensors.Add(index.Index);
                        dimension = covered += Consumes(index);
                        break;
                    default:
                        throw new NotSupportedException("indexing with a single truth value is not supported");
                }
            }
            advanced = tensors.Count > 0 ? [.. tensors] : null;
            return view;
        }

        private static int Consumes(TensorIndex index) => index.Sort switch
        {
            TensorIndex.Kind.None or TensorIndex.Kind.Null or TensorIndex.Kind.Ellipsis => 0,
            TensorIndex.Kind.Tensor when index.Index!.dtype is ScalarType.Bool or ScalarType.Byte => (int)index.Index.ndim,
            _ => 1,
        };

        private static void Advance(ref Tensor view, Tensor next)
        {
            view.Dispose();
            view = next;
        }
    }
}
