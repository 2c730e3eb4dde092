package org.countersign.prediction;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that a model's predictions depend on, as named parts. */
record Artifact(SortedMap<String, byte[]> parts) {

    /** Tribuo's protobuf form of the model. */
    static final String TRIBUO = "tribuo";

    /** Our {@link Encoder}, as JSON. */
    static final String ENCODER = "encoder";

    /** The trees, as JSON; only boosted trees have it. */
    static final String TREES = "trees";

    /** The trees, as JSON; only a random forest has it. */
    static final String FOREST = "forest";

    /** The weights, as JSON; only naive Bayes has it. */
    static final String WEIGHTS = "weights";

    /** The {@link Calibrator}, as JSON; models of before there were any, and those of few examples, have none. */
    static final String CALIBRATOR = "calibrator";

    /** The {@link Typicality}, as JSON; models of before it was measured, and those of few examples, have none. */
    static final String TYPICALITY = "typicality";

    /** A model in ONNX, as it was brought. */
    static final String ONNX = "onnx";

    /** {@link BroughtModel}, as JSON; a model in ONNX has it. */
    static final String BROUGHT = "brought";

    Artifact {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    Artifact(Map<String, byte[]> parts) {
        this(new TreeMap<>(parts));
    }

    boolean has(String name) {
        return parts.containsKey(name);
    }

    byte[] part(String name) {
        var part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException("Its part " + name + " is missing.");
        }
        return part;
    }

    /** sha-256 over name, length and bytes of each part, in the order of the names. */
    String digest() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            parts.forEach((name, bytes) -> {
                sha.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
