namespace LatentSim.Molecules;

/// <summary>Turns the text of a selection into a test of atoms, by recursive descent: "or" of "and" of "not" of conditions.</summary>
internal sealed class SelectionParser
{
    private const int DeepestNesting = 200;
    private readonly List<SelectionToken> _tokens;
    private readonly List<(SelectionField, SelectionToken)> _textValues = [];
    private int _next;
    private int _depth;

    internal SelectionParser(string text)
    {
        Source = new SelectionSource(text);
        _tokens = Source.Tokens();
    }

    internal SelectionSource Source { get; }

    /// <summary>The texts that atoms are compared with, for messages about selections that match nothing.</summary>
    internal IReadOnlyList<(SelectionField Field, SelectionToken Value)> TextValues => _textValues;

    private SelectionToken Current => _tokens[_next];

    /// <exception cref="InvalidInputException">The text is no selection.</exception>
    internal AtomTest Parse()
    {
        var test = ParseOr();
        if (Current.Kind == SelectionTokenKind.End)
            return test;
        throw Source.Error(Current.Start, Current.IsOperator(")")
            ? "this ')' closes no '('"
            : $"expected 'and', 'or' or the end, got {Current}");
    }

    private AtomTest ParseOr()
    {
        var test = ParseAnd();
        while (TakeOperator("or"))
            test = Or(test, ParseAnd());
        return test;
    }

    private AtomTest ParseAnd()
    {
        var test = ParseNot();
        while (TakeOperator("and"))
            test = And(test, ParseNot());
        return test;
    }

    private AtomTest ParseNot()
    {
        if (!Current.IsOperator("not") && !Current.IsOperator("("))
            return ParseCondition();
        if (++_depth > DeepestNesting)
            throw Source.Error(Current.Start, $"nested more than {DeepestNesting} deep");
        var test = TakeOperator("not") ? Not(ParseNot()) : ParseParenthesis();
        _depth--;
        return test;
    }

    private AtomTest ParseParenthesis()
    {
        var opening = Take();
        var test = ParseOr();
        if (!TakeOperator(")"))
            throw Source.Error(Current.Start, $"expected ')' for the '(' in column {opening.Start + 1}, got {Current}");
        return test;
    }

    private AtomTest ParseCondition()
    {
        var word = Take();
        if (word.Kind != SelectionTokenKind.Word)
            throw Source.Error(word.Start, $"expected a keyword such as 'name' or 'backbone', got {word}");
        if (SelectionKeywords.Flags.TryGetValue(word.Text, out var flag))
            return flag;
        if (!SelectionKeywords.Fields.TryGetValue(word.Text, out var field))
            throw UnknownKeyword(word);
        return Current.Kind == SelectionTokenKind.Operator ? ParseComparison(field) : ParseValues(field);
    }

    private InvalidInputException UnknownKeyword(SelectionToken word)
    {
        var near = NearMiss.Of(word.Text, SelectionKeywords.All);
        return Source.Error(word.Start, near is null
            ? $"'{word.Text}' is no keyword; expected one of {string.Join(", ", SelectionKeywords.All.Order(StringComparer.OrdinalIgnoreCase))}"
            : $"'{word.Text}' is no keyword; did you mean '{near}'?");
    }

    private AtomTest ParseComparison(SelectionField field)
    {
        var operation = Take();
        var isComparison = operation.Text is "==" or "!=" or "<" or "<=" or ">" or ">=" or "=~";
        if (!isComparison)
            throw Source.Error(operation.Start, $"expected a value or a comparison after '{field.Name}', got {operation}");
        var value = TakeValue(field);
        if (operation.Text == "=~")
            return SelectionComparison.Pattern(Source, field, value);
        return field.Number is null ? CompareText(field, operation, value) : SelectionComparison.Numbers(field, operation.Text, NumberOf(value));
    }

    private AtomTest CompareText(SelectionField field, SelectionToken operation, SelectionToken value)
    {
        if (operation.Text is not ("==" or "!="))
            throw Source.Error(operation.Start, $"'{field.Name}' is a text, which {operation} does not compare; expected '==', '!=' or '=~'");
        var test = SelectionComparison.Text(field, value.Text);
        if (operation.Text == "!=")
            return Not(test);
        _textValues.Add((field, value));
        return test;
    }

    private AtomTest ParseValues(SelectionField field)
    {
        var test = ParseValueOrRange(field);
        while (Current.IsValue)
            test = Or(test, ParseValueOrRange(field));
        return test;
    }

    private AtomTest ParseValueOrRange(SelectionField field)
    {
        var value = TakeValue(field);
        if (!Current.IsOperator("to"))
            return Equality(field, value);
        if (field.Number is null)
            throw Source.Error(Current.Start, $"'{field.Name}' is a text and has no ranges");
        Take();
        return SelectionComparison.Range(field, NumberOf(value), NumberOf(TakeValue(field)));
    }

    private AtomTest Equality(SelectionField field, SelectionToken value)
    {
        if (field.Number is not null)
            return SelectionComparison.Numbers(field, "==", NumberOf(value));
        _textValues.Add((field, value));
        return SelectionComparison.Text(field, value.Text);
    }

    private SelectionToken TakeValue(SelectionField field)
    {
        var value = Take();
        if (!value.IsValue)
            throw Source.Error(value.Start, $"expected a {(field.Number is null ? "text" : "number")} for '{field.Name}', got {value}");
        if (value.Kind == SelectionTokenKind.Word && SelectionKeywords.IsKeyword(value.Text))
            throw Source.Error(value.Start, $"'{value.Text}' is a keyword: expected 'and' or 'or' before it, or quotes around it if it is a value");
        return value;
    }

    private double NumberOf(SelectionToken value) =>
        double.TryParse(value.Text, out var number) ? number : throw Source.Error(value.Start, $"expected a number, got {value}");

    private bool TakeOperator(string name)
    {
        if (!Current.IsOperator(name))
            return false;
        _next++;
        return true;
    }

    // The end stays where it is, so that it can be met again.
    private SelectionToken Take() => Current.Kind == SelectionTokenKind.End ? Current : _tokens[_next++];

    private static AtomTest And(AtomTest first, AtomTest second) => (topology, atom) => first(topology, atom) && second(topology, atom);

    private static AtomTest Or(AtomTest first, AtomTest second) => (topology, atom) => first(topology, atom) || second(topology, atom);

    private static AtomTest Not(AtomTest test) => (topology, atom) => !test(topology, atom);
}
