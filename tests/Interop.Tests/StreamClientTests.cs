using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Engine.Tests;
using LatentSim.Engine.Live.Web;
using LatentSim.Engine.Tests.Live;

namespace Interop.Tests;

/// <summary>The clients that docs/stream.md shows, in Python and in JavaScript, put to a server.</summary>
public sealed class StreamClientTests : IAsyncLifetime
{
    private const string Token = "0123456789abcdef";
    private const int Frames = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly FakeLiveRun run = new(FakeLiveRun.SceneOf(sites: 3));
    private readonly CancellationTokenSource over = new();
    private WebServer server = null!;
    private Task publishing = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        server = await WebServer.Start(new WebSettings { Token = Token }, run);
        publishing = Publish();
    }

    public async Task DisposeAsync()
    {
        await over.CancelAsync();
        await publishing;
        await server.DisposeAsync();
        over.Dispose();
    }

    [Fact]
    public async Task ThePythonClientReadsFrames() =>
        Check(await Run("/usr/bin/python3", "-W", "ignore", Example("stream_client.py"), Address, $"{Frames}", Token));

    [Fact]
    public async Task TheJavaScriptClientReadsFrames()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("latentsim-client-");
        try
        {
            // Modules are looked for beside the file that imports them; those of the page are the ones that the client needs.
            string client = Path.Combine(folder.FullName, "stream_client.mjs");
            File.Copy(Example("stream_client.mjs"), client);
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "node_modules"), Path.Combine(RepositoryRoot.Folder, "src/Engine/Live/Web/Page/node_modules"));
            Check(await Run("node", client, Address, $"{Frames}", Token));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AClientWithoutTheTokenIsRefused()
    {
        (int code, string output, string errors) = await Run("/usr/bin/python3", Example("stream_client.py"), Address);

        Assert.NotEqual(0, code);
        Assert.Empty(output);
        Assert.Contains("401", errors);
    }

    [Theory]
    [InlineData("stream_client.py", "python")]
    [InlineData("stream_client.mjs", "js")]
    public void ThePageShowsTheClientsAsTheyAre(string file, string language)
    {
        string text = File.ReadAllText(Example(file));

        Assert.InRange(text.TrimEnd('\n').Split('\n').Length, 1, 40);
        Assert.Contains($"```{language}\n{text}```\n", File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "docs/stream.md")), StringComparison.Ordinal);
    }

    private string Address => server.Address.Authority;

    private static string Example(string file) => Path.Combine(RepositoryRoot.Folder, "docs/examples", file);

    private static void Check((int Code, string Output, string Errors) result)
    {
        Assert.True(result.Code == 0, result.Errors);
        string[] lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("fake: 2 walkers, 3 sites", lines[0]);
        Assert.True(lines.Length > Frames, result.Output);
        long last = -1;
        foreach (string line in lines.Skip(1))
        {
            Match match = Regex.Match(line, "^step ([0-9]+) latents (.+) (.+) first atom (.+) (.+) (.+)$");
            Assert.True(match.Success, line);
            long step = long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            double[] numbers = [.. match.Groups.Values.Skip(2).Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture))];
            Assert.Equal([step, step - 1, .. Enumerable.Range(0, 3).Select(i => (double)FakeLiveRun.Coordinate(0, step, i))], numbers);
            Assert.True(step > last, line);
            last = step;
        }
    }

    private async Task Publish()
    {
        for (long step = 0; !over.IsCancellationRequested; step += 4)
        {
            run.Source.Publish(run.FramesOf(0, step, 4));
            run.Source.Publish(run.FramesOf(1, step, 4));
            await Task.Delay(5);
        }
    }

    private static async Task<(int Code, string Output, string Errors)> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {Patience.TotalSeconds} s");
        }

        return (process.ExitCode, await output, await errors);
    }
}
