using LatentSim.Engine.Training;
using LatentSim.Models.Features;
using LatentSim.Models.Training;
using LatentSim.Molecules;

namespace Engine.Tests;

public sealed class DeflationChoiceTests : IDisposable
{
    private readonly ConfigurationFolder folder = new();
    private readonly Topology topology;
    private readonly FeatureDefinition features;

    public DeflationChoiceTests()
    {
        (Topology read, Frame frame) = PdbFile.Read(Dipeptide.Topology);
        topology = read.InferBonds(frame.Positions);
        features = new FeatureBuilder(topology).AddBackboneTorsions().AddDistances([4, 5, 14, 15]).Build();
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("phi 2", 0)]
    [InlineData("PSI  ALA2", 2)]
    public void TorsionsAreNamedByResidue(string name, int column) =>
        Assert.Equal([new DeflatedColumn(column, IsAngle: true)], Choose(name, features, topology));

    [Fact]
    public void DistancesAreNamedByTheirAtoms()
    {
        string name = new FeatureExtractor(features, topology.AtomCount).Names(topology)[4];

        Assert.Equal([new DeflatedColumn(4, IsAngle: false)], Choose(name, features, topology));
    }

    [Fact]
    public void PlainNumbersAreNamedByColumn() =>
        Assert.Equal([new DeflatedColumn(1, IsAngle: false)], Choose("column 2", FeatureDefinition.OfColumns(2), null));

    [Fact]
    public void AnUnknownNameIsAnsweredWithThoseThatThereAre()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Choose("chi1 2", features, topology));

        Assert.Contains("encoder.deflate", error.Message);
        Assert.Contains("phi ALA2", error.Message);
        Assert.Contains("chi1 2", error.Message);
    }

    private IReadOnlyList<DeflatedColumn> Choose(string name, FeatureDefinition among, Topology? molecule) =>
        DeflationChoice.Of(folder.Load($"{ConfigurationFolder.Smallest}encoder:\n  deflate: [\"{name}\"]\n"), among, molecule);
}
