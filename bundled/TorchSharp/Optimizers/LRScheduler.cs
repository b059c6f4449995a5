namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rates that change with the epochs.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Sets an optimizer's learning rates, first when it is made (epoch 0) and then at each step.</summary>
            public abstract class LRScheduler
            {
                private readonly Optimizer optimizer;
                private readonly bool verbose;
                private readonly List<double> lastRates = [];
                protected int _step_count;

                private protected LRScheduler(Optimizer optimizer, int last_epoch, bool verbose)
                {
                    this.optimizer = optimizer;
                    this.verbose = verbose;
                    Epoch = last_epoch;
                    BaseRates = optimizer.ParamGroups.Select(group => group.InitialLearningRate).ToList();
                }

                private protected int Epoch { get; private set; }

                private protected IReadOnlyList<double> BaseRates { get; }

                public virtual void step() => step(null);

                public virtual void step(int? epoch)
                {
                    _step_count++;
                    Epoch = epoch ?? Epoch + 1;
                    var rates = get_lr().ToList();
                    if (verbose) Console.WriteLine($"Adjusting learning rate to {string.Join(", ", rates)}");
                    foreach (var (group, rate) in optimizer.ParamGroups.Zip(rates)) group.LearningRate = rate;
                    lastRates.Clear();
                    lastRates.AddRange(rates);
                }

                public IEnumerable<double> get_last_lr() => lastRates;

                /// <summary>The rates of the groups at this epoch.</summary>
                protected abstract IEnumerable<double> get_lr();
            }

            /// <summary>The schedules.</summary>
            public static partial class impl
            {
                /// <summary>The base rate times a function of the epoch.</summary>
                public class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double> factor;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        factor = lr_lambda;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => BaseRates.Select(rate => rate * factor(Epoch));
                }

                /// <summary>From the base rate down to eta_min along half a cosine of T_max epochs (Loshchilov and Hutter 2017).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double halfPeriod;
                    private readonly double lowest;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        halfPeriod = T_max;
                        lowest = eta_min;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        BaseRates.Select(rate => lowest + (rate - lowest) * (1 + Math.Cos(Math.PI * Epoch / halfPeriod)) / 2);
                }
            }

            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, lr_lambda, last_epoch, verbose);

            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            /// <summary>The base rate times gamma for every step_size epochs.</summary>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, epoch => Math.Pow(gamma, epoch / step_size), last_epoch, verbose);

            /// <summary>The base rate times gamma for every epoch.</summary>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, epoch => Math.Pow(gamma, epoch), last_epoch, verbose);
        }
    }
}
