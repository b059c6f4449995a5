using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Engine.Tests;
using LatentSim.Molecules;
using LatentSim.Molecules.ForceFields;

namespace Interop.Tests;

/// <summary>Energies, term by term, and forces are those that OpenMM finds for the same serialized System.</summary>
[Collection(OtherProgramsCollection.Name)]
public sealed class ForceFieldInteropTests(OtherPrograms programs)
{
    private const double Tolerance = 1e-8;
    private static readonly string Folder = RepositoryRoot.File("data", "adp");

    [Theory]
    [InlineData("amber14", false)]
    [InlineData("amber14", true)]
    [InlineData("amber99sb-obc", false)]
    [InlineData("amber03-obc", true)]
    [InlineData("every force", false)]
    public void AgreesWithOpenMmOnDisturbedFrames(string kind, bool constraints)
    {
        string xml = Build(kind, constraints, "NoCutoff");
        (_, Frame start) = PdbFile.Read(Path.Combine(Folder, "adp.pdb"));

        AssertAgree(xml, [.. Enumerable.Range(1, 200).Select(seed => Disturbed(start.Positions, seed))]);
    }

    [Theory]
    [InlineData("system-vacuum.xml")]
    [InlineData("system-obc.xml")]
    public void AgreesWithOpenMmOnFramesOfMolecularDynamics(string system)
    {
        const int Every = 50;
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(Path.Combine(Folder, "train-0.xtc"));
        var frames = new List<double[]>();
        var frame = new Frame(reader.AtomCount);
        for (int i = 0; frames.Count < 200 && reader.ReadNext(frame); i++)
            if (i % Every == 0)
                frames.Add([.. frame.Positions.Select(x => (double)x)]);
        Assert.Equal(200, frames.Count);

        AssertAgree(Path.Combine(Folder, system), frames);
    }

    private string Build(string kind, bool constraints, string method)
    {
        string xml = programs.NewFile("xml");
        programs.Python(new JsonObject
        {
            ["do"] = "build force field",
            ["kind"] = kind,
            ["pdb"] = Path.Combine(Folder, "adp.pdb"),
            ["constraints"] = constraints,
            ["method"] = method,
            ["seed"] = 7,
            ["xml"] = xml,
        });
        return xml;
    }

    private void AssertAgree(string xml, IReadOnlyList<double[]> frames)
    {
        var potential = new ForceFieldPotential(SystemXmlFile.Read(xml));
        double[] theirs = Theirs(xml, frames);
        double[] energies = new double[ForceField.TermCount];
        double[] forces = new double[potential.CoordinateCount];
        int row = energies.Length + forces.Length;
        for (int frame = 0; frame < frames.Count; frame++)
        {
            Array.Clear(forces);
            double total = potential.AddForces(frames[frame], forces, energies);
            ReadOnlySpan<double> expected = theirs.AsSpan(frame * row, row);
            double sum = 0;
            for (int term = 0; term < energies.Length; term++)
            {
                Assert.Equal(expected[term], energies[term], Tolerance * (1 + Math.Abs(expected[term])));
                sum += expected[term];
            }

            Assert.Equal(sum, total, Tolerance * (1 + Math.Abs(sum)));
            double scale = forces.Max(Math.Abs);
            for (int k = 0; k < forces.Length; k++)
                Assert.Equal(expected[energies.Length + k], forces[k], Tolerance * scale);
        }
    }

    private double[] Theirs(string xml, IReadOnlyList<double[]> frames)
    {
        string answer = programs.NewFile("f64");
        programs.Python(new JsonObject
        {
            ["do"] = "evaluate force field",
            ["xml"] = xml,
            ["positions"] = Samples.Write(programs, [.. frames.SelectMany(frame => frame)]),
            ["out"] = answer,
        });
        return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(answer)).ToArray();
    }

    // From near equilibrium to far from it, so that torsions meet all of the maps and atoms come close.
    private static double[] Disturbed(float[] start, int seed)
    {
        var random = new Random(seed);
        double range = 0.002 + (0.0004 * seed);
        return [.. start.Select(x => x + (range * ((2 * random.NextDouble()) - 1)))];
    }
}
