using LatentSim.Molecules;

namespace Molecules.Tests.Selections;

public sealed class AtomSelectionTests
{
    private static readonly Topology Dipeptide = Systems.AlanineDipeptide().Topology;
    private static readonly Topology Mixture = MakeMixture();

    [Theory]
    [InlineData("name CA", "8")]
    [InlineData("name CA CB", "8 10")]
    [InlineData("name == CA", "8")]
    [InlineData("name 'CA' \"CB\"", "8 10")]
    [InlineData("index 4 to 9", "4 5 6 7 8 9")]
    [InlineData("index 4 to 6 9 20 to 30", "4 5 6 9 20 21")]
    [InlineData("index < 2", "0 1")]
    [InlineData("index<2", "0 1")]
    [InlineData("index lt 2 or index >= 21", "0 1 21")]
    [InlineData("index gt 3 and index le 5", "4 5")]
    [InlineData("resid 0", "0 1 2 3 4 5")]
    [InlineData("resid 1 to 2 and name C N", "6 14 16")]
    [InlineData("resSeq 1", "0 1 2 3 4 5")]
    [InlineData("residue 3 and element H", "17 19 20 21")]
    [InlineData("resname ALA and backbone", "6 8 14 15")]
    [InlineData("sidechain and resname ALA", "10 11 12 13")]
    [InlineData("heavy and resname ACE NME", "1 4 5 16 18")]
    [InlineData("protein && !hydrogen && !(resname ALA)", "1 4 5 16 18")]
    [InlineData("not not name CB", "10")]
    [InlineData("! name CB and resname == ALA && hydrogen", "7 9 11 12 13")]
    [InlineData("name CB or name CA and resid 0", "10")]
    [InlineData("(name CB or name CA) and resid 0", "")]
    [InlineData("name =~ 'HB.*'", "11 12 13")]
    [InlineData("name =~ H and resid 1", "7 9 11 12 13")]
    [InlineData("name =~ 'HB[12]'", "11 12")]
    [InlineData("mass > 15.5", "5 15")]
    [InlineData("n_bonds 4", "1 8 10 18")]
    [InlineData("n_bonds eq 1 and heavy", "5 15")]
    [InlineData("element c and resid 1", "8 10 14")]
    [InlineData("chain A and name O", "5 15")]
    [InlineData("none", "")]
    [InlineData("water", "")]
    [InlineData("NAME CA", "8")]
    [InlineData("resseq 2 and name N", "6")]
    public void AtomsOfCappedAlanine(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', AtomSelection.Select(Dipeptide, text)));

    [Theory]
    [InlineData("water", "1 2 3")]
    [InlineData("chain B", "4 5")]
    [InlineData("name \"O5'\"", "4")]
    [InlineData("name O5'", "4")]
    [InlineData("name 'and'", "5")]
    [InlineData("resSeq -3", "4 5")]
    [InlineData("resname Na+", "0")]
    [InlineData("all", "0 1 2 3 4 5")]
    public void UnusualNames(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', AtomSelection.Select(Mixture, text)));

    [Theory]
    [InlineData("", 1, "expected a keyword")]
    [InlineData("name", 5, "expected a text for 'name', got the end")]
    [InlineData("name and index 3", 6, "expected a value or a comparison")]
    [InlineData("nam CA", 1, "did you mean 'name'?")]
    [InlineData("resnme ALA", 1, "did you mean 'resname'?")]
    [InlineData("bakcbone", 1, "did you mean 'backbone'?")]
    [InlineData("zzzzzzzz", 1, "expected one of all, backbone")]
    [InlineData("name CA resname ALA", 9, "'resname' is a keyword: expected 'and' or 'or' before it")]
    [InlineData("backbone sidechain", 10, "expected 'and', 'or' or the end, got 'sidechain'")]
    [InlineData("index four", 7, "expected a number, got 'four'")]
    [InlineData("index 4 to", 11, "expected a number")]
    [InlineData("name CA to CB", 9, "no ranges")]
    [InlineData("name < CA", 6, "a text")]
    [InlineData("index =~ 4", 10, "a number")]
    [InlineData("name =~ '('", 9, "regular expression")]
    [InlineData("name =~ '(a)\\1'", 9, "regular expression")]
    [InlineData("(name CA", 9, "expected ')' for the '(' in column 1")]
    [InlineData("name CA)", 8, "closes no '('")]
    [InlineData("name 'CA", 6, "quote")]
    [InlineData("name CA & name CB", 9, "'&&'")]
    [InlineData("5 < index", 1, "'5' is no keyword")]
    [InlineData("and", 1, "expected a keyword")]
    public void ErrorsNameTheColumn(string text, int column, string expected)
    {
        var error = Assert.Throws<InvalidInputException>(() => AtomSelection.Select(Dipeptide, text));
        Assert.StartsWith($"selection \"{text}\": column {column}: ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData("not ")]
    [InlineData("(")]
    public void DeepNestingIsRefused(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 100_000)) + "all";
        Assert.Contains("deep", Assert.Throws<InvalidInputException>(() => AtomSelection.Select(Dipeptide, text)).Message);
    }

    [Theory]
    [InlineData("resname ALAA", "no atom has the resname 'ALAA'; did you mean 'ALA'?")]
    [InlineData("name CA and resname TRP", "no atom has the resname 'TRP'")]
    [InlineData("name CB and resid 0", "selects none of the 22 atoms")]
    [InlineData("none", "selects none of the 22 atoms")]
    public void SelectingNothingSaysWhy(string text, string expected)
    {
        Assert.Empty(AtomSelection.Select(Dipeptide, text));
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => AtomSelection.SelectNonEmpty(Dipeptide, text)).Message);
    }

    [Fact]
    public void RandomTextsAreSelectionsOrErrors()
    {
        string[] words = ["name", "index", "resid", "CA", "3", "to", "and", "or", "not", "(", ")", "==", "<", "=~", "'", "\"x\"", "backbone", "&", "!", "\u00e9", "n_bonds"];
        var random = new Random(1);
        var valid = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(7)).Select(_ => words[random.Next(words.Length)]));
            try
            {
                AtomSelection.Select(Dipeptide, text);
                valid++;
            }
            catch (InvalidInputException)
            {
                // Expected of most.
            }
        }

        Assert.InRange(valid, 100, 10_000);
    }

    private static Topology MakeMixture()
    {
        var builder = new TopologyBuilder();
        builder.AddResidue("Na+", 1, "A");
        builder.AddAtom("Na+", Element.FromSymbol("Na"));
        builder.AddResidue("HOH", 2, "A");
        foreach (var name in new[] { "O", "H1", "H2" })
            builder.AddAtom(name, Element.FromSymbol(name[..1]));
        builder.AddResidue("LIG", -3, "B");
        builder.AddAtom("O5'", Element.Oxygen);
        builder.AddAtom("and", Element.Unknown);
        return builder.Build();
    }
}
