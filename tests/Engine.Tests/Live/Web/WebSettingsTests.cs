using System.CommandLine;
using System.Net;
using LatentSim.Actors;
using LatentSim.Engine.Commands;
using LatentSim.Engine.Live.Web;
using LatentSim.Molecules;
using Microsoft.AspNetCore.Http;

namespace LatentSim.Engine.Tests.Live;

/// <summary>The options of the web server.</summary>
public sealed class WebSettingsTests
{
    private const string Token = "0123456789abcdef";

    [Fact]
    public void NothingIsServedUnlessAskedFor() => Assert.Null(Read(""));

    [Theory]
    [InlineData("--serve", "127.0.0.1", 8080, true)]
    [InlineData("--serve 9000", "127.0.0.1", 9000, false)]
    [InlineData("--serve localhost:9000", "127.0.0.1", 9000, false)]
    [InlineData("--serve [::1]:9000", "::1", 9000, false)]
    [InlineData("--serve 0", "127.0.0.1", 0, false)]
    [InlineData($"--serve 0.0.0.0:80 --token {Token}", "0.0.0.0", 80, false)]
    public void ThePlaceIsAPortOrAnAddressWithOne(string arguments, string address, int port, bool anyPort)
    {
        WebSettings settings = Read(arguments)!;

        Assert.Equal((IPAddress.Parse(address), port, anyPort), (settings.Address, settings.Port, settings.AnyPortWillDo));
    }

    [Fact]
    public void OptionsAreRead()
    {
        WebSettings settings = Read($"--serve --token {Token} --host a.example --host b.example --certificate a.pem --certificate-key a.key --stream-delivery all")!;

        Assert.Equal(Token, settings.Token);
        Assert.Equal(["a.example", "b.example"], settings.Hosts);
        Assert.Equal(("a.pem", "a.key", LiveDelivery.All), (settings.Certificate, settings.CertificateKey, settings.Delivery));
    }

    [Theory]
    [InlineData("--serve model.lsbox", "--serve: expected PORT or ADDRESS:PORT, such as 8080, 0.0.0.0:8080 or [::1]:8080, found 'model.lsbox'")]
    [InlineData("--serve 65536", "--serve: expected PORT or ADDRESS:PORT")]
    [InlineData("--serve 0.0.0.0", "--serve: expected PORT or ADDRESS:PORT")]
    [InlineData("--serve ::1:8080", "--serve: expected PORT or ADDRESS:PORT")]
    [InlineData("--serve 0.0.0.0:8080", "--serve: 0.0.0.0 can be reached by others; give a token too: --token or --token-file, at least 16 characters that they must know")]
    [InlineData("--serve --token short", "--token: has 5 characters; expected at least 16")]
    [InlineData("--serve --token 'with spaces in the middle'", "--token: expected letters, digits and - . _ ~ + / = only")]
    [InlineData("--serve --token-file absent.txt", "absent.txt: there is no such file")]
    [InlineData("--serve --token-file a --token b", "--token-file: expected one of --token and --token-file")]
    [InlineData("--serve --host a:80", "--host: expected a name such as cluster.example.org, without a port, found 'a:80'")]
    [InlineData("--serve --certificate-key a.key", "--certificate-key: needs --certificate too")]
    [InlineData($"--token {Token}", "--token: needs --serve too")]
    [InlineData("--stream-delivery all", "--stream-delivery: needs --serve too")]
    [InlineData("--reference a.yaml", "--reference: needs --serve too")]
    public void OptionsThatCannotBeUsedAreRefused(string arguments, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<InvalidInputException>(() => Read(arguments)).Message);

    [Fact]
    public void TheTokenIsTheFirstLineOfAFile()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, $"{Token}\nmore\n");

        Assert.Equal(Token, Read($"--serve --token-file {file}")!.Token);
        File.Delete(file);
    }

    [Fact]
    public async Task APortThatIsTakenIsAnErrorUnlessAnyWillDo()
    {
        var run = new FakeLiveRun();
        await using WebServer first = await WebServer.Start(new WebSettings(), run);
        var taken = new WebSettings { Port = first.Address.Port };

        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => WebServer.Start(taken, run));
        await using WebServer second = await WebServer.Start(taken with { AnyPortWillDo = true }, run);

        Assert.Equal($"--serve: 127.0.0.1:{taken.Port} is taken by another program; name another port, or 0 for any that is free", error.Message);
        Assert.NotEqual(first.Address.Port, second.Address.Port);
        Assert.Equal($"watch at {second.Address}", run.Log.Since(0).Lines[^1].Text);
    }

    [Fact]
    public async Task AnAddressThatOthersReachIsSaid()
    {
        var run = new FakeLiveRun();
        await using WebServer server = await WebServer.Start(new WebSettings { Address = IPAddress.Any, Token = Token }, run);

        Assert.Equal("0.0.0.0 can be reached by others: whoever knows the token can watch; without --certificate the token and all else travel in the clear", run.Log.Since(0).Lines[^1].Text);
        Assert.DoesNotContain(Token, run.Log.Since(0).Lines[0].Text);
        Assert.True(new WebGate(server.Settings).IsHost(new HostString(server.Address.Authority)));
        Assert.True(new WebGate(server.Settings).IsHost(new HostString("192.0.2.7")));
        Assert.False(new WebGate(server.Settings).IsHost(new HostString("evil.example.org")));
    }

    private static WebSettings? Read(string arguments)
    {
        var options = new WebOptions();
        var command = new Command("run");
        options.AddTo(command);
        ParseResult parsed = command.Parse(arguments.Replace('\'', '"'));
        Assert.Empty(parsed.Errors);
        return options.Read(parsed);
    }
}
