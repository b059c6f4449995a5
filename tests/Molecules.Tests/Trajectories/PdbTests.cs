using System.Text;
using LatentSim.Molecules;

namespace Molecules.Tests.Trajectories;

public sealed class PdbTests
{
    [Fact]
    public void FieldsAreRead()
    {
        var (topology, frame) = Systems.AlanineDipeptide();
        Assert.Equal(22, topology.AtomCount);
        Assert.Equal(["ACE1", "ALA2", "NME3"], topology.Residues.Select(residue => residue.ToString()));
        Assert.Equal(new Atom(0, "HH31", Element.Hydrogen, 0), topology.Atoms[0]);
        Assert.Equal("A", topology.Residues[1].ChainId);
        Assert.Equal([0.3602f, 0.8989f, 0.9782f], frame.Positions[..3]);
        Assert.Equal([3f, 0, 0, 0, 3.1f, 0, 0, 0, 3.2f], frame.BoxOrEmpty.ToArray());
    }

    [Fact]
    public void ModelsComeBackToThreeDecimals()
    {
        var (topology, first) = Systems.AlanineDipeptide();
        var frames = Enumerable.Range(0, 12).Select(i => Moved(first, i)).ToList();
        var stream = new MemoryStream();
        using (var writer = new PdbWriter(stream, topology, leaveOpen: true))
            foreach (var frame in frames)
                writer.Write(frame);
        stream.Position = 0;
        using var reader = new PdbReader(stream, "test.pdb");
        var read = TrajectoryChecks.ReadAll(reader);
        Assert.Equal(frames.Count, read.Count);
        for (var i = 0; i < frames.Count; i++)
        {
            Assert.Equal(i, read[i].Step);
            TrajectoryChecks.AssertClose(frames[i].Positions, read[i].Positions, 0.00005f * 1.01f);
            TrajectoryChecks.AssertClose(frames[i].BoxOrEmpty, read[i].BoxOrEmpty, 1e-4f);
        }
    }

    [Fact]
    public void TopologyComesBackWithItsBonds()
    {
        var (topology, frame) = Systems.AlanineDipeptide();
        var (read, _) = Systems.ReadPdb(Written(topology, frame));
        Assert.Null(topology.DescribeMismatch(read));
        Assert.Equal(topology.Bonds, read.Bonds);
    }

    [Fact]
    public void BondsOfCoarseSitesComeBack()
    {
        var (topology, frame) = Systems.AlanineDipeptide();
        var coarse = topology.Subset([4, 6, 8, 10, 14, 16]).WithBonds([(0, 1), (1, 2), (2, 3), (2, 4), (4, 5), (0, 5)]);
        var positions = new[] { 4, 6, 8, 10, 14, 16 }.SelectMany(atom => frame.Positions[(3 * atom)..(3 * atom + 3)]).ToArray();
        var stream = new MemoryStream();
        using (var writer = new PdbWriter(stream, coarse, leaveOpen: true))
            writer.Write(0, 0, positions, default);
        var (read, _) = Systems.ReadPdb(Encoding.Latin1.GetString(stream.ToArray()));
        Assert.Equal(coarse.Bonds, read.Bonds);
    }

    [Fact]
    public void LinesAreAsWideAsTheFormatSays()
    {
        var (topology, frame) = Systems.AlanineDipeptide();
        var lines = Written(topology, frame).Split('\n');
        Assert.All(lines.Where(line => line.StartsWith("ATOM")), line => Assert.Equal(80, line.Length));
        Assert.Equal("ATOM      9  CA  ALA A   2       7.518  11.455   9.157  1.00  0.00           C  ", lines.Single(line => line.Contains(" CA ")));
        Assert.Equal("CRYST1   30.000   31.000   32.000  90.00  90.00  90.00 P 1           1", lines[0]);
        Assert.Equal("TER      23      NME A   3", lines.Single(line => line.StartsWith("TER")).TrimEnd());
    }

    [Fact]
    public void NumbersBeyondTheirColumnsComeBack()
    {
        const int atoms = 100_200;
        var builder = new TopologyBuilder();
        for (var i = 0; i < atoms; i++)
        {
            if (i % 10 == 0)
                builder.AddResidue("LIG", 5000 + i / 10, "A");
            builder.AddAtom($"C{i % 10}", Element.Unknown);
            if (i is 99_998 or 100_150)
                builder.AddBond(i, i - 1);
        }

        var topology = builder.Build();
        var positions = new float[3 * atoms];
        for (var i = 0; i < atoms; i++)
            (positions[3 * i], positions[3 * i + 1]) = (i % 300, i / 300);
        var stream = new MemoryStream();
        using (var writer = new PdbWriter(stream, topology, leaveOpen: true))
            writer.Write(0, 0, positions, default);
        stream.Position = 0;
        var (read, _) = PdbFile.Read(stream, "large.pdb");
        Assert.Equal(topology.Bonds, read.Bonds);
        Assert.Equal(5019, read.Residues[^1].SequenceNumber);
        Assert.Equal(topology.Residues.Count, read.Residues.Count);
    }

    [Theory]
    [InlineData(1, "    1")]
    [InlineData(99_999, "99999")]
    [InlineData(100_000, "A0000")]
    [InlineData(100_031, "A001F")]
    [InlineData(493_215, "FFFFF")]
    [InlineData(493_216, "93216")]
    public void SerialNumbersBeyondFiveDigitsBeginWithALetter(long serial, string expected)
    {
        var field = new byte[5];
        PdbNumber.FormatSerial(serial, field);
        Assert.Equal(expected, Encoding.ASCII.GetString(field));
    }

    [Theory]
    [InlineData("   1", 1)]
    [InlineData("-999", -999)]
    [InlineData("9999", 9999)]
    [InlineData("A000", 10_000)]
    [InlineData("A00Z", 10_035)]
    [InlineData("ZZZZ", 1_223_055)]
    [InlineData("a000", 1_223_056)]
    [InlineData("zzzz", 2_436_111)]
    public void ResidueNumbersAreDecimalOrHybrid(string field, int expected)
    {
        Assert.True(PdbNumber.TryParseResidue(Encoding.ASCII.GetBytes(field), out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("A00")]
    [InlineData("A0-0")]
    [InlineData("Aa00")]
    [InlineData("****")]
    [InlineData("")]
    public void OtherTextIsNoNumber(string text) =>
        Assert.False(PdbNumber.TryParseResidue(Encoding.ASCII.GetBytes(text.PadLeft(4)), out _));

    [Fact]
    public void ElementsAreGuessedWhereTheirColumnIsBlank()
    {
        var (topology, _) = Systems.ReadPdb(
            """
            ATOM      1  CA  ALA A   1       0.000   0.000   0.000
            HETATM    2 CA    CA A   2       9.000   0.000   0.000
            ATOM      3 HG21 VAL A   3      19.000   0.000   0.000
            ATOM      4 1HB  ALA A   4      29.000   0.000   0.000
            HETATM    5 CL   LIG A   5      39.000   0.000   0.000
            HETATM    6 NA+  NA+ A   6      49.000   0.000   0.000
            HETATM    7  OW  SOL A   7      59.000   0.000   0.000
            """);
        Assert.Equal(["C", "Ca", "H", "H", "Cl", "Na", "O"], topology.Atoms.Select(atom => atom.Element.Symbol));
    }

    [Fact]
    public void FirstOfAlternateLocationsIsReadInEveryModel()
    {
        const string model = """
            ATOM      1  N   ALA A   1       0.000   0.000   0.000  1.00  0.00           N
            ATOM      2  CA AALA A   1       1.500   0.000   0.000  0.60  0.00           C
            ATOM      3  CA BALA A   1       1.600   0.000   0.000  0.40  0.00           C
            ATOM      4  C   ALA A   1       2.500   1.000   0.000  1.00  0.00           C
            ENDMDL

            """;
        using var reader = new PdbReader(Systems.Bytes(model + model), "test.pdb");
        Assert.Equal(3, reader.AtomCount);
        Assert.All(TrajectoryChecks.ReadAll(reader), frame => Assert.Equal(0.15f, frame.Positions[3]));
    }

    [Fact]
    public void FramesThatEndWithEndAreModels()
    {
        const string frame = "ATOM      1  CA  ALA A   1       1.000   0.000   0.000\nEND\n";
        using var reader = new PdbReader(Systems.Bytes(frame + frame), "test.pdb");
        Assert.Equal(2, TrajectoryChecks.ReadAll(reader).Count);
    }

    [Theory]
    [InlineData("ATOM      1  CA  ALA A   1       1.000     abc   0.000", "line 1", "columns 39-46 are '     abc'")]
    [InlineData("ATOM      1  CA  ALA A   1       1.000     nan   0.000", "line 1", "columns 39-46")]
    [InlineData("\nATOM      1  CA  ALA A   1       1.000", "line 2", "expected at least 54")]
    [InlineData("ATOM      1  CA  ALA A   X       1.000   0.000   0.000", "line 1", "columns 23-26 are '   X'")]
    [InlineData("ATOM      1      ALA A   1       1.000   0.000   0.000", "line 1", "name")]
    [InlineData("CRYST1   30.000   31.000   32.000 190.00  90.00  90.00 P 1", "line 1", "no volume")]
    [InlineData("REMARK", "line 1", "without an ATOM")]
    [InlineData("", "line 0", "without an ATOM")]
    public void ErrorsNameTheLine(string text, string line, string expected)
    {
        var error = Assert.Throws<InvalidInputException>(() => Systems.ReadPdb(text));
        Assert.StartsWith($"test.pdb: {line}: ", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.Equal(error.Message, Assert.Throws<InvalidInputException>(() => new PdbReader(Systems.Bytes(text), "test.pdb")).Message);
    }

    [Theory]
    [InlineData(1, "model 2 ends after 1 atom records; the first one has 2")]
    [InlineData(3, "model 2 has more than the 2 atom records of the first one")]
    public void ModelsMustHaveAsManyAtoms(int atoms, string expected)
    {
        const string atom = "ATOM      1  CA  ALA A   1       1.000   0.000   0.000\n";
        using var reader = new PdbReader(Systems.Bytes(atom + atom + "ENDMDL\n" + string.Concat(Enumerable.Repeat(atom, atoms)) + "ENDMDL\n"), "test.pdb");
        var frame = new Frame(2);
        reader.ReadNext(frame);
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => reader.ReadNext(frame)).Message);
    }

    [Fact]
    public void EndlessLineIsRefused() =>
        Assert.Contains("no text file", Assert.Throws<InvalidInputException>(() => Systems.ReadPdb(new string('x', 200_000))).Message);

    [Fact]
    public void CoordinateThatDoesNotFitItsColumnsIsRefused()
    {
        var (topology, frame) = Systems.AlanineDipeptide();
        frame.Positions[4] = 1000;
        using var writer = new PdbWriter(new MemoryStream(), topology);
        Assert.Contains("atom 1", Assert.Throws<ArgumentException>(() => writer.Write(frame)).Message);
    }

    private static string Written(Topology topology, Frame frame)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.pdb");
        PdbFile.Write(path, topology, frame.Positions, frame.BoxOrEmpty);
        return File.ReadAllText(path);
    }

    private static Frame Moved(Frame frame, int by)
    {
        var moved = new Frame(frame.AtomCount) { HasBox = frame.HasBox };
        frame.Box.CopyTo(moved.Box, 0);
        for (var i = 0; i < frame.Positions.Length; i++)
            moved.Positions[i] = frame.Positions[i] - 0.137f * by;
        return moved;
    }
}
