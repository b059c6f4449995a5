using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                Convert(InitializeDevice(device), dtype);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                Convert(InitializeDevice(new Device(deviceType, deviceIndex)), null);
                return this;
            }

            /// <exception cref="ArgumentException">The type is not a floating-point one.</exception>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                if (!is_floating_point(dtype))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
                Convert(null, dtype);
                return this;
            }

            /// <summary>Sets a component of a module that registers its components itself, and takes it out of every dispose scope.</summary>
            private protected void SetParameter(string name, ref Parameter? field, Parameter? value)
            {
                field = (Parameter?)value?.DetachFromDisposeScope();
                componentsRegistered = true;
                ownParameters.RemoveAll(own => own.name == name && value is null);
                var place = ownParameters.FindIndex(own => own.name == name);
                if (place >= 0) ownParameters[place] = (name, field!);
                else if (field is not null) ownParameters.Add((name, field));
            }

            /// <summary>As <see cref="SetParameter"/>, for a persistent buffer.</summary>
            private protected void SetBuffer(string name, ref Tensor? field, Tensor? value)
            {
                field = value?.DetachFromDisposeScope();
                componentsRegistered = true;
                ownBuffers.RemoveAll(own => own.name == name && value is null);
                var place = ownBuffers.FindIndex(own => own.name == name);
                if (place >= 0) ownBuffers[place] = (name, field!, true);
                else if (field is not null) ownBuffers.Add((name, field, true));
            }

            private void Convert(Device? device, ScalarType? dtype)
            {
                foreach (var (_, child) in named_children())
                {
                    if (device is null) child._to(dtype!.Value, false);
                    else if (dtype is null) child._to(device.type, device.index, false);
                    else child._to(device, dtype.Value, false);
                }
                using var noGradients = no_grad();
                for (var k = 0; k < ownParameters.Count; k++)
                {
                    var (name, parameter) = ownParameters[k];
                    if (Converted(parameter, device, dtype) is not { } tensor) continue;
                    var replacement = new Parameter(tensor, parameter.requires_grad);
                    using var grad = parameter.grad;
                    if (grad is not null) replacement.grad = Converted(grad, device, dtype) ?? grad;
                    ownParameters[k] = (name, replacement);
                    Replace(parameter, replacement);
                }
                for (var k = 0; k < ownBuffers.Count; k++)
                {
                    var (name, buffer, persistent) = ownBuffers[k];
                    if (Converted(buffer, device, dtype) is not { } replacement) continue;
                    ownBuffers[k] = (name, replacement, persistent);
                    Replace(buffer, replacement);
                }
            }

            /// <summary>Null where nothing changes. Integers keep their type.</summary>
            private static Tensor? Converted(Tensor tensor, Device? device, ScalarType? dtype)
            {
                var type = dtype is not null && tensor.is_floating_point() ? dtype.Value : tensor.dtype;
                var place = device ?? tensor.device;
                var there = place.type == tensor.device_type && (place.index < 0 || place.index == tensor.device_index);
                return there && type == tensor.dtype ? null : tensor.to(type, place).DetachFromDisposeScope();
            }

            private void Replace(Tensor original, Tensor replacement)
            {
                foreach (var field in Fields(GetType()))
                {
                    if (ReferenceEquals(field.GetValue(this), original)) field.SetValue(this, replacement);
                }
                original.Dispose();
            }
        }
    }
}
