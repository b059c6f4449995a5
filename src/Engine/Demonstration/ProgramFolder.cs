using LatentSim.Molecules;

namespace LatentSim.Engine.Demonstration;

/// <summary>Finds what is shipped with the program.</summary>
internal static class ProgramFolder
{
    /// <summary>The nearest folder, from that of the program upward, that holds a file.</summary>
    /// <param name="file">The file's path within the folder.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static string Holding(string file)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, file)))
                return folder.FullName;
        }

        throw new InvalidInputException(file, "", $"is neither in {AppContext.BaseDirectory} nor in a folder above it; run the demo from a checkout");
    }
}
