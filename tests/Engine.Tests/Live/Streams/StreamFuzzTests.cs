using LatentSim.Engine.Benchmarks.Live;

namespace LatentSim.Engine.Tests.Live;

/// <summary>Messages that no client means to send.</summary>
public sealed class StreamFuzzTests
{
    private const int Messages = 5000;

    [Fact]
    public async Task MutatedMessagesDoNotHarmTheServer()
    {
        StreamFuzzResult result = await StreamFuzz.Run(Messages, seed: 1);

        Assert.Equal((Messages, 0, 0), (result.Messages, result.Crashes, result.Hangs));
        Assert.InRange(result.Refused, Messages / 4, Messages);
        Assert.InRange(result.LogLines, 1, result.Messages);
    }
}
