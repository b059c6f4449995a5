using System.Net;
using LatentSim.Engine.Live.Imd;
using LatentSim.Molecules;

namespace LatentSim.Engine.Tests.Live.Imd;

public class ImdAllowListTests
{
    [Theory]
    [InlineData("10.1.0.0/16", "10.1.255.255", true)]
    [InlineData("10.1.0.0/16", "10.2.0.0", false)]
    [InlineData("10.1.2.3/16", "10.1.9.9", true)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.2.3", true)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("0.0.0.0/0", "fd00::1", false)]
    [InlineData("fd00::/8", "fdff::1", true)]
    [InlineData("fd00::/8", "fe80::1", false)]
    [InlineData("fd00::5/64", "fd00::1:2:3:4", true)]
    [InlineData("10.1.0.0/16", "127.0.0.1", true)]
    [InlineData("10.1.0.0/16", "::1", true)]
    public void ANetworkHoldsWhatItsPrefixSays(string network, string address, bool isAllowed) =>
        Assert.Equal(isAllowed, ImdAllowList.Of([network]).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("10.1/16")]
    [InlineData("10.1.0.0/")]
    [InlineData("10.1.0.0/-1")]
    [InlineData("10.1.0.0/33")]
    [InlineData("fd00::/129")]
    [InlineData("10.1.0.0/16/2")]
    [InlineData("host.example/24")]
    public void WhatIsNoNetworkIsRefused(string network) =>
        Assert.Contains("expected ADDRESS/PREFIX", Assert.Throws<InvalidInputException>(() => ImdAllowList.Of([network])).Message);
}
