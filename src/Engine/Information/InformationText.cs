using System.Globalization;
using System.Text;
using LatentSim.Engine.Terminal;
using LatentSim.Models.ModelFile;

namespace LatentSim.Engine.Information;

/// <summary>What files hold, for people.</summary>
internal static class InformationText
{
    private const int MostColumns = 8;

    /// <summary>A trajectory.</summary>
    public static string Of(TrajectoryInformation trajectory)
    {
        string interval = trajectory.Interval is { } time ? $", one each {Duration.Molecular(time)}" : "";
        string box = trajectory.Box is { } lengths ? $"{string.Join(" x ", lengths.Select(length => Number(length, "0.###")))} nm" : "none";
        return $"""
            {trajectory.File}: trajectory
              atoms    {trajectory.Atoms}
              frames   {Number(trajectory.Frames, "N0")}{interval}
              time     {Duration.Molecular(trajectory.FirstTime)} to {Duration.Molecular(trajectory.LastTime)}
              box      {box}
              size     {Size(trajectory.Bytes)}

            """;
    }

    /// <summary>A file of plain numbers.</summary>
    public static string Of(NumberInformation numbers) => $"""
        {numbers.File}: plain numbers
          frames   {Number(numbers.Frames, "N0")}
          columns  {Columns(numbers)}
          size     {Size(numbers.Bytes)}

        """;

    private static string Columns(NumberInformation numbers) => numbers.Minimum.Length <= MostColumns
        ? string.Join(", ", numbers.Minimum.Zip(numbers.Maximum, (low, high) => $"{Number(low, "G6")} to {Number(high, "G6")}"))
        : $"{numbers.Minimum.Length}, {Number(numbers.Minimum.Min(), "G6")} to {Number(numbers.Maximum.Max(), "G6")}";

    /// <summary>A model.</summary>
    public static string Of(ModelInformation model)
    {
        var text = new StringBuilder();
        Line("", $"{model.File}: model of {model.Name}");
        if (model.Particles is { } particles)
            AddParticles(particles);
        else
            AddSystem();
        foreach (StageInformation stage in model.Stages)
            Line(stage.Name, $"{stage.Method}: {stage.From} -> {stage.To}, {Number(stage.Parameters, "N0")} weights");
        Line("size", Size(model.Bytes));
        AddProvenance(model.Provenance);
        return text.ToString();

        void Line(string name, string value) => text.Append(name.Length == 0 ? value : $"  {name,-12}{value}").Append('\n');

        void AddParticles(ParticleInformation particles)
        {
            Line("timestep", Duration.In(model.TimeUnit, model.LagTime));
            Line("particles", particles.Describe());
            Line("sweep", particles.DescribeSweep());
            Line("integrator", $"{particles.Integrator}, from a window of {Display.Count(particles.Window, "frame")}");
        }

        void AddSystem()
        {
            Line("lag", Duration.In(model.TimeUnit, model.LagTime));
            Line("temperature", model.Temperature is { } temperature ? $"{Number(temperature, "0.##")} K" : "unknown");
            Line("molecule", model.Atoms is { } atoms ? $"{atoms} atoms, {model.Sites} coarse sites" : "none");
            if (model.Latents > 0)
                Line("timescales", model.Timescales.Length > 0 ? string.Join(", ", model.Timescales.Select(time => Duration.In(model.TimeUnit, time))) : "none");
            if (model.Coordinates is { } range)
                Line("coordinates", string.Join(", ", range.Minimum.Zip(range.Maximum, (low, high) => $"{Number(low, "G6")} to {Number(high, "G6")}")));
        }

        void AddProvenance(Provenance provenance)
        {
            Line("made by", $"{provenance.CreatedBy}, seed {provenance.Seed}, in {Duration.Of(provenance.WallTime)}");
            foreach (DataFile file in provenance.Data)
                Line("from", $"{file.Name}, {Number(file.Frames, "N0")} frames, sha256 {file.Sha256[..Math.Min(16, file.Sha256.Length)]}");
            foreach ((string name, double value) in provenance.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
                Line("metric", $"{name} {Number(value, "G6")}");
            foreach ((string name, string version) in provenance.Packages.OrderBy(package => package.Key, StringComparer.Ordinal))
                Line("package", $"{name} {version}");
        }
    }

    /// <summary>Bytes as people say them.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} bytes",
        < 1 << 20 => $"{Number(bytes / 1024.0, "0.#")} KiB",
        < 1 << 30 => $"{Number(bytes / (1024.0 * 1024), "0.#")} MiB",
        _ => $"{Number(bytes / (1024.0 * 1024 * 1024), "0.##")} GiB",
    };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
