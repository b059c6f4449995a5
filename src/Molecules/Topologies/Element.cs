using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace LatentSim.Molecules;

/// <summary>A chemical element.</summary>
/// <param name="Symbol">Its symbol: "Cl".</param>
/// <param name="AtomicNumber">Its number; zero for <see cref="Unknown"/>.</param>
/// <param name="Mass">Standard atomic weight, amu.</param>
/// <param name="CovalentRadius">Single-bond covalent radius (Cordero et al., Dalton Trans. 2008, 2832), nm; zero where no bond is to be inferred.</param>
public sealed record Element(string Symbol, int AtomicNumber, double Mass, float CovalentRadius)
{
    private static readonly FrozenDictionary<string, Element> BySymbol =
        ElementTable.Rows.ToFrozenDictionary(element => element.Symbol, StringComparer.OrdinalIgnoreCase);

    /// <summary>No element in particular: a coarse site or a model particle, of mass 1 amu.</summary>
    public static Element Unknown { get; } = new("X", 0, 1, 0);

    /// <summary>Hydrogen.</summary>
    public static Element Hydrogen { get; } = FromSymbol("H");

    /// <summary>Carbon.</summary>
    public static Element Carbon { get; } = FromSymbol("C");

    /// <summary>Nitrogen.</summary>
    public static Element Nitrogen { get; } = FromSymbol("N");

    /// <summary>Oxygen.</summary>
    public static Element Oxygen { get; } = FromSymbol("O");

    /// <summary>Sulfur.</summary>
    public static Element Sulfur { get; } = FromSymbol("S");

    /// <summary>Whether this is hydrogen (or deuterium, which is kept as hydrogen).</summary>
    public bool IsHydrogen => AtomicNumber == 1;

    /// <summary>Finds an element by its symbol in upper or lower case ("CL", "Cl"); "D" is hydrogen and "X" is <see cref="Unknown"/>.</summary>
    public static bool TryFromSymbol(string symbol, [NotNullWhen(true)] out Element? element)
    {
        if (symbol.Equals("X", StringComparison.OrdinalIgnoreCase))
            element = Unknown;
        else if (symbol.Equals("D", StringComparison.OrdinalIgnoreCase))
            element = BySymbol["H"];
        else
            BySymbol.TryGetValue(symbol, out element);
        return element is not null;
    }

    /// <summary>The element with a symbol.</summary>
    /// <exception cref="InvalidInputException">No element has this symbol.</exception>
    public static Element FromSymbol(string symbol) =>
        TryFromSymbol(symbol, out var element)
            ? element
            : throw new InvalidInputException("element", symbol, "no element has this symbol");

    /// <summary>Guesses the element of an atom from its PDB name, for files that leave the element column blank.</summary>
    /// <param name="nameField">The four columns of the name with their spaces: in a well-formed file " CA " is an alpha carbon and "CA  " is calcium.</param>
    /// <param name="residueName">The residue's name; an ion is often named like its residue.</param>
    /// <returns>The element; <see cref="Unknown"/> when the name tells nothing.</returns>
    public static Element FromAtomName(string nameField, string residueName)
    {
        var name = nameField.Trim();
        if (IsIon(name, residueName, out var ion))
            return ion;
        var letters = name.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (letters.Length == 0)
            return Unknown;
        if (StartsWithTwoLetterElement(nameField, letters, residueName, out var element))
            return element;
        return TryFromSymbol(letters[..1], out element) ? element : Unknown;
    }

    private static bool IsIon(string name, string residueName, [NotNullWhen(true)] out Element? ion)
    {
        ion = null;
        var symbol = name.TrimEnd('+', '-', '1', '2', '3');
        var residue = residueName.Trim().TrimEnd('+', '-', '1', '2', '3');
        return symbol.Length > 1 && symbol.Equals(residue, StringComparison.OrdinalIgnoreCase) && BySymbol.TryGetValue(symbol, out ion);
    }

    // A name that starts in the first column has a two-letter element there, or is a four-letter name (HH31, HG21).
    private static bool StartsWithTwoLetterElement(string nameField, string letters, string residueName, [NotNullWhen(true)] out Element? element)
    {
        element = null;
        if (letters.Length < 2 || nameField.Length < 4 || !char.IsLetter(nameField[0]) || nameField.Trim().Length == 4)
            return false;
        return !StandardResidues.Contains(residueName.Trim()) && TryFromSymbol(letters[..2], out element);
    }
}
