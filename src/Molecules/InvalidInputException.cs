namespace LatentSim.Molecules;

/// <summary>Input that a user gave is wrong: the message is one line that says what, where, and what was expected. The program ends with exit code 2.</summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>Reports <paramref name="message"/> about a place in an input.</summary>
    /// <param name="input">What was read: a file's path, or what a text is ("selection").</param>
    /// <param name="position">Where in it: "line 12", "byte 48, frame 3", a field's name; may be empty.</param>
    /// <param name="message">What was wrong and what was expected, in one line.</param>
    public InvalidInputException(string input, string position, string message)
        : base(Line(input, position, message))
    {
        Input = input;
        Position = position;
    }

    /// <summary>Reports <paramref name="message"/> about no place in particular.</summary>
    public InvalidInputException(string message)
        : this("", "", message)
    {
    }

    /// <summary>What was read: a file's path, or what a text is; empty when not known.</summary>
    public string Input { get; }

    /// <summary>Where in the input; may be empty.</summary>
    public string Position { get; }

    private static string Line(string input, string position, string message) =>
        string.Join(": ", new[] { input, position, message }.Where(part => part.Length > 0)).ReplaceLineEndings(" ");
}
