namespace TorchSharp;

public static partial class torch
{
    public static int get_num_threads() => NativeMethods.lt_threads();

    /// <summary>Sets how many threads one operator may use.</summary>
    public static void set_num_threads(int num) => NativeMethods.Check(NativeMethods.lt_set_threads(num, 0));

    public static int get_num_interop_threads() => NativeMethods.lt_interop_threads();

    /// <summary>Sets how many operators may run side by side; libtorch allows it once, before the first parallel work.</summary>
    public static void set_num_interop_threads(int num) => NativeMethods.Check(NativeMethods.lt_set_threads(num, 1));
}
