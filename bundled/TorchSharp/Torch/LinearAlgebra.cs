namespace TorchSharp;

public static partial class torch
{
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);

    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    public static Tensor vdot(Tensor input, Tensor target) => input.vdot(target);

    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);

    public static Tensor inner(Tensor input, Tensor vec2) => input.inner(vec2);

    public static Tensor kron(Tensor input, Tensor other) => input.kron(other);

    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);

    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.baddbmm(batch1, batch2, beta, alpha);

    public static Tensor cholesky(Tensor input) => input.cholesky();

    public static Tensor det(Tensor input) => input.det();

    public static Tensor logdet(Tensor input) => input.logdet();

    public static Tensor inverse(Tensor input) => linalg.inv(input);

    public static Tensor matrix_power(Tensor input, int n) => input.matrix_power(n);

    /// <summary>Linear algebra, batched over the leading dimensions.</summary>
    public static class linalg
    {
        private static readonly Op choleskyOp = new("linalg_cholesky");
        private static readonly Op crossOp = new("linalg_cross");
        private static readonly Op detOp = new("linalg_det");
        private static readonly Op slogdetOp = new("linalg_slogdet");
        private static readonly Op eighOp = new("linalg_eigh");
        private static readonly Op eigvalshOp = new("linalg_eigvalsh");
        private static readonly Op invOp = new("linalg_inv");
        private static readonly Op lstsqOp = new("linalg_lstsq");
        private static readonly Op normOp = new("linalg_vector_norm");
        private static readonly Op pinvOp = new("linalg_pinv", "atol_rtol_float");
        private static readonly Op qrOp = new("linalg_qr");
        private static readonly Op solveOp = new("linalg_solve");
        private static readonly Op solveTriangularOp = new("linalg_solve_triangular");
        private static readonly Op svdOp = new("linalg_svd");
        private static readonly Op svdvalsOp = new("linalg_svdvals");
        private static readonly Op matrixRankOp = new("linalg_matrix_rank", "atol_rtol_float");

        public static Tensor cholesky(Tensor input) => choleskyOp.Call(input);

        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => crossOp.Call(input, other, dim);

        public static Tensor det(Tensor input) => detOp.Call(input);

        public static (Tensor, Tensor) slogdet(Tensor input) => slogdetOp.Call2(input);

        /// <summary>Eigenvalues (ascending) and eigenvectors (columns) of a symmetric matrix, of which one triangle is read.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => eighOp.Call2(input, UPLO.ToString());

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => eigvalshOp.Call(input, UPLO.ToString());

        public static Tensor inv(Tensor input) => invOp.Call(input);

        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other)
        {
            var found = lstsqOp.CallList(input, other);
            return (found[0], found[1], found[2], found[3]);
        }

        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            matrixRankOp.Call(input, atol, rtol, hermitian);

        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => vector_norm(input, 2, dims, keepdim);

        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            pinvOp.Call(input, atol, rtol, hermitian);

        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) =>
            qrOp.Call2(input, mode == QRMode.Complete ? "complete" : mode == QRMode.R ? "r" : "reduced");

        public static Tensor solve(Tensor A, Tensor B, bool left = true) => left ? solveOp.Call(A, B) : solve(A.mT, B.mT).mT;

        /// <summary>Solves A X = B (or X A = B when not <paramref name="left"/>) for a triangular A.</summary>
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor? @out = null)
        {
            var solution = solveTriangularOp.Call(A, B, upper, left, unitriangular);
            if (@out is null) return solution;
            using (solution) return @out.copy_(solution);
        }

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => svdOp.Call3(input, fullMatrices);

        public static Tensor svdvals(Tensor input) => svdvalsOp.Call(input);

        public static Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false) => normOp.Call(input, ord, dims, keepdim);

        /// <summary>Which factors a QR decomposition gives.</summary>
        public enum QRMode
        {
            Reduced = 0,
            Complete = 1,
            R = 2,
        }
    }

    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2.0, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        cdistOp.Call(x1, x2, p, (long)compute_mode);
}
