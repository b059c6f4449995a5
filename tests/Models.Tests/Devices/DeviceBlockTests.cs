using System.Runtime.InteropServices;
using LatentSim.Models.Devices;
using LatentSim.Models.Stages;
using Models.Tests.Training;
using TorchSharp;

namespace Models.Tests.Devices;

[Collection(TorchCollection.Name)]
public sealed class DeviceBlockTests
{
    private static readonly TorchDevice Device = TorchDevice.Open("torch:0");

    [Fact]
    public void ValuesArriveOnceHoweverManyRead()
    {
        FakeCopy copy = new(7);
        using FrameBlock block = FrameBlock.Rent(0, 2, 0, 3, 4);
        block.Attach(copy);
        Parallel.For(0, 64, _ => Assert.Equal(7, block.Values[^1]));
        Assert.Equal(1, copy.Copies);
    }

    [Fact]
    public void ValuesThatNobodyReadsAreNeverWaitedFor()
    {
        FakeCopy copy = new(7);
        LatentBlock block = LatentBlock.Rent(0, 2, 0, 3, 2);
        block.Attach(copy);
        Assert.True(block.IsFromDevice);
        block.Dispose();
        block.Dispose();
        Assert.Equal((0, 1), (copy.Copies, copy.Disposals));
    }

    [Fact]
    public void ABlockOfTheHostHasNoDevice()
    {
        using LatentBlock block = LatentBlock.Rent(0, 2, 0, 3, 2);
        block.Values.Fill(1);
        Assert.False(block.IsFromDevice);
        Assert.Null(block.Device);
    }

    [Fact]
    public void ATensorThatABlockHoldsOutlivesTheScopeAndNotTheBlock()
    {
        long before = torch.Tensor.TotalCount;
        LatentBlock block = LatentBlock.Rent(0, 1, 0, 2, 2);
        Device.Run(() => block.Attach(new TensorCopy(Device, Device.Upload([1, 2, 3, 4], 1, 2, 2), startsCopy: true)));
        Assert.Equal([1, 2, 3, 4], block.Values.ToArray());
        Assert.Equal(before + 1, torch.Tensor.TotalCount);
        block.Dispose();
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    // Of libtorch's own words on memory; the engine answers the exception with smaller blocks.
    [Fact]
    public void TooLittleMemoryIsToldFromOtherFailures()
    {
        const string Words = "CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 7.79 GiB total capacity)";
        OutOfMemoryException failure = Assert.ThrowsAny<OutOfMemoryException>(() => Device.Run(() => throw new ExternalException(Words)));
        Assert.Contains("too little memory for a block", failure.Message, StringComparison.Ordinal);
        Assert.True(TorchDevice.IsOutOfMemory("CUDA error: out of memory"));
        Assert.True(TorchDevice.IsOutOfMemory("DefaultCPUAllocator: can't allocate memory: you tried to allocate 281474976710656 bytes."));
        Assert.ThrowsAny<ExternalException>(() => Device.Run(() => throw new ExternalException("mat1 and mat2 shapes cannot be multiplied")));
    }

    [Fact]
    public void AnErrorOfCudaMeansThatTheDeviceIsLost()
    {
        const string Words = "CUDA error: an illegal memory access was encountered\nCUDA kernel errors might be asynchronously reported";
        DeviceLostException failure = Assert.Throws<DeviceLostException>(() => Device.Run(() => throw new ExternalException(Words)));
        Assert.EndsWith("an illegal memory access was encountered", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SlotsOfKernelsHaveNoDevice()
    {
        Assert.Null(DeviceSlots.Problem("cpu:0"));
        Assert.Null(DeviceSlots.Problem("torch:3"));
        Assert.StartsWith("libtorch has no ", DeviceSlots.Problem("cuda:999"), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TorchDevice.Open("cpu:0"));
    }

    private sealed class FakeCopy(float value) : IDeviceCopy
    {
        public int Copies { get; private set; }

        public int Disposals { get; private set; }

        public void CopyTo(Span<float> values)
        {
            Thread.Sleep(5);
            values.Fill(value);
            Copies++;
        }

        public void Dispose() => Disposals++;
    }
}
