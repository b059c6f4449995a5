namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op addTensorOp = new("add", "Tensor");
        private static readonly Op addInPlaceTensorOp = new("add_", "Tensor");
        private static readonly Op addScalarOp = new("add", "Scalar");
        private static readonly Op addInPlaceScalarOp = new("add_", "Scalar");
        private static readonly Op subTensorOp = new("sub", "Tensor");
        private static readonly Op subInPlaceTensorOp = new("sub_", "Tensor");
        private static readonly Op subScalarOp = new("sub", "Scalar");
        private static readonly Op subInPlaceScalarOp = new("sub_", "Scalar");
        private static readonly Op mulTensorOp = new("mul", "Tensor");
        private static readonly Op mulScalarOp = new("mul", "Scalar");
        private static readonly Op mulInPlaceTensorOp = new("mul_", "Tensor");
        private static readonly Op mulInPlaceScalarOp = new("mul_", "Scalar");
        private static readonly Op divTensorModeOp = new("div", "Tensor_mode");
        private static readonly Op divInPlaceTensorModeOp = new("div_", "Tensor_mode");
        private static readonly Op remainderTensorOp = new("remainder", "Tensor");
        private static readonly Op fmodTensorOp = new("fmod", "Tensor");
        private static readonly Op floorDivideOp = new("floor_divide");
        private static readonly Op powTensorTensorOp = new("pow", "Tensor_Tensor");
        private static readonly Op powInPlaceTensorOp = new("pow_", "Tensor");
        private static readonly Op divScalarModeOp = new("div", "Scalar_mode");
        private static readonly Op divInPlaceScalarModeOp = new("div_", "Scalar_mode");
        private static readonly Op remainderScalarOp = new("remainder", "Scalar");
        private static readonly Op fmodScalarOp = new("fmod", "Scalar");
        private static readonly Op floorDivideScalarOp = new("floor_divide", "Scalar");
        private static readonly Op powTensorScalarOp = new("pow", "Tensor_Scalar");
        private static readonly Op powInPlaceScalarOp = new("pow_", "Scalar");
        private static readonly Op addcmulOp = new("addcmul");
        private static readonly Op addcmulInPlaceOp = new("addcmul_");
        private static readonly Op addcdivOp = new("addcdiv");
        private static readonly Op addcdivInPlaceOp = new("addcdiv_");
        private static readonly Op lerpTensorOp = new("lerp", "Tensor");
        private static readonly Op lerpInPlaceTensorOp = new("lerp_", "Tensor");

        public Tensor add(Tensor target) => addTensorOp.Call(this, target);

        public Tensor add(Tensor target, Scalar alpha) => addTensorOp.Call(this, target, alpha);

        public Tensor add(Scalar scalar) => addScalarOp.Call(this, scalar);

        public Tensor add_(Tensor target) => addInPlaceTensorOp.InPlace(this, target);

        public Tensor add_(Tensor target, Scalar alpha) => addInPlaceTensorOp.InPlace(this, target, alpha);

        public Tensor add_(Scalar scalar) => addInPlaceScalarOp.InPlace(this, scalar);

        public Tensor sub(Tensor target) => subTensorOp.Call(this, target);

        public Tensor sub(Scalar target) => subScalarOp.Call(this, target);

        public Tensor sub_(Tensor target) => subInPlaceTensorOp.InPlace(this, target);

        public Tensor sub_(Scalar target) => subInPlaceScalarOp.InPlace(this, target);

        public Tensor mul(Tensor target) => mulTensorOp.Call(this, target);

        public Tensor mul(Scalar target) => mulScalarOp.Call(this, target);

        public Tensor mul_(Tensor target) => mulInPlaceTensorOp.InPlace(this, target);

        public Tensor mul_(Scalar target) => mulInPlaceScalarOp.InPlace(this, target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => divTensorModeOp.Call(this, target, Rounding(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => divInPlaceTensorModeOp.InPlace(this, target, Rounding(rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor remainder(Tensor target) => remainderTensorOp.Call(this, target);

        public Tensor fmod(Tensor target) => fmodTensorOp.Call(this, target);

        public Tensor floor_divide(Tensor other) => floorDivideOp.Call(this, other);

        public Tensor pow(Tensor exponent) => powTensorTensorOp.Call(this, exponent);

        public Tensor pow_(Tensor exponent) => powInPlaceTensorOp.InPlace(this, exponent);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => divScalarModeOp.Call(this, target, Rounding(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => divInPlaceScalarModeOp.InPlace(this, target, Rounding(rounding_mode));

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor remainder(Scalar scalar) => remainderScalarOp.Call(this, scalar);

        public Tensor fmod(Scalar scalar) => fmodScalarOp.Call(this, scalar);

        public Tensor floor_divide(Scalar other) => floorDivideScalarOp.Call(this, other);

        public Tensor pow(Scalar exponent) => powTensorScalarOp.Call(this, exponent);

        public Tensor pow_(Scalar exponent) => powInPlaceScalarOp.InPlace(this, exponent);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => addcmulOp.Call(this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => addcmulInPlaceOp.InPlace(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => addcdivOp.Call(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdivOp.Call(this, tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => addcdivInPlaceOp.InPlace(this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdivInPlaceOp.InPlace(this, tensor1, tensor2);

        public Tensor lerp(Tensor end, Tensor weight) => lerpTensorOp.Call(this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => lerpInPlaceTensorOp.InPlace(this, end, weight);

        private static string? Rounding(RoundingMode mode) => mode switch
        {
            RoundingMode.None => null,
            RoundingMode.trunc => "trunc",
            _ => "floor",
        };
    }
}
