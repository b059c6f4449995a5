using LatentSim.Molecules.Geometry;
using LatentSim.Molecules.Potentials;
using TestSupport;

namespace Molecules.Tests.Potentials;

public sealed class GoModelTests
{
    private const double Energy = 2.5;

    public static TheoryData<ContactForm, int, double, double> Configurations()
    {
        var data = new TheoryData<ContactForm, int, double, double>();
        foreach (ContactForm form in Enum.GetValues<ContactForm>())
        {
            data.Add(form, 1, 0.005, 1);
            data.Add(form, 2, 0.03, 1);
            data.Add(form, 3, 0.03, 1.2);
            data.Add(form, 4, 0.1, 1.5);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void ForcesAreMinusTheGradient(ContactForm form, int seed, double range, double stretch)
    {
        GoModel model = Model(form);

        NumericalGradient.RequireForces(model.AddForces, TrpCage.Disturbed(seed, range, stretch));
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void NoForceMovesOrTurnsTheWhole(ContactForm form, int seed, double range, double stretch)
    {
        double[] positions = TrpCage.Disturbed(seed, range, stretch);
        double[] forces = new double[positions.Length];
        Model(form).AddForces(positions, forces);
        Vector3D force = default;
        Vector3D torque = default;
        double size = 0;
        for (int site = 0; site < TrpCage.Sites; site++)
        {
            Vector3D on = new(forces[3 * site], forces[(3 * site) + 1], forces[(3 * site) + 2]);
            force += on;
            torque += Vector3D.Cross(new Vector3D(positions[3 * site], positions[(3 * site) + 1], positions[(3 * site) + 2]), on);
            size += on.Length;
        }

        Assert.True(force.Length < 1e-12 * size, $"net force {force.Length} of {size}");
        Assert.True(torque.Length < 1e-12 * size, $"net torque {torque.Length} of {size}");
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void ForcesTurnWithTheMolecule(ContactForm form, int seed, double range, double stretch)
    {
        GoModel model = Model(form);
        double[] positions = TrpCage.Disturbed(seed, range, stretch);
        RotationMatrix rotation = RigidMotions.RandomRotation(new Random(seed));
        double[] turned = Rotated(rotation, positions, new Vector3D(3, -2, 1));
        double[] forces = new double[positions.Length];
        double[] turnedForces = new double[positions.Length];

        double energy = model.AddForces(positions, forces);
        double turnedEnergy = model.AddForces(turned, turnedForces);

        Assert.Equal(energy, turnedEnergy, 1e-9 * (1 + Math.Abs(energy)));
        double[] expected = Rotated(rotation, forces, default);
        double largest = forces.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], turnedForces[i], 1e-9 * largest);
    }

    [Theory]
    [InlineData(ContactForm.TwelveTen)]
    [InlineData(ContactForm.Desolvation)]
    public void TheNativeEnergyIsThatOfTheContactsAndTheRepulsion(ContactForm form)
    {
        GoModel model = Model(form);
        double[] forces = new double[60];
        double repulsion = 0;
        for (int i = 0; i < TrpCage.Sites; i++)
        {
            for (int j = i + 4; j < TrpCage.Sites; j++)
            {
                if (!model.Contacts.Pairs.Contains((i, j)))
                    repulsion += Energy * Math.Pow(0.4 / ChainGeometry.Distance(TrpCage.Native, i, j), 12);
            }
        }

        double energy = model.AddForces(TrpCage.Native.Select(x => (double)x).ToArray(), forces);

        Assert.Equal(51, model.Contacts.Pairs.Count);
        Assert.Equal((-51 * Energy) + repulsion, energy, 1e-6);
        Assert.True(forces.Max(Math.Abs) < 0.1, "only the repulsion acts on the native structure");
    }

    [Fact]
    public void ForcesAreAdded()
    {
        GoModel model = Model(ContactForm.TwelveTen);
        double[] positions = TrpCage.Disturbed(5, 0.02, 1);
        double[] once = new double[60];
        double[] twice = new double[60];
        model.AddForces(positions, once);
        model.AddForces(positions, twice);
        model.AddForces(positions, twice);

        Assert.Equal(once.Select(f => 2 * f), twice);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void ChainsOfAnyLengthAreRight(int sites)
    {
        float[] native = TrpCage.Native[..(3 * sites)];
        var model = new GoModel(native, new GoModelParameters(Energy) { ContactCutoff = 1 });

        NumericalGradient.RequireForces(model.AddForces, TrpCage.Disturbed(sites, 0.05, 1.1)[..(3 * sites)]);
    }

    [Fact]
    public void SitesInLineGiveNoInfinity()
    {
        double[] line = [.. Enumerable.Range(0, TrpCage.Sites).SelectMany(site => new[] { 0.38 * site, 0, 0 })];
        double[] forces = new double[60];

        Assert.True(double.IsFinite(Model(ContactForm.Desolvation).AddForces(line, forces)));
        Assert.All(forces, force => Assert.True(double.IsFinite(force)));
    }

    [Fact]
    public void BadInputIsRefused()
    {
        float[] coincident = [.. TrpCage.Native];
        coincident.AsSpan(0, 3).CopyTo(coincident.AsSpan(3));
        float[] damaged = [.. TrpCage.Native];
        damaged[7] = float.NaN;
        var good = new GoModelParameters(Energy);

        Assert.Throws<ArgumentException>(() => new GoModel(TrpCage.Native.AsSpan(0, 12), good));
        Assert.Throws<ArgumentException>(() => new GoModel(TrpCage.Native.AsSpan(0, 59), good));
        Assert.Throws<ArgumentException>(() => new GoModel(coincident, good));
        Assert.Throws<ArgumentException>(() => new GoModel(damaged, good));
        Assert.Throws<ArgumentException>(() => new GoModel(TrpCage.Native, good with { Energy = 0 }));
        Assert.Throws<ArgumentException>(() => new GoModel(TrpCage.Native, good with { ContactCutoff = double.NaN }));
        Assert.Throws<ArgumentException>(() => new GoModel(TrpCage.Native, good with { Contacts = (ContactForm)7 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GoModel(TrpCage.Native, good).AddForces(new double[57], new double[60]));
    }

    private static GoModel Model(ContactForm form) => new(TrpCage.Native, new GoModelParameters(Energy) { ContactCutoff = 1, Contacts = form });

    private static double[] Rotated(RotationMatrix rotation, double[] xyz, Vector3D shift) => [.. Enumerable.Range(0, xyz.Length / 3).SelectMany(site =>
    {
        Vector3D moved = rotation.Apply(new Vector3D(xyz[3 * site], xyz[(3 * site) + 1], xyz[(3 * site) + 2])) + shift;
        return new[] { moved.X, moved.Y, moved.Z };
    })];
}
