namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op eqTensorOp = new("eq", "Tensor");
        private static readonly Op eqScalarOp = new("eq", "Scalar");
        private static readonly Op neTensorOp = new("ne", "Tensor");
        private static readonly Op neScalarOp = new("ne", "Scalar");
        private static readonly Op ltTensorOp = new("lt", "Tensor");
        private static readonly Op ltScalarOp = new("lt", "Scalar");
        private static readonly Op leTensorOp = new("le", "Tensor");
        private static readonly Op leScalarOp = new("le", "Scalar");
        private static readonly Op gtTensorOp = new("gt", "Tensor");
        private static readonly Op gtScalarOp = new("gt", "Scalar");
        private static readonly Op geTensorOp = new("ge", "Tensor");
        private static readonly Op geScalarOp = new("ge", "Scalar");
        private static readonly Op logicalAndOp = new("logical_and");
        private static readonly Op logicalOrOp = new("logical_or");
        private static readonly Op logicalXorOp = new("logical_xor");
        private static readonly Op logicalNotOp = new("logical_not");
        private static readonly Op iscloseOp = new("isclose");
        private static readonly Op allcloseOp = new("allclose");

        public Tensor eq(Tensor target) => eqTensorOp.Call(this, target);

        public Tensor eq(Scalar target) => eqScalarOp.Call(this, target);

        public Tensor ne(Tensor target) => neTensorOp.Call(this, target);

        public Tensor ne(Scalar target) => neScalarOp.Call(this, target);

        public Tensor lt(Tensor target) => ltTensorOp.Call(this, target);

        public Tensor lt(Scalar target) => ltScalarOp.Call(this, target);

        public Tensor le(Tensor target) => leTensorOp.Call(this, target);

        public Tensor le(Scalar target) => leScalarOp.Call(this, target);

        public Tensor gt(Tensor target) => gtTensorOp.Call(this, target);

        public Tensor gt(Scalar target) => gtScalarOp.Call(this, target);

        public Tensor ge(Tensor target) => geTensorOp.Call(this, target);

        public Tensor ge(Scalar target) => geScalarOp.Call(this, target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor equal(Tensor target) => eq(target);

        public Tensor logical_and(Tensor other) => logicalAndOp.Call(this, other);

        public Tensor logical_or(Tensor other) => logicalOrOp.Call(this, other);

        public Tensor logical_xor(Tensor other) => logicalXorOp.Call(this, other);

        public Tensor logical_not() => logicalNotOp.Call(this);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => iscloseOp.Call(this, other, rtol, atol, nanEqual);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => allcloseOp.CallScalar(this, target, rtol, atol, equal_nan).Bits != 0;

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);
    }
}
