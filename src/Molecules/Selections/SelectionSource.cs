using System.Collections.Frozen;

namespace LatentSim.Molecules;

/// <summary>A selection's text, cut into tokens.</summary>
internal sealed class SelectionSource
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["and"] = "and", ["or"] = "or", ["not"] = "not", ["to"] = "to",
        ["eq"] = "==", ["ne"] = "!=", ["lt"] = "<", ["le"] = "<=", ["gt"] = ">", ["ge"] = ">=",
    }.ToFrozenDictionary();

    // Longer ones first, since "<" begins "<=".
    private static readonly (string Sign, string Name)[] Signs =
    [
        ("&&", "and"), ("||", "or"), ("==", "=="), ("!=", "!="), ("<=", "<="), (">=", ">="), ("=~", "=~"),
        ("<", "<"), (">", ">"), ("=", "=="), ("!", "not"), ("(", "("), (")", ")"),
    ];

    private readonly string _text;

    internal SelectionSource(string text) => _text = text;

    /// <summary>The error that something is wrong at a place.</summary>
    internal InvalidInputException Error(int start, string message) =>
        new($"selection \"{_text}\"", $"column {start + 1}", message);

    /// <exception cref="InvalidInputException">A quote is not closed, or a sign means nothing.</exception>
    internal List<SelectionToken> Tokens()
    {
        var tokens = new List<SelectionToken>();
        var at = 0;
        while (true)
        {
            while (at < _text.Length && char.IsWhiteSpace(_text[at]))
                at++;
            if (at == _text.Length)
                break;
            tokens.Add(Next(ref at));
        }

        tokens.Add(new SelectionToken(SelectionTokenKind.End, "", _text.Length));
        return tokens;
    }

    private SelectionToken Next(ref int at)
    {
        var start = at;
        if (_text[at] is '\'' or '"')
            return Quoted(ref at);
        foreach (var (sign, name) in Signs)
        {
            if (string.CompareOrdinal(_text, at, sign, 0, sign.Length) != 0)
                continue;
            at += sign.Length;
            return new SelectionToken(SelectionTokenKind.Operator, name, start);
        }

        if (_text[at] is '&' or '|')
            throw Error(at, $"'{_text[at]}' means nothing; expected '{_text[at]}{_text[at]}'");
        while (at < _text.Length && !char.IsWhiteSpace(_text[at]) && "()<>=!&|\"".IndexOf(_text[at]) < 0)
            at++;
        var word = _text[start..at];
        return Words.TryGetValue(word, out var operation)
            ? new SelectionToken(SelectionTokenKind.Operator, operation, start)
            : new SelectionToken(SelectionTokenKind.Word, word, start);
    }

    private SelectionToken Quoted(ref int at)
    {
        var start = at;
        var end = _text.IndexOf(_text[start], start + 1);
        if (end < 0)
            throw Error(start, "the quote is not closed");
        at = end + 1;
        return new SelectionToken(SelectionTokenKind.Quoted, _text[(start + 1)..end], start);
    }
}
