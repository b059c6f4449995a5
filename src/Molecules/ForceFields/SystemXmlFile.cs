using System.Xml;

namespace LatentSim.Molecules.ForceFields;

/// <summary>
/// Reads the force field out of an OpenMM System that OpenMM's XmlSerializer wrote (versions 7 and 8). Read are bonds, angles, periodic and
/// Ryckaert-Bellemans torsions, CMAPs, nonbonded forces without cutoff, CHARMM's custom forces, OBC implicit solvent, masses and constraints; every other force, virtual sites,
/// cutoffs and periodic boundaries are errors, so that an energy never lacks a part unnoticed.
/// </summary>
public static class SystemXmlFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const long LargestFile = 64L << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, is too large or no System, or has parts that are not understood.</exception>
    public static ForceField Read(string path)
    {
        using FileStream stream = InputFile.Open(path);
        if (stream.CanSeek && stream.Length > LargestFile)
            throw new InvalidInputException(path, "", $"has {stream.Length} bytes: no System of a molecule has more than {LargestFile}");
        return Read(stream, path);
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The XML.</param>
    /// <param name="name">What it is called in error messages.</param>
    /// <exception cref="InvalidInputException">It is too large or no System, or has parts that are not understood.</exception>
    public static ForceField Read(Stream stream, string name)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LargestFile,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using var bounded = new BoundedStream(stream, LargestFile);
            using var reader = XmlReader.Create(bounded, settings);
            return new SystemXmlReader(new XmlElements(reader, name)).Read();
        }
        catch (XmlException e)
        {
            throw new InvalidInputException(name, $"line {e.LineNumber}", $"is not XML as OpenMM writes it: {e.Message}");
        }
        catch (IOException e)
        {
            throw new InvalidInputException(name, "", $"cannot be read: {e.Message}");
        }
    }
}
