namespace LatentSim.Molecules.Potentials;

/// <summary>The parameters of a <see cref="GoModel"/>; those not given are the published ones (Clementi, Nymeyer and Onuchic, J. Mol. Biol. 298, 937 (2000)).</summary>
/// <param name="Energy">epsilon, the unit of all energies, kJ/mol.</param>
public sealed record GoModelParameters(double Energy)
{
    /// <summary>Sites that are this close in the native structure, and four or more apart along the chain, are a native contact, nm.</summary>
    public double ContactCutoff { get; init; } = 0.8;

    /// <summary>The shape of a native contact's energy; its depth is epsilon.</summary>
    public ContactForm Contacts { get; init; } = ContactForm.TwelveTen;

    /// <summary>The height of the desolvation barrier, in units of epsilon.</summary>
    public double DesolvationBarrier { get; init; } = 0.5;

    /// <summary>The stiffness of bonds, in units of epsilon / nm^2: 100 epsilon / angstrom^2.</summary>
    public double BondStrength { get; init; } = 1e4;

    /// <summary>The stiffness of angles, in units of epsilon / rad^2.</summary>
    public double AngleStrength { get; init; } = 20;

    /// <summary>The dihedrals' barriers, in units of epsilon; the threefold term has half of it.</summary>
    public double DihedralStrength { get; init; } = 1;

    /// <summary>sigma, the distance at which the repulsion of a pair that is no native contact is epsilon, nm.</summary>
    public double RepulsionRadius { get; init; } = 0.4;
}
