namespace Engine.Tests;

/// <summary>Devices that a machine does not have: the program says so, and goes on.</summary>
public sealed class DeviceCommandTests : IDisposable
{
    private readonly SmallModelRun runs = new();

    [Fact]
    public void WithoutAGpuTheRunGoesOnOnTheCpuAndSaysSo()
    {
        string errors = Run("CUDA_VISIBLE_DEVICES", "");
        Assert.Contains("cuda:0: libtorch has no CUDA here (found 0 devices); going on with cpu:0", errors, StringComparison.Ordinal);
        Assert.Contains("-> backmapper on cpu:0", errors, StringComparison.Ordinal);

        ProgramResult resumed = LatentSimProgram.Run(["resume", runs.PathOf("run")], environment: ("CUDA_VISIBLE_DEVICES", "")).Succeeded();
        Assert.Contains("cuda:0: libtorch has no CUDA here", resumed.Errors, StringComparison.Ordinal);
        Assert.Contains("nothing was left to do", resumed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutLibtorchTheRunGoesOnAndSaysHowToGetIt()
    {
        string errors = Run("LATENTSIM_TORCH", "/nowhere/libLatentTorch.so");
        Assert.Matches("cuda:0: libtorch is not to be had: .*setup.sh.*; going on with cpu:0", errors);
    }

    public void Dispose() => runs.Dispose();

    private string Run(string variable, string value) => LatentSimProgram.Run(
        ["run", runs.PathOf("model.lsbox"), "--walkers", "2", "--frames", "3", "--out", runs.PathOf("run"), "--devices", "cuda:0"],
        environment: (variable, value)).Succeeded().Errors;
}
