namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public long Dimensions => NativeMethods.lt_dim(Handle);

        public long ndim => Dimensions;

        public long NumberOfElements => NativeMethods.lt_numel(Handle);

        public long ElementSize => dtype switch
        {
            ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
            ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
            ScalarType.Int32 or ScalarType.Float32 => 4,
            ScalarType.ComplexFloat64 => 16,
            _ => 8,
        };

        public ScalarType dtype => (ScalarType)NativeMethods.lt_dtype(Handle);

        public Device device => new(device_type, device_index);

        public DeviceType device_type => (DeviceType)NativeMethods.lt_device_type(Handle);

        public int device_index => NativeMethods.lt_device_index(Handle);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_leaf => NativeMethods.lt_is_leaf(Handle) != 0;

        public long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                fixed (long* start = sizes) NativeMethods.lt_sizes(Handle, start, null);
                return sizes;
            }
        }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_contiguous() => NativeMethods.lt_is_contiguous(Handle) != 0;

        public long storage_offset() => NativeMethods.lt_storage_offset(Handle);

        public long[] size() => shape;

        public long size(int dim)
        {
            var sizes = shape;
            if (dim < -sizes.Length || dim >= sizes.Length)
                throw new System.Runtime.InteropServices.ExternalException($"Dimension out of range (expected to be in range of [{-sizes.Length}, {sizes.Length - 1}], but got {dim})");
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        public long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* start = strides) NativeMethods.lt_sizes(Handle, null, start);
            return strides;
        }

        public long stride(int dim)
        {
            var strides = stride();
            return strides[dim < 0 ? dim + strides.Length : dim];
        }
    }
}
