using System.Net;
using System.Net.Sockets;
using LatentSim.Molecules;

namespace LatentSim.Engine.Live.Imd;

/// <summary>Opens the port of an IMD server.</summary>
internal static class ImdListener
{
    private const int Backlog = 64;

    /// <summary>Listens.</summary>
    /// <exception cref="InvalidInputException">The port is taken, or the address is not this machine's.</exception>
    public static Socket Open(ImdSettings settings)
    {
        var socket = new Socket(settings.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(settings.Address, settings.Port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new InvalidInputException("--imd", "", Reason(settings, e));
        }
    }

    /// <summary>Makes sure that the port of a server can be had, before anything is made that would be left behind if not.</summary>
    /// <exception cref="InvalidInputException">It cannot.</exception>
    public static void RequireFree(ImdSettings settings) => Open(settings).Dispose();

    private static string Reason(ImdSettings settings, SocketException e) => e.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => $"port {settings.Port} of {settings.Address} is taken by another program; name another, or 0 for any that is free",
        SocketError.AccessDenied => $"port {settings.Port} needs rights that this process does not have; expected one above 1023",
        SocketError.AddressNotAvailable => $"{settings.Address} is no address of this machine",
        _ => $"cannot listen on port {settings.Port} of {settings.Address}: {e.Message}",
    };
}
