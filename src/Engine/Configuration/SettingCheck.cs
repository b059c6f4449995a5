using LatentSim.Molecules;

namespace LatentSim.Engine.Configuration;

/// <summary>Turns a value that does not fit into one line: file, setting, what was expected, what was found.</summary>
public sealed class SettingCheck(string file)
{
    /// <summary>Throws unless <paramref name="holds"/>.</summary>
    /// <exception cref="InvalidInputException">The value does not fit.</exception>
    public void That(bool holds, string setting, string expected, object? found)
    {
        if (!holds)
            throw new InvalidInputException(file, setting, $"expected {expected}, found {(found is null or "" ? "nothing" : FormattableString.Invariant($"{found}"))}");
    }

    /// <summary>Throws.</summary>
    /// <exception cref="InvalidInputException">Always: what is wrong with the setting.</exception>
    public void Fail(string setting, string problem) => throw new InvalidInputException(file, setting, problem);

    /// <summary>Checks that a count is at least one.</summary>
    public void Positive(string setting, int value) => That(value > 0, setting, "a whole number of at least 1", value);

    /// <summary>Checks that a number is positive and finite.</summary>
    public void Positive(string setting, double value) => That(value > 0 && double.IsFinite(value), setting, "a positive number", value);

    /// <summary>Checks that a number lies in (0, 1).</summary>
    public void Fraction(string setting, double value) => That(value is > 0 and < 1, setting, "a fraction between 0 and 1", value);

    /// <summary>Checks that a number lies in [0, 1).</summary>
    public void Share(string setting, double value) => That(value is >= 0 and < 1, setting, "a number from 0 to below 1", value);

    /// <summary>Checks that a word is one of those known.</summary>
    public void OneOf(string setting, string value, params string[] known) =>
        That(known.Contains(value), setting, string.Join(" or ", known), value);

    /// <summary>Checks the widths of hidden layers, which are all the same.</summary>
    public void Layers(string setting, List<int> widths) => That(
        widths.Count is > 0 and <= 8 && widths.All(width => width is > 0 and <= 4096 && width == widths[0]),
        setting, "1 to 8 layers of one width from 1 to 4096, such as [100, 100]", $"[{string.Join(", ", widths)}]");
}
