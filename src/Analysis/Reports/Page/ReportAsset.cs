namespace LatentSim.Analysis.Reports;

/// <summary>Style sheet and scripts, which are files beside this one and part of the assembly.</summary>
internal static class ReportAsset
{
    /// <summary>The text of a file.</summary>
    internal static string Text(string file)
    {
        using var stream = typeof(ReportAsset).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"The assembly lacks {file}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
