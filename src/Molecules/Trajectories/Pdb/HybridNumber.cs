namespace LatentSim.Molecules;

/// <summary>Numbers of fixed width in PDB files: decimal as long as it fits, then hybrid-36 (A000, A001, ... ZZZZ, a000, ...), then the decimal number's last digits.</summary>
internal static class HybridNumber
{
    /// <summary>Writes a number right-aligned into the whole of <paramref name="field"/>.</summary>
    internal static void Format(long number, Span<byte> field)
    {
        var largestDecimal = Power(10, field.Length) - 1;
        var letters = 26 * Power(36, field.Length - 1);
        if (number <= largestDecimal && number >= -largestDecimal / 10)
            FormatDecimal(number, field);
        else if (number < 0)
            FormatDecimal(number % (largestDecimal / 10 + 1), field);
        else if (number - largestDecimal - 1 < letters)
            FormatLetters(number - largestDecimal - 1, field, 'A');
        else if (number - largestDecimal - 1 < 2 * letters)
            FormatLetters(number - largestDecimal - 1 - letters, field, 'a');
        else
            FormatDecimal(number % (largestDecimal + 1), field);
    }

    /// <summary>Reads a number from a field as wide as <see cref="Format"/> fills it.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> field, out int number)
    {
        var text = field.Trim((byte)' ');
        if (int.TryParse(text, out number))
            return true;
        if (text.Length != field.Length || text.Length == 0 || text.Length > 5)
            return false;
        var upper = char.IsAsciiLetterUpper((char)text[0]);
        if (!upper && !char.IsAsciiLetterLower((char)text[0]))
            return false;
        var value = 0L;
        foreach (var letter in text)
        {
            var digit = Digit((char)letter, upper);
            if (digit < 0)
                return false;
            value = 36 * value + digit;
        }

        value += Power(10, field.Length) - 10 * Power(36, field.Length - 1) + (upper ? 0 : 26 * Power(36, field.Length - 1));
        number = (int)value;
        return value <= int.MaxValue;
    }

    private static int Digit(char letter, bool upper)
    {
        if (char.IsAsciiDigit(letter))
            return letter - '0';
        var first = upper ? 'A' : 'a';
        return letter >= first && letter < first + 26 ? letter - first + 10 : -1;
    }

    private static void FormatDecimal(long number, Span<byte> field)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var count);
        field.Fill((byte)' ');
        digits[..count].CopyTo(field[^count..]);
    }

    private static void FormatLetters(long number, Span<byte> field, char first)
    {
        for (var i = field.Length - 1; i > 0; i--)
        {
            var digit = number % 36;
            field[i] = (byte)(digit < 10 ? '0' + digit : first + digit - 10);
            number /= 36;
        }

        field[0] = (byte)(first + number);
    }

    private static long Power(long number, int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++)
            power *= number;
        return power;
    }
}
