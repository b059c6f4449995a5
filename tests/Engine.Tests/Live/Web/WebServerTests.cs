using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using LatentSim.Engine.Live;
using LatentSim.Engine.Live.Web;

namespace LatentSim.Engine.Tests.Live;

/// <summary>What the web server serves, and to whom.</summary>
public sealed class WebServerTests : IAsyncLifetime
{
    private const string Token = "a-token-that-is-long-enough";
    private readonly FakeLiveRun run = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private WebServer open = null!;
    private WebServer closed = null!;

    public async Task InitializeAsync()
    {
        open = await WebServer.Start(new WebSettings { Hosts = ["cluster.example.org"] }, run);
        closed = await WebServer.Start(new WebSettings { Token = Token }, run);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await open.DisposeAsync();
        await closed.DisposeAsync();
        Assert.Equal((0, 0), (open.Faults, closed.Faults));
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/topology.pdb", "chemical/x-pdb; charset=utf-8")]
    [InlineData("/status.json", "application/json")]
    [InlineData("/observables.json", "application/json")]
    [InlineData("/healthz", "application/json")]
    [InlineData("/metrics", "text/plain; version=0.0.4; charset=utf-8")]
    public async Task AnswersAtItsAddresses(string path, string mediaType)
    {
        run.Estimates = "{}";
        using HttpResponseMessage answer = await client.GetAsync(new Uri(open.Address, path));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.ToString());
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/assets/nothing.js", HttpStatusCode.NotFound)]
    [InlineData("GET", "/assets/..%2f..%2fpeers%2fxtc.py", HttpStatusCode.NotFound)]
    [InlineData("GET", "/observables.json", HttpStatusCode.NoContent)]
    [InlineData("GET", "/stream", HttpStatusCode.UpgradeRequired)]
    [InlineData("POST", "/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "/status.json", HttpStatusCode.OK)]
    public async Task SaysWhatCannotBe(string method, string path, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(open.Address, path)));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task EveryAnswerTellsBrowsersWhatToRefuse()
    {
        foreach (string path in new[] { "/", "/nothing", "/metrics" })
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(open.Address, path));
            Assert.Equal("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'", Header(answer, "Content-Security-Policy"));
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
            Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
            Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
            Assert.Null(Header(answer, "Server"));
        }
    }

    [Fact]
    public async Task FailedRunsAnswerThatTheyAre()
    {
        run.Now = new LiveState { Phase = LivePhase.Failed, Reason = "no slot is left" };
        await Task.Delay(250);

        using HttpResponseMessage answer = await client.GetAsync(new Uri(open.Address, "/healthz"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("""{"status":"failed","reason":"no slot is left"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("localhost:9000", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("cluster.example.org", HttpStatusCode.OK)]
    [InlineData("evil.example.org", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example.org", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.0.2.7", HttpStatusCode.MisdirectedRequest)]
    public async Task OnlyItsOwnNamesAreAnswered(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(open.Address, "/status.json"));
        request.Headers.Host = host;

        using HttpResponseMessage answer = await client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://localhost:81", "localhost:81", HttpStatusCode.OK)]
    [InlineData("https://localhost", "localhost:443", HttpStatusCode.OK)]
    [InlineData("http://localhost:82", "localhost:81", HttpStatusCode.Forbidden)]
    [InlineData("http://evil.example.org", "localhost", HttpStatusCode.Forbidden)]
    [InlineData("null", "localhost", HttpStatusCode.Forbidden)]
    [InlineData("file:///", "localhost", HttpStatusCode.Forbidden)]
    public async Task OnlyItsOwnPagesMayAsk(string origin, string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(open.Address, "/status.json"));
        request.Headers.Host = host;
        request.Headers.Add("Origin", origin);

        using HttpResponseMessage answer = await client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/status.json")]
    [InlineData("/metrics")]
    [InlineData("/healthz")]
    [InlineData("/stream")]
    [InlineData("/topology.pdb?token=" + Token)]
    public async Task NothingIsServedWithoutTheToken(string path)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(closed.Address, path));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", Header(answer, "WWW-Authenticate"));
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + Token, HttpStatusCode.OK)]
    [InlineData("Authorization", "bearer " + Token, HttpStatusCode.OK)]
    [InlineData("Cookie", "other=1; latentsim=" + Token, HttpStatusCode.OK)]
    [InlineData("Authorization", "Bearer " + Token + "x", HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", "Bearer", HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", "Basic " + Token, HttpStatusCode.Unauthorized)]
    [InlineData("Cookie", "latentsim=", HttpStatusCode.Unauthorized)]
    public async Task TheTokenIsTakenAsHeaderAndAsCookie(string name, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(closed.Address, "/status.json"));
        request.Headers.TryAddWithoutValidation(name, value);

        using HttpResponseMessage answer = await client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task TheTokenOfTheAddressBecomesACookieAndLeavesTheAddress()
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(closed.Address, $"/?token={Token}"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Equal($"latentsim={Token}; path=/; samesite=strict; httponly", Header(answer, "Set-Cookie"));
    }

    [Fact]
    public async Task AWrongTokenOfTheAddressIsRefused()
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(closed.Address, "/?token=wrong"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(Header(answer, "Set-Cookie"));
        Assert.EndsWith("was refused: a wrong token", run.Log.Since(0).Lines[^1].Text);
    }

    [Fact]
    public async Task TheStreamNeedsTheTokenAndTheOriginToo()
    {
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => StreamClient.Connect(closed));
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => StreamClient.Connect(open, options => options.SetRequestHeader("Origin", "http://evil.example.org")));

        await using StreamClient known = await StreamClient.Connect(closed, options => options.SetRequestHeader("Authorization", $"Bearer {Token}"));

        Assert.Equal("hello", (await known.Next()).Text("type"));
    }

    [Fact]
    public async Task AClientWithTheOriginOfThePageCountsAsAPage()
    {
        await using StreamClient page = await StreamClient.Connect(open, options => options.SetRequestHeader("Origin", open.Address.GetLeftPart(UriPartial.Authority)));
        await page.Next();

        Assert.Equal((1, 0), (LiveClients.Of(run).Count(LiveClientKind.Page), LiveClients.Of(run).Count(LiveClientKind.Stream)));
    }

    [Fact]
    public async Task FilesOfThePageAreAskedForOnce()
    {
        using HttpResponseMessage first = await client.GetAsync(new Uri(open.Address, "/"));
        if (first.Headers.ETag is not { } tag)
        {
            Assert.Contains("The page was not built", await first.Content.ReadAsStringAsync());
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(open.Address, "/"));
        request.Headers.IfNoneMatch.Add(tag);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using HttpResponseMessage second = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("br;q=0, gzip;q=0.5")]
    public async Task FilesOfThePageAreTheSameHoweverTheyAreCompressed(string accepted)
    {
        using HttpResponseMessage plain = await client.GetAsync(new Uri(open.Address, "/"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(open.Address, "/"));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using HttpResponseMessage compressed = await client.SendAsync(request);

        await using Stream bytes = await compressed.Content.ReadAsStreamAsync();
        await using Stream text = compressed.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };

        Assert.Equal(await plain.Content.ReadAsStringAsync(), await new StreamReader(text).ReadToEndAsync());
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;
}
