namespace Models.Tests.ModelFile;

/// <summary>A folder that is deleted at the end of a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("latentsim-test-");

    public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    public string[] Files() => folder.GetFiles().Select(file => file.Name).ToArray();

    public void Dispose() => folder.Delete(recursive: true);
}
