using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LatentSim.Engine.Live.Web;
using LatentSim.Molecules;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Live;

/// <summary>TLS with a certificate that signed itself.</summary>
public sealed class WebTlsTests : IDisposable
{
    private const string Token = "0123456789abcdef";
    private readonly TemporaryFolder folder = new();
    private readonly FakeLiveRun run = new();
    private readonly X509Certificate2 certificate;

    public WebTlsTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(folder.Path("a.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.Path("a.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(folder.Path("a.pfx"), certificate.Export(X509ContentType.Pkcs12));
    }

    public void Dispose()
    {
        certificate.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("a.pem", "a.key")]
    [InlineData("a.pfx", null)]
    public async Task ThePageAndTheStreamAreEncrypted(string file, string? key)
    {
        var settings = new WebSettings { Certificate = folder.Path(file), CertificateKey = key is null ? null : folder.Path(key), Token = Token };
        await using WebServer server = await WebServer.Start(settings, run);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() } });

        using HttpResponseMessage answer = await client.GetAsync(new Uri(server.Address, $"/?token={Token}"));
        await using StreamClient stream = await StreamClient.Connect(server, options =>
        {
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
            options.SetRequestHeader("Cookie", $"latentsim={Token}");
        });

        Assert.Equal("https", server.Address.Scheme);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("secure", answer.Headers.GetValues("Set-Cookie").Single());
        Assert.Equal("hello", (await stream.Next()).Text("type"));
    }

    [Theory]
    [InlineData("absent.pem", null, "--certificate: there is no file ")]
    [InlineData("a.pem", "absent.key", "--certificate-key: there is no file ")]
    public async Task FilesThatAreMissingAreNamed(string file, string? key, string expected)
    {
        var settings = new WebSettings { Certificate = folder.Path(file), CertificateKey = key is null ? null : folder.Path(key) };

        Assert.StartsWith(expected, (await Assert.ThrowsAsync<InvalidInputException>(() => WebServer.Start(settings, run))).Message);
    }

    [Theory]
    [InlineData("a.pem")]
    [InlineData("a.key")]
    public async Task FilesThatHoldNoPairAreNamed(string file)
    {
        var settings = new WebSettings { Certificate = folder.Path(file) };

        Assert.Contains($"{file}: is no certificate with its private key", (await Assert.ThrowsAsync<InvalidInputException>(() => WebServer.Start(settings, run))).Message);
    }
}
