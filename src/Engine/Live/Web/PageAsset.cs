namespace LatentSim.Engine.Live.Web;

/// <summary>A file of the page.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Tag">Its entity tag, in quotation marks.</param>
/// <param name="Plain">Its bytes.</param>
/// <param name="Brotli">The same, compressed; null where the build made none.</param>
/// <param name="Gzip">The same, for browsers that know no brotli, made when the first one asks; null where it would not be smaller.</param>
internal sealed record PageAsset(string MediaType, string Tag, byte[] Plain, byte[]? Brotli, Lazy<byte[]?> Gzip);
