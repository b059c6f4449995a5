using Engine.Tests;

namespace Interop.Tests;

/// <summary>The parts of the page that need no browser, by Node's own test runner.</summary>
public sealed class PageUnitTests
{
    [Fact]
    public void TheModulesOfThePageDoWhatTheirTestsSay()
    {
        var tests = Directory.GetFiles(RepositoryRoot.File("tests", "Page"), "*.test.mjs");
        Assert.NotEmpty(tests);
        var (code, output, errors) = PageScripts.Run("node", ["--test", .. tests]);
        Assert.True(code == 0, output + errors);
    }
}
