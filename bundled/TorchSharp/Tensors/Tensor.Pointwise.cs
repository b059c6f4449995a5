namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op absOp = new("abs");
        private static readonly Op negOp = new("neg");
        private static readonly Op expOp = new("exp");
        private static readonly Op exp2Op = new("exp2");
        private static readonly Op expm1Op = new("expm1");
        private static readonly Op logOp = new("log");
        private static readonly Op log1pOp = new("log1p");
        private static readonly Op log2Op = new("log2");
        private static readonly Op log10Op = new("log10");
        private static readonly Op sqrtOp = new("sqrt");
        private static readonly Op rsqrtOp = new("rsqrt");
        private static readonly Op reciprocalOp = new("reciprocal");
        private static readonly Op signOp = new("sign");
        private static readonly Op sgnOp = new("sgn");
        private static readonly Op floorOp = new("floor");
        private static readonly Op ceilOp = new("ceil");
        private static readonly Op truncOp = new("trunc");
        private static readonly Op fracOp = new("frac");
        private static readonly Op sinOp = new("sin");
        private static readonly Op cosOp = new("cos");
        private static readonly Op tanOp = new("tan");
        private static readonly Op asinOp = new("asin");
        private static readonly Op acosOp = new("acos");
        private static readonly Op atanOp = new("atan");
        private static readonly Op sinhOp = new("sinh");
        private static readonly Op coshOp = new("cosh");
        private static readonly Op tanhOp = new("tanh");
        private static readonly Op asinhOp = new("asinh");
        private static readonly Op acoshOp = new("acosh");
        private static readonly Op atanhOp = new("atanh");
        private static readonly Op sigmoidOp = new("sigmoid");
        private static readonly Op erfOp = new("erf");
        private static readonly Op erfcOp = new("erfc");
        private static readonly Op erfinvOp = new("erfinv");
        private static readonly Op lgammaOp = new("lgamma");
        private static readonly Op digammaOp = new("digamma");
        private static readonly Op squareOp = new("square");
        private static readonly Op absInPlaceOp = new("abs_");
        private static readonly Op negInPlaceOp = new("neg_");
        private static readonly Op expInPlaceOp = new("exp_");
        private static readonly Op expm1InPlaceOp = new("expm1_");
        private static readonly Op logInPlaceOp = new("log_");
        private static readonly Op log1pInPlaceOp = new("log1p_");
        private static readonly Op log2InPlaceOp = new("log2_");
        private static readonly Op log10InPlaceOp = new("log10_");
        private static readonly Op sqrtInPlaceOp = new("sqrt_");
        private static readonly Op rsqrtInPlaceOp = new("rsqrt_");
        private static readonly Op reciprocalInPlaceOp = new("reciprocal_");
        private static readonly Op signInPlaceOp = new("sign_");
        private static readonly Op floorInPlaceOp = new("floor_");
        private static readonly Op ceilInPlaceOp = new("ceil_");
        private static readonly Op truncInPlaceOp = new("trunc_");
        private static readonly Op sinInPlaceOp = new("sin_");
        private static readonly Op cosInPlaceOp = new("cos_");
        private static readonly Op tanInPlaceOp = new("tan_");
        private static readonly Op tanhInPlaceOp = new("tanh_");
        private static readonly Op sigmoidInPlaceOp = new("sigmoid_");
        private static readonly Op atan2Op = new("atan2");
        private static readonly Op hypotOp = new("hypot");
        private static readonly Op roundDecimalsOp = new("round", "decimals");
        private static readonly Op logitOp = new("logit");
        private static readonly Op logaddexpOp = new("logaddexp");
        private static readonly Op clampOp = new("clamp");
        private static readonly Op clampTensorOp = new("clamp", "Tensor");
        private static readonly Op clampInPlaceOp = new("clamp_");
        private static readonly Op clampMaxOp = new("clamp_max");
        private static readonly Op clampMinOp = new("clamp_min");
        private static readonly Op clampMaxInPlaceOp = new("clamp_max_");
        private static readonly Op clampMinInPlaceOp = new("clamp_min_");
        private static readonly Op maximumOp = new("maximum");
        private static readonly Op minimumOp = new("minimum");
        private static readonly Op nanToNumOp = new("nan_to_num");
        private static readonly Op whereSelfOp = new("where", "self");
        private static readonly Op isnanOp = new("isnan");
        private static readonly Op isinfOp = new("isinf");
        private static readonly Op isfiniteOp = new("isfinite");
        private static readonly Op deg2radOp = new("deg2rad");
        private static readonly Op rad2degOp = new("rad2deg");

        public Tensor abs() => absOp.Call(this);

        public Tensor neg() => negOp.Call(this);

        public Tensor exp() => expOp.Call(this);

        public Tensor exp2() => exp2Op.Call(this);

        public Tensor expm1() => expm1Op.Call(this);

        public Tensor log() => logOp.Call(this);

        public Tensor log1p() => log1pOp.Call(this);

        public Tensor log2() => log2Op.Call(this);

        public Tensor log10() => log10Op.Call(this);

        public Tensor sqrt() => sqrtOp.Call(this);

        public Tensor rsqrt() => rsqrtOp.Call(this);

        public Tensor reciprocal() => reciprocalOp.Call(this);

        public Tensor sign() => signOp.Call(this);

        public Tensor sgn() => sgnOp.Call(this);

        public Tensor floor() => floorOp.Call(this);

        public Tensor ceil() => ceilOp.Call(this);

        public Tensor trunc() => truncOp.Call(this);

        public Tensor frac() => fracOp.Call(this);

        public Tensor sin() => sinOp.Call(this);

        public Tensor cos() => cosOp.Call(this);

        public Tensor tan() => tanOp.Call(this);

        public Tensor asin() => asinOp.Call(this);

        public Tensor acos() => acosOp.Call(this);

        public Tensor atan() => atanOp.Call(this);

        public Tensor sinh() => sinhOp.Call(this);

        public Tensor cosh() => coshOp.Call(this);

        public Tensor tanh() => tanhOp.Call(this);

        public Tensor asinh() => asinhOp.Call(this);

        public Tensor acosh() => acoshOp.Call(this);

        public Tensor atanh() => atanhOp.Call(this);

        public Tensor sigmoid() => sigmoidOp.Call(this);

        public Tensor erf() => erfOp.Call(this);

        public Tensor erfc() => erfcOp.Call(this);

        public Tensor erfinv() => erfinvOp.Call(this);

        public Tensor lgamma() => lgammaOp.Call(this);

        public Tensor digamma() => digammaOp.Call(this);

        public Tensor square() => squareOp.Call(this);

        public Tensor abs_() => absInPlaceOp.InPlace(this);

        public Tensor neg_() => negInPlaceOp.InPlace(this);

        public Tensor exp_() => expInPlaceOp.InPlace(this);

        public Tensor expm1_() => expm1InPlaceOp.InPlace(this);

        public Tensor log_() => logInPlaceOp.InPlace(this);

        public Tensor log1p_() => log1pInPlaceOp.InPlace(this);

        public Tensor log2_() => log2InPlaceOp.InPlace(this);

        public Tensor log10_() => log10InPlaceOp.InPlace(this);

        public Tensor sqrt_() => sqrtInPlaceOp.InPlace(this);

        public Tensor rsqrt_() => rsqrtInPlaceOp.InPlace(this);

        public Tensor reciprocal_() => reciprocalInPlaceOp.InPlace(this);

        public Tensor sign_() => signInPlaceOp.InPlace(this);

        public Tensor floor_() => floorInPlaceOp.InPlace(this);

        public Tensor ceil_() => ceilInPlaceOp.InPlace(this);

        public Tensor trunc_() => truncInPlaceOp.InPlace(this);

        public Tensor sin_() => sinInPlaceOp.InPlace(this);

        public Tensor cos_() => cosInPlaceOp.InPlace(this);

        public Tensor tan_() => tanInPlaceOp.InPlace(this);

        public Tensor tanh_() => tanhInPlaceOp.InPlace(this);

        public Tensor sigmoid_() => sigmoidInPlaceOp.InPlace(this);

        public Tensor absolute() => abs();

        public Tensor negative() => neg();

        public Tensor atan2(Tensor other) => atan2Op.Call(this, other);

        public Tensor hypot(Tensor other) => hypotOp.Call(this, other);

        public Tensor round(long decimals = 0L) => roundDecimalsOp.Call(this, decimals);

        public Tensor logit(double? eps = null) => logitOp.Call(this, eps);

        public Tensor logaddexp(Tensor other) => logaddexpOp.Call(this, other);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => clampOp.Call(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => clampTensorOp.Call(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => clampInPlaceOp.InPlace(this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_max(Scalar max) => clampMaxOp.Call(this, max);

        public Tensor clamp_min(Scalar min) => clampMinOp.Call(this, min);

        public Tensor clamp_max_(Scalar max) => clampMaxInPlaceOp.InPlace(this, max);

        public Tensor clamp_min_(Scalar min) => clampMinInPlaceOp.InPlace(this, min);

        public Tensor maximum(Tensor other) => maximumOp.Call(this, other);

        public Tensor minimum(Tensor other) => minimumOp.Call(this, other);

        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) => nanToNumOp.Call(this, nan, posinf, neginf);

        public Tensor where(Tensor condition, Tensor y) => whereSelfOp.Call(condition, this, y);

        public Tensor isnan() => isnanOp.Call(this);

        public Tensor isinf() => isinfOp.Call(this);

        public Tensor isfinite() => isfiniteOp.Call(this);

        public Tensor deg2rad() => deg2radOp.Call(this);

        public Tensor rad2deg() => rad2degOp.Call(this);
    }
}
