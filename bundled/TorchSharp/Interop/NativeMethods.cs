using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The functions of the native library. Those that only read a field skip the runtime's transition.</summary>
internal static unsafe class NativeMethods
{
    private const string Library = NativeLibraryLocator.LibraryName;

    static NativeMethods() => NativeLibraryLocator.Install();

    [DllImport(Library)]
    private static extern IntPtr lt_error();

    [DllImport(Library)]
    internal static extern int lt_resolve([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string overload);

    [DllImport(Library)]
    internal static extern int lt_call(int id, NativeValue* arguments, int count, NativeValue* results, int capacity);

    [DllImport(Library)]
    internal static extern void lt_results(NativeValue* results);

    [DllImport(Library)]
    internal static extern void lt_release(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern IntPtr lt_alias(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long lt_dim(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long lt_numel(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int lt_dtype(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int lt_device_type(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int lt_device_index(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int lt_is_contiguous(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int lt_is_leaf(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int lt_requires_grad(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long lt_storage_offset(IntPtr tensor);

    [DllImport(Library), SuppressGCTransition]
    internal static extern void lt_sizes(IntPtr tensor, long* sizes, long* strides);

    [DllImport(Library)]
    internal static extern int lt_data(IntPtr tensor, IntPtr* data);

    [DllImport(Library)]
    internal static extern int lt_set_requires_grad(IntPtr tensor, int value);

    [DllImport(Library)]
    internal static extern int lt_retain_grad(IntPtr tensor);

    [DllImport(Library)]
    internal static extern IntPtr lt_grad(IntPtr tensor);

    [DllImport(Library)]
    internal static extern int lt_set_grad(IntPtr tensor, IntPtr grad);

    [DllImport(Library)]
    internal static extern int lt_backward(NativeValue* tensors, NativeValue* grads, int retain, int create, NativeValue* inputs);

    [DllImport(Library)]
    internal static extern int lt_autograd_grad(NativeValue* outputs, NativeValue* inputs, NativeValue* grads, int retain, int create, int allowUnused, IntPtr* results);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int lt_grad_mode();

    [DllImport(Library), SuppressGCTransition]
    internal static extern void lt_set_grad_mode(int enabled);

    [DllImport(Library)]
    internal static extern int lt_inference_mode();

    [DllImport(Library)]
    internal static extern IntPtr lt_inference_enter(int enabled);

    [DllImport(Library)]
    internal static extern void lt_inference_exit(IntPtr guard);

    [DllImport(Library)]
    internal static extern int lt_device_count(int type);

    [DllImport(Library)]
    internal static extern int lt_threads();

    [DllImport(Library)]
    internal static extern int lt_interop_threads();

    [DllImport(Library)]
    internal static extern int lt_set_threads(int count, int interop);

    [DllImport(Library)]
    internal static extern int lt_manual_seed(long seed);

    [DllImport(Library)]
    internal static extern IntPtr lt_generator(long seed);

    [DllImport(Library)]
    internal static extern IntPtr lt_default_generator();

    [DllImport(Library)]
    internal static extern void lt_generator_release(IntPtr generator);

    [DllImport(Library)]
    internal static extern void lt_generator_seed(IntPtr generator, long seed);

    [DllImport(Library)]
    internal static extern long lt_generator_initial_seed(IntPtr generator);

    [DllImport(Library)]
    internal static extern long lt_generator_reseed(IntPtr generator);

    [DllImport(Library)]
    internal static extern int lt_generator_state(IntPtr generator, IntPtr* state);

    [DllImport(Library)]
    internal static extern int lt_generator_set_state(IntPtr generator, IntPtr state);

    /// <summary>Turns a native failure into the exception that the real package throws.</summary>
    /// <exception cref="ExternalException">The status is negative; the message is libtorch's.</exception>
    internal static int Check(int status)
    {
        if (status >= 0) return status;
        throw new ExternalException(Marshal.PtrToStringUTF8(lt_error()));
    }
}
