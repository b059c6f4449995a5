using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using LatentSim.Actors;
using LatentSim.Engine.Live.Operations;
using LatentSim.Engine.Live.Web;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>The options of the web server: the page, the stream for programs, health and metrics.</summary>
internal sealed class WebOptions
{
    private readonly Option<string?> address;
    private readonly Option<string?> token = new("--token") { Description = "What clients of the web server must know, at least 16 characters; needed where others can reach it. Others on this machine may see it in the list of processes: --token-file hides it.", HelpName = "TOKEN" };
    private readonly Option<string?> tokenFile = new("--token-file") { Description = "A file whose first line is the token.", HelpName = "FILE" };
    private readonly Option<string[]> hosts = new("--host") { Description = "Another name under which clients may ask the web server; may be given several times.", HelpName = "NAME", DefaultValueFactory = _ => [] };
    private readonly Option<string?> certificate = new("--certificate") { Description = "The web server's certificate for TLS: PEM, or PKCS #12 (.pfx, .p12) without a password.", HelpName = "FILE" };
    private readonly Option<string?> certificateKey = new("--certificate-key") { Description = "The certificate's private key (PEM), where the file of the certificate does not hold it.", HelpName = "FILE" };
    private readonly Option<string?> delivery = new("--stream-delivery") { Description = "newest, unless told: clients of the stream never slow the run. all: they may ask for every frame, and the run waits for them." };
    private readonly Option<string?> reference = new("--reference") { Description = "The configuration that names the molecular dynamics to compare with on the page.", HelpName = "CONFIG" };
    private readonly Option<string?> otlp = new("--otlp") { Description = $"Send metrics to this OpenTelemetry collector (OTLP over HTTP), such as http://localhost:4318; {OtlpAddress.Variable} unless told.", HelpName = "URL" };
    private readonly bool isAlwaysServed;

    /// <summary>Makes the options.</summary>
    /// <param name="name">The name of the option that says where to listen.</param>
    /// <param name="isAlwaysServed">Whether the command serves even where that option is not given.</param>
    public WebOptions(string name = "--serve", bool isAlwaysServed = false)
    {
        this.isAlwaysServed = isAlwaysServed;
        string what = isAlwaysServed ? "Where to serve the page and the stream for programs" : "Serve a page that shows the run as it goes, and a stream for programs";
        address = new Option<string?>(name)
        {
            Description = $"{what}: a port of this machine alone, or ADDRESS:PORT. 127.0.0.1:{WebSettings.DefaultPort} unless told.",
            HelpName = "ADDRESS:PORT",
            Arity = ArgumentArity.ZeroOrOne,
        };
        delivery.AcceptOnlyFromAmong("newest", "all");
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { address, token, tokenFile, hosts, certificate, certificateKey, delivery, reference, otlp })
            command.Options.Add(option);
    }

    /// <summary>The web server that is asked for; null for none.</summary>
    /// <exception cref="InvalidInputException">An option cannot be used, or makes no sense without the server.</exception>
    public WebSettings? Read(ParseResult arguments)
    {
        if (!isAlwaysServed && arguments.GetResult(address) is null)
        {
            RequireNone(arguments);
            return null;
        }

        string? place = arguments.GetValue(address);
        IPEndPoint end = place is null ? new IPEndPoint(IPAddress.Loopback, WebSettings.DefaultPort) : WebAddress.Parse(address.Name, place);
        var settings = new WebSettings
        {
            Address = end.Address,
            Port = end.Port,
            AnyPortWillDo = place is null,
            Token = ReadToken(arguments),
            Hosts = arguments.GetRequiredValue(hosts),
            Certificate = arguments.GetValue(certificate),
            CertificateKey = arguments.GetValue(certificateKey),
            Delivery = arguments.GetValue(delivery) == "all" ? LiveDelivery.All : LiveDelivery.Newest,
        };
        WebSettingsCheck.Require(settings);
        return settings;
    }

    /// <summary>The configuration to compare with; null for none.</summary>
    public string? Reference(ParseResult arguments) => arguments.GetValue(reference);

    /// <summary>Where metrics are sent; null for nowhere.</summary>
    /// <exception cref="InvalidInputException">It is not the address of a web server.</exception>
    public Uri? Otlp(ParseResult arguments) => arguments.GetValue(otlp) is { } text ? OtlpAddress.Parse(text) : OtlpAddress.OfEnvironment();

    private string? ReadToken(ParseResult arguments)
    {
        if (arguments.GetValue(tokenFile) is not { } file)
            return arguments.GetValue(token);
        if (arguments.GetResult(token) is not null)
            throw new InvalidInputException(tokenFile.Name, "", "expected one of --token and --token-file");
        if (!File.Exists(file))
            throw new InvalidInputException(file, "", "there is no such file; expected one whose first line is the token");

        try
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim() ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(file, "", $"cannot be read: {e.Message}");
        }
    }

    private void RequireNone(ParseResult arguments)
    {
        foreach (Option option in new Option[] { token, tokenFile, hosts, certificate, certificateKey, delivery, reference })
        {
            if (arguments.GetResult(option) is OptionResult { Implicit: false })
                throw new InvalidInputException(option.Name, "", $"needs {address.Name} too");
        }
    }
}
