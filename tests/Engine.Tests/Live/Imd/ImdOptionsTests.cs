using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using LatentSim.Actors;
using LatentSim.Engine.Commands;
using LatentSim.Engine.Live.Imd;
using LatentSim.Molecules;

namespace LatentSim.Engine.Tests.Live.Imd;

public class ImdOptionsTests
{
    [Fact]
    public void NothingIsServedUnlessAsked() => Assert.Empty(Read(""));

    [Fact]
    public void AllOptionsReachEveryServer()
    {
        IReadOnlyList<ImdSettings> servers = Read("--imd 0 --imd 127.0.0.1:0:walker=3 --imd [::1]:0:walker=1 --imd-version 2 --imd-delivery all --imd-control --imd-wait --imd-rate 5");

        Assert.Equal([0, 3, 1], servers.Select(server => server.Walker));
        Assert.Equal([IPAddress.Loopback, IPAddress.Loopback, IPAddress.IPv6Loopback], servers.Select(server => server.Address));
        Assert.All(servers, server => Assert.Equal((0, 2, LiveDelivery.All, true, true, 5), (server.Port, server.Version, server.Delivery, server.Control, server.Wait, server.Rate)));
    }

    [Fact]
    public void WithoutOptionsAServerIsTheMildest()
    {
        ImdSettings server = Assert.Single(Read("--imd 0"));

        Assert.Equal((3, LiveDelivery.Newest, false, false, 1), (server.Version, server.Delivery, server.Control, server.Wait, server.Rate));
        Assert.True(server.Allowed.Allows(IPAddress.Loopback));
        Assert.False(server.Allowed.Allows(IPAddress.Parse("192.168.1.7")));
    }

    [Theory]
    [InlineData("--imd nowhere", "--imd")]
    [InlineData("--imd 65536", "--imd")]
    [InlineData("--imd -1", "--imd")]
    [InlineData("--imd :0", "--imd")]
    [InlineData("--imd 10:0", "--imd")]
    [InlineData("--imd ::1:0", "--imd")]
    [InlineData("--imd [127.0.0.1]:0", "--imd")]
    [InlineData("--imd 0:walker=", "--imd")]
    [InlineData("--imd 0:walker=-1", "--imd")]
    [InlineData("--imd 0:walker=1:walker=2", "--imd")]
    [InlineData("--imd 8888 --imd 8888", "twice")]
    [InlineData("--imd 0.0.0.0:0", "--imd-allow")]
    [InlineData("--imd [::]:0", "--imd-allow")]
    [InlineData("--imd 0 --imd-version 1", "--imd-version")]
    [InlineData("--imd 0 --imd-rate 0", "--imd-rate")]
    [InlineData("--imd 0 --imd-allow 10.0.0.0/33", "--imd-allow")]
    [InlineData("--imd-control", "--imd-control: is of no use without --imd PORT")]
    public void WhatCannotBeUsedIsRefusedInALine(string line, string words)
    {
        string message = Assert.Throws<InvalidInputException>(() => Read(line)).Message;

        Assert.Contains(words, message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void AnotherAddressIsServedToThoseWhoAreAllowed()
    {
        ImdSettings server = Assert.Single(Read("--imd 0.0.0.0:0 --imd-allow 192.168.1.0/24"));

        Assert.True(server.Allowed.Allows(IPAddress.Parse("192.168.1.7")));
        Assert.False(server.Allowed.Allows(IPAddress.Parse("192.168.2.7")));
    }

    [Fact]
    public void APortThatIsTakenIsNamed()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        int port = ((IPEndPoint)other.LocalEndPoint!).Port;

        string message = Assert.Throws<InvalidInputException>(() => Read($"--imd {port}")).Message;

        Assert.Contains($"port {port} of 127.0.0.1 is taken", message);
    }

    private static IReadOnlyList<ImdSettings> Read(string line)
    {
        var options = new ImdOptions();
        var command = new Command("run");
        options.AddTo(command);
        ParseResult parsed = command.Parse(line);
        Assert.Empty(parsed.Errors);
        return options.Read(parsed);
    }
}
