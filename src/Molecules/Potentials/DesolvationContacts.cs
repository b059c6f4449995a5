namespace LatentSim.Molecules.Potentials;

/// <summary>
/// Native contacts with a desolvation barrier (Cheung, Garcia and Onuchic, PNAS 99, 685 (2002)): the minimum -epsilon at the native distance r_cm, the
/// barrier epsilon_db at r_db half a water on, and the second minimum -epsilon_ssm at r_ssm, a water of 0.3 nm on. With Y = (r - r_db)^2,
/// Z = (r_cm/r)^6 and h = r_ssm - r_db = r_db - r_cm:
/// epsilon Z (Z - 2) up to r_cm; C Y^2 (Y^2/2 - h^4)/4 + epsilon_db up to r_db, C = 8 (epsilon + epsilon_db)/h^8;
/// and -B (Y - h_1)/(Y^3 + h_2) beyond, B = 3 epsilon_ssm h^4, h_1 = (2/3) h^2/(epsilon_ssm/epsilon_db + 1), h_2 = 2 h^6/(1 + epsilon_db/epsilon_ssm).
/// Energy and force are continuous.
/// </summary>
internal sealed class DesolvationContacts : IContactTerm
{
    /// <summary>epsilon_ssm in units of epsilon.</summary>
    internal const double SeparatedStrength = 0.2;

    /// <summary>r_ssm - r_db: half the diameter of a water, nm.</summary>
    internal const double HalfWater = 0.15;

    private const double HalfWaterSquare = HalfWater * HalfWater;
    private const double HalfWaterFourth = HalfWaterSquare * HalfWaterSquare;
    private readonly Contact[] _contacts;
    private readonly double _energy;
    private readonly double _barrier;
    private readonly double _well;
    private readonly double _tail;
    private readonly double _tailZero;
    private readonly double _tailWidth;

    /// <summary>Makes the contacts.</summary>
    /// <param name="contacts">The pairs and their native distances.</param>
    /// <param name="energy">epsilon, kJ/mol.</param>
    /// <param name="barrier">epsilon_db, kJ/mol.</param>
    internal DesolvationContacts(NativeContacts contacts, double energy, double barrier)
    {
        _contacts = [.. contacts.Pairs.Zip(contacts.Distances, (pair, distance) => new Contact(pair.First, pair.Second, distance))];
        double separated = SeparatedStrength * energy;
        _energy = energy;
        _barrier = barrier;
        _well = 2 * (energy + barrier) / (HalfWaterFourth * HalfWaterFourth);
        _tail = 3 * separated * HalfWaterFourth;
        _tailZero = 2.0 / 3 * HalfWaterSquare / ((separated / barrier) + 1);
        _tailWidth = 2 * HalfWaterFourth * HalfWaterSquare / (1 + (barrier / separated));
    }

    /// <inheritdoc/>
    public double AddForces(in SiteArrays sites)
    {
        double energy = 0;
        foreach (ref readonly Contact contact in _contacts.AsSpan())
        {
            (double x, double y, double z) = sites.Difference(contact.First, contact.Second);
            double square = (x * x) + (y * y) + (z * z);
            double distance = Math.Sqrt(square);
            double stretch = distance - contact.Distance;
            (double value, double factor) =
                stretch >= HalfWater ? Tail(stretch - HalfWater, distance)
                : stretch >= 0 ? Well(stretch - HalfWater, distance)
                : Core(contact.Distance * contact.Distance / square, square);
            energy += value;
            sites.AddPairForce(contact.First, contact.Second, factor * x, factor * y, factor * z);
        }

        return energy;
    }

    // Each gives the energy and minus its derivative over the distance.
    private (double Energy, double Factor) Core(double ratio, double square)
    {
        double sixth = ratio * ratio * ratio;
        return (_energy * sixth * (sixth - 2), 12 * _energy * sixth * (sixth - 1) / square);
    }

    private (double Energy, double Factor) Well(double fromBarrier, double distance)
    {
        double y = fromBarrier * fromBarrier;
        double ySquare = y * y;
        return ((_well * ySquare * ((0.5 * ySquare) - HalfWaterFourth)) + _barrier, -4 * _well * y * (ySquare - HalfWaterFourth) * fromBarrier / distance);
    }

    private (double Energy, double Factor) Tail(double fromBarrier, double distance)
    {
        double y = fromBarrier * fromBarrier;
        double inverse = 1 / ((y * y * y) + _tailWidth);
        double value = (y - _tailZero) * inverse;
        return (-_tail * value, 2 * _tail * fromBarrier * inverse * (1 - (3 * y * y * value)) / distance);
    }

    private readonly record struct Contact(int First, int Second, double Distance);
}
