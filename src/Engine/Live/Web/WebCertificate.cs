using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LatentSim.Molecules;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace LatentSim.Engine.Live.Web;

/// <summary>Reads the certificate for TLS.</summary>
internal static class WebCertificate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads it, with those that vouch for it; null where none is given.</summary>
    /// <exception cref="InvalidInputException">A file is missing or is none of a certificate with a key.</exception>
    public static HttpsConnectionAdapterOptions? Read(WebSettings settings)
    {
        if (settings.Certificate is not { } file)
            return null;

        RequireFile("--certificate", file);
        if (settings.CertificateKey is { } key)
            RequireFile("--certificate-key", key);
        try
        {
            bool isPkcs12 = Path.GetExtension(file).ToLowerInvariant() is ".pfx" or ".p12";
            return isPkcs12 ? Pkcs12(file) : Pem(file, settings.CertificateKey);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(file, "", $"is no certificate with its private key ({e.Message.TrimEnd('.')}); expected PEM with --certificate-key FILE, or a .pfx file without a password");
        }
    }

    private static HttpsConnectionAdapterOptions Pkcs12(string file) =>
        new() { ServerCertificate = X509CertificateLoader.LoadPkcs12FromFile(file, password: null), HandshakeTimeout = Patience };

    private static HttpsConnectionAdapterOptions Pem(string file, string? key)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(file);
        return new HttpsConnectionAdapterOptions
        {
            ServerCertificate = X509Certificate2.CreateFromPemFile(file, key ?? file),
            ServerCertificateChain = chain,
            HandshakeTimeout = Patience,
        };
    }

    private static void RequireFile(string option, string file)
    {
        if (!File.Exists(file))
            throw new InvalidInputException(option, "", $"there is no file {file}");
    }
}
