using System.Text.Json;
using LatentSim.Engine.Commands;
using LatentSim.Molecules;

namespace LatentSim.Engine.Experiments;

/// <summary>The folder that the experiments on one system are kept in: a JSON file for each, the report on all of them, and the models.</summary>
internal sealed class ExperimentFolder
{
    private const string Report = "report.html";
    private const long LargestBytes = 256 << 20;
    private readonly string path;

    /// <summary>A folder, which is made if it is not there.</summary>
    /// <exception cref="InvalidInputException">It cannot be made.</exception>
    public ExperimentFolder(string path)
    {
        this.path = path;
        try
        {
            Directory.CreateDirectory(Models);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, "", $"cannot be made a folder: {e.Message}");
        }
    }

    /// <summary>The folder of the models.</summary>
    public string Models => Path.Combine(path, "models");

    /// <summary>Checks that what is in the folder is of a system.</summary>
    /// <exception cref="InvalidInputException">It is of another.</exception>
    public void RequireSystem(string name)
    {
        foreach ((ExperimentKind kind, IExperimentResult result) in Results())
        {
            if (result.System.Name != name)
                throw new InvalidInputException(FileOf(kind), "system.name", $"is of {result.System.Name}, not of {name}; expected --out with another folder");
        }
    }

    /// <summary>Keeps what an experiment found and makes the report anew; returns the files written.</summary>
    public IReadOnlyList<string> Add(ExperimentKind kind, IExperimentResult result)
    {
        CommandOutput.WriteJson(FileOf(kind), result);
        string page = Path.Combine(path, Report);
        CommandOutput.WriteText(page, ExperimentReport.Of(Results()).ToHtml());
        return [FileOf(kind), page];
    }

    /// <summary>What the experiments of the folder found, in the order of the report.</summary>
    /// <exception cref="InvalidInputException">A file is not what an experiment wrote.</exception>
    public IReadOnlyList<(ExperimentKind Kind, IExperimentResult Result)> Results() =>
        [.. ExperimentKind.All.Where(kind => File.Exists(FileOf(kind))).Select(kind => (kind, Read(kind)))];

    private string FileOf(ExperimentKind kind) => Path.Combine(path, $"{kind.Name}.json");

    private IExperimentResult Read(ExperimentKind kind)
    {
        string file = FileOf(kind);
        long bytes = new FileInfo(file).Length;
        if (bytes > LargestBytes)
            throw new InvalidInputException(file, "", $"has {bytes} bytes; expected at most {LargestBytes}");
        try
        {
            return CommandOutput.ReadJson(file, kind.ResultType) as IExperimentResult ?? throw new InvalidInputException(file, "", $"is empty; expected what latentsim experiment {kind.Name} wrote");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            string line = e is JsonException { LineNumber: { } number } ? $"line {number + 1}" : "";
            throw new InvalidInputException(file, line, $"is not what latentsim experiment {kind.Name} of this version wrote; delete it, or run the experiment again");
        }
    }
}
