namespace LatentSim.Molecules;

/// <summary>Numbers that may be too large for their columns.</summary>
internal static class PdbNumber
{
    private const int DecimalSerials = 100_000;
    private const int FirstLetterSerial = 0xA0000;
    private const int LetterSerials = 0x100000 - FirstLetterSerial;

    /// <summary>Writes an atom's serial number: decimal up to 99999, then A0000 to FFFFF, as OpenMM does, which readers of hexadecimal
    /// and of hybrid-36 numbers both take; then the last five digits.</summary>
    internal static void FormatSerial(long serial, Span<byte> field)
    {
        if (serial < DecimalSerials)
            Fill(field, serial, "D");
        else if (serial < DecimalSerials + LetterSerials)
            Fill(field, serial - DecimalSerials + FirstLetterSerial, "X");
        else
            Fill(field, serial % DecimalSerials, "D");
    }

    /// <summary>Writes a residue's number: the last digits, as most programs do, where there are too many.</summary>
    internal static void FormatResidue(int number, Span<byte> field) =>
        Fill(field, number < 0 ? number % 1000 : number % 10000, "D");

    /// <summary>Reads a residue's number: decimal, or hybrid-36 (A000 is 10000).</summary>
    internal static bool TryParseResidue(ReadOnlySpan<byte> field, out int number)
    {
        var text = field.Trim((byte)' ');
        return int.TryParse(text, out number) || (text.Length == 4 && TryParseHybrid(text, out number));
    }

    private static bool TryParseHybrid(ReadOnlySpan<byte> text, out int number)
    {
        const int letterNumbers = 26 * 36 * 36 * 36;
        number = 0;
        var upper = char.IsAsciiLetterUpper((char)text[0]);
        if (!char.IsAsciiLetter((char)text[0]))
            return false;
        foreach (var letter in text)
        {
            var digit = Digit((char)letter, upper);
            if (digit < 0)
                return false;
            number = 36 * number + digit;
        }

        number += 10000 - 10 * 36 * 36 * 36 + (upper ? 0 : letterNumbers);
        return true;
    }

    private static int Digit(char letter, bool upper)
    {
        if (char.IsAsciiDigit(letter))
            return letter - '0';
        var first = upper ? 'A' : 'a';
        return letter >= first && letter < first + 26 ? letter - first + 10 : -1;
    }

    private static void Fill(Span<byte> field, long number, string format)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var count, format);
        field.Fill((byte)' ');
        digits[..count].CopyTo(field[^count..]);
    }
}
