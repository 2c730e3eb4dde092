package org.countersign.prediction;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.decision.InvalidInput;
import org.jspecify.annotations.Nullable;

/** A brought model, asked by ONNX's own runtime, which is native code and takes many threads at once. */
final class Onnx implements Scorer {

    private static final Cleaner CLEANER = Cleaner.create();

    private final BroughtModel said;
    private final OrtSession session;
    private final float[] blank;

    private Onnx(BroughtModel said, OrtSession session) {
        this.said = said;
        this.session = session;
        this.blank = new float[said.width()];
        int at = 0;
        for (var column : said.columns()) {
            if (column.values() == null) {
                blank[at] =
                        column.missing() == null ? Float.NaN : column.missing().floatValue();
            }
            at += column.width();
        }
        CLEANER.register(this, () -> close(session));
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    static Onnx load(byte[] file, BroughtModel said) throws IOException {
        try (var options = new OrtSession.SessionOptions()) {
            // one row is no work for many threads
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new Onnx(said, OrtEnvironment.getEnvironment().createSession(file, options));
        } catch (OrtException e) {
            throw new IOException("ONNX's runtime refuses it: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new LearnerUnavailable("Models in ONNX cannot be asked on this machine, because the native library "
                    + "of its runtime does not load. Run on Linux, macOS or Windows on x86-64, or Linux or macOS on "
                    + "ARM-64, with a temporary folder that allows execution; or bring predictions.");
        }
    }

    /** Whether the file is what it is said to be. */
    void check() throws OrtException {
        var input = session.getInputInfo().get(said.input());
        if (session.getInputInfo().size() != 1 || !fits(input, said.width())) {
            throw new InvalidInput(
                    "/input",
                    "The model does not take one tensor " + said.input() + " of floats with " + said.width()
                            + " columns. It takes " + session.getInputInfo().values() + ".",
                    "Name its input, and a field for each of its columns.");
        }
        if (!fits(session.getOutputInfo().get(said.output()), said.labels().size())) {
            throw new InvalidInput(
                    "/output",
                    "The model gives no tensor " + said.output() + " of floats, one for each of the "
                            + said.labels().size() + " labels. It gives "
                            + session.getOutputInfo().values() + ".",
                    "Name its output, and its labels in order.");
        }
        var zeros = new Columns();
        for (int column = 0; column < said.width(); column++) {
            zeros.add(column, 0);
        }
        if (!isSound(margins(zeros))) {
            throw new InvalidInput(
                    "/logits",
                    "What the model says of a case of zeros is not a probability for each label.",
                    "Say \"logits\": true if it gives log-odds.");
        }
    }

    private static boolean fits(@Nullable NodeInfo node, int columns) {
        if (node == null || !(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            return false;
        }
        var shape = tensor.getShape();
        return shape.length == 2 && shape[0] <= 1 && (shape[1] == columns || shape[1] < 0);
    }

    private boolean isSound(double[] margins) {
        double sum = 0;
        for (var margin : margins) {
            if (!Double.isFinite(margin) || !(said.logits() || margin >= 0)) {
                return false;
            }
            sum += margin;
        }
        return margins.length == said.labels().size() && (said.logits() || Math.abs(sum - 1) < 1e-3);
    }

    @Override
    public List<String> labels() {
        return said.labels();
    }

    @Override
    public double[] margins(Columns columns) {
        var row = blank.clone();
        for (int i = 0; i < columns.size(); i++) {
            row[columns.column(i)] = (float) columns.value(i);
        }
        try (var tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), new float[][] {row});
                var result = session.run(Map.of(said.input(), tensor), Set.of(said.output()))) {
            var given = ((float[][]) result.get(0).getValue())[0];
            var margins = new double[given.length];
            for (int i = 0; i < given.length; i++) {
                margins[i] = given[i];
            }
            return margins;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX's runtime failed on a case.", e);
        }
    }

    /** @throws IllegalStateException if they are none, which only this case shows */
    @Override
    public double[] probabilities(double[] margins) {
        if (!isSound(margins)) {
            throw new IllegalStateException("What the model says is not a probability for each label.");
        }
        return said.logits() ? Softmax.of(margins) : Calibrator.normalised(margins);
    }

    @Override
    public boolean explains() {
        return false;
    }

    @Override
    public double base(int label) {
        throw new UnsupportedOperationException("It does not say how it comes to its answer.");
    }

    @Override
    public void contribute(Columns columns, int label, int[] fieldOfColumn, double[] byField) {
        throw new UnsupportedOperationException("It does not say how it comes to its answer.");
    }
}
