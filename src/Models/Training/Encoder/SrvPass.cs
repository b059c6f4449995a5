namespace LatentSim.Models.Training;

/// <summary>
/// Evaluates a state-free reversible VAMPnet in training on batches of chains, and the gradient of its parameters. Frames go through in blocks that stay in the
/// cache; passes over the batch meet only where batch normalization needs its statistics.
/// </summary>
internal sealed unsafe class SrvPass
{
    private const int BlockPanels = 8;
    private readonly SrvNetwork network;
    private readonly float[,] data;
    private readonly PackedMatrix[] weights;
    private readonly PackedMatrix[] transposed;
    private readonly RowMatrix[] products;
    private readonly PanelMatrix[] hidden;
    private readonly PanelMatrix[] linear;
    private readonly RowMatrix inputRows;
    private readonly PanelMatrix inputPanel;
    private readonly PanelMatrix outputPanels;
    private readonly RowMatrix hiddenRows;
    private readonly PanelMatrix hiddenGradient;
    private readonly PanelMatrix linearGradient;

    /// <summary>Binds a network to its features.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">[frame, feature], standardized.</param>
    public SrvPass(SrvNetwork network, float[,] data)
    {
        this.network = network;
        this.data = data;
        SrvShape shape = network.Shape;
        int[] layers = [.. Enumerable.Range(0, shape.HiddenLayers + 1)];
        weights = [.. layers.Select(layer => new PackedMatrix(shape.OutputsOf(layer), shape.InputsOf(layer)))];
        transposed = [.. layers.Select(layer => new PackedMatrix(shape.InputsOf(layer), shape.OutputsOf(layer)))];
        products = [.. layers.Select(layer => new RowMatrix(shape.InputsOf(layer)))];
        foreach (int layer in layers)
            products[layer].Reserve(FramePanel.Tiled(shape.OutputsOf(layer)));
        hidden = [.. layers[1..].Select(_ => new PanelMatrix(shape.Width))];
        linear = [.. layers[1..].Select(_ => new PanelMatrix(shape.Width))];
        inputRows = new RowMatrix(shape.Inputs);
        inputPanel = Block(shape.Inputs, 1);
        outputPanels = new PanelMatrix(shape.Outputs);
        hiddenRows = new RowMatrix(shape.Width);
        hiddenRows.Reserve(BlockPanels * FramePanel.Frames);
        hiddenGradient = Block(shape.Width, 1);
        linearGradient = Block(shape.Width, BlockPanels);
    }

    private int Last => network.Shape.HiddenLayers;

    private SrvParameters Parameters => network.Parameters;

    /// <summary>Evaluates a batch; running statistics take note of it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outputs">Becomes the functions [function, frame].</param>
    public void Forward(ChainBatch batch, FrameTable outputs)
    {
        Prepare(batch);
        outputs.Resize(batch.Panels);
        for (int layer = 0; layer < Last; layer++)
        {
            if (layer + 1 < Last)
                network.Norm(layer + 1).Begin();
            for (int panel = 0; panel < batch.Panels; panel++)
            {
                Activate(batch, layer, panel);
                Leave(batch, layer, panel, outputs);
            }

            if (layer + 1 < Last)
                network.Norm(layer + 1).Finish(Parameters.Gamma(layer + 1), Parameters.Beta(layer + 1), 2.0 * batch.Pairs);
        }
    }

    /// <summary>Differentiates the batch that was evaluated last.</summary>
    /// <param name="batch">That batch.</param>
    /// <param name="outputGradient">The loss's gradient by the functions, [function, frame].</param>
    /// <param name="gradient">Becomes its gradient by the parameters.</param>
    public void Backward(ChainBatch batch, FrameTable outputGradient, SrvParameters gradient)
    {
        for (int panel = 0; panel < batch.Panels; panel++)
            outputGradient.ToPanel(panel, outputPanels.Panel(panel));
        for (int layer = Last; layer > 0; layer--)
        {
            transposed[layer].SetTransposed(Parameters.Weights(layer));
            products[layer].Clear();
            BeginGradient(layer - 1);
            for (int first = 0; first < batch.Panels; first += BlockPanels)
                DifferentiateBlock(batch, layer, first, Math.Min(BlockPanels, batch.Panels - first));
            CopyTo(products[layer], gradient.Weights(layer));
            FinishGradient(batch, layer - 1, gradient);
        }
    }

    private void Prepare(ChainBatch batch)
    {
        weights[0].Set(network.InputNorm.Fold(Parameters.Weights(0), Parameters.Gamma(0), Parameters.Beta(0)));
        for (int layer = 1; layer <= Last; layer++)
            weights[layer].Set(Parameters.Weights(layer));
        for (int layer = 0; layer < Last; layer++)
        {
            hidden[layer].Reserve(batch.Panels);
            if (layer > 0)
                linear[layer].Reserve(batch.Panels);
        }

        inputRows.Reserve(batch.Panels * FramePanel.Frames);
        outputPanels.Reserve(batch.Panels);
    }

    // Into a hidden layer and through its tanh.
    private void Activate(ChainBatch batch, int layer, int panel)
    {
        if (layer > 0)
        {
            network.Norm(layer).Evaluate(linear[layer].Panel(panel), hidden[layer].Panel(panel));
            return;
        }

        float* rows = Gather(batch, panel);
        PanelTranspose.FromRows(rows, inputRows.Stride, network.Shape.Inputs, inputPanel.Panel(0));
        PanelProduct.Multiply(weights[0], inputPanel.Panel(0), hidden[0].Panel(panel));
        network.InputNorm.Evaluate(hidden[0].Panel(panel));
    }

    // Out of a hidden layer, to what the next normalizes or to the functions.
    private void Leave(ChainBatch batch, int layer, int panel, FrameTable outputs)
    {
        float* target = layer + 1 < Last ? linear[layer + 1].Panel(panel) : outputPanels.Panel(panel);
        PanelProduct.Multiply(weights[layer + 1], hidden[layer].Panel(panel), target);
        if (layer + 1 < Last)
            network.Norm(layer + 1).Add(target, batch.Weights + (panel * FramePanel.Frames));
        else
            outputs.FromPanel(panel, target);
    }

    private float* Gather(ChainBatch batch, int panel)
    {
        int first = panel * FramePanel.Frames;
        for (int frame = first; frame < first + FramePanel.Frames; frame++)
        {
            if (frame < batch.Frames)
                Rows.Row(data, batch.Rows[frame]).CopyTo(inputRows.Row(frame));
            else
                inputRows.Row(frame).Clear();
        }

        return inputRows.Pointer + ((nint)first * inputRows.Stride);
    }

    private void BeginGradient(int layer)
    {
        if (layer > 0)
        {
            network.Norm(layer).Begin();
            return;
        }

        products[0].Clear();
        network.InputNorm.BeginGradient();
    }

    // From the gradient of what a layer puts out to its matrix's, and to that of what the hidden layer before takes into its tanh.
    private void DifferentiateBlock(ChainBatch batch, int layer, int first, int panels)
    {
        PanelMatrix before = hidden[layer - 1];
        PanelMatrix after = layer == Last ? outputPanels : linearGradient;
        int firstAfter = layer == Last ? first : 0;
        for (int i = 0; i < panels; i++)
        {
            if (layer < Last)
                DifferentiateNorm(batch, layer, first + i, linearGradient.Panel(i));
            PanelTranspose.ToRows(
                before.Panel(first + i), before.Units, hiddenRows.Pointer + ((nint)i * FramePanel.Frames * hiddenRows.Stride), hiddenRows.Stride);
        }

        PanelProduct.AddProduct(
            after.Panel(firstAfter), after.PanelSize, after.Units, hiddenRows.Pointer, hiddenRows.Stride, panels, products[layer].Pointer);
        for (int i = 0; i < panels; i++)
        {
            PanelProduct.Multiply(transposed[layer], after.Panel(firstAfter + i), hiddenGradient.Panel(0));
            DifferentiateTanh(layer - 1, first + i);
        }

        if (layer > 1)
            return;
        float* rows = inputRows.Pointer + ((nint)first * FramePanel.Frames * inputRows.Stride);
        PanelProduct.AddProduct(before.Panel(first), before.PanelSize, before.Units, rows, inputRows.Stride, panels, products[0].Pointer);
    }

    private void DifferentiateNorm(ChainBatch batch, int layer, int panel, float* result) =>
        network.Norm(layer).Differentiate(
            hidden[layer].Panel(panel), linear[layer].Panel(panel), batch.Weights + (panel * FramePanel.Frames), result);

    private void DifferentiateTanh(int layer, int panel)
    {
        if (layer == 0)
            network.InputNorm.DifferentiateTanh(hiddenGradient.Panel(0), hidden[0].Panel(panel));
        else
            network.Norm(layer).DifferentiateTanh(hiddenGradient.Panel(0), hidden[layer].Panel(panel), linear[layer].Panel(panel));
    }

    private void FinishGradient(ChainBatch batch, int layer, SrvParameters gradient)
    {
        if (layer > 0)
        {
            network.Norm(layer).FinishGradient(gradient.Gamma(layer), gradient.Beta(layer), 2.0 * batch.Pairs);
            return;
        }

        network.InputNorm.FinishGradient(
            products[0], Parameters.Weights(0), Parameters.Gamma(0), gradient.Weights(0), gradient.Gamma(0), gradient.Beta(0));
    }

    private static void CopyTo(RowMatrix matrix, Span<float> dense)
    {
        int columns = matrix.Row(0).Length;
        for (int row = 0; row < dense.Length / columns; row++)
            matrix.Row(row).CopyTo(dense.Slice(row * columns, columns));
    }

    private static PanelMatrix Block(int units, int panels)
    {
        PanelMatrix matrix = new(units);
        matrix.Reserve(panels);
        return matrix;
    }
}
