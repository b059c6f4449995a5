namespace LatentSim.Engine.Live.Imd;

/// <summary>The kinds of packets of IMD; those from <see cref="SessionInfo"/> on came with version 3.</summary>
public enum ImdPacketType
{
    /// <summary>The client goes.</summary>
    Disconnect = 0,

    /// <summary>An energy block.</summary>
    Energies = 1,

    /// <summary>Positions.</summary>
    Coordinates = 2,

    /// <summary>The client is ready.</summary>
    Go = 3,

    /// <summary>The server's version and byte order.</summary>
    Handshake = 4,

    /// <summary>The client asks the run to end.</summary>
    Kill = 5,

    /// <summary>Forces that the client wants applied.</summary>
    AppliedForces = 6,

    /// <summary>The client asks for a pause; in version 2 also for its end.</summary>
    Pause = 7,

    /// <summary>The client asks for every n-th step.</summary>
    TransmissionRate = 8,

    /// <summary>Never sent.</summary>
    IoError = 9,

    /// <summary>What frames hold.</summary>
    SessionInfo = 10,

    /// <summary>The client asks for the end of a pause.</summary>
    Resume = 11,

    /// <summary>Time and step.</summary>
    Time = 12,

    /// <summary>The periodic box.</summary>
    Box = 13,

    /// <summary>Velocities.</summary>
    Velocities = 14,

    /// <summary>Forces on atoms.</summary>
    Forces = 15,

    /// <summary>Whether the run is to wait for a client when this one has gone.</summary>
    Wait = 16,
}
