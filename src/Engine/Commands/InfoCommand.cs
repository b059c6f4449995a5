using System.CommandLine;
using LatentSim.Engine.Information;
using LatentSim.Molecules;

namespace LatentSim.Engine.Commands;

/// <summary>latentsim info: tells what a file holds.</summary>
internal static class InfoCommand
{
    private const string ModelEnding = ".lsbox";

    private static readonly Argument<string> File = new("FILE") { Description = "A model (.lsbox) or a trajectory (.xtc, .dcd, .pdb, .npy)." };
    private static readonly Option<string?> Json = CommandHost.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("info", "Tell what a model or a trajectory file holds.") { File, Json };
        CommandHost.Handle(command, Show);
        return command;
    }

    private static int Show(ParseResult arguments)
    {
        string path = arguments.GetRequiredValue(File);
        string? json = arguments.GetValue(Json);
        CommandOutput.RequireFolder(json);
        if (!System.IO.File.Exists(path))
            throw new InvalidInputException(path, "", "there is no such file; expected a model (.lsbox) or a trajectory (.xtc, .dcd, .pdb, .npy)");

        (object information, string text) = Read(path);
        Console.Write(text);
        CommandOutput.WriteJson(json, information);
        return ExitCode.Success;
    }

    private static (object Information, string Text) Read(string path)
    {
        if (Path.GetExtension(path).Equals(ModelEnding, StringComparison.OrdinalIgnoreCase))
        {
            ModelInformation model = ModelInformation.Of(path);
            return (model, InformationText.Of(model));
        }

        if (NpyFile.IsNpy(path))
        {
            NumberInformation numbers = NumberInformation.Of(path);
            return (numbers, InformationText.Of(numbers));
        }

        TrajectoryInformation trajectory = TrajectoryInformation.Of(path);
        return (trajectory, InformationText.Of(trajectory));
    }
}
