namespace TorchSharp;

/// <summary>Switches gradient recording on this thread until it is disposed of.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly bool previous = NativeMethods.lt_grad_mode() != 0;

    internal AutoGradMode(bool enabled) => NativeMethods.lt_set_grad_mode(enabled ? 1 : 0);

    internal static bool IsEnabled => NativeMethods.lt_grad_mode() != 0;

    public void Dispose() => NativeMethods.lt_set_grad_mode(previous ? 1 : 0);
}

/// <summary>Inference mode on this thread until it is disposed of: no gradients, no version counters.</summary>
internal sealed class InferenceMode(bool mode) : IDisposable
{
    private IntPtr guard = NativeMethods.lt_inference_enter(mode ? 1 : 0);

    public void Dispose()
    {
        if (guard == IntPtr.Zero) return;
        NativeMethods.lt_inference_exit(guard);
        guard = IntPtr.Zero;
    }
}

public static partial class torch
{
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => AutoGradMode.IsEnabled;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => NativeMethods.lt_inference_mode() != 0;

    /// <summary>Differentiation.</summary>
    public static unsafe partial class autograd
    {
        /// <summary>
        /// The gradients of the sum of <paramref name="outputs"/> with respect to <paramref name="inputs"/>.
        /// <paramref name="create_graph"/> records their computation, so that they can be differentiated again;
        /// <paramref name="allow_unused"/> gives an invalid tensor, not an error, for an input that no output depends on.
        /// </summary>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            using var of = new TensorList(outputs);
            using var to = new TensorList(inputs);
            using var weights = new TensorList(grad_outputs);
            var handles = new IntPtr[inputs.Count];
            fixed (IntPtr* found = handles)
            {
                var status = NativeMethods.lt_autograd_grad(of.Value, to.Value, weights.Value, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, found);
                NativeMethods.Check(status);
            }
            return Array.ConvertAll(handles, handle => new Tensor(handle));
        }

        /// <summary>Adds the gradients of <paramref name="tensors"/> to the leaves that they depend on.</summary>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            using var of = new TensorList(tensors);
            using var weights = new TensorList(grad_tensors);
            using var to = new TensorList(inputs);
            NativeMethods.Check(NativeMethods.lt_backward(of.Value, weights.Value, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, to.Value));
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}
