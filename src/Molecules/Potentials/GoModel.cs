namespace LatentSim.Molecules.Potentials;

/// <summary>
/// The structure-based model of a protein as a chain of C-alpha sites, whose energy is lowest in its native structure: harmonic bonds and angles,
/// dihedrals, native contacts, and a repulsion between all other sites (Clementi, Nymeyer and Onuchic, J. Mol. Biol. 298, 937 (2000), equation 1).
/// </summary>
public sealed class GoModel : IPotential
{
    /// <summary>The most sites: all pairs are computed, and working memory is on the stack.</summary>
    public const int MostSites = 1000;

    private const int FewestSites = 5;
    private readonly int _sites;
    private readonly HarmonicBonds _bonds;
    private readonly HarmonicAngles _angles;
    private readonly NativeDihedrals _dihedrals;
    private readonly IContactTerm _contacts;
    private readonly Repulsion _repulsion;

    /// <summary>Makes the model of a native structure.</summary>
    /// <param name="native">[site, 3] the C-alpha positions along the chain, nm.</param>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentException">There are too few or too many sites, two neighbours coincide, a position is not finite or a parameter is not positive.</exception>
    public GoModel(ReadOnlySpan<float> native, GoModelParameters parameters)
    {
        Check(native, parameters);
        _sites = native.Length / 3;
        double energy = parameters.Energy;
        Contacts = NativeContacts.Within(native, parameters.ContactCutoff);
        _bonds = new HarmonicBonds(native, parameters.BondStrength * energy);
        _angles = new HarmonicAngles(native, parameters.AngleStrength * energy);
        _dihedrals = new NativeDihedrals(native, parameters.DihedralStrength * energy, 0.5 * parameters.DihedralStrength * energy);
        _contacts = parameters.Contacts switch
        {
            ContactForm.TwelveTen => new TwelveTenContacts(Contacts, energy),
            ContactForm.Desolvation => new DesolvationContacts(Contacts, energy, parameters.DesolvationBarrier * energy),
            _ => throw new ArgumentException($"No contacts are called {parameters.Contacts}.", nameof(parameters)),
        };
        _repulsion = new Repulsion(_sites, Contacts, energy, parameters.RepulsionRadius);
    }

    /// <summary>The native contacts.</summary>
    public NativeContacts Contacts { get; }

    /// <inheritdoc/>
    public int CoordinateCount => 3 * _sites;

    /// <inheritdoc/>
    public double AddForces(ReadOnlySpan<double> positions, Span<double> forces)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(positions.Length, CoordinateCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(forces.Length, CoordinateCount);
        int length = SiteArrays.Length(_sites);
        var sites = new SiteArrays(stackalloc double[length], stackalloc double[length], _sites);
        sites.Take(positions);
        double energy = _contacts.AddForces(sites);
        energy += _bonds.AddForces(sites) + _angles.AddForces(sites) + _dihedrals.AddForces(sites) + _repulsion.AddForces(sites);
        sites.AddTo(forces);
        return energy;
    }

    private static void Check(ReadOnlySpan<float> native, GoModelParameters parameters)
    {
        int sites = native.Length / 3;
        if (native.Length % 3 != 0 || sites is < FewestSites or > MostSites)
            throw new ArgumentException($"A chain of {FewestSites} to {MostSites} sites is expected, got {native.Length} coordinates.", nameof(native));
        foreach (float coordinate in native)
            if (!float.IsFinite(coordinate))
                throw new ArgumentException("A native position is not finite.", nameof(native));
        for (int i = 1; i < sites; i++)
            if (ChainGeometry.Distance(native, i - 1, i) < 0.01)
                throw new ArgumentException($"Sites {i - 1} and {i} of the native structure coincide.", nameof(native));

        ReadOnlySpan<double> positive =
        [
            parameters.Energy, parameters.ContactCutoff, parameters.DesolvationBarrier, parameters.BondStrength, parameters.AngleStrength,
            parameters.DihedralStrength, parameters.RepulsionRadius,
        ];
        foreach (double parameter in positive)
            if (!(parameter > 0) || !double.IsFinite(parameter))
                throw new ArgumentException($"A parameter of the model is {parameter}; all must be positive: {parameters}.", nameof(parameters));
    }
}
