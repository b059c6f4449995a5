namespace LatentSim.Engine.Configuration;

/// <summary>The structure-based model of a protein (Clementi et al. 2000), the potential of the process go-model.</summary>
public sealed class GoModelSettings
{
    /// <summary>The native structure, a PDB file with C-alpha atoms; data.topology if empty.</summary>
    public string Structure { get; set; } = "";

    /// <summary>epsilon, the unit of its energies, kJ/mol.</summary>
    public double Energy { get; set; } = 2.5;

    /// <summary>The shape of a contact: 12-10 or desolvation.</summary>
    public string Contacts { get; set; } = "12-10";

    /// <summary>Residues whose C-alpha atoms are this close in the native structure, and four or more apart along the chain, are in contact, nm.</summary>
    public double ContactCutoff { get; set; } = 0.8;

    /// <summary>The height of the desolvation barrier, in units of epsilon.</summary>
    public double DesolvationBarrier { get; set; } = 0.5;

    internal void Validate(SettingCheck check)
    {
        check.Positive("reference.go-model.energy", Energy);
        check.OneOf("reference.go-model.contacts", Contacts, "12-10", "desolvation");
        check.That(ContactCutoff is > 0.3 and <= 2, "reference.go-model.contact-cutoff", "0.3 to 2 nm", ContactCutoff);
        check.That(DesolvationBarrier is > 0 and <= 2, "reference.go-model.desolvation-barrier", "above 0 to 2", DesolvationBarrier);
    }
}
