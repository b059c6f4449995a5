using System.Globalization;

namespace LatentSim.Engine.Benchmarks.Live;

/// <summary>What it costs a run to be watched, how soon watchers see a frame, and how many they can take.</summary>
internal sealed class LiveBenchmark : IBenchmark
{
    private const int Walkers = 64;
    private const int Hostiles = 200;
    private const int Seed = 200;
    private const long Endless = 1L << 32;
    private const double Spare = 1.2;
    private const long FewMessages = 2000;
    private const long ManyMessages = 100_000;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3);

    // Until code is compiled and the pools of buffers are filled.
    private static readonly TimeSpan WarmUnderAttack = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => "live";

    /// <inheritdoc/>
    public IEnumerable<BenchmarkFigure> Measure(BenchmarkSettings settings)
    {
        bool isQuick = settings.RunRounds == 1;
        TimeSpan length = TimeSpan.FromSeconds(isQuick ? 1 : 2);
        string folder = Path.Combine(settings.Folder, "friendly");
        (AlternatingRates friendly, double[] ages) = Friendly(settings, length, folder);
        Directory.Delete(folder, recursive: true);
        yield return BenchmarkFigure.AtLeast(
            "run rate with a page, two IMD clients and a program against none, two slots", 100 * friendly.Share, "%", 97,
            FormattableString.Invariant($"{friendly.With:N0} against {friendly.Without:N0} frames/s in turns of {length.TotalSeconds} s within one run; the clients themselves took {100 * friendly.ClientTime:0.0} % of the run's processors; the page is a client that speaks what the page does and draws nothing"));
        yield return BenchmarkFigure.AtMost(
            "frame made to frame received, asked for 30 times a second, p99", 1000 * Quantile(ages, 0.99), "ms", 30,
            FormattableString.Invariant($"median {1000 * Quantile(ages, 0.5):0.0} ms, most {1000 * ages[^1]:0.0} ms of {ages.Length} frames in {settings.Rounds * length.TotalSeconds} s; from the later of when it was made and when it was asked for; the run has both processors busy"));
        foreach (BenchmarkFigure figure in Hostile(settings, length, friendly.Without))
            yield return figure;
        foreach (BenchmarkFigure figure in new ImdThroughput(settings).Measure())
            yield return figure;
        foreach (BenchmarkFigure figure in FuzzFigures.Measure(isQuick ? FewMessages : ManyMessages))
            yield return figure;
    }

    private static (AlternatingRates Rates, double[] Ages) Friendly(BenchmarkSettings settings, TimeSpan length, string folder)
    {
        using WatchedProgram run = WatchedProgram.Start(2, RunArguments(settings, Endless, folder));
        double warm = AlternatingRates.RateOf(run, Warm, settings.Stop);
        AlternatingRates rates = AlternatingRates.Measure(run, settings.Rounds, length, () => Friends(run, warm), settings.Stop);

        var program = new ProgramClient(run.Web);
        using (new Watchers([program]))
            AlternatingRates.RateOf(run, settings.Rounds * length, settings.Stop);
        return (rates, [.. program.Ages.Order()]);
    }

    private static ILiveClient[] Friends(WatchedProgram run, double rate) =>
        [new PageClient(run.Web, rate / Walkers), new ImdClient(run.ImdPorts[0]), new ImdClient(run.ImdPorts[1]), new ProgramClient(run.Web)];

    private static IEnumerable<BenchmarkFigure> Hostile(BenchmarkSettings settings, TimeSpan length, double rate)
    {
        TimeSpan warm = settings.RunRounds == 1 ? Warm : WarmUnderAttack;
        double seconds = ((2 * settings.Rounds) + 3) * (length.TotalSeconds + 1) + warm.TotalSeconds + Warm.TotalSeconds;
        long frames = (long)(Spare * rate * seconds / Walkers);
        string attacked = Path.Combine(settings.Folder, "attacked");
        AlternatingRates rates;
        (long before, long half, long after, int lines, int attack) = (0, 0, 0, 0, 0);
        using (WatchedProgram run = WatchedProgram.Start(2, RunArguments(settings, frames, attacked)))
        {
            using (new Watchers(Enemies(run)))
                AlternatingRates.RateOf(run, warm, settings.Stop);
            before = run.ResidentBytes ?? 0;
            rates = AlternatingRates.Measure(run, settings.Rounds, length, Attackers, settings.Stop);
            after = run.ResidentBytes ?? 0;
            lines = run.Lines;
            using (new Watchers(Enemies(run)))
                RequireSuccess(run.WaitForExit());

            HostileClient[] Attackers()
            {
                if (attack++ == settings.Rounds / 2)
                    half = run.ResidentBytes ?? 0;
                return Enemies(run);
            }
        }

        yield return BenchmarkFigure.AtLeast(
            "run rate with 200 hostile clients against none, two slots", 100 * rates.Share, "%", 95,
            FormattableString.Invariant($"{rates.With:N0} against {rates.Without:N0} frames/s; never read, 1 byte a second, random bytes, half-open, huge messages, wrong tokens; turned away, each comes again after a second; they themselves took {100 * rates.ClientTime:0.0} % of the run's processors; {lines} lines of log"));
        yield return before > 0
            ? BenchmarkFigure.AtMost("resident memory after all attacks against after half of them", 100.0 * (after - half) / half, "% more", 10, FormattableString.Invariant($"{before >> 20} MiB after the first {warm.TotalSeconds} s of attacks, {half >> 20} MiB after {settings.Rounds / 2} more, {after >> 20} MiB after {settings.Rounds}"))
            : BenchmarkFigure.Missing("resident memory after all attacks against after half of them", "<= 10 % more", "this system does not tell");

        string whole = Path.Combine(settings.Folder, "alone");
        OwnProgram.Run(RunArguments(settings, frames, whole));
        bool identical = RunDigest.Of(whole) == RunDigest.Of(attacked);
        Directory.Delete(whole, recursive: true);
        Directory.Delete(attacked, recursive: true);
        yield return BenchmarkFigure.AtLeast(
            "files of the run that was attacked, identical with those of one that nobody watched", identical ? 1 : 0, "of 1", 1,
            string.Create(CultureInfo.InvariantCulture, $"{Walkers} walkers of {frames:N0} frames, and the estimates"));
    }

    private static HostileClient[] Enemies(WatchedProgram run)
    {
        Hostility[] kinds = Enum.GetValues<Hostility>();
        return [.. Enumerable.Range(0, Hostiles).Select(i => new HostileClient(run.Web, run.ImdPorts[i % run.ImdPorts.Count], kinds[i % kinds.Length], Seed + i))];
    }

    private static void RequireSuccess(int exitCode)
    {
        if (exitCode != 0)
            throw new InvalidOperationException($"The run that hostile clients watched ended with exit code {exitCode}.");
    }

    private static string[] RunArguments(BenchmarkSettings settings, long frames, string folder) =>
        ["run", settings.ModelFile, "--walkers", $"{Walkers}", "--frames", $"{frames}", "--devices", "cpu:0,cpu:1", "--out", folder];

    private static double Quantile(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
