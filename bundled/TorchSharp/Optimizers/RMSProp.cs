using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>RMSprop: the gradient over the root of its running mean square (Tieleman and Hinton 2012).</summary>
    public class RMSProp : OptimizerHelper, optim.IMomentum
    {
        private readonly Options defaults;

        public RMSProp(IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
        {
        }

        public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        {
            if (lr < 0) throw new ArgumentException($"Invalid learning rate: {lr}");
            if (eps < 0) throw new ArgumentException($"Invalid eps: {eps}");
            if (alpha < 0) throw new ArgumentException($"Invalid alpha: {alpha}");
            if (momentum < 0) throw new ArgumentException($"Invalid momentum value: {momentum}");
            if (weight_decay < 0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
            defaults = new Options { LearningRate = lr, InitialLearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = maximize };
            foreach (var group in parameters) add_param_group(group);
        }

        public double Momentum
        {
            get => defaults.momentum!.Value;
            set => defaults.momentum = value;
        }

        private protected override int SlotCount => 3;

        /// <summary>Options that the group leaves open take the optimizer's.</summary>
        public override void add_param_group(Modules.ParamGroup param_group)
        {
            if (param_group.Options is not Options options) param_group.Options = options = new Options();
            options.LearningRate ??= defaults.LearningRate;
            options.InitialLearningRate = options.LearningRate!.Value;
            options.alpha ??= defaults.alpha;
            options.eps ??= defaults.eps;
            options.weight_decay ??= defaults.weight_decay;
            options.momentum ??= defaults.momentum;
            options.centered ??= defaults.centered;
            options.maximize ??= defaults.maximize;
            param_group.Parameters = param_group.Parameters.ToList();
            base.add_param_group(param_group);
        }

        private protected override void Update(Modules.ParamGroup group, Parameter parameter, Tensor grad, long step)
        {
            var options = (Options)group.Options;
            var alpha = options.alpha!.Value;
            grad = Decayed(grad, parameter, options.weight_decay!.Value, options.maximize!.Value);
            var square = Slot(parameter, 0);
            square.mul_(alpha).addcmul_(grad, grad, 1 - alpha);
            var root = options.centered!.Value ? CenteredRoot(parameter, grad, square, alpha) : square.sqrt();
            root.add_(options.eps!.Value);
            var rate = options.LearningRate!.Value;
            if (options.momentum!.Value > 0)
            {
                var velocity = Slot(parameter, 2);
                velocity.mul_(options.momentum.Value).addcdiv_(grad, root);
                parameter.add_(velocity, -rate);
                return;
            }
            parameter.addcdiv_(grad, root, -rate);
        }

        private Tensor CenteredRoot(Parameter parameter, Tensor grad, Tensor square, double alpha)
        {
            var mean = Slot(parameter, 1);
            mean.mul_(alpha).add_(grad, 1 - alpha);
            return square.addcmul(mean, mean, -1).sqrt_();
        }

        /// <summary>The options of a group.</summary>
        public class Options : OptimizerOptions
        {
            public double? alpha;

            public double? eps;

            public double? weight_decay;

            public double? momentum;

            public bool? centered;

            public bool? maximize;
        }

        /// <summary>Parameters with options of their own.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
        {
            public ParamGroup()
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0, double momentum = 0.0, bool centered = false)
                : base(parameters, new Options { LearningRate = lr, InitialLearningRate = lr, eps = eps, alpha = alpha, weight_decay = weight_decay, momentum = momentum, centered = centered })
            {
            }

            public double Momentum
            {
                get => Options.momentum!.Value;
                set => Options.momentum = value;
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Modules.RMSProp RMSProp(IEnumerable<Modules.Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            public static Modules.RMSProp RMSProp(IEnumerable<(string name, Modules.Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters.Select(named => named.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);

            public static Modules.RMSProp RMSProp(IEnumerable<Modules.RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}
