using System.Runtime.InteropServices;

namespace LatentSim.Engine.Benchmarks;

/// <summary>OpenBLAS, where the machine has it: what a matrix product can be.</summary>
internal sealed unsafe class OpenBlas
{
    private const int RowMajor = 101;
    private const int NoTranspose = 111;
    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> multiply;

    private OpenBlas(nint library)
    {
        multiply = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)NativeLibrary.GetExport(library, "cblas_sgemm");
        if (NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out nint setThreads))
            ((delegate* unmanaged<int, void>)setThreads)(1);
    }

    /// <summary>The library, set to one thread; null where there is none.</summary>
    public static OpenBlas? Find() => new[] { "libopenblas.so.0", "libopenblas.so", "libopenblas" }
        .Select(name => NativeLibrary.TryLoad(name, out nint library) && NativeLibrary.TryGetExport(library, "cblas_sgemm", out _) ? new OpenBlas(library) : null)
        .FirstOrDefault(found => found is not null);

    /// <summary>c = a b of square matrices in single precision.</summary>
    public void Multiply(int size, float[] a, float[] b, float[] c)
    {
        fixed (float* left = a, right = b, product = c)
            multiply(RowMajor, NoTranspose, NoTranspose, size, size, size, 1, left, size, right, size, 0, product, size);
    }
}
