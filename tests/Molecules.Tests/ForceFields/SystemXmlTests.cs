using System.Collections.Immutable;
using System.Text;
using LatentSim.Molecules;
using LatentSim.Molecules.ForceFields;
using LatentSim.Molecules.Geometry;

namespace Molecules.Tests.ForceFields;

public sealed class SystemXmlTests
{
    private const string Forces = """
        <Force type="HarmonicBondForce" version="2" usesPeriodic="0" forceGroup="3" name="bonds"><Bonds><Bond p1="0" p2="1" d=".1" k="2e5"/></Bonds></Force>
        <Force type="HarmonicAngleForce" version="1"><Angles><Angle p1="0" p2="1" p3="2" a="1.9" k="418.4"/></Angles></Force>
        <Force type="PeriodicTorsionForce" version="2" usesPeriodic="0"><Torsions>
          <Torsion p1="0" p2="1" p3="2" p4="3" periodicity="3" phase="3.14" k="-.5"/>
        </Torsions></Force>
        <Force type="RBTorsionForce" version="1"><Torsions><Torsion p1="3" p2="2" p3="1" p4="0" c0="1" c1="2" c2="3" c3="4" c4="5" c5="6"/></Torsions></Force>
        <Force type="CMAPTorsionForce" version="2" usesPeriodic="0">
          <Maps><Map size="3"><Energy e="0"/><Energy e="1"/><Energy e="2"/><Energy e="3"/><Energy e="4"/><Energy e="5"/><Energy e="6"/><Energy e="7"/><Energy e="8"/></Map></Maps>
          <Torsions><Torsion map="0" a1="0" a2="1" a3="2" a4="3" b1="3" b2="2" b3="1" b4="0"/></Torsions>
        </Force>
        <Force type="NonbondedForce" version="4" method="0" cutoff="1" includeDirectSpace="1">
          <GlobalParameters/><ParticleOffsets/><ExceptionOffsets/>
          <Particles><Particle q=".1" sig=".2" eps=".3"/><Particle q="0" sig="1" eps="0"/><Particle q="0" sig="1" eps="0"/><Particle q="-1" sig="1" eps="0"/></Particles>
          <Exceptions><Exception p1="0" p2="3" q="-.2" sig=".25" eps=".1"/></Exceptions>
        </Force>
        <Force type="GBSAOBCForce" version="1" method="0" cutoff="1" soluteDielectric="1" solventDielectric="78.3">
          <Particles><Particle q=".1" r=".15" scale=".8"/><Particle q="0" r=".12" scale=".7"/><Particle q="0" r=".12" scale=".7"/><Particle q="0" r=".12" scale=".7"/></Particles>
        </Force>
        <Force type="CMMotionRemover" version="1" frequency="1"/>
        """;

    private const string Custom = """
        <Force type="CustomTorsionForce" version="3" usesPeriodic="0" energy="k*(theta-theta0)^2">
          <PerTorsionParameters><Parameter name="theta0"/><Parameter name="k"/></PerTorsionParameters><GlobalParameters/><EnergyParameterDerivatives/>
          <Torsions><Torsion p1="0" p2="1" p3="2" p4="3" param1="0" param2="5"/></Torsions>
        </Force>
        <Force type="CustomTorsionForce" version="3" usesPeriodic="0" energy="k*min(dtheta, 2*pi-dtheta)^2; dtheta = abs(theta-theta0); pi = 3.1415926535">
          <PerTorsionParameters><Parameter name="k"/><Parameter name="theta0"/></PerTorsionParameters><GlobalParameters/><EnergyParameterDerivatives/>
          <Torsions><Torsion p1="3" p2="1" p3="2" p4="0" param1="6" param2="3"/></Torsions>
        </Force>
        <Force type="CustomBondForce" version="3" usesPeriodic="0" energy="2*epsilon*((sigma/r)^12-(sigma/r)^6)">
          <PerBondParameters><Parameter name="sigma"/><Parameter name="epsilon"/></PerBondParameters><GlobalParameters/>
          <Bonds><Bond p1="0" p2="3" param1=".3" param2=".5"/></Bonds>
        </Force>
        <Force type="CustomNonbondedForce" version="3" method="0" energy="acoef(type1, type2)/r^12 - bcoef(type1, type2)/r^6;">
          <PerParticleParameters><Parameter name="type"/></PerParticleParameters><GlobalParameters/><ComputedValues/><EnergyParameterDerivatives/>
          <Particles><Particle param1="0"/><Particle param1="1"/><Particle param1="1"/><Particle param1="0"/></Particles>
          <Exclusions><Exclusion p1="0" p2="1"/></Exclusions>
          <Functions>
            <Function name="acoef" type="Discrete2DFunction" xsize="2" ysize="2"><Values><Value v="1"/><Value v="2"/><Value v="2"/><Value v="3"/></Values></Function>
            <Function name="bcoef" type="Discrete2DFunction" xsize="2" ysize="2"><Values><Value v="4"/><Value v="5"/><Value v="5"/><Value v="6"/></Values></Function>
          </Functions>
          <InteractionGroups/>
        </Force>
        """;

    [Fact]
    public void EveryPartIsRead()
    {
        ForceField read = Read(Document(Forces));

        AssertAre(read.Masses, 1.0, 12, 12, 0);
        AssertAre(read.Constraints, new DistanceConstraint(new AtomPair(1, 0), 0.109));
        AssertAre(read.Bonds, new HarmonicBond(new AtomPair(0, 1), 0.1, 2e5));
        AssertAre(read.Angles, new HarmonicAngle(new AtomTriple(0, 1, 2), 1.9, 418.4));
        AssertAre(read.PeriodicTorsions, new PeriodicTorsion(new TorsionAtoms(0, 1, 2, 3), 3, 3.14, -0.5));
        Assert.Equal(new TorsionAtoms(3, 2, 1, 0), Assert.Single(read.RyckaertBellemansTorsions).Atoms);
        AssertAre(read.RyckaertBellemansTorsions[0].Coefficients, 1.0, 2, 3, 4, 5, 6);
        AssertAre(Assert.Single(read.CorrectionMaps).Energies, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        AssertAre(read.CorrectionMapTorsions, new CorrectionMapTorsion(0, new TorsionAtoms(0, 1, 2, 3), new TorsionAtoms(3, 2, 1, 0)));
        Assert.Equal(new NonbondedParticle(0.1, 0.2, 0.3), read.NonbondedParticles[0]);
        AssertAre(read.NonbondedExceptions, new NonbondedException(new AtomPair(0, 3), -0.2, 0.25, 0.1));
        Assert.Equal(new ImplicitSolventParticle(0.1, 0.15, 0.8), read.Solvent!.Particles[0]);
        Assert.Equal(ImplicitSolvent.UsualSurfaceTension, read.Solvent.SurfaceTension);
    }

    [Fact]
    public void TermsAndMapsOfSeveralForcesFollowEachOther()
    {
        string doubled = Forces[..Forces.IndexOf("<Force type=\"NonbondedForce", StringComparison.Ordinal)];
        ForceField read = Read(Document(doubled + doubled));

        Assert.Equal(2, read.Bonds.Length);
        Assert.Equal(2, read.CorrectionMaps.Length);
        Assert.Equal([0, 1], read.CorrectionMapTorsions.Select(torsion => torsion.Map));
    }

    [Theory]
    [InlineData("type=\"RBTorsionForce\"", "type=\"CustomGBForce\"", "CustomGBForce\" is not read")]
    [InlineData("type=\"RBTorsionForce\"", "kind=\"RBTorsionForce\"", "type: is missing")]
    [InlineData("method=\"0\" cutoff=\"1\" includeDirectSpace", "method=\"4\" cutoff=\"1\" includeDirectSpace", "NonbondedForce has PME; only NoCutoff")]
    [InlineData("method=\"0\" cutoff=\"1\" soluteDielectric", "method=\"1\" cutoff=\"1\" soluteDielectric", "GBSAOBCForce has CutoffNonPeriodic")]
    [InlineData("includeDirectSpace=\"1\"", "includeDirectSpace=\"0\"", "direct space")]
    [InlineData("<ParticleOffsets/>", "<ParticleOffsets><Offset parameter=\"a\" particle=\"0\" q=\"1\" sig=\"0\" eps=\"0\"/></ParticleOffsets>", "global")]
    [InlineData("version=\"2\" usesPeriodic=\"0\" forceGroup", "version=\"2\" usesPeriodic=\"1\" forceGroup", "periodic boundaries")]
    [InlineData("HarmonicBondForce\" version=\"2\"", "HarmonicBondForce\" version=\"3\"", "version: \"3\" is no integer from 1 to 2")]
    [InlineData("p1=\"0\" p2=\"1\" d", "p1=\"4\" p2=\"1\" d", "<Bond>, p1: \"4\" is no integer from 0 to 3")]
    [InlineData("p1=\"0\" p2=\"1\" d", "p1=\"-1\" p2=\"1\" d", "p1: \"-1\"")]
    [InlineData("p1=\"0\" p2=\"1\" d", "p1=\"1\" p2=\"1\" d", "particle 1 twice")]
    [InlineData("k=\"2e5\"", "k=\"NaN\"", "<Bond>, k: \"NaN\" is no finite number")]
    [InlineData("k=\"2e5\"", "k=\"1e999\"", "is no finite number")]
    [InlineData("k=\"2e5\"", "", "k: is missing; expected a number")]
    [InlineData("k=\"2e5\"/>", "k=\"2e5\"><Bond/></Bond>", "<Bond> is not expected there")]
    [InlineData("<Bonds>", "<Bonds>text", "only elements are expected")]
    [InlineData("<Bonds><Bond ", "<Bonds><Angle ", "<Angle> where <Bond> is expected")]
    [InlineData("periodicity=\"3\"", "periodicity=\"0\"", "periodicity")]
    [InlineData("size=\"3\"", "size=\"100000\"", "is no integer from 3 to 360")]
    [InlineData("size=\"3\"", "size=\"4\"", "there are 9 energies; expected 4 x 4")]
    [InlineData("<Energy e=\"8\"/>", "<Energy e=\"8\"/><Energy e=\"9\"/>", "more than 3 x 3")]
    [InlineData("map=\"0\"", "map=\"1\"", "is no integer from 0 to 0")]
    [InlineData("<Particle q=\"-1\" sig=\"1\" eps=\"0\"/>", "", "NonbondedForce has 3 particles; the System has 4")]
    [InlineData("<Particle q=\"-1\" sig=\"1\" eps=\"0\"/>", "<Particle q=\"-1\" sig=\"1\" eps=\"0\"/><Particle q=\"-1\" sig=\"1\" eps=\"0\"/>", "more particles than the 4")]
    [InlineData("<Particle q=\"-1\" sig=\"1\" eps=\"0\"/>", "<Particle q=\"-1\" sig=\"1\" eps=\"-1\"/>", "eps: -1 is less than 0")]
    [InlineData("<Exceptions>", "<Exceptions><Exception p1=\"3\" p2=\"0\" q=\"0\" sig=\"1\" eps=\"0\"/>", "has an exception already")]
    [InlineData("r=\".15\"", "r=\".009\"", "r: 0.009 nm is not larger")]
    [InlineData("solventDielectric=\"78.3\"", "solventDielectric=\"0\"", "solventDielectric")]
    [InlineData("<Particle mass=\"0\"/>", "<Particle mass=\"0\"><TwoParticleAverageSite p1=\"0\" p2=\"1\" w1=\".5\" w2=\".5\"/></Particle>", "virtual sites")]
    [InlineData("</Constraints>", "</Constraint>", "is not XML as OpenMM writes it")]
    [InlineData("</Forces>", "", "is not XML as OpenMM writes it")]
    [InlineData("<System", "<State", "the root is <State>; expected <System>")]
    public void WhatIsNotUnderstoodIsNamed(string part, string replacement, string message)
    {
        string text = Document(Forces);
        Assert.Contains(part, text);
        int place = text.IndexOf(part, StringComparison.Ordinal);

        var error = Assert.Throws<InvalidInputException>(() => Read(text[..place] + replacement + text[(place + part.Length)..]));

        Assert.Contains(message, error.Message);
        Assert.StartsWith("test.xml: line ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void CharmmsCustomForcesAreRead()
    {
        ForceField read = Read(Document(Custom));

        AssertAre(read.HarmonicTorsions, new HarmonicTorsion(new TorsionAtoms(0, 1, 2, 3), 0, 5), new HarmonicTorsion(new TorsionAtoms(3, 1, 2, 0), 3, 6));
        AssertAre(read.LennardJonesPairs, new LennardJonesPair(new AtomPair(0, 3), 0.3, 0.25));
        AssertAre(read.LennardJonesTable!.Repulsion, 1, 2, 2, 3);
        AssertAre(read.LennardJonesTable.Attraction, 4, 5, 5, 6);
        AssertAre(read.LennardJonesTable.Types, 0, 1, 1, 0);
        AssertAre(read.LennardJonesTable.Exclusions, new AtomPair(0, 1));
        ForceFieldCheck.Require(read);
    }

    [Theory]
    [InlineData("k*(theta-theta0)^2", "k*(theta-theta0)^4", "is not read; custom forces are read only where")]
    [InlineData("param1=\"0\" param2=\"5\"", "param1=\"1\" param2=\"5\"", "not periodic")]
    [InlineData("2*epsilon*(", "epsilon*(", "is not read; custom forces are read only where")]
    [InlineData("<Parameter name=\"sigma\"/>", "<Parameter name=\"radius\"/>", "the parameters sigma, epsilon are expected")]
    [InlineData("/r^12", "/r^9", "is not read; custom forces are read only where")]
    [InlineData("method=\"0\"", "method=\"2\"", "only NoCutoff")]
    [InlineData("<Value v=\"6\"/>", "", "there are 3 values; expected 2 x 2")]
    [InlineData("<Value v=\"6\"/>", "<Value v=\"6\"/><Value v=\"6\"/>", "there are 5 values")]
    [InlineData("<Value v=\"4\"/><Value v=\"5\"/>", "<Value v=\"5\"/><Value v=\"4\"/>", "the other way around")]
    [InlineData("xsize=\"2\"", "xsize=\"1000000\"", "is no integer from 1 to 2000")]
    [InlineData("<Particle param1=\"1\"/>", "<Particle param1=\"2\"/>", "do not fit")]
    [InlineData("<InteractionGroups/>", "<InteractionGroups><InteractionGroup/></InteractionGroups>", "is not read in a custom force")]
    [InlineData("name=\"bcoef\"", "name=\"c\"", "acoef and bcoef are missing")]
    public void OtherCustomForcesAreRefused(string part, string replacement, string message)
    {
        string text = Document(Custom);
        Assert.Contains(part, text);
        int place = text.IndexOf(part, StringComparison.Ordinal);

        var error = Assert.Throws<InvalidInputException>(() => Read(text[..place] + replacement + text[(place + part.Length)..]));

        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void ErrorsNameTheLine()
    {
        string text = Document(Forces.Replace("phase=\"3.14\"", "phase=\"east\""));
        int line = text[..text.IndexOf("east", StringComparison.Ordinal)].Count(c => c == '\n') + 1;

        Assert.Equal(
            $"test.xml: line {line}, <Torsion>, phase: \"east\" is no finite number", Assert.Throws<InvalidInputException>(() => Read(text)).Message);
    }

    [Theory]
    [InlineData("<!DOCTYPE System [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>\n")]
    [InlineData("<!DOCTYPE System SYSTEM \"file:///etc/hostname\">\n")]
    public void DocumentTypesAndEntitiesAreProhibited(string type) =>
        Assert.Contains("is not XML as OpenMM writes it", Assert.Throws<InvalidInputException>(() => Read(type + Document(Forces))).Message);

    [Fact]
    public void AtomsWithoutEndAreRefusedBeforeTheyAreKept()
    {
        var text = new StringBuilder("<System version=\"1\"><Particles>");
        for (int i = 0; i <= ForceField.MostAtoms; i++)
            text.Append("<Particle mass=\"1\"/>");
        Assert.Contains("more than 20000 particles", Assert.Throws<InvalidInputException>(() => Read(text.ToString())).Message);
    }

    [Fact]
    public void ATagWithoutEndIsRefused()
    {
        var error = Assert.Throws<InvalidInputException>(() => SystemXmlFile.Read(new Endless(" "), "endless"));
        Assert.Equal("endless: cannot be read: it has a tag or text of more than 65536 bytes: OpenMM writes none", error.Message);
    }

    [Fact]
    public void AStreamWithoutEndIsRefused()
    {
        using var stream = new BoundedStream(new Endless("/><A "), 100_000);
        byte[] buffer = new byte[4096];
        Assert.Throws<IOException>(() =>
        {
            while (stream.Read(buffer, 0, buffer.Length) > 0)
                Assert.True(stream.Position <= 100_000);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("ATOM      1  N   ALA A   1")]
    [InlineData("<State version=\"1\"/>")]
    [InlineData("<System version=\"2\"/>")]
    [InlineData("<System version=\"1\"/>")]
    [InlineData("<System version=\"1\"><Forces><Force type=\"CMMotionRemover\"/></Forces></System>")]
    [InlineData("<System version=\"1\"><Constraints><Constraint p1=\"0\" p2=\"1\" d=\"1\"/></Constraints></System>")]
    [InlineData("<System version=\"1\"><Atoms/></System>")]
    public void OtherFilesAreRefused(string text) => Assert.Throws<InvalidInputException>(() => Read(text));

    [Fact]
    public void AnyByteChangedIsReadOrRefused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Document(Forces));
        var random = new Random(11);
        for (int i = 0; i < 1000; i++)
        {
            byte[] changed = [.. bytes];
            for (int k = 0; k < 3; k++)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                ForceFieldCheck.Require(SystemXmlFile.Read(new MemoryStream(changed), "fuzz"));
            }
            catch (InvalidInputException)
            {
            }
        }
    }

    [Fact]
    public void AFileThatIsTooLargeIsNotOpened()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("large.xml");
        using (FileStream file = File.Create(path))
            file.SetLength(SystemXmlFile.LargestFile + 1);
        Assert.Contains("no System of a molecule has more", Assert.Throws<InvalidInputException>(() => SystemXmlFile.Read(path)).Message);
        Assert.Throws<InvalidInputException>(() => SystemXmlFile.Read(folder.File("none.xml")));
    }

    private static void AssertAre<T>(ImmutableArray<T> actual, params T[] expected) => Assert.Equal(expected, actual.ToArray());

    private static ForceField Read(string text) => SystemXmlFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.xml");

    private static string Document(string forces) => $"""
        <System openmmVersion="8.1" type="System" version="1">
        <PeriodicBoxVectors><A x="2" y="0" z="0"/><B x="0" y="2" z="0"/><C x="0" y="0" z="2"/></PeriodicBoxVectors>
        <Particles><Particle mass="1"/><Particle mass="12"/><Particle mass="12"/><Particle mass="0"/></Particles>
        <Constraints><Constraint p1="1" p2="0" d=".109"/></Constraints>
        <Forces>
        {forces}
        </Forces>
        </System>
        """;

    /// <summary>A file that never ends.</summary>
    private sealed class Endless(string repeated) : Stream
    {
        private const string Start = "<System version=\"1\"><PeriodicBoxVectors><A ";
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count; i++, _position++)
                buffer[offset + i] = (byte)(_position < Start.Length ? Start[(int)_position] : repeated[(int)((_position - Start.Length) % repeated.Length)]);
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
