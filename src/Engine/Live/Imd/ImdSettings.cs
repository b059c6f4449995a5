using System.Net;
using LatentSim.Actors;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live.Imd;

/// <summary>An IMD server, as a user asks for it.</summary>
public sealed record ImdSettings
{
    /// <summary>The versions of the protocol that there are.</summary>
    public static IReadOnlyList<int> Versions { get; } = [2, 3];

    /// <summary>The address on which it listens.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port; 0 for any that is free.</summary>
    public required int Port { get; init; }

    /// <summary>The walker that it shows.</summary>
    public int Walker { get; init; }

    /// <summary>The version of the protocol, one of <see cref="Versions"/>.</summary>
    public int Version { get; init; } = 3;

    /// <summary>What happens to frames that a client does not read in time.</summary>
    public LiveDelivery Delivery { get; init; }

    /// <summary>Whether pause, kill and wait of a client act on the run, not on its own stream alone.</summary>
    public bool Control { get; init; }

    /// <summary>Whether the run is held until the first client has come.</summary>
    public bool Wait { get; init; }

    /// <summary>The transmission rate, in steps from a frame to the next, of a client that asks for none. At least 1.</summary>
    public int Rate { get; init; } = 1;

    /// <summary>Who may connect.</summary>
    public ImdAllowList Allowed { get; init; } = ImdAllowList.Loopback;

    /// <summary>Makes sure that a run has the walker.</summary>
    /// <param name="walkers">The number of walkers of the run.</param>
    /// <exception cref="InvalidInputException">It has not.</exception>
    public void RequireWalker(int walkers)
    {
        if (Walker >= walkers)
            throw new InvalidInputException("--imd", "", $"names walker {Walker}; the run has {walkers}, counted from 0");
    }
}
