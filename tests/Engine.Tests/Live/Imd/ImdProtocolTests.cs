using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Imd;
using LatentSim.Molecules;

namespace LatentSim.Engine.Tests.Live.Imd;

public class ImdProtocolTests
{
    [Fact]
    public async Task Version3BeginsWithItsByteOrderAndWhatFramesHold()
    {
        await using var served = new ServedRun();
        using ImdReceiver client = ImdReceiver.Connect(served.EndPoint);

        byte[] version = BitConverter.GetBytes(3);
        Assert.Equal([0, 0, 0, 4, .. version, 0, 0, 0, 10, 0, 0, 0, 7, 1, 0, 0, 1, 0, 0, 0], client.Read(23));
        Assert.False(client.HasData(50));
    }

    [Fact]
    public async Task Version2BeginsWithItsByteOrderAlone()
    {
        await using var served = new ServedRun(settings: new ImdSettings { Port = 0, Version = 2 });
        using ImdReceiver client = ImdReceiver.Connect(served.EndPoint);

        Assert.Equal([0, 0, 0, 4, .. BitConverter.GetBytes(2)], client.Read(8));
        Assert.False(client.HasData(50));
    }

    [Fact]
    public async Task SessionInfoNamesEnergiesAndBoxWhereThereAreSome()
    {
        LiveScene scene = FakeLiveRun.SceneOf(3, box: [2, 0, 0, 0, 3, 0, 0, 0, 4], hasEnergies: true);
        await using var served = new ServedRun(scene);
        using ImdReceiver client = served.Begin();

        Assert.Equal([1, 1, 1, 1, 0, 0, 0], client.Flags);
    }

    [Fact]
    public async Task AFrameIsItsPacketsInOrder()
    {
        LiveScene scene = FakeLiveRun.SceneOf(1, box: [2, 0, 0, 0, 3, 0, 0, 0, 4], hasEnergies: true);
        await using var served = new ServedRun(scene);
        using ImdReceiver client = served.Begin();
        served.Publish(7, 1);

        byte[] time = [0, 0, 0, 12, 0, 0, 0, 1, .. BitConverter.GetBytes(2.0), .. BitConverter.GetBytes(14.0), .. BitConverter.GetBytes(7L)];
        byte[] energies = [0, 0, 0, 1, 0, 0, 0, 1, .. BitConverter.GetBytes(7), .. Floats(0, -107, -107, 0, 0, 0, 0, 0, 0)];
        byte[] box = [0, 0, 0, 13, 0, 0, 0, 1, .. Floats(20, 0, 0, 0, 30, 0, 0, 0, 40)];
        byte[] coordinates = [0, 0, 0, 2, 0, 0, 0, 1, .. Floats(70, 71.25f, 72.5f)];
        byte[] all = [.. time, .. energies, .. box, .. coordinates];
        Assert.Equal(all, client.Read(all.Length));
        Assert.False(client.HasData(50));
    }

    [Fact]
    public async Task Version2HasEnergiesAndCoordinatesAlone()
    {
        LiveScene scene = FakeLiveRun.SceneOf(1, box: [2, 0, 0, 0, 3, 0, 0, 0, 4], hasEnergies: true);
        await using var served = new ServedRun(scene, new ImdSettings { Port = 0, Version = 2 });
        using ImdReceiver client = served.Begin();
        served.Publish(7, 1);

        byte[] energies = [0, 0, 0, 1, 0, 0, 0, 1, .. BitConverter.GetBytes(7), .. Floats(0, -107, -107, 0, 0, 0, 0, 0, 0)];
        byte[] coordinates = [0, 0, 0, 2, 0, 0, 0, 1, .. Floats(70, 71.25f, 72.5f)];
        byte[] all = [.. energies, .. coordinates];
        Assert.Equal(all, client.Read(all.Length));
        Assert.False(client.HasData(50));
    }

    [Fact]
    public async Task CoordinatesAreTheFilesTimesTenInSinglePrecision()
    {
        await using ServedRun served = ServedRun.Lossless(FakeLiveRun.SceneOf(50));
        using ImdReceiver client = served.Begin();
        var random = new Random(7);
        float[] positions = [.. Enumerable.Range(0, 150).Select(_ => MathF.Round((random.NextSingle() * 20) - 10, 3))];
        served.Run.Source.Publish(served.Run.FramesOf(0, 0, 1) with { Positions = positions });

        Assert.Equal(positions.Select(x => x * 10f), client.Next().Coordinates);
    }

    [Fact]
    public async Task OnlyTheWalkerOfThePortIsShown()
    {
        await using var served = new ServedRun(settings: new ImdSettings { Port = 0, Walker = 1 });
        using ImdReceiver client = served.Begin();
        served.Publish(3, 1);
        served.Run.Source.Publish(served.Run.FramesOf(1, 3, 1));

        Assert.Equal(10030, client.Next().Coordinates[0]);
    }

    [Fact]
    public async Task AClientThatSaysNothingIsGivenUpAfterASecond()
    {
        await using var served = new ServedRun();
        using ImdReceiver client = ImdReceiver.Connect(served.EndPoint);
        client.Meet();
        long start = Environment.TickCount64;

        Assert.True(client.IsClosed());
        Assert.InRange(Environment.TickCount64 - start, 800, 5000);
        ServedRun.Await(() => served.ClientLines.Count == 1, "there is a line");
        Assert.Contains("sent no go within 1 s", served.ClientLines[0].Text);
    }

    [Theory]
    [InlineData(ImdReceiver.Pause)]
    [InlineData(ImdReceiver.Energies)]
    [InlineData(17)]
    [InlineData(-1)]
    public async Task AnythingButGoAtFirstIsRefused(int type)
    {
        await using var served = new ServedRun();
        using ImdReceiver client = ImdReceiver.Connect(served.EndPoint);
        client.Meet();
        client.Send(type);

        Assert.True(client.IsClosed());
    }

    [Fact]
    public async Task TheStreamEndsAfterTheLastFrame()
    {
        await using ServedRun served = ServedRun.Lossless();
        using ImdReceiver client = served.Begin();
        served.Publish(0, 5000);
        served.Run.Source.Complete();

        Assert.Equal(Enumerable.Range(0, 5000).Select(step => (long)step), client.Rest().Select(frame => frame.Step));
    }

    [Fact]
    public async Task FilesAreServedFromTheirBeginning()
    {
        await using var served = new ServedRun(FakeLiveRun.SceneOf(3, isComputedHere: false), state: new LiveState { Phase = LivePhase.Complete });
        served.Run.Source.KeepsPast = true;
        served.Publish(0, 100);
        served.Publish(100, 100);
        served.Run.Source.Complete();
        using ImdReceiver client = ImdReceiver.Begin(served.EndPoint);
        using ImdReceiver later = ImdReceiver.Begin(served.EndPoint);

        Assert.Equal(Enumerable.Range(0, 200).Select(step => (long)step), client.Rest().Select(frame => frame.Step));
        Assert.Equal(200, later.Rest().Count());
    }

    [Fact]
    public void ARunWithoutAtomsCannotBeShown()
    {
        var run = new FakeLiveRun(FakeLiveRun.SceneOf(0));

        Assert.Contains("makes no atoms", Assert.Throws<InvalidInputException>(() => ImdServer.Start(new ImdSettings { Port = 0 }, run)).Message);
    }

    [Fact]
    public void AWalkerThatIsNotThereCannotBeShown()
    {
        var run = new FakeLiveRun();

        Assert.Contains("names walker 2; the run has 2", Assert.Throws<InvalidInputException>(() => ImdServer.Start(new ImdSettings { Port = 0, Walker = 2 }, run)).Message);
    }

    [Theory]
    [InlineData(true, false, "--imd-control")]
    [InlineData(false, true, "--imd-wait")]
    public void FilesCannotBeControlled(bool control, bool wait, string option)
    {
        var run = new FakeLiveRun(FakeLiveRun.SceneOf(3, isComputedHere: false)) { Control = null };

        Assert.Contains(option, Assert.Throws<InvalidInputException>(() => ImdServer.Start(new ImdSettings { Port = 0, Control = control, Wait = wait }, run)).Message);
    }

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
