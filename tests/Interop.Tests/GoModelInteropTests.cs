using System.Text.Json.Nodes;
using LatentSim.Molecules;
using LatentSim.Molecules.Potentials;

namespace Interop.Tests;

/// <summary>Energies and forces of the structure-based model are those that OpenMM finds for the published equations.</summary>
[Collection(OtherProgramsCollection.Name)]
public sealed class GoModelInteropTests(OtherPrograms programs)
{
    [Theory]
    [InlineData(ContactForm.TwelveTen)]
    [InlineData(ContactForm.Desolvation)]
    public void OpenMmFindsTheSameEnergiesAndForces(ContactForm form)
    {
        (_, Frame native) = PdbFile.Read(Path.Combine(AppContext.BaseDirectory, "trp-cage.pdb"));
        var model = new GoModel(native.Positions, new GoModelParameters(2.3) { ContactCutoff = 1, Contacts = form });
        double[][] configurations = [.. Enumerable.Range(1, 12).Select(seed => Disturbed(native.Positions, seed))];
        JsonArray answers = programs.Python(new JsonObject
        {
            ["do"] = "go model",
            ["native"] = Numbers(native.Positions.Select(x => (double)x)),
            ["energy"] = 2.3,
            ["cutoff"] = 1,
            ["desolvation"] = form == ContactForm.Desolvation,
            ["configurations"] = new JsonArray([.. configurations.Select(Numbers)]),
        })["answers"]!.AsArray();

        for (int i = 0; i < configurations.Length; i++)
        {
            double[] forces = new double[native.Positions.Length];
            double energy = model.AddForces(configurations[i], forces);
            double theirs = (double)answers[i]!["energy"]!;
            Assert.Equal(theirs, energy, 1e-8 * (1 + Math.Abs(theirs)));
            double scale = forces.Max(Math.Abs);
            for (int k = 0; k < forces.Length; k++)
                Assert.Equal((double)answers[i]!["forces"]![k]!, forces[k], 1e-8 * scale);
        }
    }

    // From near native to far apart, so that every branch of every term is met.
    private static double[] Disturbed(float[] native, int seed)
    {
        var random = new Random(seed);
        double stretch = 1 + (0.05 * seed);
        return [.. native.Select(x => (stretch * x) + (0.012 * seed * ((2 * random.NextDouble()) - 1)))];
    }

    private static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
