using System.Globalization;
using System.Text;

namespace LatentSim.Analysis.Reports;

/// <summary>
/// Structures laid over each other that the reader can turn (drag, arrow keys), enlarge (wheel, pinch, + and -) and switch on and off. The script that does so is
/// the page's own; without it a picture from the front stands there.
/// </summary>
public static class StructureView
{
    /// <summary>Draws it, first seen along the shortest axis of the first structure.</summary>
    /// <param name="title">Stands above it.</param>
    /// <param name="structures">Structures superposed on each other; the first sets the view.</param>
    /// <exception cref="ArgumentException">There is no structure, or one without atoms, or one whose coordinates or bonds are not of its atoms.</exception>
    public static Picture Draw(string title, IReadOnlyList<Structure3D> structures)
    {
        Check(structures);
        var groups = structures.Select(s => s.Name).Distinct().ToArray();
        var frame = new ViewFrame(structures[0]);
        StructureShape[] shapes = [.. structures.Select(s => StructureShape.Of(s, Array.IndexOf(groups, s.Name), frame))];
        var radius = Math.Max(0.1, shapes.SelectMany(s => s.Points).Max(p => p.Length) + 0.05);
        var markup = new StringBuilder($"<div class=\"structure\" data-title=\"{SvgWriter.Escape(title)}\">\n<p class=\"title\">{SvgWriter.Escape(title)}</p>\n<div class=\"stage\">");
        markup.Append(StructurePicture.Draw(title, shapes, radius)).Append("</div>\n<div class=\"switches\">");
        for (var g = 0; g < groups.Length; g++) markup.Append(Switch(g, groups[g], structures.Where(s => s.Name == groups[g])));
        markup.Append($"</div>\n<p class=\"hint\">Drag or use the arrow keys to turn; + and − enlarge.</p><script type=\"application/json\">{StructureScene.ToJson(shapes, radius)}</script>\n</div>");
        return new Picture(title, markup.ToString(), Table(title, structures)) { Width = StructurePicture.Side };
    }

    private static void Check(IReadOnlyList<Structure3D> structures)
    {
        if (structures.Count == 0) throw new ArgumentException("Expected a structure.", nameof(structures));
        foreach (var structure in structures)
        {
            var atoms = structure.AtomCount;
            if (atoms == 0 || structure.Positions.Count % 3 != 0 || !structure.Positions.All(float.IsFinite))
                throw new ArgumentException($"\"{structure.Name}\": expected three finite coordinates an atom.", nameof(structures));
            if (structure.Bonds.Any(bond => bond.Item1 < 0 || bond.Item2 < 0 || bond.Item1 >= atoms || bond.Item2 >= atoms))
                throw new ArgumentException($"\"{structure.Name}\": a bond is not between its {atoms} atoms.", nameof(structures));
        }
    }

    private static string Switch(int group, string name, IEnumerable<Structure3D> members)
    {
        var all = members.ToArray();
        var shown = all[0].Shown ? " checked" : "";
        var count = all.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({all.Length})") : "";
        return $"<label><input type=\"checkbox\" data-group=\"{group}\"{shown}><span class=\"chip {SeriesColors.Class(all[0].Color)}{(all[0].Faint ? " faint" : "")}\"></span>{SvgWriter.Escape(name + count)}</label>\n";
    }

    private static DataTable Table(string title, IReadOnlyList<Structure3D> structures)
    {
        var atoms = structures.SelectMany((s, number) => Enumerable.Range(0, s.AtomCount).Select(atom => (Structure: s, Number: number, Atom: atom))).ToArray();
        return new DataTable(
            title,
            new DataColumn("structure", atoms.Select(a => a.Structure.Name)), new DataColumn("number", atoms.Select(a => a.Number + 1.0)), new DataColumn("atom", atoms.Select(a => a.Atom + 1.0)),
            Column("x (nm)", 0), Column("y (nm)", 1), Column("z (nm)", 2));

        DataColumn Column(string name, int axis) => new(name, atoms.Select(a => (double)a.Structure.Positions[3 * a.Atom + axis]));
    }
}
