namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op detachOp = new("detach");
        private static readonly Op detachInPlaceOp = new("detach_");

        public bool requires_grad
        {
            get => NativeMethods.lt_requires_grad(Handle) != 0;
            set => NativeMethods.Check(NativeMethods.lt_set_requires_grad(Handle, value ? 1 : 0));
        }

        /// <summary>The gradient that backward accumulated here: each read makes a new reference, null where there is none.</summary>
        public Tensor? grad
        {
            get
            {
                var found = NativeMethods.lt_grad(Handle);
                return found == IntPtr.Zero ? null : new Tensor(found);
            }
            set => NativeMethods.Check(NativeMethods.lt_set_grad(Handle, value?.Handle ?? IntPtr.Zero));
        }

        public Tensor requires_grad_(bool requires_grad = true) => with_requires_grad(requires_grad);

        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public void retain_grad() => NativeMethods.Check(NativeMethods.lt_retain_grad(Handle));

        public void backward() => autograd.backward([this]);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => detachOp.Call(this);

        public Tensor detach_() => detachInPlaceOp.InPlace(this);
    }
}
