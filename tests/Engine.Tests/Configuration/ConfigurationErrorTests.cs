using LatentSim.Engine.Configuration;
using LatentSim.Molecules;

namespace Engine.Tests;

public sealed class ConfigurationErrorTests : IDisposable
{
    private readonly ConfigurationFolder folder = new();

    [Theory]
    [InlineData("decodr: flow", "line 6", "unknown setting 'decodr'; did you mean 'decoder'?")]
    [InlineData("encoder:\n  epoch: 5", "line 7", "unknown setting 'epoch'; did you mean 'epochs'?")]
    [InlineData("encoder:\n  zebra: 5", "line 7", "unknown setting 'zebra'; expected one of kind, dimension, functions")]
    [InlineData("seed: many", "line 6", "the value is of another type")]
    [InlineData("encoder:\n  hidden: wide", "line 7", "the value is of another type")]
    [InlineData("lag: 6", "line 6", "uplicate")]
    [InlineData("encoder: [", "line 7", "expected")]
    [InlineData("encoder: [5]", "line 6", "the value is of another type")]
    public void AMistakeIsNamedWithItsLine(string added, string place, string says)
    {
        string message = folder.ErrorOf(ConfigurationFolder.Smallest + added + "\n");

        Assert.Contains($"system.yaml: {place}", message, StringComparison.Ordinal);
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("lag=0", "lag: expected a positive time in ps, found 0")]
    [InlineData("lag=.nan", "lag: expected")]
    [InlineData("lag=.inf", "lag: expected")]
    [InlineData("name=''", "name: expected a name that can be a file's, found nothing")]
    [InlineData("name=a/b", "name: expected")]
    [InlineData("coarse=''", "coarse: expected an atom selection, found nothing")]
    [InlineData("data.topology=''", "data.topology: expected a PDB file (or .npy files of plain numbers as data.training), found nothing")]
    [InlineData("decoder=gan", "decoder: expected flow or wgan or none, found gan")]
    [InlineData("backmapper=gan", "backmapper: expected flow or voxel or none, found gan")]
    [InlineData("backmapper=voxel", "data.energy: expected the force field of voxel-backmapper's energy term (or voxel-backmapper.energy-weight: 0), found nothing")]
    [InlineData("voxel-backmapper.grid=7", "voxel-backmapper.grid: expected an even number from 4 to 64, found 7")]
    [InlineData("voxel-backmapper.latent=12", "voxel-backmapper.latent: expected a multiple of 8 up to 1024, found 12")]
    [InlineData("voxel-backmapper.orientation=up", "voxel-backmapper.orientation: expected random or sites, found up")]
    [InlineData("voxel-backmapper.clip=-1", "voxel-backmapper.clip: expected a number of at least 0, found -1")]
    [InlineData("validation=1", "validation: expected a fraction between 0 and 1, found 1")]
    [InlineData("threads=0", "threads: expected a whole number of at least 1, found 0")]
    [InlineData("data.temperature=-3", "data.temperature: expected a positive temperature")]
    [InlineData("features.torsions=[chi]", "features.torsions: expected backbone or omega or side-chains, found chi")]
    [InlineData("features.torsions=[]", "features: expected torsions, distances or aligned, found none of them")]
    [InlineData("encoder.dimension=7", "encoder.dimension: expected 0 (the spectral gap) to encoder.functions, found 7")]
    [InlineData("encoder.learning-rate=.inf", "encoder.learning-rate: expected a positive number")]
    [InlineData("propagator.hidden=[100, 50]", "propagator.hidden: expected 1 to 8 layers of one width from 1 to 4096, such as [100, 100], found [100, 50]")]
    [InlineData("propagator.components=0", "propagator.components: expected 1 to 1000, found 0")]
    [InlineData("flow-decoder.bins=1", "flow-decoder.bins: expected 2 to 128, found 1")]
    [InlineData("flow-decoder.coordinates=cartesian", "flow-decoder.coordinates: expected auto or bonds or midpoints, found cartesian")]
    [InlineData("flow-backmapper.dropout=1", "flow-backmapper.dropout: expected a number from 0 to below 1, found 1")]
    [InlineData("wgan-decoder.noise=-1", "wgan-decoder.noise: expected 1 to 10000, found -1")]
    public void AValueOutOfRangeIsNamedWithWhatWasExpected(string item, string says) =>
        Assert.Contains(says, folder.ErrorOf(ConfigurationFolder.Smallest, item), StringComparison.Ordinal);

    [Theory]
    [InlineData("encoder.epochs=5", "encoder: expected nothing, because source: coarse trains a backmapper alone")]
    [InlineData("features.torsions=[omega]", "features: expected nothing, because source: coarse")]
    [InlineData("decoder=wgan", "decoder: expected nothing, because source: coarse")]
    [InlineData("backmapper=none", "backmapper: expected one, because source: coarse trains nothing else, found none")]
    [InlineData("coarse=''", "coarse: expected an atom selection, found nothing")]
    [InlineData("integrator=lstm", "integrator: expected nothing, unless source is integrator, found lstm")]
    public void ABackmapperAloneRefusesSettingsOfOtherStages(string item, string says) =>
        Assert.Contains(says, folder.ErrorOf(ConfigurationFolder.Smallest + "source: coarse\n", item), StringComparison.Ordinal);

    [Fact]
    public void ABackmapperAloneRefusesSettingsOfOtherStagesInItsOwnFileButNotThoseOfItsBase()
    {
        folder.Write(ConfigurationFolder.Smallest + "encoder:\n  epochs: 7\nflow-decoder:\n  bins: 5\n", "base.yaml");
        Assert.True(folder.Load("base: base.yaml\nsource: coarse\ndecoder: none\n").Settings.IsCoarse);
        Assert.Contains("flow-decoder: expected nothing", folder.ErrorOf("base: base.yaml\nsource: coarse\nflow-decoder:\n  bins: 6\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data.topology=a.pdb", "data.topology: expected nothing, because .npy files hold no atoms, found a.pdb")]
    [InlineData("coarse=name CA", "coarse: expected nothing, because .npy files hold no atoms, found name CA")]
    [InlineData("decoder=flow", "decoder: expected none, because .npy files hold no atoms, found flow")]
    [InlineData("backmapper=flow", "backmapper: expected none, because .npy files hold no atoms, found flow")]
    [InlineData("features.distances=all", "features.distances: expected nothing, because .npy files hold no atoms, found all")]
    [InlineData("data.training=[a.npy, b.xtc]", "data.training: expected .npy files alone, or none of them, found a.npy, b.xtc")]
    [InlineData("data.frame-interval=0", "data.frame-interval: expected the steps between frames, because .npy files keep no times, found 0")]
    [InlineData("time-unit=''", "time-unit: expected a short word, such as steps, found nothing")]
    [InlineData("encoder.kind=pca", "encoder.kind: expected srv or none, found pca")]
    [InlineData("reference.process=coarse-langevin", "reference.process: expected another, because .npy files hold no atoms")]
    [InlineData("reference.process=ising", "reference.process: expected none or chain or brownian or go-model or coarse-langevin or particles, found ising")]
    [InlineData("reference.bins=1", "reference.bins: expected 2 to 1000, found 1")]
    [InlineData("reference.frames=0", "reference.frames: expected 1 to 500000000, found 0")]
    public void SettingsThatMakeNoSenseForPlainNumbersAreNamed(string item, string says) => Assert.Contains(
        says,
        folder.ErrorOf("name: small\nlag: 5\ntime-unit: steps\ndecoder: none\nbackmapper: none\ndata: { training: [a.npy], frame-interval: 1 }\n", item),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("encoder.kind=none", "encoder.kind: expected srv, found none")]
    [InlineData("time-unit=steps", "time-unit: expected ps, as MD has it, found steps")]
    [InlineData("decoder=none", "backmapper: expected none, because there is no decoder to follow, found flow")]
    public void SettingsThatMakeNoSenseForAMoleculeAreNamed(string item, string says) =>
        Assert.Contains(says, folder.ErrorOf(ConfigurationFolder.Smallest, item), StringComparison.Ordinal);

    [Theory]
    [InlineData("encoder:")]
    [InlineData("data: ~")]
    [InlineData("features:\n  torsions:")]
    [InlineData("data:\n  topology: a.pdb\n  training: [~]")]
    public void AValueThatIsNotThereIsRefused(string text) =>
        Assert.Contains("expected a value, found nothing", folder.ErrorOf("name: small\nlag: 5\ncoarse: name CA\n" + text + "\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("encoder.epoch=5", "--set encoder.epoch=5: unknown setting 'epoch'; did you mean 'epochs'?")]
    [InlineData("encoder.epochs=five", "--set encoder.epochs=five: the value is of another type")]
    [InlineData("encoder.epochs", "--set encoder.epochs: expected SETTING=VALUE")]
    [InlineData("=5", "--set =5: expected SETTING=VALUE")]
    [InlineData("encoder.hidden=[1", "--set encoder.hidden=[1: ")]
    [InlineData("lag.tau=5", "--set lag.tau=5: ")]
    public void AnOverrideThatDoesNotFitIsNamed(string item, string says) =>
        Assert.Contains(says, folder.ErrorOf(ConfigurationFolder.Smallest, item), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("just words\n")]
    [InlineData("- a list\n")]
    public void AFileWithoutSettingsIsRefused(string text) => Assert.Contains("system.yaml", folder.ErrorOf(text), StringComparison.Ordinal);

    [Fact]
    public void AFileThatIsNotThereIsNamed()
    {
        var error = Assert.Throws<InvalidInputException>(() => ConfigurationFile.Load(folder.PathOf("absent.yaml")));

        Assert.Contains("absent.yaml: there is no such file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHugeFileIsRefusedUnread()
    {
        string path = folder.Write(new string('#', (1 << 20) + 1));

        Assert.Contains("at most 1048576", Assert.Throws<InvalidInputException>(() => ConfigurationFile.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../other.yaml", "expected the name of a file in the same folder")]
    [InlineData("absent.yaml", "absent.yaml: there is no such file")]
    [InlineData("system.yaml", "expected at most 8 files that are based on each other")]
    public void ABaseThatCannotBeIsRefused(string name, string says) =>
        Assert.Contains(says, folder.ErrorOf($"base: {name}\n"), StringComparison.Ordinal);

    [Fact]
    public void AMistakeInABaseIsNamedThere()
    {
        folder.Write(ConfigurationFolder.Smallest + "sed: 3\n", "base.yaml");

        Assert.Contains("base.yaml: line 6", folder.ErrorOf("base: base.yaml\n"), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
