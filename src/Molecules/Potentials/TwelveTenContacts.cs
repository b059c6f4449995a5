namespace LatentSim.Molecules.Potentials;

/// <summary>Native contacts, epsilon [5 (s/r)^12 - 6 (s/r)^10], with their minima -epsilon at the native distances s (Clementi et al. 2000, equation 1).</summary>
internal sealed class TwelveTenContacts : IContactTerm
{
    private readonly Contact[] _contacts;

    /// <summary>Makes the contacts.</summary>
    /// <param name="contacts">The pairs and their native distances.</param>
    /// <param name="energy">epsilon, kJ/mol.</param>
    internal TwelveTenContacts(NativeContacts contacts, double energy) =>
        _contacts = [.. contacts.Pairs.Zip(contacts.Distances, (pair, distance) => Make(pair, distance, energy))];

    /// <inheritdoc/>
    public double AddForces(in SiteArrays sites)
    {
        double energy = 0;
        foreach (ref readonly Contact contact in _contacts.AsSpan())
        {
            (double x, double y, double z) = sites.Difference(contact.First, contact.Second);
            double inverse = 1 / ((x * x) + (y * y) + (z * z));
            double fourth = inverse * inverse;
            double tenth = fourth * fourth * inverse;
            double repulsion = contact.Repulsion * inverse;
            energy += (repulsion - contact.Attraction) * tenth;
            double factor = ((12 * repulsion) - (10 * contact.Attraction)) * tenth * inverse;
            sites.AddPairForce(contact.First, contact.Second, factor * x, factor * y, factor * z);
        }

        return energy;
    }

    private static Contact Make((int First, int Second) pair, double distance, double energy)
    {
        double square = distance * distance;
        double tenth = square * square * square * square * square;
        return new Contact(pair.First, pair.Second, 5 * energy * tenth * square, 6 * energy * tenth);
    }

    private readonly record struct Contact(int First, int Second, double Repulsion, double Attraction);
}
