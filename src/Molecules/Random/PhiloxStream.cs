using LatentSim.Molecules.Numerics;

namespace LatentSim.Molecules.Random;

/// <summary>
/// The random numbers of one (seed, walker, step, purpose): Philox4x32-10 with key (seed low, seed high) and counter
/// (walker, purpose shl 24 | draw, step low, step high). A mutable value: keep it in a local, pass it by reference.
/// </summary>
public struct PhiloxStream
{
    private const uint MaximumDraws = 1u << 24;
    private const double UniformScale = 1.0 / 4294967296.0;

    private readonly uint key0;
    private readonly uint key1;
    private readonly uint walker;
    private readonly uint purpose;
    private readonly uint stepLow;
    private readonly uint stepHigh;
    private uint draw;
    private uint next1;
    private uint next2;
    private uint next3;
    private int left;
    private bool hasSpare;
    private float spare;

    /// <summary>Starts the stream at the first number of an attempt.</summary>
    /// <param name="seed">The run's seed, the key.</param>
    /// <param name="walker">The walker's index in the whole run.</param>
    /// <param name="step">The step.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="attempt">0, or for the n-th redraw n: each has 2^16 blocks of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The walker or the step is negative, or the attempt is not in 0 to 255.</exception>
    public PhiloxStream(ulong seed, int walker, long step, RandomPurpose purpose, int attempt = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(attempt, 255);
        ArgumentOutOfRangeException.ThrowIfNegative(walker);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        key0 = (uint)seed;
        key1 = (uint)(seed >> 32);
        this.walker = (uint)walker;
        this.purpose = (uint)purpose << 24;
        stepLow = (uint)step;
        stepHigh = (uint)(step >> 32);
        draw = (uint)attempt << 16;
    }

    /// <summary>The next 32 random bits.</summary>
    /// <exception cref="InvalidOperationException">More than 2^26 words were drawn.</exception>
    public uint NextWord()
    {
        switch (left)
        {
            case 3:
                left = 2;
                return next1;
            case 2:
                left = 1;
                return next2;
            case 1:
                left = 0;
                return next3;
        }

        if (draw == MaximumDraws)
            throw new InvalidOperationException("A random stream of one walker, step and purpose is exhausted.");

        (uint next0, next1, next2, next3) = Philox.Block(walker, purpose | draw, stepLow, stepHigh, key0, key1);
        draw++;
        left = 3;
        return next0;
    }

    /// <summary>A uniform number in the open interval (0, 1), on a grid of 2^-32.</summary>
    public double NextUniform() => (NextWord() + 0.5) * UniformScale;

    /// <summary>A number from N(0, 1): Box and Muller 1958, in double precision, rounded to float.</summary>
    public float NextNormal()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }

        double radius = Math.Sqrt(-2 * ScalarMath.Log(NextUniform()));
        (double sine, double cosine) = ScalarMath.SinCosOfTurns(NextUniform());
        spare = (float)(radius * sine);
        hasSpare = true;
        return (float)(radius * cosine);
    }
}
