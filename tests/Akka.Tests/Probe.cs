using System.Threading.Channels;
using Akka.Actor;

namespace Akka.Tests;

/// <summary>An actor that keeps what it receives for a test to see.</summary>
internal sealed class Probe
{
    private readonly Channel<Envelope> _received = Channel.CreateUnbounded<Envelope>();

    public Probe(ActorSystem system) => Ref = system.ActorOf(Props.Create(() => new Keeper(_received)));

    public IActorRef Ref { get; }

    public async Task<T> Expect<T>() => Assert.IsAssignableFrom<T>((await ExpectEnvelope()).Message);

    public async Task<Envelope> ExpectEnvelope() => await _received.Reader.ReadAsync().AsTask().Soon();

    /// <summary>That nothing came before <paramref name="message"/>, which is sent now.</summary>
    public async Task ExpectNothingBefore(string message)
    {
        Ref.Tell(message, ActorRefs.NoSender);
        Assert.Equal(message, await Expect<object>());
    }

    public void Watch(IActorRef subject) => Ref.Tell(new WatchThis(subject), ActorRefs.NoSender);

    public async Task ExpectTerminated(IActorRef subject) => Assert.Equal(subject, (await Expect<Terminated>()).ActorRef);

    private sealed record WatchThis(IActorRef Subject);

    private sealed class Keeper : ReceiveActor
    {
        public Keeper(Channel<Envelope> received)
        {
            Receive<WatchThis>(watch => Context.Watch(watch.Subject));
            ReceiveAny(message => received.Writer.TryWrite(new Envelope(message, Sender)));
        }
    }
}

/// <summary>A system for each test, terminated after it.</summary>
public abstract class ActorTest : IAsyncLifetime
{
    protected ActorSystem System { get; } = ActorSystem.Create("test");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => System.Terminate().Soon();

    private protected Probe NewProbe() => new(System);
}
