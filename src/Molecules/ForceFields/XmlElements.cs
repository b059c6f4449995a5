using System.Globalization;
using System.Xml;

namespace LatentSim.Molecules.ForceFields;

/// <summary>Walks through the elements of an XML document and reads their attributes as numbers; what is wrong is reported with line and attribute.</summary>
internal sealed class XmlElements(XmlReader reader, string file)
{
    private const int LongestShown = 40;

    /// <summary>The current element's name.</summary>
    internal string Name => reader.LocalName;

    /// <summary>Goes to the root.</summary>
    /// <exception cref="InvalidInputException">Its name is another.</exception>
    internal void EnterRoot(string name)
    {
        reader.MoveToContent();
        if (reader.LocalName != name)
            throw Error("", $"the root is <{Shown(reader.LocalName)}>; expected <{name}>");
    }

    /// <summary>Does something with each element within the current one. What that leaves unread within the element must be empty.</summary>
    internal void ForEachChild(Action child)
    {
        if (reader.IsEmptyElement)
            return;
        int depth = reader.Depth;
        string parent = Name;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.EndElement)
                continue;
            if (reader.NodeType is not XmlNodeType.Element)
                throw Error("", $"text within <{parent}>, where only elements are expected");
            if (reader.Depth > depth + 1)
                throw Error("", $"<{Shown(Name)}> is not expected there");
            child();
        }
    }

    /// <summary>The same for elements that are all of one name and have none within.</summary>
    internal void ForEachChild(string name, Action child) => ForEachChild(() =>
    {
        if (Name != name)
            throw Error("", $"<{Shown(Name)}> where <{name}> is expected");
        child();
    });

    /// <summary>An attribute's text, or null.</summary>
    internal string? Text(string attribute) => reader.GetAttribute(attribute);

    /// <summary>An attribute that is a finite number.</summary>
    internal double Number(string attribute)
    {
        string text = Required(attribute, "a number");
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            throw Error(attribute, $"\"{Shown(text)}\" is no finite number");
        return value;
    }

    /// <summary>An attribute that is a finite number of at least <paramref name="least"/>.</summary>
    internal double NumberFrom(double least, string attribute)
    {
        double value = Number(attribute);
        return value >= least ? value : throw Error(attribute, $"{value} is less than {least}");
    }

    /// <summary>An attribute that is an integer from <paramref name="least"/> to <paramref name="most"/>.</summary>
    internal int Integer(string attribute, int least, int most)
    {
        string text = Required(attribute, "an integer");
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) || value < least || value > most)
            throw Error(attribute, $"\"{Shown(text)}\" is no integer from {least} to {most}");
        return value;
    }

    /// <summary>An attribute that is 0 or 1, and 0 where it is missing.</summary>
    internal bool Flag(string attribute) => Text(attribute) is not null && Integer(attribute, 0, 1) == 1;

    /// <summary>The error that something is wrong with the current element.</summary>
    internal InvalidInputException Error(string attribute, string message)
    {
        int line = ((IXmlLineInfo)reader).LineNumber;
        string element = reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement ? $", <{Shown(Name)}>" : "";
        return new InvalidInputException(file, $"line {line}{element}{(attribute.Length > 0 ? $", {attribute}" : "")}", message);
    }

    /// <summary>A text from the file, short enough for a message.</summary>
    internal static string Shown(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}...";

    private string Required(string attribute, string kind) => Text(attribute) ?? throw Error(attribute, $"is missing; expected {kind}");
}
