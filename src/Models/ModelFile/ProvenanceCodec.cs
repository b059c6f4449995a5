namespace LatentSim.Models.ModelFile;

/// <summary>Provenance in a model file. Entries of a dictionary are written in the order of their names, so that equal models are equal files.</summary>
internal static class ProvenanceCodec
{
    public static void Write(ref PayloadWriter writer, Provenance provenance)
    {
        writer.Map(7);
        writer.Key("created_by");
        writer.Value(provenance.CreatedBy);
        writer.Key("data");
        WriteData(ref writer, provenance.Data);
        writer.Key("configuration");
        writer.Value(provenance.Configuration);
        writer.Key("metrics");
        writer.Map(provenance.Metrics.Count);
        foreach ((string name, double value) in provenance.Metrics.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.Key(name);
            writer.Value(value);
        }

        writer.Key("packages");
        writer.Map(provenance.Packages.Count);
        foreach ((string name, string version) in provenance.Packages.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.Key(name);
            writer.Value(version);
        }

        writer.Key("seed");
        writer.Value(provenance.Seed);
        writer.Key("wall_time");
        writer.Value(provenance.WallTime);
    }

    public static Provenance Read(ref PayloadReader reader)
    {
        reader.Map(7);
        reader.Enter("created_by");
        string createdBy = reader.Text();
        reader.Leave();
        reader.Enter("data");
        List<DataFile> data = ReadData(ref reader);
        reader.Leave();
        reader.Enter("configuration");
        string configuration = reader.Text();
        reader.Leave();
        reader.Enter("metrics");
        Dictionary<string, double> metrics = ReadMetrics(ref reader);
        reader.Leave();
        reader.Enter("packages");
        Dictionary<string, string> packages = ReadPackages(ref reader);
        reader.Leave();
        reader.Enter("seed");
        ulong seed = reader.UnsignedLong();
        reader.Leave();
        reader.Enter("wall_time");
        double wallTime = reader.Double();
        reader.Leave();
        return new Provenance(createdBy, data, configuration, metrics, packages, seed, wallTime);
    }

    private static void WriteData(ref PayloadWriter writer, IReadOnlyList<DataFile> data)
    {
        writer.Array(data.Count);
        foreach (DataFile file in data)
        {
            writer.Array(3);
            writer.Value(file.Name);
            writer.Value(file.Sha256);
            writer.Value(file.Frames);
        }
    }

    private static List<DataFile> ReadData(ref PayloadReader reader)
    {
        int count = reader.Array();
        List<DataFile> data = [];
        for (int i = 0; i < count; i++)
        {
            reader.Array(3);
            data.Add(new DataFile(reader.Text(), reader.Text(), reader.Long()));
        }

        return data;
    }

    private static Dictionary<string, double> ReadMetrics(ref PayloadReader reader)
    {
        int count = reader.MapOfAnySize();
        Dictionary<string, double> metrics = [];
        for (int i = 0; i < count; i++)
            metrics[reader.Text()] = reader.AnyDouble();
        return metrics;
    }

    private static Dictionary<string, string> ReadPackages(ref PayloadReader reader)
    {
        int count = reader.MapOfAnySize();
        Dictionary<string, string> packages = [];
        for (int i = 0; i < count; i++)
            packages[reader.Text()] = reader.Text();
        return packages;
    }
}
