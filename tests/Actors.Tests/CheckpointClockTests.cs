namespace LatentSim.Actors.Tests;

public class CheckpointClockTests
{
    private readonly ManualTime time = new();
    private readonly CheckpointCosts costs = new();

    [Fact]
    public void OneIsDueAfterItsTime()
    {
        CheckpointClock clock = Clock(new CheckpointPolicy { Interval = TimeSpan.FromSeconds(10) });
        time.Pass(9.9);
        Assert.Null(clock.Next(1));
        time.Pass(0.2);
        Assert.NotNull(clock.Next(1));
        Assert.Null(clock.Next(1));
        time.Pass(10);
        Assert.NotNull(clock.Next(1));
    }

    [Fact]
    public void OneIsDueAfterItsFramesWhateverTheTime()
    {
        CheckpointClock clock = Clock(new CheckpointPolicy { Interval = TimeSpan.FromHours(1), Frames = 1000 });
        time.Pass(1);
        Assert.Null(clock.Next(999));
        Assert.NotNull(clock.Next(1));
        Assert.Null(clock.Next(999));
        Assert.NotNull(clock.Next(5));
    }

    [Fact]
    public void CheckpointsThatCostMuchComeLessOften()
    {
        CheckpointClock clock = Clock(new CheckpointPolicy { Interval = TimeSpan.FromSeconds(1), MostShare = 0.01 });
        double spent = 0;
        double elapsed = 0;
        int made = 0;
        for (; elapsed < 3000; elapsed += 0.5, time.Pass(0.5))
        {
            if (clock.Next(1) is null)
                continue;
            made++;
            double cost = 0.2 + (0.1 * (made % 3));
            spent += cost;
            costs.Saved(TimeSpan.FromSeconds(cost / 2));
            costs.Made(TimeSpan.FromSeconds(cost / 2));
        }

        Assert.InRange(spent / elapsed, 0.008, 0.0101);
        Assert.Equal(made, costs.Count);
        Assert.Equal(spent, costs.Total.TotalSeconds, 1e-6);
    }

    [Fact]
    public void CheapCheckpointsKeepTheirInterval()
    {
        CheckpointClock clock = Clock(new CheckpointPolicy { Interval = TimeSpan.FromSeconds(10) });
        int made = 0;
        for (int second = 0; second < 1000; second++, time.Pass(1))
        {
            if (clock.Next(1) is null)
                continue;
            made++;
            costs.Made(TimeSpan.FromSeconds(0.02));
        }

        Assert.Equal(99, made);
    }

    private CheckpointClock Clock(CheckpointPolicy policy) => new(policy, costs, time);
}
