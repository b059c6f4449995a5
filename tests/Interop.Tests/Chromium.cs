using System.Diagnostics;

namespace Interop.Tests;

/// <summary>A browser without a screen.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Where it is.</summary>
    internal static string Location
    {
        get
        {
            Assert.True(Program is not null, "There is no browser here; expected Debian's package chromium.");
            return Program!;
        }
    }

    /// <summary>Opens a page from a file, lets its scripts run, and returns the elements as they then are.</summary>
    internal static string Open(string page, int width)
    {
        var folder = Directory.CreateTempSubdirectory("latentsim-chromium-");
        try
        {
            var file = Path.Combine(folder.FullName, "page.html");
            File.WriteAllText(file, page);
            return Run(folder.FullName, width, file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(string folder, int width, string file)
    {
        var start = new ProcessStartInfo(
            Location,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", $"--user-data-dir={Path.Combine(folder, "profile")}",
                $"--window-size={width},900", "--virtual-time-budget=4000", "--dump-dom", new Uri(file).AbsoluteUri,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var browser = Process.Start(start)!;
        var output = browser.StandardOutput.ReadToEndAsync();
        var errors = browser.StandardError.ReadToEndAsync();
        if (!browser.WaitForExit(Patience))
        {
            browser.Kill(entireProcessTree: true);
            Assert.Fail($"{Program} took longer than {Patience.TotalSeconds} s.");
        }

        Assert.True(browser.ExitCode == 0, $"{Program} failed: {errors.Result}");
        return output.Result;
    }
}
