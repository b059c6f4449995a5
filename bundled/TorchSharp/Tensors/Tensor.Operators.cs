namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op bitwiseNotOp = new("bitwise_not");
        private static readonly Op bitwiseAndTensorOp = new("bitwise_and", "Tensor");
        private static readonly Op bitwiseOrTensorOp = new("bitwise_or", "Tensor");
        private static readonly Op bitwiseXorTensorOp = new("bitwise_xor", "Tensor");
        private static readonly Op bitwiseLeftShiftTensorOp = new("bitwise_left_shift", "Tensor");
        private static readonly Op bitwiseRightShiftTensorOp = new("bitwise_right_shift", "Tensor");
        private static readonly Op rsubScalarOp = new("rsub", "Scalar");

        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator ~(Tensor left) => left.bitwise_not();

        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator +(Tensor left, int right) => left.add(right);

        public static Tensor operator +(Tensor left, long right) => left.add(right);

        public static Tensor operator +(Tensor left, float right) => left.add(right);

        public static Tensor operator +(Tensor left, double right) => left.add(right);

        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        public static Tensor operator +(int left, Tensor right) => right.add(left);

        public static Tensor operator +(long left, Tensor right) => right.add(left);

        public static Tensor operator +(float left, Tensor right) => right.add(left);

        public static Tensor operator +(double left, Tensor right) => right.add(left);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator *(Tensor left, int right) => left.mul(right);

        public static Tensor operator *(Tensor left, long right) => left.mul(right);

        public static Tensor operator *(Tensor left, float right) => left.mul(right);

        public static Tensor operator *(Tensor left, double right) => left.mul(right);

        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        public static Tensor operator *(int left, Tensor right) => right.mul(left);

        public static Tensor operator *(long left, Tensor right) => right.mul(left);

        public static Tensor operator *(float left, Tensor right) => right.mul(left);

        public static Tensor operator *(double left, Tensor right) => right.mul(left);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator -(Tensor left, int right) => left.sub(right);

        public static Tensor operator -(Tensor left, long right) => left.sub(right);

        public static Tensor operator -(Tensor left, float right) => left.sub(right);

        public static Tensor operator -(Tensor left, double right) => left.sub(right);

        public static Tensor operator -(Scalar left, Tensor right) => Subtracted(left, right);

        public static Tensor operator -(int left, Tensor right) => Subtracted(left, right);

        public static Tensor operator -(long left, Tensor right) => Subtracted(left, right);

        public static Tensor operator -(float left, Tensor right) => Subtracted(left, right);

        public static Tensor operator -(double left, Tensor right) => Subtracted(left, right);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        public static Tensor operator /(Tensor left, int right) => left.div(right);

        public static Tensor operator /(Tensor left, long right) => left.div(right);

        public static Tensor operator /(Tensor left, float right) => left.div(right);

        public static Tensor operator /(Tensor left, double right) => left.div(right);

        public static Tensor operator /(Scalar left, Tensor right) => Divided(left, right);

        public static Tensor operator /(int left, Tensor right) => Divided(left, right);

        public static Tensor operator /(long left, Tensor right) => Divided(left, right);

        public static Tensor operator /(float left, Tensor right) => Divided(left, right);

        public static Tensor operator /(double left, Tensor right) => Divided(left, right);

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator %(Tensor left, int right) => left.remainder(right);

        public static Tensor operator %(Tensor left, long right) => left.remainder(right);

        public static Tensor operator %(Tensor left, float right) => left.remainder(right);

        public static Tensor operator %(Tensor left, double right) => left.remainder(right);

        public Tensor bitwise_not() => bitwiseNotOp.Call(this);

        public Tensor bitwise_and(Tensor other) => bitwiseAndTensorOp.Call(this, other);

        public Tensor bitwise_or(Tensor other) => bitwiseOrTensorOp.Call(this, other);

        public Tensor bitwise_xor(Tensor other) => bitwiseXorTensorOp.Call(this, other);

        public Tensor bitwise_left_shift(Tensor other) => bitwiseLeftShiftTensorOp.Call(this, other);

        public Tensor bitwise_right_shift(Tensor other) => bitwiseRightShiftTensorOp.Call(this, other);

        private static Tensor Subtracted(Scalar left, Tensor right) => rsubScalarOp.Call(right, left);

        private static Tensor Divided(Scalar left, Tensor right)
        {
            using var inverse = right.reciprocal();
            return inverse.mul(left);
        }
    }
}
