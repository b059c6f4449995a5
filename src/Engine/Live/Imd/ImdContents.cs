namespace LatentSim.Engine.Live.Imd;

/// <summary>Which packets each frame of a session is made of: what session info tells.</summary>
/// <param name="Time">Time and step.</param>
/// <param name="Energies">An energy block.</param>
/// <param name="Box">The periodic box.</param>
/// <param name="Wrapped">Whether coordinates are wrapped into the box.</param>
/// <param name="Motion">Velocities and forces.</param>
internal sealed record ImdContents(bool Time, bool Energies, bool Box, bool Wrapped, bool Motion)
{
    /// <summary>The number of flags in session info.</summary>
    public const int Flags = 7;

    private const int TimeBody = 24;
    private const int EnergiesBody = 40;
    private const int BoxBody = 36;

    /// <summary>What version 2 can tell of it.</summary>
    public ImdContents InVersion2 => new(Time: false, Energies, Box: false, Wrapped: false, Motion: false);

    /// <summary>The bytes of a frame.</summary>
    public long FrameBytes(int sites)
    {
        long vectors = ImdHeader.Size + (3L * sizeof(float) * sites);
        return Packet(Time, TimeBody) + Packet(Energies, EnergiesBody) + Packet(Box, BoxBody) + (vectors * (Motion ? 3 : 1));
    }

    /// <summary>Writes the flags, <see cref="Flags"/> bytes.</summary>
    public void Write(Span<byte> flags)
    {
        bool[] set = [Time, Energies, Box, true, Wrapped, Motion, Motion];
        for (int i = 0; i < Flags; i++)
            flags[i] = set[i] ? (byte)1 : (byte)0;
    }

    private static int Packet(bool isSent, int body) => isSent ? ImdHeader.Size + body : 0;
}
