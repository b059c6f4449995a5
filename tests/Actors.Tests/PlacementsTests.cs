namespace LatentSim.Actors.Tests;

public class PlacementsTests
{
    [Fact]
    public void ShardsAreSpreadEvenly()
    {
        var placements = new Placements(shards: 7, slots: 3);
        Assert.Equal([3, 2, 2], Enumerable.Range(0, 3).Select(slot => Enumerable.Range(0, 7).Count(shard => placements.SlotOf(shard) == slot)));
    }

    [Fact]
    public void AFailedShardGoesToEachSlotOnce()
    {
        var placements = new Placements(shards: 1, slots: 3);
        Assert.True(placements.Failed(0, 0, Blame.Shard));
        Assert.Equal(1, placements.SlotOf(0));
        Assert.True(placements.Failed(0, 1, Blame.Shard));
        Assert.Equal(2, placements.SlotOf(0));
        Assert.False(placements.Failed(0, 2, Blame.Shard));
    }

    [Fact]
    public void SuccessIsForgiveness()
    {
        var placements = new Placements(shards: 1, slots: 2);
        placements.Failed(0, 0, Blame.Either);
        placements.Succeeded(0);
        Assert.True(placements.Failed(0, 1, Blame.Either));
        Assert.Equal(0, placements.SlotOf(0));
    }

    [Fact]
    public void AReportFromASlotThatTheShardHasLeftChangesNothing()
    {
        var placements = new Placements(shards: 1, slots: 3);
        placements.Failed(0, 0, Blame.Either);
        Assert.True(placements.Failed(0, 0, Blame.Either));
        Assert.Equal(1, placements.SlotOf(0));
    }

    [Fact]
    public void TwoShardsInARowCondemnASlotAndAllLeaveIt()
    {
        var placements = new Placements(shards: 8, slots: 2);
        placements.Failed(0, 0, Blame.Either);
        Assert.Equal(0, placements.SlotOf(2));
        placements.Failed(2, 0, Blame.Either);
        Assert.All(Enumerable.Range(0, 8), shard => Assert.Equal(1, placements.SlotOf(shard)));
    }

    [Fact]
    public void AShardAtFaultDoesNotCondemnItsSlot()
    {
        var placements = new Placements(shards: 8, slots: 2);
        foreach (int shard in new[] { 0, 2, 4 })
            placements.Failed(shard, 0, Blame.Shard);
        Assert.Equal(0, placements.SlotOf(6));
    }

    [Fact]
    public void ACondemnedSlotIsTheLastResort()
    {
        var placements = new Placements(shards: 3, slots: 3);
        placements.Condemn(1);
        placements.Failed(0, 0, Blame.Shard);
        Assert.Equal(2, placements.SlotOf(0));
        placements.Failed(0, 2, Blame.Shard);
        Assert.Equal(1, placements.SlotOf(0));
    }

    [Fact]
    public void TheOnlySlotKeepsItsShardsWhenCondemned()
    {
        var placements = new Placements(shards: 2, slots: 1);
        placements.Condemn(0);
        Assert.Equal(0, placements.SlotOf(1));
    }
}
