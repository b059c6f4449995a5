namespace LatentSim.Molecules.Particles.Pairs;

/// <summary>When particles that are accelerated meet the wall of the sphere, and what it does to them.</summary>
internal static class WallMeeting
{
    private const int MostIterations = 100;

    // A particle at the wall is put this little inside, so that rounding does not leave it outside.
    private const double Inside = 1 - 1e-15;

    /// <summary>The first time at which a particle on its way x + v t + a t^2 / 2 meets the wall.</summary>
    /// <param name="positions">[particle, 3].</param>
    /// <param name="velocities">[particle, 3].</param>
    /// <param name="accelerations">[particle, 3].</param>
    /// <param name="time">Up to when to look.</param>
    /// <param name="radius">The sphere's.</param>
    /// <returns>The time, and the first coordinate of the particle, or -1 if none is outside at the end of the time.</returns>
    internal static (double Time, int Particle) First(
        ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities, ReadOnlySpan<double> accelerations, double time, double radius)
    {
        int first = -1;
        for (int i = 0; i < positions.Length; i += 3)
        {
            if (!(Outside(positions, velocities, accelerations, i, time, radius) > 0))
                continue;
            time = TimeOf(positions, velocities, accelerations, i, time, radius);
            first = i;
        }

        return (time, first);
    }

    /// <summary>Puts a particle that is at the wall inside it.</summary>
    internal static void PutInside(Span<double> position, double radius)
    {
        double scale = Math.Min(1, radius / Math.Sqrt(Square(position[0], position[1], position[2])) * Inside);
        for (int axis = 0; axis < 3; axis++)
            position[axis] *= scale;
    }

    /// <summary>Reverses the part of a velocity that is along the radius, if it is outwards.</summary>
    internal static void Reflect(ReadOnlySpan<double> position, Span<double> velocity)
    {
        double outwards = (position[0] * velocity[0]) + (position[1] * velocity[1]) + (position[2] * velocity[2]);
        if (!(outwards > 0))
            return;
        double twice = 2 * outwards / Square(position[0], position[1], position[2]);
        for (int axis = 0; axis < 3; axis++)
            velocity[axis] -= twice * position[axis];
    }

    // Inside at the start, outside at the end: regula falsi, in the form of Illinois, finds where it changes.
    private static double TimeOf(
        ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities, ReadOnlySpan<double> accelerations, int particle, double time, double radius)
    {
        double early = 0;
        double late = time;
        double atEarly = Math.Min(Outside(positions, velocities, accelerations, particle, early, radius), -double.Epsilon);
        double atLate = Outside(positions, velocities, accelerations, particle, late, radius);
        int side = 0;
        for (int iteration = 0; iteration < MostIterations && late - early > 1e-16 * time; iteration++)
        {
            double middle = ((early * atLate) - (late * atEarly)) / (atLate - atEarly);
            double atMiddle = Outside(positions, velocities, accelerations, particle, middle, radius);
            if (!(Math.Abs(atMiddle) > 1e-15 * radius * radius))
                return middle;
            bool isOutside = atMiddle > 0;
            if (isOutside)
            {
                (late, atLate) = (middle, atMiddle);
                atEarly *= side > 0 ? 0.5 : 1;
            }
            else
            {
                (early, atEarly) = (middle, atMiddle);
                atLate *= side < 0 ? 0.5 : 1;
            }

            side = isOutside ? 1 : -1;
        }

        return early;
    }

    // The square of the distance from the centre, beyond that of the wall.
    private static double Outside(
        ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities, ReadOnlySpan<double> accelerations, int particle, double time, double radius)
    {
        double x = At(positions[particle], velocities[particle], accelerations[particle], time);
        double y = At(positions[particle + 1], velocities[particle + 1], accelerations[particle + 1], time);
        double z = At(positions[particle + 2], velocities[particle + 2], accelerations[particle + 2], time);
        return Square(x, y, z) - (radius * radius);
    }

    private static double At(double position, double velocity, double acceleration, double time) => position + (time * (velocity + (0.5 * time * acceleration)));

    private static double Square(double x, double y, double z) => (x * x) + (y * y) + (z * z);
}
