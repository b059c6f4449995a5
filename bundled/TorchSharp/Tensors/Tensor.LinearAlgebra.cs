namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op matmulOp = new("matmul");
        private static readonly Op mmOp = new("mm");
        private static readonly Op mvOp = new("mv");
        private static readonly Op dotOp = new("dot");
        private static readonly Op vdotOp = new("vdot");
        private static readonly Op bmmOp = new("bmm");
        private static readonly Op outerOp = new("outer");
        private static readonly Op innerOp = new("inner");
        private static readonly Op kronOp = new("kron");
        private static readonly Op addmmOp = new("addmm");
        private static readonly Op baddbmmOp = new("baddbmm");
        private static readonly Op choleskyOp = new("cholesky");
        private static readonly Op choleskySolveOp = new("cholesky_solve");
        private static readonly Op linalgDetOp = new("linalg_det");
        private static readonly Op logdetOp = new("logdet");
        private static readonly Op matrixPowerOp = new("matrix_power");
        private static readonly Op matrixExpOp = new("matrix_exp");

        public Tensor matmul(Tensor target) => matmulOp.Call(this, target);

        public Tensor mm(Tensor target) => mmOp.Call(this, target);

        public Tensor mv(Tensor target) => mvOp.Call(this, target);

        public Tensor dot(Tensor target) => dotOp.Call(this, target);

        public Tensor vdot(Tensor target) => vdotOp.Call(this, target);

        public Tensor bmm(Tensor batch2) => bmmOp.Call(this, batch2);

        public Tensor outer(Tensor vec2) => outerOp.Call(this, vec2);

        public Tensor inner(Tensor vec2) => innerOp.Call(this, vec2);

        public Tensor kron(Tensor other) => kronOp.Call(this, other);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => addmmOp.Call(this, mat1, mat2, (double)beta, (double)alpha);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => baddbmmOp.Call(this, batch1, batch2, (double)beta, (double)alpha);

        public Tensor cholesky(bool upper = false) => choleskyOp.Call(this, upper);

        public Tensor cholesky_solve(Tensor input2, bool upper = false) => choleskySolveOp.Call(this, input2, upper);

        public Tensor det() => linalgDetOp.Call(this);

        public Tensor logdet() => logdetOp.Call(this);

        public Tensor inverse() => linalg.inv(this);

        public Tensor matrix_power(int n) => matrixPowerOp.Call(this, n);

        public Tensor matrix_exp() => matrixExpOp.Call(this);
    }
}
