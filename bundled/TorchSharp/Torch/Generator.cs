using System.Security.Cryptography;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers on the CPU.</summary>
    public class Generator : IDisposable
    {
        private static Generator? defaultGenerator;

        public Generator(ulong seed = 0, Device? device = null) : this(NativeMethods.lt_generator((long)seed)) =>
            this.device = device ?? CPU;

        private Generator(IntPtr handle) => Handle = handle;

        ~Generator() => Dispose(false);

        /// <summary>The generator that every operator uses unless it is given another.</summary>
        public static Generator Default => defaultGenerator ??= new Generator(NativeMethods.lt_default_generator());

        public IntPtr Handle { get; private set; }

        public Device device { get; private set; } = CPU;

        public unsafe Tensor get_state()
        {
            IntPtr state;
            NativeMethods.Check(NativeMethods.lt_generator_state(Handle, &state));
            return new Tensor(state);
        }

        public void set_state(Tensor value) => NativeMethods.Check(NativeMethods.lt_generator_set_state(Handle, value.Handle));

        public Generator manual_seed(long seed)
        {
            NativeMethods.lt_generator_seed(Handle, seed);
            return this;
        }

        public long seed()
        {
            var value = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
            NativeMethods.lt_generator_seed(Handle, value);
            return value;
        }

        public long initial_seed() => NativeMethods.lt_generator_initial_seed(Handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle == IntPtr.Zero) return;
            NativeMethods.lt_generator_release(Handle);
            Handle = IntPtr.Zero;
        }
    }
}
