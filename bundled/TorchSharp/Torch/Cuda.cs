namespace TorchSharp;

public static partial class torch
{
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>The GPUs.</summary>
    public static partial class cuda
    {
        private static int? count;

        public static bool is_available() => device_count() > 0;

        public static int device_count() => count ??= NativeMethods.Check(NativeMethods.lt_device_count((int)DeviceType.CUDA));

        public static void manual_seed(long seed) => torch.manual_seed(seed);

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);

        /// <summary>Waits for the work of this thread's stream: reading a value back does.</summary>
        public static void synchronize(Device? device = null)
        {
            if (!is_available()) return;
            using var marker = zeros(1, device: device ?? CUDA);
            using var read = marker.cpu();
        }
    }
}
