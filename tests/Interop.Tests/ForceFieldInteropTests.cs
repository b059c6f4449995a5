using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Engine.Tests;
using LatentSim.Models.Training;
using LatentSim.Molecules;
using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace Interop.Tests;

/// <summary>Energies, term by term, and forces are those that OpenMM finds for the same serialized System.</summary>
[Collection(OtherProgramsCollection.Name)]
public sealed class ForceFieldInteropTests(OtherPrograms programs)
{
    private const double Tolerance = 1e-8;

    // Shorter than any in the disturbed frames, some of which are closer than molecules come.
    private const double ShortestDistance = 0.01;
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

        AssertAgree(xml, [.. Enumerable.Range(1, 200).Select(seed => Disturbed(start.Positions, seed))], singlePrecision: 1e-4);
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

        AssertAgree(Path.Combine(Folder, system), frames, singlePrecision: 2e-5);
    }

    [Fact]
    public void AgreesWithOpenMmOnAProteinInCharmm()
    {
        string xml = programs.NewFile("xml");
        string positions = programs.NewFile("f64");
        programs.Python(new JsonObject { ["do"] = "build charmm", ["xml"] = xml, ["out"] = positions });
        float[] start = [.. MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(positions)).ToArray().Select(x => (float)x)];

        AssertAgree(xml, [.. Enumerable.Range(1, 4).Select(seed => Disturbed(start, 10 * seed))], singlePrecision: 1e-4);
    }

    [Fact]
    public void CutoffsAreRefused()
    {
        string xml = Build("amber14", constraints: false, "PME");
        Assert.Contains("the NonbondedForce has PME; only NoCutoff is read", Assert.Throws<InvalidInputException>(() => SystemXmlFile.Read(xml)).Message);
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

    private void AssertAgree(string xml, IReadOnlyList<double[]> frames, double singlePrecision)
    {
        ForceField forceField = SystemXmlFile.Read(xml);
        double[] theirs = Theirs(xml, frames);
        AssertAgree(theirs, PlainRows(forceField, frames), Tolerance);
        AssertAgree(theirs, TensorRows(forceField, frames, torch.ScalarType.Float64), Tolerance);
        AssertAgree(theirs, TensorRows(forceField, frames, torch.ScalarType.Float32), singlePrecision);
    }

    private static void AssertAgree(double[] theirs, double[][] ours, double tolerance)
    {
        for (int frame = 0; frame < ours.Length; frame++)
        {
            double[] row = ours[frame];
            ReadOnlySpan<double> expected = theirs.AsSpan(frame * row.Length, row.Length);
            for (int term = 0; term < ForceField.TermCount; term++)
                Assert.Equal(expected[term], row[term], tolerance * (1 + Math.Abs(expected[term])));
            double scale = row[ForceField.TermCount..].Max(Math.Abs);
            for (int k = ForceField.TermCount; k < row.Length; k++)
                Assert.Equal(expected[k], row[k], tolerance * scale);
        }
    }

    // Of each frame: the terms' energies, then the forces.
    private static double[][] PlainRows(ForceField forceField, IReadOnlyList<double[]> frames)
    {
        var potential = new ForceFieldPotential(forceField);
        return [.. frames.Select(frame =>
        {
            double[] row = new double[ForceField.TermCount + frame.Length];
            potential.AddForces(frame, row.AsSpan(ForceField.TermCount), row.AsSpan(0, ForceField.TermCount));
            return row;
        })];
    }

    private static double[][] TensorRows(ForceField forceField, IReadOnlyList<double[]> frames, torch.ScalarType type)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using var energy = new ForceFieldEnergy(forceField, type, shortestDistance: ShortestDistance);
        torch.Tensor positions = torch.tensor(frames.SelectMany(frame => frame).ToArray()).reshape(frames.Count, -1, 3).to(type);
        torch.Tensor forces = energy.EnergiesAndForces(positions).Forces.flatten(1);
        torch.Tensor rows = torch.cat([energy.EnergiesByTerm(positions), forces], 1).to(torch.ScalarType.Float64);
        return [.. rows.contiguous().data<double>().ToArray().Chunk((int)rows.shape[1])];
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
