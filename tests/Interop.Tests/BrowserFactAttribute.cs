namespace Interop.Tests;

/// <summary>A test that needs a browser, and is skipped where there is none.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Program is null)
            Skip = "Needs Debian's package chromium: apt-get install chromium.";
    }
}
