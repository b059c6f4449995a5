namespace LatentSim.Molecules;

/// <summary>What a piece of a selection is.</summary>
internal enum SelectionTokenKind
{
    /// <summary>A word or a number.</summary>
    Word,

    /// <summary>A text between quotes, which is no keyword.</summary>
    Quoted,

    /// <summary>A parenthesis or an operator, under its first name: "and", "or", "not", "to", "==", "!=", "&lt;", "&lt;=", ">", ">=", "=~", "(", ")".</summary>
    Operator,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A piece of a selection.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="Start">Where it starts in the selection, from zero.</param>
internal readonly record struct SelectionToken(SelectionTokenKind Kind, string Text, int Start)
{
    internal bool IsValue => Kind is SelectionTokenKind.Word or SelectionTokenKind.Quoted;

    internal bool IsOperator(string name) => Kind == SelectionTokenKind.Operator && Text == name;

    /// <summary>How error messages call it.</summary>
    public override string ToString() => Kind == SelectionTokenKind.End ? "the end" : $"'{Text}'";
}
