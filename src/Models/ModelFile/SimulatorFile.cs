using System.Buffers.Binary;
using System.Security.Cryptography;
using LatentSim.Molecules;

namespace LatentSim.Models.ModelFile;

/// <summary>
/// The .lsbox file: eight bytes "LSBOX" CR LF 1A, the format's version (uint32), the payload's length (uint64), the payload's SHA-256 (32 bytes), then the
/// payload, MessagePack. Numbers of the header are little-endian.
/// </summary>
public static class SimulatorFile
{
    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int Version = 4;

    private const int VersionOffset = 8;
    private const int LengthOffset = 12;
    private const int ChecksumOffset = 20;
    private const int HeaderSize = ChecksumOffset + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "LSBOX\r\n\x1a"u8;

    /// <summary>Reads a model file.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read, is not a model file, is of a newer version, damaged or inconsistent.</exception>
    public static Simulator Load(string path)
    {
        byte[] bytes = ReadAll(path);
        uint version = CheckHeader(path, bytes);
        return SimulatorCodec.Read(path, bytes.AsMemory(HeaderSize), HeaderSize, version);
    }

    /// <summary>Writes a model file; whoever reads the path finds the old file or the whole new one.</summary>
    /// <exception cref="ArgumentException">Parts of the simulator do not fit together, or numbers are not finite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(Simulator simulator, string path)
    {
        if (SimulatorCheck.Problem(simulator) is (string field, string problem))
            throw new ArgumentException($"{field}: {problem}", nameof(simulator));

        byte[] payload = SimulatorCodec.Write(simulator);
        CheckReadable(path, payload);
        string temporary = path + ".tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(Header(payload));
                stream.Write(payload);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // Weights that are not finite, above all: better found by who trained them than by who loads them.
    private static void CheckReadable(string path, byte[] payload)
    {
        try
        {
            SimulatorCodec.Read(path, payload, HeaderSize, Version);
        }
        catch (InvalidInputException error)
        {
            throw new ArgumentException(error.Message, nameof(payload), error);
        }
    }

    private static byte[] Header(byte[] payload)
    {
        byte[] header = new byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(VersionOffset), Version);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(LengthOffset), (ulong)payload.Length);
        SHA256.HashData(payload, header.AsSpan(ChecksumOffset));
        return header;
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, "", "the model cannot be read: " + error.Message);
        }
    }

    // The version.
    private static uint CheckHeader(string path, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic))
            throw new InvalidInputException(path, "byte 0", "not a model file: expected it to begin with LSBOX");
        if (bytes.Length < HeaderSize)
            throw new InvalidInputException(path, $"byte {bytes.Length}", $"the file ends in its header, expected {HeaderSize} bytes or more");

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[VersionOffset..]);
        if (version is 0 or > Version)
            throw new InvalidInputException(path, $"byte {VersionOffset}", $"model format version {version}, expected 1 to {Version}: a newer latentsim may read it");

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes[LengthOffset..]);
        if (length != (ulong)(bytes.Length - HeaderSize))
            throw new InvalidInputException(path, $"byte {bytes.Length}", $"the file holds {bytes.Length - HeaderSize} bytes of model, expected {length}: it is truncated or damaged");

        Span<byte> checksum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[HeaderSize..], checksum);
        if (!checksum.SequenceEqual(bytes.Slice(ChecksumOffset, SHA256.HashSizeInBytes)))
            throw new InvalidInputException(path, $"byte {ChecksumOffset}", "the SHA-256 checksum does not match: the file is damaged");
        return version;
    }
}
