namespace LatentSim.Engine.Live.Imd;

/// <summary>Reads the packets of a client, from whatever pieces they arrive in. It keeps one header and a count, whatever it is sent.</summary>
/// <param name="sites">The number of atoms, more of which cannot have forces.</param>
internal sealed class ImdReader(int sites)
{
    private const int BytesOfAForce = sizeof(int) + (3 * sizeof(float));

    private readonly byte[] header = new byte[ImdHeader.Size];
    private int filled;
    private long skipped;

    /// <summary>What is wrong with what came, to follow "a client that"; null while nothing is. Nothing more is read then.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads the next packet; the body of <see cref="ImdPacketType.AppliedForces"/> is passed over.</summary>
    /// <param name="bytes">What has arrived; on return what is left of it.</param>
    /// <param name="packet">The packet.</param>
    /// <returns>False when more has to arrive, or there is a <see cref="Problem"/>.</returns>
    public bool TryRead(ref ReadOnlySpan<byte> bytes, out ImdHeader packet)
    {
        packet = default;
        if (Problem is not null)
            return false;

        int passed = (int)Math.Min(skipped, bytes.Length);
        skipped -= passed;
        bytes = bytes[passed..];
        int taken = Math.Min(ImdHeader.Size - filled, bytes.Length);
        bytes[..taken].CopyTo(header.AsSpan(filled));
        filled += taken;
        bytes = bytes[taken..];
        if (filled < ImdHeader.Size)
            return false;

        filled = 0;
        packet = ImdHeader.Read(header);
        Problem = ProblemOf(packet);
        if (packet.Type == ImdPacketType.AppliedForces && Problem is null)
            skipped = (long)packet.Value * BytesOfAForce;
        return Problem is null;
    }

    private string? ProblemOf(ImdHeader packet) => packet.Type switch
    {
        ImdPacketType.AppliedForces when packet.Value < 0 || packet.Value > sites => $"sent forces on {packet.Value} of {sites} atoms",
        ImdPacketType.Disconnect or ImdPacketType.Go or ImdPacketType.Kill or ImdPacketType.AppliedForces or ImdPacketType.Pause
            or ImdPacketType.TransmissionRate or ImdPacketType.Resume or ImdPacketType.Wait => null,
        _ => $"sent a packet of type {(int)packet.Type}, which clients do not send",
    };
}
