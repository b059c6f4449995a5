using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class NativeLibraryTests
{
    [Fact]
    public void A_missing_library_names_the_script_that_builds_it_in_one_line()
    {
        var failure = Assert.Throws<DllNotFoundException>(() => NativeLibraryLocator.Load(["/nowhere/libLatentTorch.so"]));
        Assert.Contains("./setup.sh", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_library_that_does_not_load_says_which_and_what_to_run()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "not a library");
        var failure = Assert.Throws<DllNotFoundException>(() => NativeLibraryLocator.Load([path]));
        File.Delete(path);
        Assert.Contains(path, failure.Message);
        Assert.Contains("./setup.sh", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void The_library_is_sought_beside_the_program_and_then_in_each_folder_above()
    {
        var candidates = NativeLibraryLocator.Candidates(null, "/a/b").ToArray();
        Assert.Equal(["/a/b/libLatentTorch.so", "/a/b/build/native/libLatentTorch.so", "/a/build/native/libLatentTorch.so", "/build/native/libLatentTorch.so"], candidates);
    }

    [Fact]
    public void The_environment_overrides_every_other_place() =>
        Assert.Equal(["/x/lib.so"], NativeLibraryLocator.Candidates("/x/lib.so", "/a/b"));

    [Fact]
    public void An_error_of_libtorch_is_an_exception_with_its_message()
    {
        using var scope = NewDisposeScope();
        var failure = Assert.Throws<ExternalException>(() => matmul(ones(2, 3), ones(2, 3)));
        Assert.Contains("(2x3 and 2x3)", failure.Message);
    }

    [Fact]
    public void Every_operator_that_the_library_names_exists_in_this_libtorch()
    {
        var fields = typeof(torch).Assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        var operators = fields.Select(field => field.GetValue(null)).SelectMany(value => value is Op[] several ? several : value is Op one ? [one] : Array.Empty<Op>()).ToList();
        Assert.True(operators.Count > 250);
        Assert.All(operators, op => op.Resolve());
    }

    [Fact]
    public void An_operator_that_does_not_exist_is_an_exception() =>
        Assert.Throws<ExternalException>(() => new Op("no_such_operator").Run());

    [Fact]
    public void An_argument_too_many_or_too_few_is_an_exception()
    {
        using var x = ones(1);
        Assert.Contains("takes 1 arguments", Assert.Throws<ExternalException>(() => new Op("exp").Call(x, 1)).Message);
        Assert.Contains("needs the argument", Assert.Throws<ExternalException>(() => new Op("mm").Call(x)).Message);
    }

    [Fact]
    public void The_number_of_threads_can_be_set()
    {
        var before = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(before);
        Assert.Throws<ExternalException>(() => set_num_threads(0));
    }

    [Fact]
    public void Operators_run_on_several_threads_at_once()
    {
        Parallel.For(0, 8, k =>
        {
            for (var n = 0; n < 100; n++)
            {
                using var scope = NewDisposeScope();
                Assert.Equal(3.0 * k, (full([3], (double)k) * ones(3)).sum().ToDouble());
            }
        });
    }
}
