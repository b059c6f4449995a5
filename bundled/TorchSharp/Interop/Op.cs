using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// One ATen operator: its schema is looked up on the first call and is a number from then on. Arguments follow the schema;
/// those left out at the end take its defaults.
/// </summary>
internal sealed unsafe class Op(string name, string overload = "")
{
    private const int StackWords = 64;
    private const int FewResults = 4;
    private int id = -1;

    /// <summary>Runs an operator with one tensor as its result.</summary>
    internal Tensor Call(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return new Tensor((IntPtr)result.Bits);
    }

    /// <summary>Runs an operator that changes its first argument in place, and returns that argument.</summary>
    internal Tensor InPlace(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        NativeMethods.lt_release((IntPtr)result.Bits);
        return arguments[0].Tensor;
    }

    internal (Tensor, Tensor) Call2(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeValue[2];
        Invoke(arguments, results, 2);
        return (Wrap(results[0])!, Wrap(results[1])!);
    }

    internal (Tensor, Tensor, Tensor) Call3(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeValue[3];
        Invoke(arguments, results, 3);
        return (Wrap(results[0])!, Wrap(results[1])!, Wrap(results[2])!);
    }

    /// <summary>Runs an operator whose result is a list of tensors.</summary>
    internal Tensor[] CallList(params ReadOnlySpan<Arg> arguments)
    {
        var few = stackalloc NativeValue[FewResults];
        var total = Invoke(arguments, few, FewResults);
        var tensors = new Tensor[total];
        if (total <= FewResults)
        {
            for (var k = 0; k < total; k++) tensors[k] = Wrap(few[k])!;
            return tensors;
        }
        var all = new NativeValue[total];
        fixed (NativeValue* pointer = all) NativeMethods.lt_results(pointer);
        for (var k = 0; k < total; k++) tensors[k] = Wrap(all[k])!;
        return tensors;
    }

    /// <summary>Runs an operator whose result is a number or a truth value.</summary>
    internal NativeValue CallScalar(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return result;
    }

    /// <summary>Runs an operator for its effect on the list of tensors that it is given.</summary>
    internal void Run(params ReadOnlySpan<Arg> arguments) => Invoke(arguments, null, 0);

    private static Tensor? Wrap(NativeValue value) => value.Bits == 0 ? null : new Tensor((IntPtr)value.Bits);

    /// <exception cref="System.Runtime.InteropServices.ExternalException">This libtorch has no such operator.</exception>
    internal void Resolve()
    {
        if (id < 0) id = NativeMethods.Check(NativeMethods.lt_resolve("aten::" + name, overload));
    }

    [SkipLocalsInit]
    private int Invoke(ReadOnlySpan<Arg> arguments, NativeValue* results, int capacity)
    {
        Resolve();
        var words = 0;
        foreach (ref readonly var argument in arguments) words += argument.ScratchWords;
        var values = stackalloc NativeValue[arguments.Length];
        Span<long> scratch = words <= StackWords ? stackalloc long[StackWords] : new long[words];
        fixed (long* start = scratch)
        {
            var next = start;
            for (var k = 0; k < arguments.Length; k++)
            {
                arguments[k].Write(values + k, next);
                next += arguments[k].ScratchWords;
            }
            var total = NativeMethods.lt_call(id, values, arguments.Length, results, capacity);
            foreach (ref readonly var argument in arguments) argument.KeepAlive();
            return NativeMethods.Check(total);
        }
    }
}
