using System.Reflection;
using System.Runtime.Loader;
using LatentSim.Models.ModelFile;

namespace Models.Tests.ModelFile;

public sealed class WithoutTorchTests
{
    private static readonly string[] Factories = ["CreatePropagator", "CreateDecoder", "CreateBackmapper", "CreateEncoder"];

    // In a context of its own, where asking for TorchSharp fails.
    [Fact]
    public void LoadingAModelAndMakingItsKernelsNeedNoTorch()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path("model.lsbox");
        TestSimulators.Whole().Save(path);

        TorchlessContext context = new();
        Assembly models = context.LoadFromAssemblyPath(typeof(Simulator).Assembly.Location);
        Type simulatorType = models.GetType(typeof(Simulator).FullName!, throwOnError: true)!;
        Assert.NotSame(typeof(Simulator), simulatorType);

        object simulator = simulatorType.GetMethod(nameof(Simulator.Load))!.Invoke(null, [path])!;
        foreach (string factory in Factories)
        {
            MethodInfo method = simulatorType.GetMethod(factory)!;
            Assert.NotNull(method.Invoke(simulator, new object?[method.GetParameters().Length]));
        }

        context.Unload();
    }

    private sealed class TorchlessContext() : AssemblyLoadContext("without torch", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name == "TorchSharp")
                throw new InvalidOperationException("TorchSharp was asked for.");

            string path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            return assemblyName.Name!.StartsWith("LatentSim.", StringComparison.Ordinal) && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
