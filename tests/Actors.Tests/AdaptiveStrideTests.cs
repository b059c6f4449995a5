namespace LatentSim.Actors.Tests;

public class AdaptiveStrideTests
{
    private readonly ManualTime time = new();
    private readonly FakeSubscription subscription = new();

    [Fact]
    public void AWatcherThatKeepsUpGetsWhatItAskedFor()
    {
        var stride = new AdaptiveStride(subscription, 3, time);
        for (int i = 0; i < 100; i++)
            Pass(stride, 0.1);
        Assert.Equal((3, 3), (stride.Stride, subscription.Stride));
    }

    [Fact]
    public void DroppedFramesDoubleItOnceForAllThatWereOnTheirWay()
    {
        var stride = new AdaptiveStride(subscription, 3, time);
        time.Pass(1);
        for (int i = 0; i < 5; i++)
        {
            subscription.Dropped += 10;
            Pass(stride, 0.01);
        }

        Assert.Equal(6, subscription.Stride);
        time.Pass(0.1);
        subscription.Dropped++;
        stride.Update();
        Assert.Equal(12, subscription.Stride);
    }

    [Fact]
    public void ABufferThatStaysFullDoublesItAndOneThatIsFullForAMomentDoesNot()
    {
        var stride = new AdaptiveStride(subscription, 1, time);
        for (int i = 0; i < 20; i++)
        {
            stride.Update(isFull: i % 2 == 0);
            time.Pass(0.1);
        }

        Assert.Equal(1, stride.Stride);
        for (int i = 0; i < 4; i++)
        {
            stride.Update(isFull: true);
            time.Pass(0.1);
        }

        Assert.Equal(2, stride.Stride);
    }

    [Fact]
    public void ItIsHalvedAfterAWhileAndLessEagerlyAfterThatWasTooMuch()
    {
        var stride = new AdaptiveStride(subscription, 1, time);
        Drop(stride);
        Assert.Equal(2, stride.Stride);
        Assert.Equal(2, SecondsUntil(stride, 1), 0.2);

        // Too much again: now it takes four seconds, then eight.
        Drop(stride);
        Assert.Equal(4, SecondsUntil(stride, 1), 0.2);
        Drop(stride);
        Assert.Equal(8, SecondsUntil(stride, 1), 0.2);
    }

    [Fact]
    public void AnotherBaseBeginsAnew()
    {
        var stride = new AdaptiveStride(subscription, 2, time);
        Drop(stride);
        stride.Base = 5;
        Assert.Equal((5, 5), (stride.Stride, subscription.Stride));
    }

    [Fact]
    public void ItNeverOverflows()
    {
        var stride = new AdaptiveStride(subscription, long.MaxValue / 4, time);
        for (int i = 0; i < 100; i++)
            Drop(stride);
        Assert.Equal(long.MaxValue / 4, stride.Stride);
        stride.Base = 1;
        for (int i = 0; i < 100; i++)
            Drop(stride);
        Assert.Equal(1L << 40, stride.Stride);
    }

    private void Drop(AdaptiveStride stride)
    {
        time.Pass(0.2);
        subscription.Dropped++;
        stride.Update();
    }

    private void Pass(AdaptiveStride stride, double seconds)
    {
        time.Pass(seconds);
        stride.Update();
    }

    private double SecondsUntil(AdaptiveStride stride, long expected)
    {
        double seconds = 0;
        for (; stride.Stride != expected && seconds < 100; seconds += 0.1)
            Pass(stride, 0.1);
        return seconds;
    }

    private sealed class FakeSubscription : ILiveSubscription
    {
        public long Stride { get; set; } = 1;

        public long Dropped { get; set; }

        public ValueTask<LiveFrames?> Next(CancellationToken cancellation) => throw new NotSupportedException();

        public bool TryNext([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LiveFrames? frames) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
