using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds the native library that setup.sh builds: the environment first, then beside the program, then up from it.</summary>
internal static class NativeLibraryLocator
{
    internal const string LibraryName = "LatentTorch";
    internal const string EnvironmentVariable = "LATENTSIM_TORCH";
    private const string FileName = "libLatentTorch.so";

    internal static void Install() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryLocator).Assembly, Resolve);

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == LibraryName ? Load(Candidates(Environment.GetEnvironmentVariable(EnvironmentVariable), AppContext.BaseDirectory)) : IntPtr.Zero;

    /// <exception cref="DllNotFoundException">None of the files is there, or the first that is does not load.</exception>
    internal static IntPtr Load(IEnumerable<string> candidates)
    {
        var path = candidates.FirstOrDefault(File.Exists);
        if (path is null)
            throw new DllNotFoundException($"{FileName} is missing: run ./setup.sh, which finds or installs libtorch and builds it (or name the file in {EnvironmentVariable})");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException($"{path} does not load: run ./setup.sh to build it against the libtorch that is installed ({FirstLine(failure.Message)})", failure);
        }
    }

    /// <summary>Where the library may be, best first. A path in the environment is the only candidate: a wrong one is an error, not a hint.</summary>
    internal static IEnumerable<string> Candidates(string? fromEnvironment, string applicationFolder)
    {
        if (!string.IsNullOrEmpty(fromEnvironment))
        {
            yield return Directory.Exists(fromEnvironment) ? Path.Combine(fromEnvironment, FileName) : fromEnvironment;
            yield break;
        }
        yield return Path.Combine(applicationFolder, FileName);
        for (var folder = new DirectoryInfo(applicationFolder); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "build", "native", FileName);
    }

    private static string FirstLine(string text) => text.Split('\n')[0];
}
