using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Streams.Stage;

namespace Akka.Tests;

/// <summary>Stages that users write.</summary>
public sealed class CustomStageTests : StreamTest
{
    private sealed class Twice : GraphStage<FlowShape<int, int>>
    {
        private readonly Inlet<int> _in = new("Twice.in");
        private readonly Outlet<int> _out = new("Twice.out");

        public Twice() => Shape = new FlowShape<int, int>(_in, _out);

        public override FlowShape<int, int> Shape { get; }

        protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

        private sealed class Logic : GraphStageLogic
        {
            private int? _again;

            public Logic(Twice stage)
                : base(stage.Shape)
            {
                SetHandler(stage._in, onPush: () =>
                {
                    _again = Grab(stage._in);
                    Push(stage._out, _again.Value);
                }, onUpstreamFinish: () =>
                {
                    if (_again is null)
                        CompleteStage();
                });
                SetHandler(stage._out, onPull: () =>
                {
                    if (_again is not { } element)
                    {
                        Pull(stage._in);
                        return;
                    }
                    _again = null;
                    Push(stage._out, element);
                    if (IsClosed(stage._in))
                        CompleteStage();
                });
            }
        }
    }

    private sealed class Rude : GraphStage<SourceShape<int>>
    {
        private readonly Outlet<int> _out = new("Rude.out");

        public Rude() => Shape = new SourceShape<int>(_out);

        public override SourceShape<int> Shape { get; }

        protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

        private sealed class Logic : GraphStageLogic
        {
            public Logic(Rude stage)
                : base(stage.Shape) => SetHandler(stage._out, onPull: () =>
                {
                    Push(stage._out, 1);
                    Push(stage._out, 2);
                });
        }
    }

    [Fact]
    public async Task AStageIsUsedAsAnyFlow() =>
        Assert.Equal([1, 1, 2, 2, 3, 3], await Run(Source.From(Enumerable.Range(1, 3)).Via(new Twice())));

    [Fact]
    public async Task AStageThatPushesUnaskedFailsTheStream() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Run(Source.FromGraph(new Rude())));
}
