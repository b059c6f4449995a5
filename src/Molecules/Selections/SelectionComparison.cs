using System.Text.RegularExpressions;

namespace LatentSim.Molecules;

/// <summary>Tests that compare a property of an atom with a value.</summary>
internal static class SelectionComparison
{
    internal static AtomTest Text(SelectionField field, string value)
    {
        var (text, comparer) = (field.Text!, field.Comparer);
        return (topology, atom) => comparer.Equals(text(topology, atom), value);
    }

    internal static AtomTest Numbers(SelectionField field, string operation, double value)
    {
        var number = field.Number!;
        return operation switch
        {
            "==" => (topology, atom) => number(topology, atom) == value,
            "!=" => (topology, atom) => number(topology, atom) != value,
            "<" => (topology, atom) => number(topology, atom) < value,
            "<=" => (topology, atom) => number(topology, atom) <= value,
            ">" => (topology, atom) => number(topology, atom) > value,
            _ => (topology, atom) => number(topology, atom) >= value,
        };
    }

    /// <summary>Both ends are included.</summary>
    internal static AtomTest Range(SelectionField field, double first, double last)
    {
        var number = field.Number!;
        return (topology, atom) => number(topology, atom) >= first && number(topology, atom) <= last;
    }

    /// <summary>A regular expression that matches from the text's beginning, not necessarily to its end.</summary>
    /// <exception cref="InvalidInputException">The field is a number, or the expression is wrong.</exception>
    internal static AtomTest Pattern(SelectionSource source, SelectionField field, SelectionToken value)
    {
        if (field.Text is not { } text)
            throw source.Error(value.Start, $"'{field.Name}' is a number, which '=~' does not compare");
        try
        {
            // The engine that cannot be made to search for ever by what a user wrote.
            var pattern = new Regex($"^(?:{value.Text})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return (topology, atom) => pattern.IsMatch(text(topology, atom));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw source.Error(value.Start, $"{value} is no regular expression: {e.Message}");
        }
    }
}
