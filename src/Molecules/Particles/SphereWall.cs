namespace LatentSim.Molecules.Particles;

/// <summary>The hard wall of the sphere around the origin: a particle that meets it on its straight way through a timestep is reflected there, specularly, and
/// goes on for the rest of the timestep. Its speed stays what it was.</summary>
public static class SphereWall
{
    // A particle that creeps along the wall meets it often; what is left of its timestep after so many times is too short to matter.
    private const int MostReflections = 1000;

    /// <summary>Whether all particles are inside.</summary>
    internal static bool Holds(ReadOnlySpan<double> positions, double radius)
    {
        for (int i = 0; i < positions.Length; i += 3)
            if (!((positions[i] * positions[i]) + (positions[i + 1] * positions[i + 1]) + (positions[i + 2] * positions[i + 2]) <= radius * radius))
                return false;
        return true;
    }

    /// <summary>Moves one particle for a time.</summary>
    /// <param name="x">Its position, changed.</param>
    /// <param name="y">Its position, changed.</param>
    /// <param name="z">Its position, changed.</param>
    /// <param name="vx">Its velocity, changed by reflections.</param>
    /// <param name="vy">Its velocity, changed by reflections.</param>
    /// <param name="vz">Its velocity, changed by reflections.</param>
    /// <param name="time">The time, not negative.</param>
    /// <param name="radius">The radius of the sphere.</param>
    public static void Drift(ref double x, ref double y, ref double z, ref double vx, ref double vy, ref double vz, double time, double radius)
    {
        for (int reflections = 0; reflections < MostReflections; reflections++)
        {
            double newX = x + (time * vx);
            double newY = y + (time * vy);
            double newZ = z + (time * vz);
            if (!((newX * newX) + (newY * newY) + (newZ * newZ) > radius * radius))
            {
                (x, y, z) = (newX, newY, newZ);
                return;
            }

            double untilWall = Math.Clamp(TimeToWall(x, y, z, vx, vy, vz, radius), 0, time);
            x += untilWall * vx;
            y += untilWall * vy;
            z += untilWall * vz;
            time -= untilWall;
            double twice = 2 * ((x * vx) + (y * vy) + (z * vz)) / ((x * x) + (y * y) + (z * z));
            vx -= twice * x;
            vy -= twice * y;
            vz -= twice * z;
        }
    }

    // The later of the two times at which the line through the particle crosses the sphere.
    private static double TimeToWall(double x, double y, double z, double vx, double vy, double vz, double radius)
    {
        double speedSquare = (vx * vx) + (vy * vy) + (vz * vz);
        double outward = (x * vx) + (y * vy) + (z * vz);
        double inside = (radius * radius) - ((x * x) + (y * y) + (z * z));
        double root = Math.Sqrt(Math.Max(0, (outward * outward) + (speedSquare * inside)));

        // Either form is the same number; each loses no digits where it is used.
        return outward > 0 ? inside / (outward + root) : (root - outward) / speedSquare;
    }
}
