using System.Text.Json.Nodes;
using LatentSim.Molecules;

namespace Interop.Tests;

/// <summary>Other programs read what we write, and we read what they write, coordinate for coordinate.</summary>
[Collection(OtherProgramsCollection.Name)]
public sealed class TrajectoryInteropTests(OtherPrograms programs)
{
    private const double HalfCell = 0.0005;

    public static TheoryData<string, string, int, bool, float> Cases()
    {
        var cases = new TheoryData<string, string, int, bool, float>();
        foreach (var program in new[] { "mdtraj", "mdanalysis" })
        {
            foreach (var format in new[] { "xtc", "dcd", "pdb" })
            {
                cases.Add(program, format, 22, true, 0.15f);
                cases.Add(program, format, 22, false, 0.15f);
                cases.Add(program, format, 5, true, 0.15f);
            }

            cases.Add(program, "xtc", 9, false, 0.15f);
            cases.Add(program, "xtc", 10, false, 0.15f);
            cases.Add(program, "xtc", 20_000, true, 0.15f);
            cases.Add(program, "xtc", 50, false, 10_000f);
            cases.Add(program, "xtc", 100, false, 0.003f);
            cases.Add(program, "dcd", 20_000, true, 0.15f);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheyReadWhatWeWrite(string program, string format, int atoms, bool box, float bond)
    {
        var frames = Frames(atoms, box, bond, format);
        var path = programs.NewFile(format);
        PlainTrajectory.WriteAll(path, frames);
        var read = ReadBy(program, path, atoms);
        PlainTrajectory.AssertSame(frames, read, Tolerance(format, atoms), HasTimes(program, format));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WeReadWhatTheyWrite(string program, string format, int atoms, bool box, float bond)
    {
        var frames = Frames(atoms, box, bond, format);
        var path = programs.NewFile(format);
        var plain = programs.NewFile("bin");
        PlainTrajectory.Write(plain, frames);
        var command = new JsonObject { ["do"] = $"write {program}", ["in"] = plain, ["file"] = path };
        if (format == "pdb")
            command["topology"] = TopologyFile(atoms);
        programs.Python(command);
        PlainTrajectory.AssertSame(frames, PlainTrajectory.ReadAll(path), Tolerance(format, atoms), HasTimes(program, format));
    }

    [Theory]
    [InlineData("mdtraj", false)]
    [InlineData("mdtraj", true)]
    [InlineData("mdanalysis", false)]
    [InlineData("mdanalysis", true)]
    public void BigEndianDcdReadsTheSameHereAndThere(string program, bool box)
    {
        var frames = PlainTrajectory.Random(30, 4, box);
        var little = programs.NewFile("dcd");
        var big = programs.NewFile("dcd");
        PlainTrajectory.WriteAll(little, frames);
        programs.Python(new JsonObject { ["do"] = "swap", ["file"] = little, ["out"] = big, ["box"] = box });
        var ours = PlainTrajectory.ReadAll(big);
        PlainTrajectory.AssertSame(frames, ours, 1e-6);
        PlainTrajectory.AssertSame(frames, ReadBy(program, big, 30), 1e-6, times: false);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(22)]
    [InlineData(5000)]
    public void GromacsRewritesOurXtcByteForByte(int atoms)
    {
        var ours = programs.NewFile("xtc");
        var theirs = programs.NewFile("xtc");
        PlainTrajectory.WriteAll(ours, PlainTrajectory.Random(atoms, 5, box: true));
        programs.Gromacs("trjconv", "-f", ours, "-o", theirs);
        PlainTrajectory.AssertSame(PlainTrajectory.ReadAll(ours), PlainTrajectory.ReadAll(theirs), 0);
        Assert.Equal(File.ReadAllBytes(ours), File.ReadAllBytes(theirs));
    }

    [Theory]
    [InlineData("xtc", 22)]
    [InlineData("xtc", 7)]
    [InlineData("pdb", 22)]
    public void WeReadWhatGromacsMakesOfOurPdb(string format, int atoms)
    {
        var frames = PlainTrajectory.Random(atoms, 5, box: true);
        var ours = programs.NewFile("pdb");
        var theirs = programs.NewFile(format);
        PlainTrajectory.WriteAll(ours, frames);
        programs.Gromacs("trjconv", "-f", ours, "-s", ours, "-o", theirs);
        PlainTrajectory.AssertSame(PlainTrajectory.ReadAll(ours), PlainTrajectory.ReadAll(theirs), HalfCell, times: false);
    }

    private List<Frame> ReadBy(string program, string path, int atoms)
    {
        var plain = programs.NewFile("bin");
        programs.Python(new JsonObject { ["do"] = $"read {program}", ["file"] = path, ["atoms"] = atoms, ["out"] = plain });
        return PlainTrajectory.Read(plain);
    }

    private string TopologyFile(int atoms)
    {
        var path = programs.NewFile("pdb");
        PdbFile.Write(path, PlainTrajectory.Carbons(atoms), new float[3 * atoms]);
        return path;
    }

    private static double Tolerance(string format, int atoms) => format switch
    {
        "xtc" when atoms <= 9 => 0,
        "xtc" => HalfCell * 1.001,
        "dcd" => 1e-6,
        _ => 0.000051,
    };

    // These programs know one unit cell for all models of a PDB file.
    private static List<Frame> Frames(int atoms, bool box, float bond, string format)
    {
        var frames = PlainTrajectory.Random(atoms, 4, box, bond);
        if (format == "pdb")
            foreach (var frame in frames)
                frames[0].Box.CopyTo(frame.Box, 0);
        return frames;
    }

    private static bool HasTimes(string program, string format) =>
        format == "xtc" || (format == "dcd" && program == "mdanalysis");
}
