namespace LatentSim.Analysis.Reports;

/// <summary>The style sheet of reports.</summary>
internal static class ReportStyle
{
    internal const string Sheet = """
        :root { --page: #fbfbfa; --card: #ffffff; --text: #1d2126; --soft: #626a73; --rule: #d9dcdf; --grid: #eceeef; --empty: #eef0f1;
          --pass: #18794e; --fail: #c0271d; --s0: #3867a8; --s1: #d4721f; --s2: #2f9169; --s3: #8a55b5; --s4: #b03a5b; --s5: #7a7a2e; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #14171a; --card: #1c2024; --text: #e6e8ea; --soft: #9aa3ac; --rule: #3a4148; --grid: #2a3036; --empty: #262b30;
            --pass: #4cc38a; --fail: #ff7b6e; --s0: #7ba9e6; --s1: #f0a050; --s2: #5cc79b; --s3: #c194ea; --s4: #ee7f9f; --s5: #c4c46a; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 24px 16px 48px; }
        h1 { font-size: 1.55rem; line-height: 1.25; margin: 0 0 8px; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; margin: 0 0 10px; }
        section { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 16px; margin: 16px 0; }
        p { margin: 0 0 10px; max-width: 75ch; }
        figure { margin: 0 0 8px; }
        figcaption { color: var(--soft); font-size: 0.87rem; max-width: 90ch; margin-top: 4px; }
        .pictures { display: flex; flex-wrap: wrap; gap: 8px 16px; }
        .pictures svg { flex: 1 1 300px; min-width: min(300px, 100%); height: auto; }
        .scroll { overflow-x: auto; margin: 0 0 10px; }
        table { border-collapse: collapse; width: 100%; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; vertical-align: top; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--grid); }
        th { color: var(--soft); font-weight: 600; border-bottom-color: var(--rule); }
        .number { text-align: right; }
        .verdict { font-weight: 600; }
        .pass .verdict { color: var(--pass); }
        .fail .verdict { color: var(--fail); }
        .fail td:nth-child(3) { color: var(--fail); font-weight: 600; }
        svg text { fill: var(--text); font-family: inherit; }
        svg .title { font-size: 13px; font-weight: 600; }
        svg .label { font-size: 12px; }
        svg .tick { font-size: 11px; fill: var(--soft); }
        svg .axis { stroke: var(--soft); stroke-width: 1; }
        svg .grid { stroke: var(--grid); stroke-width: 1; }
        svg .frame { fill: none; stroke: var(--soft); stroke-width: 1; }
        svg .empty { fill: var(--empty); }
        svg .s0 { --c: var(--s0); } svg .s1 { --c: var(--s1); } svg .s2 { --c: var(--s2); }
        svg .s3 { --c: var(--s3); } svg .s4 { --c: var(--s4); } svg .s5 { --c: var(--s5); }
        svg .line { fill: none; stroke: var(--c); stroke-width: 1.8; stroke-linejoin: round; }
        svg .fill { fill: var(--c); opacity: 0.16; stroke: none; }
        svg .swatch, svg .dot { fill: var(--c); }
        svg .bar { stroke: var(--c); stroke-width: 1.6; }
        @media (max-width: 640px) {
          main { padding: 16px 10px 32px; }
          section { padding: 12px 10px; }
          table { font-size: 0.82rem; } }
        @media print { section { break-inside: avoid; } }
        """;
}
